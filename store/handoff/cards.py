"""Public keys as short texts that go by message, on a stick or on paper."""

from dataclasses import fields

from store.errors import HandoffRejected, ParseError
from store.handoff.fingerprint import fingerprint_of
from store.handoff.keyring import OwnKeys
from store.handoff.manifest import Party
from store.handoff.sealing import read_recipient
from store.handoff.signed_text import read_signed_text, signed_text
from store.identifiers import is_chain_id
from store.kinds.plain import storable
from store.settings import read_prefix

WHAT = "fieldledger key"

LONGEST_NAME = 200
"""Letters of a name that a key may carry."""


def card_of(keys: OwnKeys) -> str:
    """The text with which somebody else can pin our keys: five lines that hold no secret."""
    party = keys.party
    said = [(name, getattr(party, name)) for name in ("name", "prefix", "person", "seal")]
    return signed_text(WHAT, said, keys.secret)


def read_card(text: str) -> tuple[Party, str]:
    """Whose keys a text holds, and their fingerprint.

    Raises:
        HandoffRejected: it is no such text, or was altered on the way.
    """
    try:
        key, lines = read_signed_text(WHAT, text)
        said = dict(lines)
        party = Party(**said, sign=str(key))
        check_party(party)
    except (ValueError, TypeError, ParseError):
        raise HandoffRejected(
            "This is not a key, or it was altered or cut short on the way; nothing was changed.",
            "Copy all of its lines, from the first to the last, or ask for it again.",
        ) from None
    return party, fingerprint_of(key)


def check_party(party: Party) -> None:
    """Nothing, if somebody can be called and written to by what the party says.

    Raises:
        ValueError, ParseError: a name, id or key is none.
    """
    for entry in fields(party):
        storable(getattr(party, entry.name))
    if not 0 < len(party.name) <= LONGEST_NAME or not is_chain_id(party.person):
        raise ValueError
    if read_prefix(party.prefix) != party.prefix:
        raise ValueError
    read_recipient(party.seal)
