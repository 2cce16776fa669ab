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


_OUTCOMES: Final = ("killed", "died_in_custody", "died_fleeing", "injured", "missing")
_EVENTS: Final[Mapping[str, str]] = {
    "ground_clash": "clashes",
    "airstrike": "airstrikes",
    "shelling": "shellings",
}
_DETENTION: Final = "detention"
_GROUPS: Final[Mapping[str, frozenset[str]]] = {
    "homes": frozenset(HOMES),
    "religious": frozenset(RELIGIOUS),
    "health": frozenset(HEALTH),
    "schools": frozenset(EDUCATION),
}
_STATES: Final[Mapping[str, str]] = {
    "destroyed": "destroyed",
    **dict.fromkeys(("severe", "moderate", "slight"), "damaged"),
    **dict.fromkeys(("possible", "unknown", ""), "unseen"),
}
_HEARSAY: Final = "report"
_MAYBE: Final = ("hearsay", "unseen")
"""How the name ends of what may be counted and is not documented."""


def what_of(dims: Dims) -> str:
    """What of the things that lines are made of a record is, '' if it is none of them."""
    match dims.table:
        case "casualty":
            return dims.outcome if dims.outcome in _OUTCOMES else ""
        case "detention":
            return _DETENTION
        case "damage":
            return _building(dims)
        case _:
            return _EVENTS.get(dims.kind, "")


def _building(dims: Dims) -> str:
    is_home = dims.kind in HOMES_IF_LIVED_IN and dims.lived_in == 1
    group = "homes" if is_home else next((g for g, k in _GROUPS.items() if dims.kind in k), "")
    state = _STATES.get(dims.grade, "")
    if not group or not state:
        return ""
    hearsay = "_hearsay" if dims.basis == _HEARSAY and state != "unseen" else ""
    return f"{group}_{state}{hearsay}"


def _buildings(group: str, *states: str) -> tuple[str, ...]:
    told = (f"{group}_{state}{basis}" for state in states for basis in ("", "_hearsay"))
    return (*told, f"{group}_unseen")


MADE_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "killed": ("killed", "died_in_custody"),
    "killed_in_custody": ("died_in_custody",),
    "died_fleeing": ("died_fleeing",),
    "deaths_all": ("killed", "died_in_custody", "died_fleeing"),
    "injured": ("injured",),
    "missing": ("missing",),
    "detained": (_DETENTION,),
    "still_held": (_DETENTION,),
    "in_detention": (_DETENTION,),
    "homes_destroyed": _buildings("homes", "destroyed"),
    "homes_damaged": _buildings("homes", "damaged"),
    "homes_affected": _buildings("homes", "destroyed", "damaged"),
    "religious_destroyed": _buildings("religious", "destroyed"),
    "religious_affected": _buildings("religious", "destroyed", "damaged"),
    "health_destroyed": _buildings("health", "destroyed"),
    "health_affected": _buildings("health", "destroyed", "damaged"),
    "schools_affected": _buildings("schools", "destroyed", "damaged"),
    "clashes": ("clashes",),
    "airstrikes": ("airstrikes",),
    "shellings": ("shellings",),
}
"""What each measure adds up; who of the detained is *held* is asked apart."""


def fits_what(what: str) -> Fit:
    """Whether what a record is can be documented, or only joins the high end."""
    if not what:
        return Fit.NO
    return Fit.MAYBE if what.endswith(_MAYBE) else Fit.SURE


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
    what = what_of(dims)
    if what not in MADE_OF[measure]:
        return Fit.NO
    return min(fits_what(what), fits_those(dims, population, by))


def fits_those(dims: Dims, population: str, by: str) -> Fit:
    """Whether a record is about a population, harmed by that side."""
    return min(fits_population(dims, population), fits_doer(dims, by))


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
