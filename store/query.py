"""Lists of records: which ones a filter wants, in what order, page by page."""

import json
from collections.abc import Iterator

from store.completions import completed, completions
from store.engine import Connection
from store.filters import Filter, read_filter
from store.kinds import quoted
from store.listing import ListRow, listed_fields, rows_of
from store.orders import Key, Sort, default_sort, read_sort
from store.paging import keys, offset_key, position, rows_before
from store.records import Record
from store.search import fold
from store.wording import sentence

__all__ = [
    "Filter",
    "Key",
    "ListRow",
    "Sort",
    "completed",
    "completions",
    "count",
    "default_sort",
    "install_functions",
    "listed_fields",
    "offset_key",
    "page",
    "position",
    "read_filter",
    "read_sort",
    "rows_before",
    "select_ids",
    "sentence",
]

_IDS_AT_ONCE = 1000


def install_functions(connection: Connection) -> None:
    """Teaches the connection `folded(text)`, by which filters compare; before anything is asked."""
    connection.create_function("folded", 1, _folded, deterministic=True)


def _folded(value: object) -> str | None:
    return None if value is None else fold(str(value))


def page(  # noqa: PLR0913 - where a page can begin
    connection: Connection,
    model: type[Record],
    wanted: Filter,
    sort: Sort,
    *,
    after: Key | None = None,
    before: Key | None = None,
    from_end: bool = False,
    limit: int = 64,
) -> list[ListRow]:
    """At most `limit` rows in order: after one, before one, the first ones or the last ones.

    Raises:
        FilterInvalid: sorting by that field means nothing.
    """
    found = keys(
        connection,
        model,
        wanted,
        sort,
        after=after,
        before=before,
        from_end=from_end,
        limit=limit,
    )
    return rows_of(connection, model, found)


def count(connection: Connection, model: type[Record], wanted: Filter) -> int:
    """How many records the filter wants; reads the whole table unless there is no filter.

    Raises:
        OperationalError: with the code INTERRUPT, when somebody interrupted it.
    """
    table = quoted(model.table)
    if not wanted.terms:
        sql = (
            f"SELECT (SELECT count(*) FROM {table})"
            f" - (SELECT count(*) FROM {table} WHERE retired IS NOT NULL)"
        )
        return int(connection.execute(sql).fetchone()[0])
    condition = wanted.condition(model)
    sql = f"SELECT count(*) FROM {table} WHERE {condition.sql}"
    return int(connection.execute(sql, condition.parameters).fetchone()[0])


def select_ids(connection: Connection, model: type[Record], wanted: Filter) -> Iterator[str]:
    """The ids of all records that the filter wants, in the order in which they were created.

    They are read a thousand at a time, so that the caller may write in between.
    """
    last: Key | None = None
    oldest_first = Sort("", descending=False)
    while found := keys(connection, model, wanted, oldest_first, after=last, limit=_IDS_AT_ONCE):
        rids = json.dumps([key.rid for key in found])
        rows = connection.execute(
            f"SELECT id FROM {quoted(model.table)}"
            " WHERE rid IN (SELECT value FROM json_each(?)) ORDER BY rid",
            (rids,),
        )
        yield from [str(record) for (record,) in rows]
        last = found[-1]
