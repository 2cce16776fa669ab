"""A figure among others: the series it continues, the whole it is part of, what it replaces."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from store.counting.facts import FigureFact
from store.counting.reading import read_figures
from store.counting.series import Parts, Series, parts_of, series_of
from store.engine import Connection
from store.errors import RecordMissing


@dataclass(frozen=True, slots=True)
class AroundFigure:
    """What a figure has to do with others.

    `parts` are those of the figure itself, else of the whole that it is a part of; `reports` the
    earlier reports that it replaces, it, and the later ones that replace it, the oldest first.
    """

    figure: FigureFact
    series: Series | None = None
    parts: Parts | None = None
    reports: tuple[FigureFact, ...] = ()


def around_figure(connection: Connection, figure: str) -> AroundFigure:
    """A figure among others.

    Raises:
        RecordMissing: there is no such figure.
    """
    own = _figures(connection, [figure])
    if not own:
        raise RecordMissing
    return AroundFigure(
        own[0],
        _series(connection, own[0]),
        _parts(connection, own[0]),
        tuple(_figures(connection, _chain(connection, figure))),
    )


def _figures(connection: Connection, ids: Iterable[str]) -> list[FigureFact]:
    """Some figures, in the order in which they are asked for."""
    wanted = list(ids)
    found = read_figures(
        connection, "id IN (SELECT value FROM json_each(?))", json.dumps(sorted(wanted))
    )
    by_id = {figure.id: figure for figure in found}
    return [by_id[one] for one in wanted if one in by_id]


def _series(connection: Connection, figure: FigureFact) -> Series | None:
    if figure.kind != "cumulative":
        return None
    found = series_of(read_figures(connection, "kind = 'cumulative'"))
    return next((s for s in found if figure.id in {f.id for f in s.figures}), None)


def _parts(connection: Connection, figure: FigureFact) -> Parts | None:
    """The figure with its parts, else its whole with them, None if there are none."""
    for whole in _figures(connection, filter(None, (figure.id, figure.part_of))):
        found = parts_of(whole, read_figures(connection, "part_of = ?", whole.id))
        if found.parts:
            return found
    return None


def _chain(connection: Connection, figure: str) -> list[str]:
    """The ids of the earlier reports, of the figure, of the later ones; without circles."""
    chain = [figure]
    while (earlier := _next(connection, "replaces", "id", chain[0])) and earlier not in chain:
        chain.insert(0, earlier)
    while (later := _next(connection, "id", "replaces", chain[-1])) and later not in chain:
        chain.append(later)
    return chain


def _next(connection: Connection, wanted: str, known: str, figure: str) -> str:
    row = connection.execute(
        f"""SELECT {wanted} FROM figure WHERE {known} = ? AND {wanted} IS NOT NULL
AND retired IS NULL ORDER BY rid DESC LIMIT 1""",
        (figure,),
    ).fetchone()
    return str(row[0]) if row else ""
