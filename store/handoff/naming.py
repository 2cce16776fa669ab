"""What the files of a handoff are called; no name out of a ledger or a file becomes part of one."""

from pathlib import Path


def signature_of(path: Path) -> Path:
    """Where the signature of a handoff lies: beside it."""
    return path.with_name(f"{path.name}.minisig")


def suggested_name(prefix: str, sequence: int) -> str:
    """What a handoff may be called: by the device's prefix and its number."""
    return f"{prefix}-{sequence:03}.handoff"


def suggested_card_name(prefix: str) -> str:
    """What the file with a ledger's key may be called."""
    return f"{prefix}.key.txt"


def suggested_receipt_name(prefix: str, sequence: int) -> str:
    """What the receipt for a sender's handoff may be called."""
    return f"{prefix}-{sequence:03}.receipt.txt"
