"""What an extract holds, whatever its format: rows, manifest, balance, codebook."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from store.codebook import codebook
from store.engine import Connection
from store.exchange.scope import Scope
from store.fields import fields_of
from store.kinds import quoted
from store.ledger import Store
from store.records import RECORD_TYPES, Record
from store.schema import REVISION, kept_columns

Row = dict[str, Any]

_BELONGS = "belongs to no incident that was chosen"
_WHY = {
    "incident": "the filter does not want it",
    "figure": "is about no incident that was chosen",
    "source": "backs and reports nothing that was chosen",
    "citation": "backs nothing that was chosen",
    "place": "nothing that was chosen lies there",
    "link": "is about nothing that was chosen",
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many records of a kind the ledger has, how many are written, why the rest is not."""

    kind: str
    in_ledger: int
    written: int
    why: str

    @property
    def left_out(self) -> int:
        """How many are not written."""
        return self.in_ledger - self.written

    @property
    def row(self) -> Row:
        """The share as a row of the balance."""
        return {
            "kind": self.kind,
            "in_ledger": self.in_ledger,
            "written": self.written,
            "left_out": self.left_out,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Contents:
    """What is to be written, and the ledger from which its rows are read one by one."""

    store: Store
    scope: Scope
    manifest: dict[str, Any]
    balance: tuple[Share, ...]

    def rows(
        self, table: str, columns: Iterable[str], key: str, among: Iterable[str]
    ) -> Iterator[Row]:
        """The rows of a table whose `key` is one of those given, in the table's own order."""
        wanted = frozenset(among)
        rows: Iterator[Row] = self.store.ask(_rows, table, tuple(columns))
        return (row for row in rows if row[key] in wanted)

    def records(self, model: type[Record]) -> Iterator[Row]:
        """The chosen records of one kind."""
        return self.rows(model.table, columns_written(model), "id", self.scope.records[model.table])

    @property
    def all_records(self) -> frozenset[str]:
        """The ids of all records that are written."""
        return frozenset().union(*self.scope.records.values())


def _rows(connection: Connection, table: str, columns: tuple[str, ...]) -> Iterator[Row]:
    names = ", ".join(map(quoted, columns))
    for values in connection.execute(f"SELECT {names} FROM {quoted(table)}"):
        yield dict(zip(columns, values, strict=True))


def columns_written(model: type[Record]) -> tuple[str, ...]:
    """The columns of a kind of record that leave the ledger, the derived ones last."""
    declared = (column.name for spec in fields_of(model) for column in spec.columns)
    kept = (column.name for column in kept_columns(model) if column is not REVISION)
    return (*declared, *kept)


def contents_of(store: Store, scope: Scope, form: str) -> Contents:
    """What an extract of that scope holds."""
    balance = tuple(_share(store, scope, table) for table in RECORD_TYPES)
    settings = store.settings
    manifest = {
        "program": "fieldledger",
        "version": program_version(),
        "made_at": store.moment,
        "made_by": store.ask(_person, settings.person),
        "profile": "internal",
        "format": form,
        "filter": scope.words,
        "terms": list(scope.terms),
        "counts": {share.kind: share.written for share in balance},
        "ledger": settings.ledger,
        "start": settings.start.isoformat(),
        "territory": list(settings.territory),
        "causes": settings.causes,
        "actors": settings.actors,
        "demo": settings.demo,
        "as_of": settings.as_of.isoformat() if settings.as_of else None,
    }
    return Contents(store, scope, manifest, balance)


def _share(store: Store, scope: Scope, table: str) -> Share:
    in_ledger: int = store.ask(_count, table)
    written = len(scope.records[table])
    return Share(
        table, in_ledger, written, _WHY.get(table, _BELONGS) if written < in_ledger else ""
    )


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0])


def _person(connection: Connection, person: str) -> str:
    (name,) = connection.execute("SELECT name FROM person WHERE id = ?", (person,)).fetchone()
    return str(name)


def program_version() -> str:
    """The version of this program, '' where it runs without being installed."""
    try:
        return version("fieldledger")
    except PackageNotFoundError:
        return ""


def codebook_rows() -> Iterator[Row]:
    """The codebook's columns, one row each, of the records and of what is kept with them."""
    for record in codebook()["records"]:
        for field in record["fields"]:
            for column in field["columns"]:
                yield {
                    "table": record["table"],
                    "column": column["name"],
                    "type": column["type"],
                    "field": field["name"],
                    "label": field["label"],
                    "meaning": field["help"],
                    "value": field["value"],
                    "list": field["list"] or column["refers_to"],
                }
        for column in record["kept"]:
            if column["name"] != REVISION.name:
                yield {
                    "table": record["table"],
                    "column": column["name"],
                    "type": column["type"],
                    "field": "",
                    "label": "",
                    "meaning": column["meaning"],
                    "value": "derived",
                    "list": "",
                }
