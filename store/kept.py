"""What is kept beside the records for speed, derived anew whenever a record changes."""

from dataclasses import dataclass

from store.columns import OPEN_END
from store.counting.due import note, note_written
from store.engine import Connection
from store.fields import fields_of
from store.gazetteer import PlaceEntry, put_place
from store.kinds import SQLValue, quoted
from store.places import Place, descendants_condition
from store.places import place as place_named
from store.records import RECORD_TYPES, Citation, PlaceRecord, Record
from store.rows import Row, kind_of, row_of, rows_where
from store.search import put as put_words
from store.vocabulary import PlaceLevel

BACKING = "retired IS NULL AND review IN ('submitted', 'approved')"

INHERITED = ("eff_from", "eff_to", "eff_precision")
INHERITED_PLACE = ("eff_place", "eff_place_name", "eff_township")
PLACING = ("code", "name", "name_local", "level", "parent")
"""The columns of a place on which depends what is kept of the records that lie in it."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the kept columns of a row are derived from: its incident, its place, its citations."""

    connection: Connection

    def parent(self, model: type[Record], row: Row) -> Row | None:
        """The row of the record that this one belongs to."""
        above = row[model.within] if model.within else None
        return row_of(self.connection, RECORD_TYPES[model.within], str(above)) if above else None

    def place(self, key: str) -> Place | None:
        """The place with that key."""
        return place_named(self.connection, key)

    def is_backed(self, record: SQLValue) -> bool:
        """Whether a citation of its own backs the record."""
        sql = f"SELECT 1 FROM citation WHERE record = ? AND {BACKING}"
        return self.connection.execute(sql, (record,)).fetchone() is not None


def with_kept(connection: Connection, model: type[Record], row: Row) -> Row:
    """The row with the columns that follow from it and from what it belongs to."""
    return {**row, **kept_values(Neighbours(connection), model, row)}


def kept_values(around: Neighbours, model: type[Record], row: Row) -> Row:
    """The columns of a row that follow from it and from what it belongs to."""
    parent = around.parent(model, row)
    kept: Row = {}
    if model.dated_by:
        kept |= _effective_date(model, row, parent)
    if model.placed_by:
        kept |= _effective_place(around, row, parent)
    if model.cites:
        kept["cited"] = int(around.is_backed(row["id"]) or bool(parent and parent["cited"]))
    return kept


def after_writing(
    connection: Connection, model: type[Record], before: Row | None, row: Row
) -> None:
    """Brings everything else that depends on the row up to date.

    Counts are only noted: they are settled once, before the transaction ends.
    """
    note_written(connection, model.table, before, row)
    put_words(connection, int(row["rid"] or 0), words_of(Neighbours(connection), model, row))
    if issubclass(model, PlaceRecord):
        put_location(connection, PlaceRecord.from_row(row))
        if before and any(before[column] != row[column] for column in PLACING):
            refresh_placed_in(connection, str(row["id"]))
    if issubclass(model, Citation):
        for backed in {row["record"], before["record"] if before else None} - {None}:
            refresh(connection, str(backed))
    kept = ("cited", *INHERITED, *INHERITED_PLACE)
    if not before or any(before.get(name) != row.get(name) for name in kept):
        refresh_dependants(connection, model, str(row["id"]))


def refresh(connection: Connection, record: str, *, renamed: bool = False) -> None:
    """Derives the kept columns of one record anew, and of whatever depends on it.

    If its place was `renamed`, its full text is made anew even where these stay the same.
    """
    model = kind_of(connection, record)
    row = row_of(connection, model, record) if model else None
    if not model or not row:
        return
    fresh = with_kept(connection, model, row)
    changed = {name: value for name, value in fresh.items() if row[name] != value}
    if renamed or changed.keys() & set(INHERITED_PLACE):
        put_words(connection, int(row["rid"] or 0), words_of(Neighbours(connection), model, fresh))
    if not changed:
        return
    assignments = ", ".join(f"{quoted(name)} = ?" for name in changed)
    connection.execute(
        f"UPDATE {quoted(model.table)} SET {assignments} WHERE id = ?",
        (*changed.values(), record),
    )
    note_written(connection, model.table, row, fresh)
    refresh_dependants(connection, model, record)


Names = dict[str, tuple[str, str | None]]
"""What places are called, in both scripts, by their keys."""


def names_of_used(connection: Connection) -> Names:
    """What the places and townships are called in which records lie."""
    used = " UNION ".join(
        f"SELECT {column} FROM {quoted(model.table)}"
        for model in _placed()
        for column in ("eff_place", "eff_township")
    )
    rows = connection.execute(f"SELECT key, name, name_local FROM location WHERE key IN ({used})")
    return {key: (name, local) for key, name, local in rows}


def refresh_places(connection: Connection, before: Names) -> None:
    """Derives anew what is kept of places that were renamed or moved by loading a list.

    `before` is what they were called until then.
    """
    for model in _placed():
        rows = connection.execute(
            f"SELECT id FROM {quoted(model.table)} JOIN location ON key = eff_place"
            " WHERE eff_place_name <> location.name OR eff_township <> coalesce(township, '')"
        )
        for (record,) in rows.fetchall():
            refresh(connection, record)
    for key, names in names_of_used(connection).items():
        if before.get(key, names) != names:
            _refresh_words(connection, key)


def _refresh_words(connection: Connection, place: str) -> None:
    for model in _placed():
        rows = connection.execute(
            f"SELECT id FROM {quoted(model.table)} WHERE eff_place = ?1 OR eff_township = ?1",
            (place,),
        )
        for (record,) in rows.fetchall():
            refresh(connection, record, renamed=True)


def _placed() -> list[type[Record]]:
    return [model for model in RECORD_TYPES.values() if model.placed_by]


def refresh_placed_in(connection: Connection, key: str) -> None:
    """Derives anew what is kept of the records that lie in a place or below it."""
    inside, parameters = descendants_condition("eff_place", key)
    for model in RECORD_TYPES.values():
        if model.placed_by:
            for row in rows_where(connection, model, inside, *parameters):
                refresh(connection, str(row["id"]), renamed=True)
                note(connection, [row["id"]])


def refresh_dependants(connection: Connection, model: type[Record], record: str) -> None:
    """Derives anew what is kept of the records that belong to one."""
    for dependant in RECORD_TYPES.values():
        if dependant.within == model.table:
            column = quoted(dependant.within)
            for row in rows_where(connection, dependant, f"{column} = ?", record):
                refresh(connection, str(row["id"]))


def _effective_date(model: type[Record], row: Row, parent: Row | None) -> Row:
    first, last, precision = (
        row[f"{model.dated_by}_{part}"] for part in ("from", "to", "precision")
    )
    if precision is None:
        return {name: parent[name] if parent else "" for name in INHERITED}
    if first and not last:
        last = OPEN_END
    return dict(zip(INHERITED, (first or "", last or "", precision), strict=True))


def _effective_place(around: Neighbours, row: Row, parent: Row | None) -> Row:
    key, said = row["place"], row["place_said"]
    if not key and not said and row["lat"] is None and parent:
        return {name: parent[name] for name in INHERITED_PLACE}
    found = around.place(str(key)) if key else None
    values: tuple[SQLValue, ...] = ("", said or "", "")
    if found:
        values = (found.key, found.name, found.township or "")
    return dict(zip(INHERITED_PLACE, values, strict=True))


def words_of(around: Neighbours, model: type[Record], row: Row) -> str:
    """The text by which a record is found."""
    words = [row["code"]]
    for spec in fields_of(model):
        if spec.meta.search and spec.name != "code":
            words += spec.to_columns(spec.from_columns(row)).values()
    if model.placed_by:
        words += (row["place_said"], row["eff_place_name"])
        for key in (row["eff_place"], row["eff_township"]):
            if key and (found := around.place(str(key))):
                words += (found.name, found.name_local)
    return "\n".join(str(word) for word in words if word)


def put_location(connection: Connection, record: PlaceRecord) -> None:
    """Writes an added place among all the others."""
    entry = PlaceEntry(
        record.id,
        record.level or PlaceLevel.UNKNOWN,
        record.name or record.code,
        record.name_local,
        record.parent,
        record.lat,
        record.lon,
        record.aliases or (),
        listed=record.retired is None,
    )
    put_place(connection, entry)
