"""The records that a merge would touch, named as the file's sender sees them."""

from typing import NamedTuple

from store.engine import Connection
from store.kinds import quoted
from store.merging.planning import Fate, Plan
from store.records import RECORD_TYPES

MOST = 500
"""So many can be looked at."""


class TouchedRow(NamedTuple):
    """One record that a merge touches; '' where the sender's file does not name it."""

    fate: Fate
    kind: str
    code: str
    title: str


def touched_rows(theirs: Connection, planned: Plan) -> list[TouchedRow]:
    """The records of a plan, those with conflicts first, then the changed, then the new."""
    order = [Fate.CONFLICTING, Fate.CHANGED, Fate.NEW]
    first = sorted(planned.records, key=lambda p: order.index(p.fate))[:MOST]
    return [TouchedRow(p.fate, p.kind, *_named(theirs, p.kind, p.record)) for p in first]


def _named(theirs: Connection, kind: str, record: str) -> tuple[str, str]:
    """A record's code and what names it."""
    model = RECORD_TYPES.get(kind)
    if model is None:
        return "", ""
    names = ", ".join(map(quoted, ("code", *model.titled_by)))
    sql = f"SELECT {names} FROM {quoted(kind)} WHERE id = ?"
    row = theirs.execute(sql, (record,)).fetchone()
    if row is None:
        return "", ""
    return str(row[0] or ""), next((str(text) for text in row[1:] if text), "")
