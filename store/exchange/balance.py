"""How many records the ledger has, how many are written, and why the others are not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from store.counting.due import COUNTED
from store.counting.standing import Standing
from store.engine import Connection
from store.exchange.sheets import Values
from store.exchange.staying import Leaving, Stays
from store.kinds import SQLValue, quoted
from store.records import RECORD_TYPES

INSIDE: Final = "kept in the ledger"
"""What the file says of whatever stays for a reason that is nobody's business outside."""

BALANCE_COLUMNS: Final = (
    *("kind", "in_ledger", "written", "left_out", "why"),
    *("documented_in_ledger", "documented_written", "documented_left_out"),
)


@dataclass(frozen=True, slots=True)
class Share:
    """How many records of a kind the ledger has, how many are written, why the rest is not.

    `documented` is for how many all of them count as documented, `documented_written` those
    that are written.
    """

    kind: str
    in_ledger: int
    written: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    documented: int = 0
    documented_written: int = 0

    @property
    def left_out(self) -> int:
        """How many are not written."""
        return self.in_ledger - self.written

    @property
    def why(self) -> str:
        """The reasons in words, with how many stay for each."""
        return "; ".join(f"{many} {reason}" for reason, many in self.reasons.items())

    def row(self, *, is_internal: bool) -> dict[str, SQLValue]:
        """The share as a row of the balance that is written into the extract."""
        why = self.why
        if not is_internal:
            by_filter = self.reasons.get(Stays.FILTER, 0)
            parts = ((by_filter, str(Stays.FILTER)), (self.left_out - by_filter, INSIDE))
            why = "; ".join(f"{many} {reason}" for many, reason in parts if many)
        left = self.documented - self.documented_written
        values: Values = (
            *(self.kind, self.in_ledger, self.written, self.left_out, why),
            *(self.documented, self.documented_written, left),
        )
        return dict(zip(BALANCE_COLUMNS, values, strict=True))


def balance_of(connection: Connection, leaving: Leaving) -> tuple[Share, ...]:
    """The balance, one share for each kind of record."""
    return tuple(_share(connection, leaving, table) for table in RECORD_TYPES)


def _share(connection: Connection, leaving: Leaving, table: str) -> Share:
    written = leaving.records[table]
    reasons: Counter[str] = leaving.why[table]
    many = len(written) + sum(reasons.values())
    documented = documented_written = 0
    if table in COUNTED and table != "incident":
        for record, n in _documented(connection, table):
            documented += n
            documented_written += n if record in written else 0
    kept = {str(reason): reasons[reason] for reason in Stays if reasons[reason]}
    return Share(table, many, len(written), kept, documented, documented_written)


def _documented(connection: Connection, table: str) -> list[tuple[str, int]]:
    return connection.execute(
        f"""SELECT own.id, t.n FROM {quoted(table)} AS own JOIN tally AS t ON t.rid = own.rid
JOIN tally_dims AS d ON d.id = t.dims WHERE d.standing = ?""",
        (str(Standing.COUNTS),),
    ).fetchall()
