"""The tables of an extract that is not for our own people."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from string import ascii_uppercase
from typing import Any, Final

from store.counting.due import COUNTED
from store.counting.extent import DAWN, DUSK
from store.counting.standing import Standing
from store.engine import Connection
from store.exchange.events import event_sheet
from store.exchange.redaction import Redaction
from store.exchange.sheets import Sheet, SheetColumn, Values, about_of, rows_among
from store.exchange.small_cells import widened
from store.exchange.staying import sources_of
from store.kinds import quoted
from store.records import RECORD_TYPES, Record
from store.vocabulary import PlaceLevel, SourceKind

_ROWS_OF: Final = ("incident", "casualty", "detention", "damage", "figure", "citation", "link")
"""The kinds of record that leave as rows of their own."""

_COUNTS: Final = (
    SheetColumn(
        "documented", "INTEGER", "For how many it counts as documented; add these up for totals."
    ),
    SheetColumn("documented_low", "INTEGER", "For how many it counts at the low end of the range."),
    SheetColumn(
        "documented_high", "INTEGER", "For how many it counts at the high end of the range."
    ),
    SheetColumn(
        "counted_from", "TEXT", "The first day it can count on: its own, else its incident's."
    ),
    SheetColumn("counted_to", "TEXT", "The last day it can count on, in the same way."),
    SheetColumn("township", "TEXT", "The township it lies in.", refers_to="location"),
    SheetColumn("township_name", "TEXT", "The name of that township."),
    SheetColumn("sources", "TEXT", "Who backs it, its incident's sources included: letter, kind."),
)

_SOURCE: Final = (
    SheetColumn("id", "TEXT", "Another name of the source, the same in every such extract."),
    SheetColumn("letter", "TEXT", "What it is called in this extract."),
    SheetColumn("kind", "TEXT", "What kind of source it is.", refers_to=SourceKind.table()),
)

_LOCATION: Final = (
    SheetColumn("key", "TEXT", "The P-code, or another name of a place that a person added."),
    SheetColumn("level", "TEXT", "What kind of place it is.", refers_to=PlaceLevel.table()),
    SheetColumn("name", "TEXT", "Its name in Latin letters."),
    SheetColumn("name_local", "TEXT", "Its name in its own script."),
    SheetColumn("parent", "TEXT", "What it lies in.", refers_to="location"),
    SheetColumn("lat", "REAL", "Latitude of its middle, decimal degrees (WGS 84)."),
    SheetColumn("lon", "REAL", "Longitude of its middle, decimal degrees (WGS 84)."),
    SheetColumn("township", "TEXT", "The township it lies in.", refers_to="location"),
    SheetColumn("district", "TEXT", "The district it lies in.", refers_to="location"),
    SheetColumn("state", "TEXT", "The state it lies in.", refers_to="location"),
)


class Redacted:
    """Makes the tables, one for each kind of record that leaves, and what explains them."""

    def __init__(self, connection: Connection, redaction: Redaction, rare: frozenset[str]) -> None:
        self._connection = connection
        self._redaction = redaction
        self._rare = rare

    def sheets(self) -> tuple[Sheet, ...]:
        """All tables, in the order in which they can be written."""
        rows = [self._record_sheet(RECORD_TYPES[table]) for table in _ROWS_OF]
        sources = sorted(self._letters)
        places = self._redaction.places.places
        return (
            Sheet(
                "location",
                "Places, none finer than may leave.",
                _LOCATION,
                self._location_rows,
                len(places),
            ),
            Sheet(
                "source", "Who told, by letter and kind.", _SOURCE, self._source_rows, len(sources)
            ),
            *rows,
            event_sheet(self._connection, self._redaction, self._rare, self._told_by),
        )

    def _record_sheet(self, model: type[Record]) -> Sheet:
        counts = _COUNTS if model.table in COUNTED else ()
        columns = (*self._redaction.columns(model), *counts)
        many = len(self._redaction.leaving.records[model.table])
        return Sheet(model.table, about_of(model), columns, partial(self._rows, model), many)

    def _rows(self, model: type[Record]) -> Iterator[Values]:
        readers = [read for _, read in self._redaction.readers(model)]
        counted = model.table in COUNTED
        for row in self._read(model, counted=counted):
            rare = row["id"] in self._rare
            shown = widened(model, row) if rare else row
            values = tuple(read(shown) for read in readers)
            yield (*values, *self._counts(shown, rare=rare)) if counted else values

    def _read(self, model: type[Record], *, counted: bool) -> Iterator[Mapping[str, Any]]:
        """The rows of the ledger that leave, in the order of their other names."""
        among = self._redaction.leaving.records[model.table]
        found = self._connection.execute(f"SELECT id, rid FROM {quoted(model.table)}")
        order = sorted(
            (self._redaction.pseudonyms(record), rid) for record, rid in found if record in among
        )
        names = self._redaction.columns_read(model)
        sql, names = _select(model, names, counted=counted)
        for values in rows_among(self._connection, sql, [rid for _, rid in order]):
            yield dict(zip(names, values, strict=True))

    def _counts(self, row: Mapping[str, Any], *, rare: bool) -> Values:
        n, standing = row["n"] or 0, row["standing"]
        counts = standing == Standing.COUNTS
        first, last = row["counted_first"], row["counted_last"]
        township = self._redaction.places.key(row["counted_township"])
        return (
            n if counts else 0,
            row["sure"] or 0,
            n if counts or standing == Standing.POSSIBLE else 0,
            None if first in (DAWN, "") else first,
            None if last in (DUSK, "") else last,
            township,
            self._redaction.places.name(township),
            None if rare else self._told_by(row["id"], row.get("incident")),
        )

    # Sources, by letter

    @cached_property
    def _backing(self) -> dict[str, set[str]]:
        return sources_of(self._connection, self._redaction.leaving)

    @cached_property
    def _letters(self) -> dict[str, tuple[str, str | None]]:
        """Letter and kind of every source that speaks, by its other name."""
        among = self._redaction.leaving.records["source"]
        known = frozenset(map(str, SourceKind))
        kinds = {
            self._redaction.pseudonyms(source): kind if kind in known else None
            for source, kind in self._connection.execute("SELECT id, kind FROM source")
            if source in among
        }
        return {name: (letter(n), kinds[name]) for n, name in enumerate(sorted(kinds))}

    def _told_by(self, record: str, incident: str | None) -> str | None:
        """The letters and kinds of the sources behind a record."""
        about = {record, *filter(None, [incident])}
        about |= {self._redaction.leaving.surviving(each) for each in about}
        names = sorted(
            {
                self._redaction.pseudonyms(source)
                for each in about
                for source in self._backing.get(each, ())
            }
        )
        told = [self._letters[name] for name in names if name in self._letters]
        return "; ".join(f"{code} {kind or 'unknown'}" for code, kind in told) or None

    def _source_rows(self) -> Iterator[Values]:
        for name, (code, kind) in self._letters.items():
            yield name, code, kind

    def _location_rows(self) -> Iterator[Values]:
        for key, place in sorted(self._redaction.places.places.items()):
            yield (
                *(key, place.level, place.name, place.name_local, place.parent),
                *(place.lat, place.lon, place.township, place.district, place.state),
            )


def letter(number: int) -> str:
    """What the n-th source is called: A to Z, then AA, AB and so on."""
    name = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, len(ascii_uppercase))
        name = ascii_uppercase[digit] + name
    return name


def _select(
    model: type[Record], names: tuple[str, ...], *, counted: bool
) -> tuple[str, tuple[str, ...]]:
    """A query for rows by rid, and the names of what it gives after the rid."""
    columns = [f"record.{quoted(name)}" for name in names]
    join = ""
    if counted:
        columns += [
            *("t.n", "t.sure", "t.first", "t.last", "t.township", "d.standing"),
            "(SELECT state FROM location WHERE key = nullif(record.eff_place, ''))",
        ]
        names = (
            *names,
            *(
                "n",
                "sure",
                "counted_first",
                "counted_last",
                "counted_township",
                "standing",
                "state",
            ),
        )
        join = (
            " LEFT JOIN tally AS t ON t.rid = record.rid LEFT JOIN tally_dims AS d ON d.id = t.dims"
        )
    sql = (
        f"SELECT record.rid, {', '.join(columns)} FROM {quoted(model.table)} AS record{join}"
        " WHERE record.rid IN (SELECT value FROM json_each(?))"
    )
    return sql, names
