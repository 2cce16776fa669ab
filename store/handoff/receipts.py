"""Receipts: what a receiver says, and signs, of a handoff that arrived; read in by its sender.

A receipt says that all of a handoff is there, or names the chains of which something is not, so
that it stays small however many chains there are. The next handoff to its writer starts there:
what was sent and never acknowledged is sent again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from store.chains import stamp
from store.engine import Connection
from store.errors import HandoffRejected, LedgerError, SenderUnknown
from store.handoff.fingerprint import fingerprint_of
from store.handoff.holdings import Heads, heads_from_json, heads_of, heads_to_json
from store.handoff.judging import HASH_BYTES, MOMENT, WRONG, wrong_unless
from store.handoff.keyring import keyring_of, own_keys
from store.handoff.opened import OpenedHandoff
from store.handoff.signed_text import Lines, read_signed_text, signed_text
from store.identifiers import is_chain_id
from store.quantities import quantity
from store.saving import Saving

WHAT = "fieldledger receipt"

_LACKS = "lacks"
_NOTHING = bytes(32)
_LAST_NUMBER = 10**12


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receiver says of one handoff: how much came, and of which chains something lacks.

    `lacks` has by chain the number of the last change that is there, 0 if none, and its hash.
    """

    sha256: str
    sequence: int
    changes: int
    conflicts: int
    at: str
    lacks: Heads

    @property
    def words(self) -> str:
        """The receipt in a sentence."""
        return (
            f"Sequence {self.sequence} received: {quantity(self.changes, 'change')}, "
            f"{quantity(self.conflicts, 'conflict')}."
        )


def note_received(saving: Saving, handoff: OpenedHandoff, conflicts: int) -> None:
    """Writes down that a handoff was merged, leaving so many conflicts, so that a receipt can say.

    Runs inside the caller's transaction, the merge's own.
    """
    manifest = handoff.manifest
    last = {span.chain: (span.last, span.hash) for span in manifest.chains}
    saving.connection.execute(
        'INSERT INTO handoff_received(sha256, "from", sequence, at, chains, changes, conflicts)'
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(sha256) DO UPDATE SET at = excluded.at, conflicts = excluded.conflicts",
        (
            *(handoff.sha256, manifest.sender.person, manifest.sequence, stamp(saving.clock())),
            *(heads_to_json(last), manifest.changes, conflicts),
        ),
    )


def receipt_text(saving: Saving, sha256: str) -> str:
    """The signed receipt for a handoff that was merged here, as the ledger stands now.

    Raises:
        LedgerError: no such handoff was merged here.
    """
    row = saving.connection.execute(
        "SELECT sequence, changes, conflicts, chains FROM handoff_received WHERE sha256 = ?",
        (sha256,),
    ).fetchone()
    if row is None:
        raise LedgerError("That handoff was not merged into this ledger.", "Merge it first.")
    sequence, changes, conflicts, chains = row
    lacks = _lacking(saving.connection, heads_from_json(chains))
    lines = [
        ("handoff", sha256),
        ("sequence", str(sequence)),
        ("changes", str(changes)),
        ("conflicts", str(conflicts)),
        ("at", stamp(saving.clock())),
        *((_LACKS, f"{chain}/{last}/{h.hex()}") for chain, (last, h) in sorted(lacks.items())),
    ]
    return signed_text(WHAT, lines, own_keys(saving).secret)


def _lacking(connection: Connection, sent: Heads) -> Heads:
    """How far this ledger has the chains of which it does not have all that was sent."""
    held = heads_of(connection)
    found: dict[str, tuple[int, bytes]] = {}
    for chain, (last, _) in sent.items():
        if (here := held.get(chain, (0, _NOTHING)))[0] < last:
            found[chain] = here
    return found


def read_receipt(saving: Saving, text: str) -> Receipt:
    """The receipt, read in: the next handoff to its sender starts where it ends.

    Reading one twice changes nothing. Runs inside the caller's transaction.

    Raises:
        SenderUnknown: its key is pinned to nobody.
        HandoffRejected: it is no receipt, was altered, or is for what this ledger did not send.
    """
    try:
        key, lines = read_signed_text(WHAT, text)
        receipt = _receipt(lines)
    except WRONG:
        raise HandoffRejected(
            "This is not a receipt, or it was altered or cut short; nothing was changed.",
            "Copy all of its lines, from the first to the last, or ask for it again.",
        ) from None
    party = keyring_of(saving.connection).signing(key)
    if party is None:
        raise SenderUnknown(fingerprint_of(key))
    sent = saving.connection.execute(
        'SELECT "to", chains FROM handoff_sent WHERE sha256 = ? AND sequence = ?',
        (receipt.sha256, receipt.sequence),
    ).fetchone()
    if sent is None or sent[0] not in ("", party.person):
        raise HandoffRejected(
            "This receipt is not for a handoff from this ledger to that person.",
            "Read it in where the handoff was made.",
        )
    heads = {**heads_from_json(sent[1]), **receipt.lacks}
    saving.connection.execute(
        "INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(sha256) DO UPDATE SET"
        ' "from" = excluded."from", at = excluded.at, chains = excluded.chains,'
        " changes = excluded.changes, conflicts = excluded.conflicts, text = excluded.text",
        (
            *(receipt.sha256, party.person, receipt.at, heads_to_json(heads)),
            *(receipt.changes, receipt.conflicts, text.strip() + "\n"),
        ),
    )
    return receipt


def _receipt(lines: Lines) -> Receipt:
    said: Mapping[str, str] = dict(line for line in lines if line[0] != _LACKS)
    lacks = dict(_head(value) for name, value in lines if name == _LACKS)
    wrong_unless(set(said) == {"handoff", "sequence", "changes", "conflicts", "at"})
    wrong_unless(len(bytes.fromhex(said["handoff"])) == HASH_BYTES)
    wrong_unless(MOMENT.fullmatch(said["at"]) is not None)
    sequence, changes, conflicts = map(_number, (said[n] for n in _NUMBERS))
    return Receipt(said["handoff"], sequence, changes, conflicts, said["at"], lacks)


_NUMBERS = ("sequence", "changes", "conflicts")


def _head(value: str) -> tuple[str, tuple[int, bytes]]:
    chain, last, last_hash = value.split("/")
    wrong_unless(is_chain_id(chain) and len(bytes.fromhex(last_hash)) == HASH_BYTES)
    return chain, (_number(last), bytes.fromhex(last_hash))


def _number(text: str) -> int:
    wrong_unless(text.isascii() and text.isdigit() and int(text) < _LAST_NUMBER)
    return int(text)
