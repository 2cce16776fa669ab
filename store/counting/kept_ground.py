"""A ground as SQL over the kept tables: which cells lie inside or touch it, and which records.

Cells know months and townships. Where a period begins or ends within a month, a day within a month
is asked, or a place below a township, the records of that month or township are asked one by one;
everything else is answered from cells.
"""

import json
from calendar import monthrange
from dataclasses import dataclass, field
from typing import Final

from store.counting.bags import Ground
from store.counting.extent import DAWN, DUSK
from store.engine import Connection
from store.kinds import SQLValue

_WIDE: Final = "('township', 'district', 'state')"


@dataclass(frozen=True, slots=True)
class Terms:
    """Conditions with their parameters, by name."""

    cells: str
    cell_inside: str
    cell_touches: str
    facts: str
    fact_inside: str
    fact_touches: str
    values: dict[str, SQLValue] = field(default_factory=dict)


def terms_of(connection: Connection, ground: Ground, *, one_by_one: bool = False) -> Terms:
    """The conditions of a ground; with `one_by_one` nothing is answered from cells."""
    stretch = ground.stretch
    edges = _edges(stretch.first, stretch.last)
    held = [] if not ground.held_on else _edges(DAWN, ground.held_on)
    fine = _fine(connection, ground)
    values: dict[str, SQLValue] = {
        "first": stretch.first,
        "last": stretch.last,
        "first_month": stretch.first[:7],
        "last_month": stretch.last[:7],
        "day": ground.held_on,
        "day_month": ground.held_on[:7],
        "inside": json.dumps(sorted(ground.area.inside)),
        "around": json.dumps(sorted({*ground.area.around, ""})),
        "wide": json.dumps(_wide(connection, ground)),
    }
    values |= {f"edge{n}": month for n, month in enumerate(edges)}
    values |= {f"held{n}": month for n, month in enumerate(held)}
    values |= {"fine": json.dumps(sorted(fine))}
    one = _one_by_one(
        [f"edge{n}" for n in range(len(edges))], [f"held{n}" for n in range(len(held))]
    )
    if fine:
        one.append("t.township IN (SELECT value FROM json_each(:fine))")
    return Terms(
        "0" if one_by_one else _not_one_by_one(len(edges), len(held), is_fine=bool(fine)),
        *_cell_conditions(ground),
        "1" if one_by_one else " OR ".join(one) or "0",
        *_fact_conditions(ground),
        values,
    )


def _edges(first: str, last: str) -> list[str]:
    """The months that a period cuts: those of its first and its last day, unless it has all."""
    months: list[str] = []
    if first != DAWN and first[8:] != "01":
        months.append(first[:7])
    if last != DUSK and last[:7] not in months:
        year, month = int(last[:4]), int(last[5:7])
        if int(last[8:]) != monthrange(year, month)[1]:
            months.append(last[:7])
    return months


def _fine(connection: Connection, ground: Ground) -> set[str]:
    """The townships of which the area holds only a part."""
    rows = connection.execute(
        f"""SELECT township FROM location WHERE level NOT IN {_WIDE} AND township IS NOT NULL
AND key IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(ground.area.keys)),),
    )
    return {township for (township,) in rows} - ground.area.inside


def _wide(connection: Connection, ground: Ground) -> list[str]:
    """What lies in the area among the places that cells know."""
    if not ground.area.keys:
        return []
    rows = connection.execute(
        f"SELECT key FROM location WHERE level IN {_WIDE}"
        " AND key IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ground.area.inside)),),
    )
    # A record whose narrowest place is a tract without a township is in a cell by that tract.
    return sorted({key for (key,) in rows} | _without_township(connection, ground))


def _without_township(connection: Connection, ground: Ground) -> set[str]:
    rows = connection.execute(
        "SELECT key FROM location WHERE township IS NULL"
        " AND key IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ground.area.inside)),),
    )
    return {key for (key,) in rows}


_DETAINED: Final = "dims IN (SELECT id FROM tally_dims WHERE what = 'detention')"


def _one_by_one(edges: list[str], held: list[str]) -> list[str]:
    """The records of the months that a period cuts, or in which falls the day that is asked."""
    found: list[str] = []
    # One index answers for detentions by their first day; of the last day there is one by day only.
    first, last = (f" AND {of}.{_DETAINED}" if held else "" for of in ("t", "+t"))
    for name in (*edges, *held):
        month = f"BETWEEN :{name} || '-01' AND :{name} || '-31'"
        found.append(f"(t.first {month}{first})")
        across = "substr(t.first, 1, 7) <> substr(t.last, 1, 7)"
        found.append(f"(t.last {month} AND {across}{last})")
    for name in held:
        month = f"BETWEEN :{name} || '-01' AND :{name} || '-31'"
        found.append(f"(t.left_first {month} AND t.left_last <> '9999-99-99')")
        found.append(f"(t.left_last {month} AND t.left_last <> '9999-99-99')")
    return found


def _not_one_by_one(edges: int, held: int, *, is_fine: bool) -> str:
    days = [f"held{n}" for n in range(held)]
    months = [*(f"edge{n}" for n in range(edges)), *days]
    found = ["1"]
    found += [f"c.first_month <> :{name} AND c.last_month <> :{name}" for name in months]
    found += [f"c.left_first <> :{name} AND c.left_last <> :{name}" for name in days]
    if is_fine:
        found.append("c.place NOT IN (SELECT value FROM json_each(:fine))")
    return " AND ".join(found)


def _cell_conditions(ground: Ground) -> tuple[str, str]:
    inside = ["c.first_month >= :first_month", "c.last_month <= :last_month"]
    touches = ["c.first_month <= :last_month", "c.last_month >= :first_month"]
    if ground.area.keys:
        wide = "c.place IN (SELECT value FROM json_each(:wide))"
        inside.append(wide)
        touches.append(f"({wide} OR c.place IN (SELECT value FROM json_each(:around)))")
    if ground.held_on:
        inside += ["c.last_month <= :day_month", "c.left_first > :day_month"]
        touches += ["c.first_month <= :day_month", _has_not_left(ground, "c", "day_month")]
    return " AND ".join(inside), " AND ".join(touches)


def _fact_conditions(ground: Ground) -> tuple[str, str]:
    inside = ["t.first >= :first", "t.last <= :last"]
    touches = ["t.first <= :last", "t.last >= :first"]
    if ground.area.keys:
        within = "t.place IN (SELECT value FROM json_each(:inside))"
        inside.append(within)
        touches.append(f"({within} OR t.place IN (SELECT value FROM json_each(:around)))")
    if ground.held_on:
        inside += ["t.last <= :day", "t.left_first > :day"]
        touches += ["t.first <= :day", _has_not_left(ground, "t", "day")]
    return " AND ".join(inside), " AND ".join(touches)


def _has_not_left(ground: Ground, of: str, day: str) -> str:
    unknown = f" OR {of}.left_last = ''" if ground.is_past else ""
    return f"({of}.left_last > :{day}{unknown})"
