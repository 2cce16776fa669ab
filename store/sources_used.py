"""Which sources somebody cited last: what a form offers when it asks who told us."""

from collections.abc import Iterator

from store.engine import Connection

_MOST = 5
_BACK = 1000
"""How many of the ledger's newest citations are looked through."""

_STANDS = "retired IS NULL AND created_by = :person AND source IS NOT NULL"


def sources_used(connection: Connection, person: str) -> tuple[str, ...]:
    """The ids of the sources that a person cited, the last one first."""
    found = _lately(connection, person)
    return tuple(source for source in found if not _is_retired(connection, source))[:_MOST]


def _lately(connection: Connection, person: str) -> Iterator[str]:
    newest = " UNION ALL ".join(
        "SELECT * FROM (SELECT rid, source, retired, created_by"
        f" FROM {table} ORDER BY rid DESC LIMIT {_BACK:d})"
        for table in ("citation", "figure")
    )
    sql = f"SELECT source FROM ({newest}) WHERE {_STANDS} GROUP BY source ORDER BY max(rid) DESC"
    yield from (row[0] for row in connection.execute(sql, {"person": person}))


def _is_retired(connection: Connection, source: str) -> bool:
    sql = "SELECT 1 FROM source WHERE id = ? AND retired IS NOT NULL"
    return connection.execute(sql, (source,)).fetchone() is not None
