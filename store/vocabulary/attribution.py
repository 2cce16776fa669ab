"""Who is held responsible, how surely, and how sound the incident as a whole is."""

from store.vocabulary.codelist import CodeList


class ActorKind(CodeList, heading="Actor kind"):
    """The kind of the armed side that did it, or is said to have."""

    STATE_FORCES = (
        "state_forces",
        "State forces",
        (
            "The army, navy or air force of those who hold the state, border guard forces under "
            "its command included."
        ),
    )
    ALIGNED_MILITIA = (
        "aligned_militia",
        "Aligned militia",
        (
            "An armed group that fights for the state or under its protection without being part "
            "of its army."
        ),
    )
    POLICE = "police", "Police", "The police of those who hold the state, security police included."
    RESISTANCE_FORCE = (
        "resistance_force",
        "Resistance force",
        "An armed group formed to fight those who hold the state, local defence forces included.",
    )
    ETHNIC_ARMED_ORGANISATION = (
        "ethnic_armed_organisation",
        "Ethnic armed organisation",
        (
            "An organised army of an ethnic group with a political wing. If it fights for the "
            "state, choose aligned militia."
        ),
    )
    UNIDENTIFIED_ARMED = (
        "unidentified_armed",
        "Unidentified armed people",
        "Armed people were seen or heard, but nobody could tell which side they belonged to.",
    )
    OTHER = "other", "Other", "An actor that none of these describes; give its name."
    UNKNOWN = "unknown", "Unknown", "Nobody knows who did it, nor saw them."


class Attribution(CodeList, heading="Attribution"):
    """How surely the actor is the one who did it."""

    ADMITTED = "admitted", "Admitted", "The responsible side says itself that it did it."
    CONFIRMED = (
        "confirmed",
        "Confirmed",
        "Evidence leaves no reasonable doubt about who did it. The basis must be given in words.",
    )
    PROBABLE = (
        "probable",
        "Probable",
        "The evidence points to this actor and to no other, but falls short of proof.",
    )
    ALLEGED = (
        "alleged",
        "Alleged",
        "Somebody says so, and nothing else supports or contradicts it yet.",
    )
    CONTESTED = "contested", "Contested", "Accounts that deserve to be heard name different actors."
    UNKNOWN = "unknown", "Unknown", "It cannot be said how sure this is."


class ActorResponse(CodeList, heading="Response of the accused"):
    """What the accused side says about it."""

    ADMITS = "admits", "Admits it", "The accused side says that it did it."
    DENIES = (
        "denies",
        "Denies it",
        "The accused side says that it did not do it, or that it did not happen.",
    )
    OTHER_VERSION = (
        "other_version",
        "Gives another version",
        "The accused side says that it happened otherwise, or that the victims were fighters.",
    )
    SILENT = "silent", "Silent", "We looked for an answer or asked, and there was none."
    UNKNOWN = "unknown", "Unknown", "Nobody knows whether the accused side answered."


class IncidentGrade(CodeList, heading="Grade of the incident"):
    """How well an incident is established; after Airwars, in definitions of our own."""

    UNGRADED = "ungraded", "Ungraded", "No reviewer has graded it yet."
    CONFIRMED = (
        "confirmed",
        "Confirmed",
        (
            "The responsible side admits it, or two independent sources report it and we have "
            "seen evidence."
        ),
    )
    FAIR = "fair", "Fair", "Two or more independent credible sources report it."
    WEAK = "weak", "Weak", "One source reports it, or several that repeat one."
    CONTESTED = (
        "contested",
        "Contested",
        "Competing accounts differ on who did it, or on whether it happened.",
    )
    DISCOUNTED = (
        "discounted",
        "Discounted",
        (
            "Shown not to have happened; it leaves every total. That the dead were fighters is "
            "their status and no reason for this grade."
        ),
    )
    UNVERIFIABLE = (
        "unverifiable",
        "Unverifiable",
        "Closed because it cannot be checked; it leaves Documented and the low end.",
    )
