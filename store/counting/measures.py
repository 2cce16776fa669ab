"""What a report counts: the measures in their order, what each means, of what it is made."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from store.vocabulary import Measure


class Counted(StrEnum):
    """What is counted of one kind of record: people, buildings or events."""

    PEOPLE = "casualty"
    DETAINED = "detention"
    BUILDINGS = "damage"
    EVENTS = "incident"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: its code, its name, what it counts, which figures stand beside it.

    `figures` are the measures of figures that are shown on this line. `adds` are lines that have
    nobody and nothing in common and are all within this one, so that what figures add to those
    they add here, too.
    """

    code: str
    label: str
    definition: str
    counted: Counted
    figures: tuple[Measure, ...] = ()
    adds: tuple[str, ...] = ()
    within: str = ""


_M = Measure

LINES: Final = (
    Line(
        "killed",
        "Killed",
        "Killed by weapons or violence, at once or of the wounds later; deaths in custody are "
        "among them, deaths of hardship in flight are not.",
        Counted.PEOPLE,
        (_M.KILLED,),
        adds=("killed_in_custody",),
    ),
    Line(
        "killed_in_custody",
        "of whom in custody",
        "Died or killed while detained or captured, whatever cause was given.",
        Counted.PEOPLE,
        (_M.DIED_IN_CUSTODY,),
        within="killed",
    ),
    Line(
        "died_fleeing",
        "Died in flight",
        "Died of illness, hunger, birth or accident while fleeing or displaced.",
        Counted.PEOPLE,
        (_M.DIED_FLEEING,),
    ),
    Line(
        "deaths_all",
        "All deaths",
        "Killed and died in flight together.",
        Counted.PEOPLE,
        (_M.DEATHS_ALL,),
        adds=("killed", "died_fleeing"),
    ),
    Line(
        "injured",
        "Injured",
        "Wounded, and alive when last heard of.",
        Counted.PEOPLE,
        (_M.INJURED,),
    ),
    Line(
        "missing",
        "Missing",
        "Lost from sight, with nothing to show that anybody holds them.",
        Counted.PEOPLE,
        (_M.MISSING,),
    ),
    Line(
        "detained",
        "Detained",
        "Arrests in the period, whether or not the person is still held.",
        Counted.DETAINED,
        (_M.DETAINED,),
    ),
    Line(
        "still_held",
        "still held",
        "Of those arrested in the period, held on the as-of day.",
        Counted.DETAINED,
        within="detained",
    ),
    Line(
        "in_detention",
        "In detention",
        "All who are held on the last day of the period, whenever they were arrested.",
        Counted.DETAINED,
        (_M.IN_DETENTION,),
    ),
    Line(
        "homes_destroyed",
        "Homes destroyed",
        "Homes that cannot be repaired; not on hearsay alone.",
        Counted.BUILDINGS,
        (_M.HOMES_DESTROYED,),
    ),
    Line(
        "homes_damaged",
        "Homes damaged",
        "Homes damaged severely, moderately or slightly.",
        Counted.BUILDINGS,
        (_M.HOMES_DAMAGED,),
    ),
    Line(
        "homes_affected",
        "Homes affected",
        "Homes destroyed and damaged together.",
        Counted.BUILDINGS,
        (_M.HOMES_AFFECTED,),
        adds=("homes_destroyed", "homes_damaged"),
    ),
    Line(
        "religious_destroyed",
        "Religious destroyed",
        "Religious buildings that cannot be repaired; not on hearsay alone.",
        Counted.BUILDINGS,
        (_M.RELIGIOUS_DESTROYED,),
    ),
    Line(
        "religious_affected",
        "Religious affected",
        "Religious buildings destroyed and damaged together.",
        Counted.BUILDINGS,
        (_M.RELIGIOUS_AFFECTED,),
        adds=("religious_destroyed",),
    ),
    Line(
        "health_affected",
        "Health affected",
        "Hospitals, clinics and ambulances destroyed and damaged together.",
        Counted.BUILDINGS,
        (_M.HEALTH_AFFECTED, _M.HEALTH_DESTROYED),
    ),
    Line(
        "schools_affected",
        "Schools affected",
        "Schools, kindergartens and colleges destroyed and damaged together.",
        Counted.BUILDINGS,
        (_M.SCHOOLS_AFFECTED,),
    ),
    Line("clashes", "Clashes", "Fights between armed sides.", Counted.EVENTS, (_M.CLASHES,)),
    Line("airstrikes", "Air strikes", "Attacks from the air.", Counted.EVENTS, (_M.AIRSTRIKES,)),
    Line(
        "shellings",
        "Shellings",
        "Attacks by artillery, mortar or rocket.",
        Counted.EVENTS,
        (_M.SHELLINGS,),
    ),
)
"""The lines of a report, in order; CONTRACT has their codes."""

BY_CODE: Final = {line.code: line for line in LINES}


def lines_within(code: str) -> frozenset[str]:
    """A line and those within it on which figures add something to it."""
    return frozenset({code}).union(*(lines_within(part) for part in BY_CODE[code].adds))


LINE_OF: Final = {measure: line.code for line in LINES for measure in line.figures}
"""The line on which the figures of a measure are shown; measures that have none are not here."""
