"""Pinning somebody's keys on first use, and putting new ones in their place by hand."""

from collections.abc import Iterable

from store.chains import stamp
from store.errors import HandoffRejected, KeyChanged, RecordMissing
from store.handoff.fingerprint import fingerprint_of, same_fingerprint
from store.handoff.keyring import Keyring, PinnedKey, keyring_of
from store.handoff.manifest import Party
from store.handoff.minisig import PublicKey
from store.saving import Saving

OWN_KEY = "This is this ledger's own key."
OF_ANOTHER = "This key is pinned to somebody else already; nothing was changed."


def pin(saving: Saving, party: Party, *, compared: bool = False, replace: str = "") -> PinnedKey:
    """Pins somebody's keys; those that are pinned already only learn that they were compared.

    `replace` is the fingerprint of the new keys, typed by hand: without it, keys of a person who
    has others are refused. Runs inside the caller's transaction.

    Raises:
        KeyChanged: the person has other keys.
        HandoffRejected: they are our own, or those of somebody else.
    """
    ring = keyring_of(saving.connection)
    fingerprint = fingerprint_of(PublicKey.read(party.sign))
    _refuse_anothers(ring, party, fingerprint)
    held = ring.of(party.person)
    if held and held.fingerprint != fingerprint:
        if not same_fingerprint(replace, fingerprint):
            raise KeyChanged(fingerprint)
        saving.connection.execute(
            "UPDATE pinned_key SET given_up_at = ? WHERE fingerprint = ?",
            (stamp(saving.clock()), held.fingerprint),
        )
    compared = compared or bool(replace)
    saving.connection.execute(
        "INSERT INTO pinned_key VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT(fingerprint)"
        " DO UPDATE SET name = excluded.name, prefix = excluded.prefix, seal = excluded.seal,"
        " compared = max(compared, excluded.compared), given_up_at = NULL",
        (
            *(fingerprint, party.person, party.name, party.prefix, party.sign, party.seal),
            *(stamp(saving.clock()), int(compared)),
        ),
    )
    return _held(saving, fingerprint)


def note_compared(saving: Saving, fingerprint: str) -> PinnedKey:
    """Notes that two people compared the fingerprint of a pinned key.

    Raises:
        RecordMissing: no key has it.
    """
    found = _held(saving, _matching(keyring_of(saving.connection).in_force, fingerprint))
    saving.connection.execute(
        "UPDATE pinned_key SET compared = 1 WHERE fingerprint = ?", (found.fingerprint,)
    )
    return _held(saving, found.fingerprint)


def _matching(keys: Iterable[PinnedKey], typed: str) -> str:
    for key in keys:
        if same_fingerprint(typed, key.fingerprint):
            return key.fingerprint
    raise RecordMissing("No key with that fingerprint is pinned here.", "Type all thirty digits.")


def _held(saving: Saving, fingerprint: str) -> PinnedKey:
    held = keyring_of(saving.connection).in_force
    return next(key for key in held if key.fingerprint == fingerprint)


def _refuse_anothers(ring: Keyring, party: Party, fingerprint: str) -> None:
    own = ring.own
    if own and party.sign == own.party.sign:
        raise HandoffRejected(OWN_KEY, "The others need it; this ledger has it.")
    for key in ring.pinned:
        if key.fingerprint == fingerprint and key.party.person != party.person:
            raise HandoffRejected(OF_ANOTHER)
