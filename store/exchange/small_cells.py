"""People of whom there are too few in one place and month for their particulars to be told."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from store.counting.extent import DAWN, DUSK
from store.engine import Connection
from store.exchange.staying import Leaving
from store.kinds import quoted
from store.records import RECORD_TYPES, PersonFields, Record

_KEPT: Final = frozenset({"id", "review", "sensitivity", "outcome", "status", "quantity"})
"""What is told of them all the same, so that totals stay."""


def in_small_cells(connection: Connection, leaving: Leaving, smallest: int) -> frozenset[str]:
    """The people who are fewer than `smallest` of one outcome in one township and month."""
    if not smallest:
        return frozenset()
    found: set[str] = set()
    for model in RECORD_TYPES.values():
        if issubclass(model, PersonFields):
            found |= _of_table(connection, model.table, leaving.records[model.table], smallest)
    return frozenset(found)


def _of_table(connection: Connection, table: str, among: set[str], smallest: int) -> set[str]:
    cells: dict[str, tuple[str, ...]] = {}
    people: Counter[tuple[str, ...]] = Counter()
    rows = connection.execute(
        f"""SELECT record.id, d.outcome, t.first, t.last, t.township, record.quantity
FROM {quoted(table)} AS record JOIN tally AS t ON t.rid = record.rid
JOIN tally_dims AS d ON d.id = t.dims"""
    )
    for record, outcome, first, last, township, quantity in rows:
        if record in among:
            month = first[:7] if first[:7] == last[:7] else ""
            cells[record] = (outcome if table == "casualty" else "", month, township)
            people[cells[record]] += quantity
    return {record for record, cell in cells.items() if people[cell] < smallest}


def widened(model: type[Record], row: Mapping[str, Any]) -> dict[str, Any]:
    """What is left of such a row: what happened to how many, the year and the state."""
    wide = {name: value if name in _KEPT else None for name, value in row.items()}
    first, last = row["counted_first"] or DAWN, row["counted_last"] or DUSK
    dated = model.dated_by
    known = first[:4] == last[:4] and first != DAWN
    begins, ends = (f"{first[:4]}-01-01", f"{first[:4]}-12-31") if known else (None, None)
    return wide | {
        f"{dated}_from": begins,
        f"{dated}_to": ends,
        f"{dated}_precision": "year" if known else None,
        "counted_first": begins,
        "counted_last": ends,
        "place": row["state"],
        "place_precision": "state" if row["state"] else None,
        "standing": row["standing"],
        "n": row["n"],
        "sure": row["sure"],
    }
