"""Reading the keys of a list by key, so that any page costs what its own rows cost."""

import json
from collections.abc import Sequence

from store.engine import Connection
from store.filters import Filter
from store.kinds import Condition
from store.orders import Key, Piece, Sort, Way, way_of
from store.records import Record

FEW = 500
"""Up to so many rows are sorted when they are asked for; more are read in the index's order."""


def keys(  # noqa: PLR0913 - where a page can begin
    connection: Connection,
    model: type[Record],
    wanted: Filter,
    sort: Sort,
    *,
    after: Key | None = None,
    before: Key | None = None,
    from_end: bool = False,
    limit: int = 64,
) -> list[Key]:
    """At most `limit` keys in order: after one, before one, the first ones or the last ones.

    Raises:
        FilterInvalid: sorting by that field means nothing.
    """
    backward = from_end or before is not None
    start = before if backward else after
    way = way_of(model, sort, backward=backward, latest=wanted.latest)
    condition = wanted.by_row(model)
    rids = _few(connection, wanted)
    if rids is None:
        found = _walked(connection, way, condition, start, limit)
    else:
        ordered = _sorted(connection, way, condition, rids)
        found = [k for k in ordered if start is None or way.is_beyond(k, start)][:limit]
    return found[::-1] if backward else found


def offset_key(  # noqa: PLR0913 - as `keys`
    connection: Connection,
    model: type[Record],
    wanted: Filter,
    sort: Sort,
    n: int,
    *,
    from_end: bool = False,
) -> Key | None:
    """The key of row `n`, counted from 0 at either end; None if there are not so many.

    For a jump far away only: it walks all the way there, through the index alone where no term
    has to be looked up in the rows.

    Raises:
        FilterInvalid: sorting by that field means nothing.
    """
    way = way_of(model, sort, backward=from_end, latest=wanted.latest)
    rids = _few(connection, wanted)
    if rids is not None:
        return next(iter(_sorted(connection, way, wanted.by_row(model), rids)[n:]), None)
    condition = _to_count(way, model, wanted)
    left = n
    for piece in way.pieces(None):
        if found := _read(connection, way, piece, condition, limit=1, skip=left):
            return found[0]
        left -= _counted(connection, way, piece, condition)
    return None


def position(
    connection: Connection, model: type[Record], wanted: Filter, sort: Sort, record: str
) -> int | None:
    """How many rows come before a record, by its id; None if it is not among the wanted.

    It counts all the way there, as `offset_key` walks it.

    Raises:
        FilterInvalid: sorting by that field means nothing.
    """
    way = way_of(model, sort, backward=True, latest=wanted.latest)
    found = _key_of(connection, way, record, _to_count(way, model, wanted))
    return _before(connection, way, model, wanted, found) if found else None


def rows_before(
    connection: Connection, model: type[Record], wanted: Filter, sort: Sort, record: str
) -> int | None:
    """How many of the wanted rows come before a record, wanted or not; None if it is not there.

    Raises:
        FilterInvalid: sorting by that field means nothing.
    """
    way = way_of(model, sort, backward=True, latest=wanted.latest)
    found = _key_of(connection, way, record, Condition("TRUE"))
    return _before(connection, way, model, wanted, found) if found else None


def _key_of(connection: Connection, way: Way, record: str, condition: Condition) -> Key | None:
    this = Condition(f"{way.rid} = (SELECT rid FROM {way.table} WHERE id = ?)", (record,))
    return next(iter(_read(connection, way, Piece(this, way.rid), condition, limit=1)), None)


def _before(connection: Connection, way: Way, model: type[Record], wanted: Filter, key: Key) -> int:
    condition = _to_count(way, model, wanted)
    rids = _few(connection, wanted)
    if rids is not None:
        return sum(way.is_beyond(k, key) for k in _sorted(connection, way, condition, rids))
    return sum(_counted(connection, way, piece, condition) for piece in way.pieces(key))


def _to_count(way: Way, model: type[Record], wanted: Filter) -> Condition:
    return wanted.by_row(model) if wanted.terms else _not_retired(way)


def _not_retired(way: Way) -> Condition:
    """What an index can answer by itself, since it holds every `rid`."""
    retired = f"SELECT rid FROM {way.table} WHERE retired IS NOT NULL"
    return Condition(f"{way.rid} NOT IN ({retired})")


def _few(connection: Connection, wanted: Filter) -> list[int] | None:
    """All rows that may be wanted, if one of the terms leaves few; else None."""
    for term in wanted.terms:
        if term.sought.few and not term.negated:
            sql, values = f"{term.sought.few.sql} LIMIT {FEW + 1}", term.sought.few.parameters
            found = [int(rid) for (rid,) in connection.execute(sql, values)]
            if len(found) <= FEW:
                return found
    return None


def _sorted(
    connection: Connection, way: Way, condition: Condition, rids: Sequence[int]
) -> list[Key]:
    sql = (
        f"SELECT {way.column or 'NULL'}, {way.rid} FROM {way.table}"
        f" WHERE {way.rid} IN (SELECT value FROM json_each(?)) AND {condition.sql}"
    )
    rows = connection.execute(sql, (json.dumps(rids), *condition.parameters))
    return way.in_order([Key(*row) for row in rows])


def _walked(
    connection: Connection, way: Way, condition: Condition, start: Key | None, limit: int
) -> list[Key]:
    found: list[Key] = []
    for piece in way.pieces(start):
        if len(found) >= limit:
            break
        found += _read(connection, way, piece, condition, limit=limit - len(found))
    return found


def _read(  # noqa: PLR0913 - one SELECT
    connection: Connection,
    way: Way,
    piece: Piece,
    condition: Condition,
    *,
    limit: int,
    skip: int = 0,
) -> list[Key]:
    sql = (
        f"SELECT {way.column or 'NULL'}, {way.rid} FROM {way.table}"
        f" WHERE {piece.condition.sql} AND {condition.sql}"
        f" ORDER BY {piece.ordering} LIMIT ? OFFSET ?"
    )
    values = (*piece.condition.parameters, *condition.parameters, limit, skip)
    return [Key(*row) for row in connection.execute(sql, values)]


def _counted(connection: Connection, way: Way, piece: Piece, condition: Condition) -> int:
    sql = f"SELECT count(*) FROM {way.table} WHERE {piece.condition.sql} AND {condition.sql}"
    values = (*piece.condition.parameters, *condition.parameters)
    return int(connection.execute(sql, values).fetchone()[0])
