"""What an extract holds, whatever its format: tables, manifest, balance, codebook."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from store.codebook import codebook
from store.columns import REVISION, kept_columns
from store.engine import Connection
from store.exchange.asked import Asked
from store.exchange.balance import Share, balance_of
from store.exchange.names_held import names_held
from store.exchange.place_out import places_out
from store.exchange.places_used import added_that_stay, places_used
from store.exchange.pseudonyms import Pseudonyms
from store.exchange.redacted import Redacted
from store.exchange.redaction import Redaction
from store.exchange.scope import Scope, choose
from store.exchange.scope_told import scope_told
from store.exchange.sheets import Sheet, SheetColumn, Values, about_of, column_of_field
from store.exchange.small_cells import in_small_cells
from store.exchange.staying import Stays, choose_leaving
from store.fields import fields_of
from store.gazetteer import ANCESTOR_LEVELS
from store.kinds import quoted
from store.ledger import Store
from store.records import RECORD_TYPES, Record

Row = dict[str, Any]

LOCATION = (
    *("key", "level", "name", "name_local", "parent", "lat", "lon", "aliases", "origin"),
    *map(str, ANCESTOR_LEVELS),
)
"""The columns of a place that leave for our own people."""


@dataclass(frozen=True)
class Contents:
    """What is to be written, and the ledger from which its rows are read one by one.

    `redaction` is None for our own people, who get everything as it stands.
    """

    store: Store
    asked: Asked
    scope: Scope
    manifest: dict[str, Any]
    balance: tuple[Share, ...]
    sheets: tuple[Sheet, ...]
    redaction: Redaction | None = None
    suppressed: int = 0

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

    @property
    def balance_rows(self) -> list[Row]:
        """The balance as it is written into the extract."""
        return [share.row(is_internal=self.redaction is None) for share in self.balance]

    @property
    def denamed(self) -> int:
        """How many of the people who are written leave without their names."""
        if self.redaction is None:
            return 0
        people = self.redaction.leaving.records
        return len(self.redaction.names.denamed & (people["casualty"] | people["detention"]))


def _rows(connection: Connection, table: str, columns: tuple[str, ...]) -> Iterator[Row]:
    names = ", ".join(map(quoted, columns))
    for values in connection.execute(f"SELECT {names} FROM {quoted(table)}"):
        yield dict(zip(columns, values, strict=True))


def columns_written(model: type[Record]) -> tuple[str, ...]:
    """The columns of a kind of record that leave for our own people, the derived ones last."""
    declared = (column.name for spec in fields_of(model) for column in spec.columns)
    kept = (column.name for column in kept_columns(model) if column is not REVISION)
    return (*declared, *kept)


def contents_of(store: Store, asked: Asked, secret: bytes) -> Contents:
    """What an extract holds; `secret` is what ids outside are made with.

    Raises:
        FilterInvalid: a term means nothing.
    """
    scope = choose(store, asked.terms, asked.model)
    leaving = store.ask(choose_leaving, scope, asked)
    scope = replace(scope, records=leaving.records)
    if asked.profile.is_internal:
        balance = store.ask(balance_of, leaving)
        manifest = _manifest(store, asked, scope, balance) | _signed(store, scope)
        whole = Contents(store, asked, scope, manifest, balance, ())
        return replace(whole, sheets=tuple(_internal_sheets(whole)))
    rare = store.ask(in_small_cells, leaving, asked.smallest_cell)
    names = store.ask(names_held, leaving, asked.profile)
    used = store.ask(places_used, leaving, names.denamed | rare)
    pseudonyms = Pseudonyms(secret, asked.profile.code)
    staying = store.ask(added_that_stay, asked.profile)
    territory = set(store.settings.territory)
    places = store.ask(places_out, asked.profile, used | territory, staying, pseudonyms)
    redaction = Redaction(asked, leaving, names, places, pseudonyms)
    leaving.keep_only("place", places.added, Stays.UNUSED)
    balance = store.ask(balance_of, leaving)
    manifest = _manifest(store, asked, scope, balance) | {
        "filter": scope_told(store, scope, asked.model, asked.profile),
        "territory": sorted(filter(None, map(places.key, territory))),
        "suppressed_below": asked.smallest_cell or None,
    }
    sheets = store.ask(Redacted, redaction, rare).sheets()
    return Contents(store, asked, scope, manifest, balance, sheets, redaction, len(rare))


def _manifest(
    store: Store, asked: Asked, scope: Scope, balance: tuple[Share, ...]
) -> dict[str, Any]:
    """What anybody may know of an extract."""
    settings = store.settings
    return {
        "program": "fieldledger",
        "version": program_version(),
        "made_on": store.moment[: len("YYYY-MM-DD")],
        "profile": asked.profile.code,
        "format": asked.form,
        "filter": scope.words,
        "counts": {share.kind: share.written for share in balance},
        "sexual_violence": "included" if asked.with_sexual_violence else "left out",
        "start": settings.start.isoformat(),
        "territory": list(settings.territory),
        "causes": settings.causes,
        "actors": settings.actors,
        "demo": settings.demo,
        "as_of": settings.as_of.isoformat() if settings.as_of else None,
    }


def _signed(store: Store, scope: Scope) -> dict[str, Any]:
    """What only our own people may know of an extract: who made it, when, of which ledger."""
    settings = store.settings
    return {
        "made_at": store.moment,
        "made_by": store.ask(_person, settings.person),
        "terms": list(scope.terms),
        "ledger": settings.ledger,
    }


def _person(connection: Connection, person: str) -> str:
    (name,) = connection.execute("SELECT name FROM person WHERE id = ?", (person,)).fetchone()
    return str(name)


def _internal_sheets(whole: Contents) -> Iterator[Sheet]:
    for model in RECORD_TYPES.values():
        names = columns_written(model)
        many = len(whole.scope.records[model.table])
        rows = partial(_values, whole, model.table, names, "id", whole.scope.records[model.table])
        yield Sheet(model.table, about_of(model), tuple(_internal_columns(model)), rows, many)
    columns = tuple(
        SheetColumn(name, "REAL" if name in ("lat", "lon") else "TEXT", _PLACE_MEANINGS[name])
        for name in LOCATION
    )
    rows = partial(_values, whole, "location", LOCATION, "key", whole.scope.places)
    yield Sheet("location", "Places and what they lie in.", columns, rows, len(whole.scope.places))


_PLACE_MEANINGS = {
    "key": "The P-code, or the id of a place record.",
    "level": "What kind of place it is.",
    "name": "Its name in Latin letters.",
    "name_local": "Its name in its own script.",
    "parent": "What it lies in.",
    "lat": "Latitude of its middle, decimal degrees (WGS 84).",
    "lon": "Longitude of its middle, decimal degrees (WGS 84).",
    "aliases": "Other names and spellings, as a JSON array.",
    "origin": "Whether it shipped with the program, was loaded from a list, or added.",
    "tract": "The tract or town it lies in.",
    "township": "The township it lies in.",
    "district": "The district it lies in.",
    "state": "The state it lies in.",
}


def _values(
    whole: Contents, table: str, names: tuple[str, ...], key: str, among: Iterable[str]
) -> Iterator[Values]:
    return (tuple(row[name] for name in names) for row in whole.rows(table, names, key, among))


def _internal_columns(model: type[Record]) -> Iterator[SheetColumn]:
    for spec in fields_of(model):
        yield from (column_of_field(spec, column) for column in spec.columns)
    meanings = {
        row["column"]: row["meaning"] for row in codebook_rows() if row["table"] == model.table
    }
    for column in kept_columns(model):
        if column is not REVISION:
            sql_type = column.sql_type.partition(" ")[0]
            yield SheetColumn(column.name, sql_type, meanings[column.name])


def program_version() -> str:
    """The version of this program, '' where it runs without being installed."""
    try:
        return version("fieldledger")
    except PackageNotFoundError:
        return ""


def sheet_codebook(sheets: Iterable[Sheet]) -> Iterator[Row]:
    """What every column of some tables means, one row each."""
    for sheet in sheets:
        for column in sheet.columns:
            yield {
                "table": sheet.name,
                "column": column.name,
                "type": column.type,
                "field": column.field,
                "label": column.label,
                "meaning": column.meaning,
                "value": column.value,
                "list": column.refers_to,
            }


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


def text_of(value: object) -> str | None:
    """A value of the manifest: text as it is, anything else as JSON."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
