"""One row for each incident with its counts, as humanitarian tables have it (HXL)."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from store.counting.standing import Standing
from store.engine import Connection
from store.exchange.redaction import Redaction
from store.exchange.sheets import Sheet, SheetColumn, Values, rows_among
from store.kinds import quoted
from store.records import Incident
from store.vocabulary import IncidentKind, Means, PlacePrecision

_ToldBy = Callable[[str, str | None], str | None]

_WHERE: Final = (
    SheetColumn("state_name", "TEXT", "The state it lies in."),
    SheetColumn("state_code", "TEXT", "Its P-code."),
    SheetColumn("district_code", "TEXT", "The P-code of the district."),
    SheetColumn("township_name", "TEXT", "The township it lies in."),
    SheetColumn("township_code", "TEXT", "Its P-code."),
    SheetColumn("place_name", "TEXT", "The place, as fine as may leave."),
    SheetColumn("place_name_local", "TEXT", "The same in its own script."),
    SheetColumn("lat", "REAL", "Latitude, decimal degrees (WGS 84)."),
    SheetColumn("lon", "REAL", "Longitude, decimal degrees (WGS 84)."),
    SheetColumn(
        "place_precision",
        "TEXT",
        "How exactly the place is known.",
        refers_to=PlacePrecision.table(),
    ),
)
_OF_RECORDS: Final = "of the people in this extract; figures of others are not in it"
_COUNTED: Final = (
    SheetColumn("killed_low", "INTEGER", f"Civilians killed for certain, {_OF_RECORDS}."),
    SheetColumn("killed", "INTEGER", f"Civilians killed, as documented, {_OF_RECORDS}."),
    SheetColumn(
        "killed_high", "INTEGER", f"Killed, of unknown status or date included, {_OF_RECORDS}."
    ),
    SheetColumn("injured", "INTEGER", "Civilians injured, as documented."),
    SheetColumn("detained", "INTEGER", "People arrested, as documented."),
    SheetColumn("displaced", "INTEGER", "People who lost their shelter by damage to buildings."),
    SheetColumn("children", "INTEGER", "Of the killed and injured: under 18."),
    SheetColumn("women", "INTEGER", "Of the killed and injured: women of 18 and over."),
    SheetColumn("men", "INTEGER", "Of the killed and injured: men of 18 and over."),
    SheetColumn("buildings_destroyed", "INTEGER", "Buildings destroyed, not on hearsay alone."),
    SheetColumn("buildings_damaged", "INTEGER", "Buildings damaged, not on hearsay alone."),
)
_COLUMNS: Final = (
    SheetColumn("incident", "TEXT", "The incident's id.", refers_to="incident"),
    SheetColumn("kind", "TEXT", "What happened.", refers_to=IncidentKind.table()),
    SheetColumn("when_from", "TEXT", "The first day it can have been."),
    SheetColumn("when_to", "TEXT", "The last day it can have been."),
    *_WHERE,
    *_COUNTED,
    SheetColumn("means", "TEXT", "The weapon or the cause.", refers_to=Means.table()),
    SheetColumn("sources", "TEXT", "Who told, by letter and kind."),
    SheetColumn("description", "TEXT", "The text that was written to leave."),
)
_READ: Final = (
    *("id", "kind", "when_from", "when_to", "place", "lat", "lon", "place_precision"),
    *("means", "public_text", "eff_township"),
)
_KILLED: Final = ("killed", "died_in_custody")
_HARMED: Final = (*_KILLED, "injured")
_DAMAGED: Final = ("severe", "moderate", "slight")


def event_sheet(
    connection: Connection, redaction: Redaction, rare: frozenset[str], told_by: _ToldBy
) -> Sheet:
    """The incidents that leave, with the counts of what leaves of them."""
    rows = partial(_rows, connection, redaction, rare, told_by)
    about = "One row for each incident, with its counts: the table for maps and dashboards."
    return Sheet("event", about, _COLUMNS, rows, len(redaction.leaving.records["incident"]))


def _rows(
    connection: Connection, redaction: Redaction, rare: frozenset[str], told_by: _ToldBy
) -> Iterator[Values]:
    counts = _counts(connection, redaction, rare)
    among = redaction.leaving.records["incident"]
    order = sorted(
        (redaction.pseudonyms(record), rid)
        for record, rid in connection.execute("SELECT id, rid FROM incident")
        if record in among
    )
    readers = {column.name: read for column, read in redaction.readers(Incident)}
    columns = ", ".join(map(quoted, _READ))
    sql = f"SELECT rid, {columns} FROM incident WHERE rid IN (SELECT value FROM json_each(?))"
    for values in rows_among(connection, sql, [rid for _, rid in order]):
        row = dict(zip(_READ, values, strict=True))
        shown: dict[str, Any] = {name: readers[name](row) for name in _READ if name in readers}
        found = counts.get(str(row["id"]), Counter())
        yield (
            *(shown["id"], shown["kind"], shown["when_from"], shown["when_to"]),
            *_where(redaction, row, shown),
            *(found[column.name] for column in _COUNTED),
            *(shown["means"], told_by(str(row["id"]), None), shown["public_text"]),
        )


def _where(redaction: Redaction, row: dict[str, Any], shown: dict[str, Any]) -> Values:
    places = redaction.places
    place = places.places.get(shown["place"] or "")
    state = place.state if place else None
    township = place.township if place else places.key(row["eff_township"])
    return (
        *(places.name(state), state, place.district if place else None),
        *(places.name(township), township),
        *(place.name if place else None, place.name_local if place else None),
        *(shown.get("lat"), shown.get("lon"), shown["place_precision"]),
    )


def _counts(
    connection: Connection, redaction: Redaction, rare: frozenset[str]
) -> dict[str, Counter[str]]:
    """What leaves of every incident, added up by the columns of the sheet."""
    found: dict[str, Counter[str]] = {}
    for table in ("casualty", "detention", "damage"):
        among = redaction.leaving.records[table] - rare
        displaced = "own.displaced" if table == "damage" else "0"
        rows = connection.execute(
            f"""SELECT own.id, node.id, t.n, t.sure, d.standing, d.outcome, d.status, d.sex, d.age,
  d.grade, d.basis, {displaced}
FROM {table} AS own JOIN tally AS t ON t.rid = own.rid JOIN tally_dims AS d ON d.id = t.dims
JOIN record AS node ON node.rid = t.node"""
        )
        for record, incident, *values in rows:
            if record in among:
                _ADDING[table](found.setdefault(incident, Counter()), *values)
    return found


def _add_casualty(found: Counter[str], n: int, sure: int, standing: str, *dims: Any) -> None:  # noqa: ANN401
    outcome, status, sex, age, *_ = dims
    if outcome not in _HARMED or status not in ("civilian", "unknown", ""):
        return
    documented = n if standing == Standing.COUNTS and status == "civilian" else 0
    if outcome in _KILLED:
        found["killed"] += documented
        found["killed_low"] += sure if documented else 0
        found["killed_high"] += n if standing in (Standing.COUNTS, Standing.POSSIBLE) else 0
    else:
        found["injured"] += documented
    if age == "child":
        found["children"] += documented
    elif age in ("adult", "older") and sex in ("female", "male"):
        found["women" if sex == "female" else "men"] += documented


def _add_detention(found: Counter[str], n: int, _: int, standing: str, *__: Any) -> None:  # noqa: ANN401
    found["detained"] += n if standing == Standing.COUNTS else 0


def _add_damage(found: Counter[str], n: int, _: int, standing: str, *dims: Any) -> None:  # noqa: ANN401
    *_rest, grade, basis, displaced = dims
    if standing != Standing.COUNTS:
        return
    found["displaced"] += displaced or 0
    if basis != "report" and grade == "destroyed":
        found["buildings_destroyed"] += n
    elif basis != "report" and grade in _DAMAGED:
        found["buildings_damaged"] += n


_ADDING: Final[dict[str, Callable[..., None]]] = {
    "casualty": _add_casualty,
    "detention": _add_detention,
    "damage": _add_damage,
}
