"""What is kept beside the records for speed, derived anew whenever a record changes."""

from store.counting.due import note, note_written
from store.engine import Connection
from store.fields import fields_of
from store.gazetteer import PlaceEntry, put_place
from store.kinds import SQLValue, quoted
from store.places import descendants_condition
from store.places import place as place_named
from store.records import RECORD_TYPES, Citation, PlaceRecord, Record
from store.rows import Row, kind_of, row_of, rows_where
from store.search import put as put_words
from store.vocabulary import PlaceLevel

BACKING = "retired IS NULL AND review IN ('submitted', 'approved')"
OPEN_END = "9999-12-31"
"""Stands in `eff_to` for a span without a last day, so that it overlaps what comes after."""

_INHERITED = ("eff_from", "eff_to", "eff_precision")
_INHERITED_PLACE = ("eff_place", "eff_place_name", "eff_township")
_PLACING = ("code", "name", "name_local", "level", "parent")
"""The columns of a place on which depends what is kept of the records that lie in it."""


def with_kept(connection: Connection, model: type[Record], row: Row) -> Row:
    """The row with the columns that follow from it and from what it belongs to."""
    parent = _parent(connection, model, row)
    kept: Row = {}
    if model.dated_by:
        kept |= _effective_date(model, row, parent)
    if model.placed_by:
        kept |= _effective_place(connection, row, parent)
    if model.cites:
        kept["cited"] = int(_backed(connection, row["id"]) or bool(parent and parent["cited"]))
    return {**row, **kept}


def after_writing(
    connection: Connection, model: type[Record], before: Row | None, row: Row
) -> None:
    """Brings everything else that depends on the row up to date.

    Counts are only noted: they are settled once, before the transaction ends.
    """
    note_written(connection, model.table, before, row)
    put_words(connection, int(row["rid"] or 0), _words(connection, model, row))
    if issubclass(model, PlaceRecord):
        _put_location(connection, PlaceRecord.from_row(row))
        if before and any(before[column] != row[column] for column in _PLACING):
            _refresh_placed_in(connection, str(row["id"]))
    if issubclass(model, Citation):
        for backed in {row["record"], before["record"] if before else None} - {None}:
            refresh(connection, str(backed))
    kept = ("cited", *_INHERITED, *_INHERITED_PLACE)
    if not before or any(before.get(name) != row.get(name) for name in kept):
        _refresh_dependants(connection, model, str(row["id"]))


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
    if renamed or changed.keys() & set(_INHERITED_PLACE):
        put_words(connection, int(row["rid"] or 0), _words(connection, model, fresh))
    if not changed:
        return
    assignments = ", ".join(f"{quoted(name)} = ?" for name in changed)
    connection.execute(
        f"UPDATE {quoted(model.table)} SET {assignments} WHERE id = ?",
        (*changed.values(), record),
    )
    note_written(connection, model.table, row, fresh)
    _refresh_dependants(connection, model, record)


def refresh_places(connection: Connection) -> None:
    """Derives anew what is kept of places that were renamed or moved by loading a list."""
    for model in RECORD_TYPES.values():
        if not model.placed_by:
            continue
        rows = connection.execute(
            f"SELECT id FROM {quoted(model.table)} JOIN location ON key = eff_place"
            " WHERE eff_place_name <> location.name OR eff_township <> coalesce(township, '')"
        )
        for (record,) in rows.fetchall():
            refresh(connection, record)


def _refresh_placed_in(connection: Connection, key: str) -> None:
    """Derives anew what is kept of the records that lie in a place or below it."""
    inside, parameters = descendants_condition("eff_place", key)
    for model in RECORD_TYPES.values():
        if model.placed_by:
            for row in rows_where(connection, model, inside, *parameters):
                refresh(connection, str(row["id"]), renamed=True)
                note(connection, [row["id"]])


def _refresh_dependants(connection: Connection, model: type[Record], record: str) -> None:
    for dependant in RECORD_TYPES.values():
        if dependant.within == model.table:
            column = quoted(dependant.within)
            for row in rows_where(connection, dependant, f"{column} = ?", record):
                refresh(connection, str(row["id"]))


def _parent(connection: Connection, model: type[Record], row: Row) -> Row | None:
    above = row[model.within] if model.within else None
    return row_of(connection, RECORD_TYPES[model.within], str(above)) if above else None


def _effective_date(model: type[Record], row: Row, parent: Row | None) -> Row:
    first, last, precision = (
        row[f"{model.dated_by}_{part}"] for part in ("from", "to", "precision")
    )
    if precision is None:
        return {name: parent[name] if parent else "" for name in _INHERITED}
    if first and not last:
        last = OPEN_END
    return dict(zip(_INHERITED, (first or "", last or "", precision), strict=True))


def _effective_place(connection: Connection, row: Row, parent: Row | None) -> Row:
    key, said = row["place"], row["place_said"]
    if not key and not said and row["lat"] is None and parent:
        return {name: parent[name] for name in _INHERITED_PLACE}
    found = place_named(connection, str(key)) if key else None
    values: tuple[SQLValue, ...] = ("", said or "", "")
    if found:
        values = (found.key, found.name, found.township or "")
    return dict(zip(_INHERITED_PLACE, values, strict=True))


def _backed(connection: Connection, record: SQLValue) -> bool:
    sql = f"SELECT 1 FROM citation WHERE record = ? AND {BACKING}"
    return connection.execute(sql, (record,)).fetchone() is not None


def _words(connection: Connection, model: type[Record], row: Row) -> str:
    words = [row["code"]]
    for spec in fields_of(model):
        if spec.meta.search and spec.name != "code":
            words += spec.to_columns(spec.from_columns(row)).values()
    if model.placed_by:
        words += (row["place_said"], row["eff_place_name"])
        for key in (row["eff_place"], row["eff_township"]):
            if key and (found := place_named(connection, str(key))):
                words += (found.name, found.name_local)
    return "\n".join(str(word) for word in words if word)


def _put_location(connection: Connection, record: PlaceRecord) -> None:
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
