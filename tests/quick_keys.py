"""How much work a key is made of: as much as SQLCipher says, or hardly any for most tests."""

from store.engine import ENCRYPTS, connect

AS_SHIPPED = 256_000
"""Rounds of PBKDF2 in SQLCipher 4: a seventh of a second of processor for each opening."""
QUICK = 1_000


def derive_keys(rounds: int) -> None:
    """Has every later connection of this process make its keys in that many rounds."""
    if ENCRYPTS:
        connection = connect(":memory:")
        connection.execute(f"PRAGMA cipher_default_kdf_iter={rounds:d}")
        connection.close()
