"""Where a record's share is added up: by what tables ask, and by what lines ask."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from store.counting.fitting import Fit, fits_doer, fits_population, fits_what, what_of
from store.counting.kept_schema import POPULATIONS, SIDES
from store.counting.standing import WAITING, Standing
from store.counting.tally import Dims

Row = Mapping[str, Any]
"""A row of the table `tally`, by column."""


class CellKey(NamedTuple):
    """A cell of `tally_cell`: what of, dimensions, months, place, months of leaving."""

    what: str
    dims: int
    first_month: str
    last_month: str
    place: str
    left_first: str
    left_last: str


class LineKey(NamedTuple):
    """A cell of `tally_line`: what of whom done by which side, months, place, months of leaving."""

    population: str
    by: str
    what: str
    first_month: str
    last_month: str
    place: str
    left_first: str
    left_last: str


Amount = tuple[int, ...]
"""What is added up in a cell, in the order of its table's columns."""

CELL_AMOUNTS: Final = ("records", "n", "sure")
LINE_AMOUNTS: Final = ("records", "documented", "approved", "sure", "possible")


@lru_cache(maxsize=4096)
def fitting_columns(dims: Dims) -> tuple[str | int, ...]:
    """What is kept with dimensions: what they are, how surely they fit whatever is asked."""
    what = what_of(dims)
    whose = (fits_population(dims, population) for population in POPULATIONS)
    doers = (fits_doer(dims, side) for side in SIDES)
    return (what, int(fits_what(what)), *map(int, whose), *map(int, doers))


def cell_of(row: Row, dims: Dims) -> CellKey | None:
    """The cell of `tally_cell` in which a row is added up, None for what no table counts."""
    what = what_of(dims)
    if not what or dims.standing not in _MAY_COUNT:
        return None
    months = (row["first"][:7], row["last"][:7], row["township"] or row["place"])
    return CellKey(what, row["dims"], *months, row["left_first"][:7], row["left_last"][:7])


_MAY_COUNT: Final = frozenset({Standing.COUNTS, Standing.POSSIBLE})


def cell_amount(row: Row) -> Amount:
    """What a row adds to its cell, and to its dimensions altogether."""
    return 1, row["n"], row["sure"]


@lru_cache(maxsize=4096)
def _asked(dims: Dims) -> tuple[tuple[str, str, str, Fit], ...]:
    """Under which populations, sides and names dimensions are added up, and how surely they fit."""
    waits = dims.standing in WAITING
    what = dims.standing if waits else what_of(dims)
    if dims.standing == Standing.OUT or not what:
        return ()
    populations = ("",) if dims.table in {"damage", "incident"} else POPULATIONS
    found: list[tuple[str, str, str, Fit]] = []
    for population in populations:
        for by in ("anyone",) if waits else ("anyone", *SIDES):
            fit = min(fits_population(dims, population), fits_doer(dims, by))
            if fit is not Fit.NO:
                surely = fit if waits else min(fit, fits_what(what))
                found.append((population, by, what, surely))
    return tuple(found)


def line_shares(row: Row, dims: Dims) -> Iterable[tuple[LineKey, Amount]]:
    """The cells of `tally_line` to which a row adds, and what it adds to each."""
    months = (row["first"][:7], row["last"][:7], row["township"] or row["place"])
    left = ("", "")
    if dims.table == "detention":
        left = (row["left_first"][:7], row["left_last"][:7])
    for population, by, what, fit in _asked(dims):
        yield LineKey(population, by, what, *months, *left), _line_amount(row, dims, fit)


def _line_amount(row: Row, dims: Dims, fit: Fit) -> Amount:
    n, sure = row["n"], row["sure"]
    if dims.standing in WAITING:
        return 1, 0, 0, 0, 0
    if dims.standing == Standing.COUNTS and fit is Fit.SURE:
        return 1, n, n * dims.approved, sure, n
    return 1, 0, 0, 0, n
