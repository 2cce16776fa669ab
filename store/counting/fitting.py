"""Whether a record belongs to a measure, a population, somebody's doing: surely, maybe or not.

Decided here, where DESIGN is silent:

- A detention records no status. Whoever was detained is counted among civilians and among all,
  among children and women by age and sex, and in no population of fighters.
- A farm hut of which nobody said that people live in it is no home, at the high end neither.
- Damage known by hearsay joins the high end of every measure that its grade may belong to.
- *Women* are adult women; a woman or girl of unknown age may be one. Whoever is counted in
  another sex than female is surely none.
- Whose doing: state and allies are state forces, police and aligned militia. An actor unknown,
  unidentified or not asked for may be either side.
- A drone attack is an event of its own kind and no air strike.
"""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Final

from store.counting.tally import Dims
from store.vocabulary import EDUCATION, HEALTH, HOMES, HOMES_IF_LIVED_IN, RELIGIOUS


class Fit(IntEnum):
    """How surely a record belongs; the larger, the surer."""

    NO = 0
    MAYBE = 1
    SURE = 2


def _sure(holds: object) -> Fit:
    return Fit.SURE if holds else Fit.NO


def _outcomes(*codes: str) -> Callable[[Dims], Fit]:
    wanted = frozenset(codes)
    return lambda dims: _sure(dims.table == "casualty" and dims.outcome in wanted)


def _events(kind: str) -> Callable[[Dims], Fit]:
    return lambda dims: _sure(dims.table == "incident" and dims.kind == kind)


def _held(dims: Dims) -> Fit:
    return _sure(dims.table == "detention")


_DESTROYED: Final = frozenset({"destroyed"})
_DAMAGED: Final = frozenset({"severe", "moderate", "slight"})
_UNSEEN: Final = frozenset({"possible", "unknown", ""})
_HEARSAY: Final = "report"


def _is_home(dims: Dims) -> bool:
    return dims.kind in HOMES or (dims.kind in HOMES_IF_LIVED_IN and dims.lived_in == 1)


def _is_among(kinds: frozenset[str]) -> Callable[[Dims], bool]:
    return lambda dims: dims.kind in kinds


def _buildings(belongs: Callable[[Dims], bool], grades: frozenset[str]) -> Callable[[Dims], Fit]:
    def fit(dims: Dims) -> Fit:
        if dims.table != "damage" or not belongs(dims):
            return Fit.NO
        if dims.grade in _UNSEEN:
            return Fit.MAYBE
        if dims.grade not in grades:
            return Fit.NO
        return Fit.MAYBE if dims.basis == _HEARSAY else Fit.SURE

    return fit


_AFFECTED: Final = _DESTROYED | _DAMAGED
_RELIGIOUS: Final = _is_among(frozenset(RELIGIOUS))
_HEALTH: Final = _is_among(frozenset(HEALTH))
_SCHOOLS: Final = _is_among(frozenset(EDUCATION))

MEASURES: Final[Mapping[str, Callable[[Dims], Fit]]] = {
    "killed": _outcomes("killed", "died_in_custody"),
    "killed_in_custody": _outcomes("died_in_custody"),
    "killed_outside_custody": _outcomes("killed"),
    "died_fleeing": _outcomes("died_fleeing"),
    "deaths_all": _outcomes("killed", "died_in_custody", "died_fleeing"),
    "injured": _outcomes("injured"),
    "missing": _outcomes("missing"),
    "detained": _held,
    "still_held": _held,
    "in_detention": _held,
    "homes_destroyed": _buildings(_is_home, _DESTROYED),
    "homes_damaged": _buildings(_is_home, _DAMAGED),
    "homes_affected": _buildings(_is_home, _AFFECTED),
    "religious_destroyed": _buildings(_RELIGIOUS, _DESTROYED),
    "religious_affected": _buildings(_RELIGIOUS, _AFFECTED),
    "health_destroyed": _buildings(_HEALTH, _DESTROYED),
    "health_affected": _buildings(_HEALTH, _AFFECTED),
    "schools_affected": _buildings(_SCHOOLS, _AFFECTED),
    "clashes": _events("ground_clash"),
    "airstrikes": _events("airstrike"),
    "shellings": _events("shelling"),
}
"""Whether a record belongs to a measure; *held* of the three of detention is asked apart."""

_ADULTS: Final = frozenset({"adult", "older"})
_NO_AGE: Final = frozenset({"", "unknown"})
_NO_SEX: Final = frozenset({"", "unknown"})


def _status(code: str) -> Callable[[Dims], Fit]:
    def fit(dims: Dims) -> Fit:
        if dims.table == "detention":
            return _sure(code == "civilian")
        if dims.status in {"", "unknown"}:
            return Fit.MAYBE
        return _sure(dims.status == code)

    return fit


def _children(dims: Dims) -> Fit:
    if dims.age in _NO_AGE:
        return Fit.MAYBE
    return _sure(dims.age == "child")


def _women(dims: Dims) -> Fit:
    if dims.age == "child":
        return Fit.NO
    if dims.sex in _NO_SEX:
        return Fit.MAYBE
    if dims.sex != "female":
        return Fit.NO
    return Fit.SURE if dims.age in _ADULTS else Fit.MAYBE


_POPULATIONS: Final[Mapping[str, Callable[[Dims], Fit]]] = {
    "civilians": _status("civilian"),
    "state_forces": _status("state_force_member"),
    "resistance": _status("armed_group_member"),
    "children": _children,
    "women": _women,
}


def fits_population(dims: Dims, population: str) -> Fit:
    """Whether the people of a record are of a population; to buildings and events none applies."""
    if dims.table in {"damage", "incident"} or population not in _POPULATIONS:
        return Fit.SURE
    return _POPULATIONS[population](dims)


def surely_outside(dims: Dims, subgroup: str) -> bool:
    """Whether nobody of a record can be in a subgroup that a source counted.

    A source's *women* may include girls, so that only males and others are surely outside.
    """
    if subgroup == "women":
        return dims.sex not in {"female", *_NO_SEX}
    return fits_population(dims, subgroup) is Fit.NO


SUBGROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "civilians": ("children", "women"),
    "all": ("civilians", "state_forces", "resistance", "children", "women"),
}
"""Populations with the smaller ones that are surely among them, as sources use the words."""

_STATE: Final = frozenset({"state_forces", "aligned_militia", "police"})
_NO_ACTOR: Final = frozenset({"", "unknown", "unidentified_armed"})


def fits_doer(dims: Dims, by: str) -> Fit:
    """Whether what a record tells was done by that side."""
    if by not in {"state_and_allies", "other"}:
        return Fit.SURE
    if dims.actor in _NO_ACTOR:
        return Fit.MAYBE
    return _sure((dims.actor in _STATE) == (by == "state_and_allies"))


def fits(dims: Dims, measure: str, population: str, by: str) -> Fit:
    """How surely a record belongs to what is asked, all together."""
    return min(MEASURES[measure](dims), fits_population(dims, population), fits_doer(dims, by))


PEOPLE_ROWS: Final[Mapping[str, str]] = {
    "girls": "Girls",
    "boys": "Boys",
    "children_of_unknown_sex": "Children of unknown or other sex",
    "women": "Women",
    "men": "Men",
    "adults_of_unknown_sex": "Adults of unknown or other sex",
    "age_unknown": "Age unknown",
}
"""The rows into which people are parted; everybody is in one of them."""


def people_row(dims: Dims) -> str:
    """The row that the people of a record are in."""
    if dims.age in _NO_AGE:
        return "age_unknown"
    rows = ("girls", "boys", "children_of_unknown_sex")
    if dims.age != "child":
        rows = ("women", "men", "adults_of_unknown_sex")
    return rows[{"female": 0, "male": 1}.get(dims.sex, 2)]
