"""The SQL that answers from the kept sums what lines and tables ask.

A record is in exactly one of two parts: in cells that the ground's months and townships hold whole
or not at all, or among the records that are asked one by one. Both parts are added up.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from store.counting.bags import Ground
from store.counting.extent import DAWN, DUSK
from store.counting.fitting import MADE_OF
from store.counting.kept_ground import Terms, terms_of
from store.counting.kept_schema import POPULATIONS, SIDES
from store.counting.tables import ACROSS, HELD, PLACE, UNKNOWN, Cut
from store.engine import Connection
from store.kinds import SQLValue
from store.vocabulary import Population

_WAITS: Final = "d.standing IN ('draft', 'returned', 'uncited')"
_MAY_COUNT: Final = "d.standing IN ('counts', 'possible')"

BagRow = tuple[str, int, int, int, int, int]


def bag_rows(connection: Connection, ground: Ground, population: str, by: str) -> Iterator[BagRow]:
    """What lines are made of and what waits on a ground: its name, and what a `Count` holds."""
    terms = terms_of(connection, ground)
    values = {**terms.values, "population": kept_population(population), "by": by}
    held = "AND c.what = 'detention'" if ground.held_on else ""
    inside = terms.cell_inside
    yield from connection.execute(
        f"""SELECT c.what, sum(c.documented * ({inside})), sum(c.approved * ({inside})),
  sum(c.sure * ({inside})), sum(c.possible), sum(c.records)
FROM tally_line AS c
WHERE c.population IN (:population, '') AND c."by" = :by
  AND {terms.cells} AND {terms.cell_touches} {held} GROUP BY 1""",
        values,
    )
    if terms.facts != "0":
        yield from connection.execute(_bag_one_by_one(terms, ground, population, by), values)


def _bag_one_by_one(terms: Terms, ground: Ground, population: str, by: str) -> str:
    those = f"d.fits_{kept_population(population)}"
    does = f"d.fits_{by}" if by in SIDES else "2"
    surely = f"(d.standing = 'counts' AND min(d.fits_what, {those}, {does}) = 2)"
    held = "AND d.what = 'detention'" if ground.held_on else ""
    waits = _WAITS if by not in SIDES else "0"
    return f"""SELECT CASE WHEN {_WAITS} THEN d.standing ELSE d.what END,
  {_documented("t", terms.fact_inside, surely)}, sum(t.n * ({_MAY_COUNT})), count(*)
FROM tally AS t CROSS JOIN tally_dims AS d ON d.id = t.dims
WHERE ({terms.facts}) AND {terms.fact_touches} {held} AND {those} > 0 AND {does} > 0
  AND ({waits} OR {_MAY_COUNT} AND d.what <> '') GROUP BY 1"""


def _documented(of: str, inside: str, surely: str) -> str:
    """What is documented, approved and sure, as columns."""
    counts = f"({inside}) * {surely}"
    return f"sum({of}.n * {counts}), sum({of}.n * {counts} * d.approved), sum({of}.sure * {counts})"


def kept_population(population: str) -> str:
    """The population under which a population's sums are kept."""
    return population if population in POPULATIONS else str(Population.ALL)


def spread_rows(connection: Connection, ground: Ground, cut: Cut) -> Iterator[tuple[Any, ...]]:
    """What is counted on a ground, by a cut's dimensions: their codes, and what a `Count` holds."""
    terms = terms_of(connection, ground, one_by_one=PLACE in cut.by)
    townships = connection.execute("SELECT key FROM location WHERE level = 'township'")
    values: dict[str, SQLValue] = {
        **terms.values,
        "population": kept_population(cut.population),
        "whats": json.dumps(MADE_OF[cut.line]),
        "townships": json.dumps([key for (key,) in townships]),
    }
    when_and_where = {"month", "township"} & set(cut.by)
    if terms.cells != "0" and len(when_and_where) == len(cut.by):
        yield from connection.execute(_from_lines(terms, cut), values)
    elif terms.cells != "0" and not when_and_where and _holds_everything(connection, ground):
        yield from connection.execute(_from_dims(cut), values)
        return
    elif terms.cells != "0":
        yield from connection.execute(_from_cells(terms, cut), values)
    if terms.facts != "0":
        yield from connection.execute(_from_facts(terms, cut), values)


_WHATS: Final = "IN (SELECT value FROM json_each(:whats))"


def _holds_everything(connection: Connection, ground: Ground) -> bool:
    """Whether everything that has a date lies inside, so that no month need be asked."""
    if ground.area.keys or ground.held_on:
        return False
    first, last = ground.stretch.first, ground.stretch.last
    (outside,) = connection.execute(
        """SELECT EXISTS(SELECT 1 FROM tally WHERE first > :dawn AND first < :first)
  OR EXISTS(SELECT 1 FROM tally WHERE first > :last)
  OR EXISTS(SELECT 1 FROM tally WHERE first BETWEEN :month || '-01' AND :last
    AND last > :last AND last < :dusk)
  OR EXISTS(SELECT 1 FROM tally WHERE last > :last AND last < :dusk
    AND substr(first, 1, 7) <> substr(last, 1, 7))""",
        {"dawn": DAWN, "dusk": DUSK, "first": first, "last": last, "month": last[:7]},
    ).fetchone()
    return not outside


def _from_lines(terms: Terms, cut: Cut) -> str:
    inside = terms.cell_inside
    labels = _labels(cut, "c.first_month", "c.last_month", "c.place", "c.place")
    return f"""SELECT {labels}, sum(c.documented * ({inside})), sum(c.approved * ({inside})),
  sum(c.sure * ({inside})), sum(c.possible), sum(c.records)
FROM tally_line AS c WHERE c.population IN (:population, '') AND c."by" = 'anyone'
  AND c.what {_WHATS} AND {terms.cells} AND {terms.cell_touches} GROUP BY {_places(cut)}"""


def _from_dims(cut: Cut) -> str:
    """Everything that is dated lies inside: what is documented is, and the rest touches."""
    surely = _surely(cut)
    return f"""SELECT {_labels(cut, "", "", "", "")}, {_documented("d", "1", surely)},
  sum(d.n), sum(d.records)
FROM tally_dims AS d WHERE {_wanted(cut)} AND d.records > 0 GROUP BY {_places(cut)}"""


def _from_cells(terms: Terms, cut: Cut) -> str:
    """Cells are added up by dimensions first, in the order in which they are kept."""
    inside = terms.cell_inside
    months = "c.first_month, c.last_month" if "month" in cut.by else ""
    apart = ", ".join(filter(None, ("c.dims", months, "c.place" if "township" in cut.by else "")))
    labels = _labels(cut, "x.first_month", "x.last_month", "x.place", "x.place")
    surely = _surely(cut)
    return f"""SELECT {labels}, sum(x.n_inside * {surely}), sum(x.n_inside * {surely} * d.approved),
  sum(x.sure_inside * {surely}), sum(x.n), sum(x.records)
FROM (SELECT {apart}, sum(c.n * ({inside})) AS n_inside, sum(c.sure * ({inside})) AS sure_inside,
  sum(c.n) AS n, sum(c.records) AS records
  FROM tally_cell AS c WHERE c.what {_WHATS} AND {terms.cells} AND {terms.cell_touches}
  GROUP BY c.what, {apart}) AS x
CROSS JOIN tally_dims AS d ON d.id = x.dims
WHERE {_fitting(cut)} GROUP BY {_places(cut)}"""


def _from_facts(terms: Terms, cut: Cut) -> str:
    labels = _labels(cut, "substr(t.first, 1, 7)", "substr(t.last, 1, 7)", "t.township", "t.place")
    # Where all records are asked one by one, those of the line are found by what they are.
    joined = "tally AS t CROSS JOIN tally_dims AS d ON d.id = t.dims"
    if terms.cells == "0":
        joined = "tally_dims AS d CROSS JOIN tally AS t ON t.dims = d.id"
    return f"""SELECT {labels}, {_documented("t", terms.fact_inside, _surely(cut))},
  sum(t.n), count(*)
FROM {joined}
WHERE ({terms.facts}) AND {terms.fact_touches} AND {_wanted(cut)} GROUP BY {_places(cut)}"""


def _wanted(cut: Cut) -> str:
    return f"d.what {_WHATS} AND {_MAY_COUNT} AND {_fitting(cut)}"


def _fitting(cut: Cut) -> str:
    return f"d.fits_{kept_population(cut.population)} > 0"


def _surely(cut: Cut) -> str:
    those = f"d.fits_{kept_population(cut.population)}"
    return f"(d.standing = 'counts' AND min(d.fits_what, {those}) = 2)"


def _places(cut: Cut) -> str:
    return ", ".join(str(n + 1) for n in range(len(cut.by)))


_PEOPLE: Final = f"""CASE WHEN d.age IN ('', '{UNKNOWN}') THEN 'age_unknown'
  WHEN d.age = 'child' THEN CASE d.sex WHEN 'female' THEN 'girls' WHEN 'male' THEN 'boys'
    ELSE 'children_of_unknown_sex' END
  ELSE CASE d.sex WHEN 'female' THEN 'women' WHEN 'male' THEN 'men'
    ELSE 'adults_of_unknown_sex' END END"""


def _labels(cut: Cut, first: str, last: str, township: str, place: str) -> str:
    """The codes of the dimensions as columns, as `Cut.labels` gives them."""
    given: dict[str, str] = {
        "month": f"""CASE WHEN {first} = '{DAWN[:7]}' OR {last} = '{DUSK[:7]}' THEN '{UNKNOWN}'
  WHEN {first} = {last} THEN {first} ELSE '{ACROSS}' END""",
        "township": f"CASE WHEN {township} IN (SELECT value FROM json_each(:townships))"
        f" THEN {township} ELSE '{UNKNOWN}' END",
        PLACE: f"coalesce(nullif({place}, ''), '{UNKNOWN}')",
    }
    return ", ".join(given.get(name) or code_column(cut, name) for name in cut.by)


def code_column(cut: Cut, name: str) -> str:
    """The code of some dimensions (`d`) in one of them other than month and place, as a column."""
    if name == "people":
        return _PEOPLE
    if name == "outcome" and cut.line in {"still_held", "in_detention"}:
        return f"'{HELD}'"
    code = f"coalesce(nullif(d.\"{name}\", ''), '{UNKNOWN}')"
    if cut.with_sexual_violence:
        return code
    return f"replace({code}, 'sexual_violence', 'other')"
