"""Which records are worth comparing with one: those of its days, or without any the newest."""

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from store.columns import OPEN_END
from store.engine import Connection
from store.kinds import Condition, SQLValue
from store.records import Casualty, Damage, Detention, Figure, Incident, Record
from store.rules.asked import Likeness, Repetition
from store.rules.likeness import SEXES, years
from store.vocabulary import FigureKind

LONGEST = timedelta(days=92)
"""What began so long before the days in question is still found, if it ends within twice that
from then on or has no last day; what began earlier only if that was with a year, as whole years do.
"""

NEWEST = 2000
"""So many of the newest records, those of the township, are compared where no day narrows the
search; of incidents, which may lie close to each other across a border, those of everywhere."""

_LOCATED = "LEFT JOIN location ON location.key = {0}.eff_place"
_INHERITING = """LEFT JOIN incident AS above ON above.id = {0}.incident
  AND {0}.place IS NULL AND {0}.place_said IS NULL AND {0}.lat IS NULL"""
_SITUATED = "{0}.eff_from, {0}.eff_to, {0}.eff_place, {0}.eff_township, location.lat, location.lon"
_PERSONS = (
    "SELECT id, name, name_local, aka, sex, age_least, age_most, age_group,"
    " eff_from, eff_to, eff_place, eff_township FROM {0}"
)
_INCIDENTS = f"""SELECT incident.id, incident.kind, incident.lat, incident.lon,
  {_SITUATED.format("incident")}
FROM incident {_LOCATED.format("incident")}"""
_DAMAGES = f"""SELECT damage.id, damage.kind, damage.name, damage.owner,
  coalesce(damage.lat, above.lat), coalesce(damage.lon, above.lon), {_SITUATED.format("damage")}
FROM damage {_LOCATED.format("damage")} {_INHERITING.format("damage")}"""


def possible_doubles(
    connection: Connection, kind: type[Record], like: Likeness
) -> Sequence[Likeness]:
    """Records that are not retired and may be about the same, by kind, time and township."""
    select, matches, read = _READ[kind]
    alike = matches(like)
    near = _near(kind.table, like)
    rows = connection.execute(
        f"{select} WHERE {kind.table}.retired IS NULL AND {alike.sql} AND {near.sql}",
        (*alike.parameters, *near.parameters),
    )
    return [read(row) for row in rows]


def figures_repeating(
    connection: Connection, figure: Figure, incident: Likeness
) -> Sequence[Repetition]:
    """Standing figures with the same measure and number about other incidents of those days."""
    if figure.best is None and figure.least is None and figure.most is None:
        return ()
    day = _on_days("incident", incident)
    rows = connection.execute(
        f"""SELECT figure.id, figure.text, incident.lat, incident.lon,
  {_SITUATED.format("incident")}
FROM figure JOIN incident ON incident.id = figure.incident {_LOCATED.format("incident")}
WHERE figure.best IS ? AND figure.least IS ? AND figure.most IS ? AND +figure.measure IS ?
  AND +figure.kind = '{FigureKind.INCIDENT}' AND figure.text IS NOT NULL
  AND +figure.incident <> ? AND figure.retired IS NULL
  AND figure.review IN ('submitted', 'approved') AND {day.sql}""",
        (
            *(figure.best, figure.least, figure.most, figure.measure and str(figure.measure)),
            figure.incident,
            *day.parameters,
        ),
    )
    return [Repetition(record, text, _situated(Likeness(), *rest)) for record, text, *rest in rows]


def _near(table: str, like: Likeness) -> Condition:
    """True of rows that may lie within the days and, but for incidents, within the township."""
    township = "" if table == "incident" else like.township
    if _is_short(like):
        time = _reaching(table, like, township)
    else:
        time = _newest(table, township, like.names)
    parts = [time, _on_days(table, like)]
    if township:
        parts.append(Condition(f"+{table}.eff_township IN (?, '')", (township,)))
    return Condition(
        " AND ".join(part.sql for part in parts),
        tuple(value for part in parts for value in part.parameters),
    )


def _is_short(like: Likeness) -> bool:
    if not like.first or not like.last:
        return False
    return date.fromisoformat(like.last) - date.fromisoformat(like.first) <= LONGEST


def _reaching(table: str, like: Likeness, township: str) -> Condition:
    """True of rows that begin on those days, or earlier and may reach into them.

    Each alternative is a narrow stretch of an index: that on the last day holds only what does
    not end on the day on which it begins.
    """
    begins, ends = _shifted(like.first, -LONGEST), _shifted(like.first, 2 * LONGEST)
    years_begin = tuple(f"{year}-01-01" for year in sorted({like.first[:4], like.last[:4]}))
    marks = ", ".join("?" * len(years_begin))
    here = f"{table}.eff_township IN (?, '') AND " if township else ""
    place = (township,) if township else ()
    longer = f"{table}.eff_to <> {table}.eff_from AND +{table}.eff_from >= ? AND {table}.eff_to"
    return Condition(
        f"({here}{table}.eff_from BETWEEN ? AND ?"
        f" OR {here}{table}.eff_from IN ('', {marks})"
        f" OR {longer} BETWEEN ? AND ?"
        f" OR {longer} = '{OPEN_END}')",
        (
            *(*place, like.first, like.last),
            *(*place, *years_begin),
            *(begins, like.first, ends),
            begins,
        ),
    )


def _shifted(day: str, by: timedelta) -> str:
    wanted = date.fromisoformat(day).toordinal() + by.days
    return date.fromordinal(min(max(1, wanted), date.max.toordinal())).isoformat()


def _newest(table: str, township: str, names: tuple[str, ...]) -> Condition:
    """The newest rows, of the township and of none where one is known; and those of one name."""
    wheres = ["WHERE eff_township = ?", "WHERE eff_township = ''"] if township else [""]
    found = " UNION ALL ".join(
        f"SELECT * FROM (SELECT rid FROM {table} {where} ORDER BY rid DESC LIMIT {NEWEST})"
        for where in wheres
    )
    newest = Condition(f"{table}.rid IN ({found})", (township,) if township else ())
    if not names:
        return newest
    marks = ", ".join("?" * len(names))
    return Condition(f"({newest.sql} OR {table}.name IN ({marks}))", (*newest.parameters, *names))


def _on_days(table: str, like: Likeness) -> Condition:
    """True of rows that may have been on those days."""
    parts: list[str] = ["1"]
    days: list[SQLValue] = []
    if like.last:
        parts.append(f"+{table}.eff_from <= ?")
        days.append(like.last)
    if like.first:
        parts.append(f"(+{table}.eff_to >= ? OR +{table}.eff_to = '')")
        days.append(like.first)
    return Condition(" AND ".join(parts), tuple(days))


def _situated(  # noqa: PLR0913, PLR0917 - the columns of a row
    like: Likeness,
    lat: float | None,
    lon: float | None,
    first: str,
    last: str,
    place: str,
    township: str,
    place_lat: float | None,
    place_lon: float | None,
) -> Likeness:
    if lat is None or lon is None:
        lat, lon = place_lat, place_lon
    return like._replace(first=first, last=last, place=place, township=township, lat=lat, lon=lon)


def _person(row: Sequence[Any]) -> Likeness:
    record, name, local, aka, sex, least, most, group, first, last, place, township = row
    given = (name, local, *(json.loads(aka) if aka else ()))
    years_least, years_most = years(least, most, group)
    return Likeness(
        id=record,
        names=tuple(str(n) for n in given if n),
        sex=sex or "",
        least=years_least,
        most=years_most,
        first=first,
        last=last,
        place=place,
        township=township,
    )


def _incident(row: Sequence[Any]) -> Likeness:
    record, kind, *rest = row
    return _situated(Likeness(id=record, kind=kind), *rest)


def _building(row: Sequence[Any]) -> Likeness:
    record, kind, name, owner, *rest = row
    names = (name,) if name else ()
    return _situated(Likeness(id=record, kind=kind, names=names, owner=owner or ""), *rest)


def _one_sex(like: Likeness) -> Condition:
    """True of people with a name and not surely of another sex."""
    named = "(name IS NOT NULL OR name_local IS NOT NULL OR aka IS NOT NULL)"
    if like.sex not in SEXES:
        return Condition(named)
    others = tuple(str(sex) for sex in sorted(SEXES) if sex != like.sex)
    marks = ", ".join("?" * len(others))
    return Condition(f"{named} AND (sex IS NULL OR sex NOT IN ({marks}))", others)


def _of_kind(table: str) -> Callable[[Likeness], Condition]:
    return lambda like: Condition(f"+{table}.kind = ?", (like.kind,))


_READ: dict[
    type[Record],
    tuple[str, Callable[[Likeness], Condition], Callable[[Sequence[Any]], Likeness]],
] = {
    Casualty: (_PERSONS.format("casualty"), _one_sex, _person),
    Detention: (_PERSONS.format("detention"), _one_sex, _person),
    Incident: (_INCIDENTS, _of_kind("incident"), _incident),
    Damage: (_DAMAGES, _of_kind("damage"), _building),
}
"""For each kind what is read of a row, which rows are alike, and what a row tells."""
