"""What somebody should look at after a merge: what two people's work makes odd or wrong together.

Nothing here was refused: a merge holds what each of them wrote, and says what does not fit.
"""

import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from store.engine import Connection
from store.errors import LedgerDamaged
from store.kinds import quoted
from store.merging.planning import listed
from store.progress import Progress
from store.records import RECORD_TYPES, Record
from store.rows import row_of
from store.saving import Saving
from store.unheld import unheld_of
from store.vocabulary import Review

STEP: Final = 50
DOING: Final = "Looking for what does not fit together"

_STANDING: Final = (Review.SUBMITTED, Review.APPROVED)
_WHOLES: Final = {"incident": "part_of", "figure": "part_of", "place": "parent"}


class About(StrEnum):
    """What a remark is about."""

    DOUBLE = "likely double"
    CODE = "code used twice"
    CIRCLE = "circle of parts"
    RULE = "broken rule"
    POINTS = "points to what is not here"
    NEWER = "of a newer version"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at: the record by kind, id and code, what is odd, and the others."""

    about: About
    table: str
    record: str
    code: str
    sentence: str
    others: tuple[str, ...] = ()


def remarks_on(saving: Saving, number: int) -> Generator[Progress, None, tuple[Remark, ...]]:
    """What to look at after the merge with that number in the log; only reads."""
    connection = saving.connection
    records = _touched(connection, number)
    found: list[Remark] = []
    for done, (record, kind) in enumerate(records.items(), 1):
        if kind in RECORD_TYPES:
            found += _of_record(saving, RECORD_TYPES[kind], record)
        if done % STEP == 0:
            yield Progress(DOING, done, len(records))
    order = list(About)
    return tuple(sorted(found, key=lambda remark: (order.index(remark.about), remark.code)))


def _touched(connection: Connection, number: int) -> dict[str, str]:
    row = connection.execute("SELECT chains FROM merge_log WHERE rid = ?", (number,)).fetchone()
    sql = "SELECT DISTINCT record, kind FROM change WHERE chain = ? AND seq BETWEEN ? AND ?"
    spans = json.loads(row[0]) if row else []
    return {record: kind for span in spans for record, kind in connection.execute(sql, span)}


def _of_record(saving: Saving, model: type[Record], record: str) -> Iterator[Remark]:
    connection = saving.connection
    row = row_of(connection, model, record)
    if row is None or row["retired"] is not None:
        return
    name = (model.table, record, str(row["code"] or ""))
    yield from _left_out(connection, name)
    if others := _same_code(connection, name):
        yield Remark(About.CODE, *name, "Another record carries this code, too.", others)
    if _is_in_circle(connection, model, record):
        yield Remark(About.CIRCLE, *name, "It is a part of itself, by way of its parts.")
    try:
        read = model.from_row(row)
        if read.review in _STANDING:
            for finding in saving.errors(read):
                yield Remark(About.RULE, *name, finding.sentence, finding.others)
        for finding in saving.doubles(read):
            yield Remark(About.DOUBLE, *name, finding.sentence, finding.others)
    except LedgerDamaged:
        yield Remark(About.NEWER, *name, "It holds what this version cannot show.")


def _left_out(connection: Connection, name: tuple[str, str, str]) -> Iterator[Remark]:
    for left in unheld_of(connection, name[1]):
        if left.target:
            sentence = f"Its field {left.column} points to a record that was not handed on yet."
            yield Remark(About.POINTS, *name, sentence)
        else:
            sentence = f"Its field {left.column} has a value that this version does not know."
            yield Remark(About.NEWER, *name, sentence)


def _same_code(connection: Connection, name: tuple[str, str, str]) -> tuple[str, ...]:
    """The other records, of whatever kind, with the code of this one."""
    _, record, code = name
    if not code:
        return ()
    sql = " UNION ALL ".join(
        f"SELECT id FROM {quoted(table)} WHERE code = :code AND id <> :record"
        for table in RECORD_TYPES
    )
    rows = connection.execute(f"{sql} LIMIT 5", {"code": code, "record": record})
    return tuple(other for (other,) in rows)


def _is_in_circle(connection: Connection, model: type[Record], record: str) -> bool:
    """Whether going from a part to its whole comes back to the part."""
    column = _WHOLES.get(model.table)
    if column is None:
        return False
    sql = f"""WITH RECURSIVE above(id) AS (
  SELECT {column} FROM {quoted(model.table)} WHERE id = :record
  UNION SELECT whole.{column} FROM {quoted(model.table)} AS whole JOIN above ON whole.id = above.id
) SELECT 1 FROM above WHERE id = :record"""
    return connection.execute(sql, {"record": record}).fetchone() is not None


def names_of(connection: Connection, records: Iterable[str]) -> dict[str, str]:
    """The codes of records by their ids."""
    asked = listed(records)
    found: dict[str, str] = {}
    for table in RECORD_TYPES:
        rows = connection.execute(
            f"SELECT id, code FROM {quoted(table)} WHERE id IN (SELECT value FROM json_each(?))",
            (asked,),
        )
        found |= {record: code or "" for record, code in rows}
    return found
