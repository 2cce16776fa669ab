"""The keys that a ledger has: its own, made on first need, and those of others, pinned."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field

from store.chains import stamp
from store.engine import Connection
from store.errors import LedgerDamaged, ReceiverMissing
from store.handoff.fingerprint import fingerprint_of, same_fingerprint
from store.handoff.manifest import Party
from store.handoff.minisig import PublicKey, SecretKey
from store.handoff.sealing import new_seal_key
from store.saving import Saving

_SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """This ledger's two keys: `secret` signs, `identity` opens what was sealed to `party.seal`."""

    party: Party
    secret: SecretKey = field(repr=False)
    identity: str = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """What the others compare."""
        return fingerprint_of(self.secret.public)


@dataclass(frozen=True, slots=True)
class PinnedKey:
    """Somebody's keys as they were first seen here; all that comes from them must fit.

    `compared` says that two people compared the fingerprint; `given_up_at` is when other keys
    took the place of these, None while they hold.
    """

    party: Party
    fingerprint: str
    pinned_at: str
    compared: bool
    given_up_at: str | None = None


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of a ledger, those in force first; empty where there is no ledger."""

    own: OwnKeys | None = None
    pinned: tuple[PinnedKey, ...] = ()

    @property
    def in_force(self) -> tuple[PinnedKey, ...]:
        """The pinned keys that nothing replaced."""
        return tuple(key for key in self.pinned if key.given_up_at is None)

    def of(self, person: str) -> PinnedKey | None:
        """The key pinned for the person with that id."""
        return next((key for key in self.in_force if key.party.person == person), None)

    def signing(self, key: PublicKey) -> Party | None:
        """Whose key this is, our own included; None if it is pinned to nobody."""
        known = [pinned.party for pinned in self.in_force]
        parties = [self.own.party, *known] if self.own else known
        return next((party for party in parties if party.sign == str(key)), None)

    def receiver(self, text: str) -> PinnedKey:
        """The one pinned key that a name, a prefix, a person's id or a fingerprint means.

        The beginning of only one name will do; if the text is empty, the only key there is.

        Raises:
            ReceiverMissing: none fits, or several do.
        """
        wanted = text.strip().casefold()
        found = [key for key in self.in_force if _means(wanted, key)] or [
            key for key in self.in_force if key.party.name.casefold().startswith(wanted)
        ]
        if len(found) != 1:
            raise ReceiverMissing
        return found[0]


def _means(wanted: str, key: PinnedKey) -> bool:
    names = (key.party.person, key.party.name.casefold(), key.party.prefix.casefold())
    return wanted in names or same_fingerprint(wanted, key.fingerprint)


def keyring_of(connection: Connection) -> Keyring:
    """The keys that a ledger has by now."""
    rows = connection.execute(
        "SELECT person, name, prefix, sign, seal, fingerprint, pinned_at, compared, given_up_at"
        " FROM pinned_key ORDER BY given_up_at IS NOT NULL, name, fingerprint"
    ).fetchall()
    pinned = tuple(PinnedKey(Party(*row[:5]), row[5], row[6], bool(row[7]), row[8]) for row in rows)
    return Keyring(_own_keys(connection), pinned)


def _own_keys(connection: Connection) -> OwnKeys | None:
    rows = connection.execute("SELECT use, secret, public FROM own_key").fetchall()
    keys = {use: (secret, public) for use, secret, public in rows}
    if not keys:
        return None
    try:
        secret = SecretKey(b64decode(keys["sign"][0], validate=True))
        identity, seal = keys["seal"]
    except (KeyError, ValueError):
        raise LedgerDamaged from None
    person, prefix = (_setting(connection, name) for name in ("person", "prefix"))
    (name,) = connection.execute("SELECT name FROM person WHERE id = ?", (person,)).fetchone()
    return OwnKeys(Party(person, name, prefix, str(secret.public), seal), secret, identity)


def _setting(connection: Connection, key: str) -> str:
    (value,) = connection.execute(
        "SELECT json_extract(value, '$') FROM setting WHERE key = ?", (key,)
    ).fetchone()
    return str(value)


def own_keys(saving: Saving) -> OwnKeys:
    """This ledger's keys, made now if there are none; inside the caller's transaction."""
    if keys := _own_keys(saving.connection):
        return keys
    secret = SecretKey(saving.random_bytes(_SEED_BYTES))
    identity, recipient = new_seal_key()
    made_at = stamp(saving.clock())
    saving.connection.executemany(
        "INSERT INTO own_key VALUES (?, ?, ?, ?)",
        [
            ("sign", b64encode(secret.seed).decode(), str(secret.public), made_at),
            ("seal", identity, recipient, made_at),
        ],
    )
    made = _own_keys(saving.connection)
    if made is None:
        raise LedgerDamaged
    return made
