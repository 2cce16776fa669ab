"""What reading a value may ask of the ledger: today's date, a place, a record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from store.engine import Connection
from store.errors import ParseError
from store.kinds import quoted
from store.places import label_of, resolve_place
from store.places import place as place_named
from store.publishers import publisher_by_code, publisher_by_id
from store.records import RECORD_TYPES
from store.shapes import shape

_ID = shape(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class LedgerLookup:
    """Answers from one open ledger; satisfies `store.kinds.Lookup`."""

    connection: Connection
    clock: Callable[[], date]

    @property
    def today(self) -> date:
        """The laptop's date."""
        return self.clock()

    def place(self, text: str) -> str:
        """The key of the one place that `text` names.

        Raises:
            ParseError: it names none, or several.
        """
        return resolve_place(self.connection, text)

    def name_of(self, place: str) -> str:
        """The name of a place, or its key where it has none."""
        return label_of(self.connection, place)

    def level_of(self, place: str) -> str:
        """The code of a place's level, `unknown` where the place is not known."""
        found = place_named(self.connection, place)
        return str(found.level) if found else "unknown"

    def record(self, table: str, text: str) -> str:
        """The id of the record that `text` (an id or a code) means; any table if ''.

        A publisher that everybody cites is found before its source is in the ledger: saving
        whatever cites it puts it there.

        Raises:
            ParseError: it means none, or several.
        """
        wanted = text.strip()
        found = [record for _, record in self.matching(wanted, table)]
        if not found and table in ("", "source") and (known := _publisher(wanted)):
            return known
        if len(found) == 1:
            return found[0]
        what = RECORD_TYPES[table].one.lower() if table else "record"
        if found:
            raise ParseError(f"{len(found)} records carry this code; give the id of one.")
        raise ParseError(f"No {what} has this code.")

    def matching(self, text: str, table: str = "") -> list[tuple[str, str]]:
        """Table and id of every record with that id or code; of any table if ''."""
        tables = [table] if table else list(RECORD_TYPES)
        wanted = text.strip()
        column = "id" if _ID.fullmatch(wanted.casefold()) else "code"
        value = wanted.casefold() if column == "id" else wanted.upper()
        found: list[tuple[str, str]] = []
        for name in tables:
            sql = f"SELECT id FROM {quoted(name)} WHERE {column} = ?"
            found += [(name, row[0]) for row in self.connection.execute(sql, (value,))]
        return found

    def code_of(self, record_id: str) -> str:
        """The short code of a record, or its id where it has none or is not here.

        A publisher that everybody cites has its letters before anybody here cited it.
        """
        kind = self.connection.execute(
            "SELECT kind FROM record WHERE id = ?", (record_id,)
        ).fetchone()
        if kind is None:
            known = publisher_by_id(record_id)
            return known.code if known else record_id
        sql = f"SELECT code FROM {quoted(kind[0])} WHERE id = ?"
        found = self.connection.execute(sql, (record_id,)).fetchone()
        return str(found[0]) if found and found[0] else record_id


def _publisher(text: str) -> str:
    known = publisher_by_code(text) or publisher_by_id(text.casefold())
    return known.id if known else ""
