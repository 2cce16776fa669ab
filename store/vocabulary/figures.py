"""A number that somebody reported: what it counts, whom, and how exactly."""

from store.vocabulary.codelist import CodeList


class FigureKind(CodeList, heading="Figure kind"):
    """What span of time a figure is about."""

    INCIDENT = "incident", "About one incident", "The number is about one incident."
    PERIOD = "period", "For a period", "The number counts what happened from one date to another."
    CUMULATIVE = (
        "cumulative",
        "Cumulative",
        (
            "The number counts everything since a date. The later minus the earlier is newly "
            "reported, not newly happened."
        ),
    )


class Measure(CodeList, heading="Measure"):
    """What a figure counts."""

    CLASHES = "clashes", "Clashes", "Fights between armed sides."
    AIRSTRIKES = (
        "airstrikes",
        "Airstrikes",
        "Attacks from the air, counted as the source counts them.",
    )
    SHELLINGS = (
        "shellings",
        "Shellings",
        "Attacks by artillery, mortar or rocket, counted as the source counts them.",
    )
    KILLED = (
        "killed",
        "Killed",
        (
            "People killed by weapons or violence. Whether deaths in custody or in flight are "
            "among them is said by what the figure covers."
        ),
    )
    INJURED = "injured", "Injured", "People wounded."
    DIED_FLEEING = (
        "died_fleeing",
        "Died in flight",
        "People who died of illness, hunger, birth or accident while fleeing or displaced.",
    )
    DIED_IN_CUSTODY = (
        "died_in_custody",
        "Died in custody",
        "People who died while detained or captured.",
    )
    DEATHS_ALL = (
        "deaths_all",
        "Deaths, all",
        "A total of deaths that mixes killed, died in flight and others.",
    )
    MISSING = "missing", "Missing", "People lost from sight, as the source uses the word."
    DETAINED = (
        "detained",
        "Detained",
        (
            "People arrested in the period, whether or not still held. Those held on a date are "
            "in detention."
        ),
    )
    IN_DETENTION = (
        "in_detention",
        "In detention",
        "People held on the date, whenever they were arrested.",
    )
    SENTENCED = "sentenced", "Sentenced", "People sentenced by a court, death sentences included."
    RELEASED = "released", "Released", "People let go."
    DISPLACED = (
        "displaced",
        "Displaced people",
        "People who had to leave where they lived, counted one by one.",
    )
    DISPLACED_HOUSEHOLDS = (
        "displaced_households",
        "Displaced households",
        "Families or households that had to leave. They are never turned into people.",
    )
    HOMES_DESTROYED = "homes_destroyed", "Homes destroyed", "Homes that cannot be repaired."
    HOMES_DAMAGED = "homes_damaged", "Homes damaged", "Homes damaged and not destroyed."
    HOMES_AFFECTED = (
        "homes_affected",
        "Homes affected",
        "Homes destroyed and damaged in one number.",
    )
    RELIGIOUS_DESTROYED = (
        "religious_destroyed",
        "Religious destroyed",
        "Religious buildings that cannot be repaired.",
    )
    RELIGIOUS_AFFECTED = (
        "religious_affected",
        "Religious affected",
        "Religious buildings destroyed and damaged in one number.",
    )
    HEALTH_DESTROYED = (
        "health_destroyed",
        "Health destroyed",
        "Hospitals, clinics or ambulances that cannot be repaired.",
    )
    HEALTH_AFFECTED = (
        "health_affected",
        "Health affected",
        "Hospitals, clinics or ambulances destroyed and damaged in one number.",
    )
    SCHOOLS_AFFECTED = (
        "schools_affected",
        "Schools affected",
        "Schools, kindergartens or colleges destroyed and damaged in one number.",
    )
    BUILDINGS_MIXED = (
        "buildings_mixed",
        "Buildings, mixed",
        "Buildings of several kinds in one number, which no measure of ours can be compared with.",
    )


class Population(CodeList, heading="Population"):
    """Whom a figure or a count is about."""

    CIVILIANS = "civilians", "Civilians", "Civilians only, as the source says."
    STATE_FORCES = (
        "state_forces",
        "State forces",
        "Members of the state's forces, police and aligned militias.",
    )
    RESISTANCE = (
        "resistance",
        "Resistance",
        "Members of resistance forces and ethnic armed organisations.",
    )
    CHILDREN = "children", "Children", "People under 18."
    WOMEN = "women", "Women", "Women, with or without girls as the source counts."
    ALL = "all", "Everybody", "Civilians and fighters together, and the source says so."
    NOT_STATED = "not_stated", "Not stated", "The source does not say whom it counts."
    NOT_APPLICABLE = (
        "not_applicable",
        "Not applicable",
        "Buildings and events, which have no population.",
    )


class By(CodeList, heading="By whom"):
    """Whose doing a figure counts."""

    ANYONE = "anyone", "Anyone", "Harm by any side, and the source says so."
    STATE_AND_ALLIES = (
        "state_and_allies",
        "State and allies",
        "Harm by the state's forces, police and aligned militias only.",
    )
    OTHER = "other", "Other", "Harm by some other side only; say which in the note."
    NOT_STATED = "not_stated", "Not stated", "The source does not say whose doing it counts."


class Accepted(CodeList, heading="Accepted"):
    """Whether a figure is used for ranges."""

    UNDECIDED = "undecided", "Undecided", "Nobody has decided yet; it is used for no range."
    ACCEPTED = "accepted", "Accepted", "A reviewer found it fit to be used for ranges."
    SET_ASIDE = (
        "set_aside",
        "Set aside",
        "A reviewer found it unfit and says why; it stays visible and is used for no range.",
    )


class Qualifier(CodeList, heading="Qualifier"):
    """How exactly the source gives the number."""

    EXACT = (
        "exact",
        "Plain number",
        "A number without a word such as about or at least. It gives both ends.",
    )
    AT_LEAST = (
        "at_least",
        "At least",
        'The number or more ("over", "more than"). It gives the low end and leaves the top open.',
    )
    ABOUT = "about", "About", 'An estimate ("around", "nearly"). It gives neither end.'
    UP_TO = "up_to", "Up to", 'The number or fewer ("as many as"). It gives the high end.'
    UNKNOWN_SOME = (
        "unknown_some",
        "Some, no number",
        'Words such as "some", "several" or "many" without a number.',
    )
    NONE = "none", "None", "The source says that there were none."


class Covers(CodeList, heading="Covers"):
    """Whether a figure counts a certain group of deaths in."""

    INCLUDED = "included", "Included", "The source says that they are counted in."
    EXCLUDED = "excluded", "Excluded", "The source says that they are left out or counted apart."
    NOT_STATED = "not_stated", "Not stated", "The source does not say."
