"""The causes of death of SDG indicator 16.1.2, and the cause that each means stands for."""

from collections.abc import Mapping
from typing import Final

from store.vocabulary.codelist import CodeList
from store.vocabulary.events import Means


class SdgCause(CodeList, heading="Cause of death (SDG 16.1.2)"):
    """A cause of conflict-related death as SDG indicator 16.1.2 reports it."""

    HEAVY_WEAPONS = (
        "heavy_weapons",
        "Heavy weapons, explosives",
        (
            "Heavy weapons and explosive munitions: bombs, missiles, rockets, shells, mortars "
            "and grenades."
        ),
    )
    PLANTED_EXPLOSIVES_UXO = (
        "planted_explosives_uxo",
        "Planted explosives, UXO",
        (
            "Planted explosives and unexploded ordnance: mines, booby traps, improvised devices "
            "and leftovers."
        ),
    )
    SMALL_ARMS = (
        "small_arms",
        "Small arms, light weapons",
        "Small arms and light weapons: pistols, rifles and machine guns.",
    )
    INCENDIARY = "incendiary", "Incendiary", "Weapons and substances that kill by fire."
    CBRN = "cbrn", "CBRN", "Chemical, biological, radiological or nuclear weapons or substances."
    ELECTROMAGNETIC = (
        "electromagnetic",
        "Electromagnetic weapons",
        "Weapons that act by electromagnetic energy.",
    )
    LESS_LETHAL = (
        "less_lethal",
        "Less lethal weapons",
        "Tear gas, rubber bullets, batons and the like, meant to overcome and not to kill.",
    )
    DENIAL_OF_ESSENTIALS = (
        "denial_of_essentials",
        "Denial of essentials",
        (
            "Denial of access to, or destruction of, objects indispensable to survival: food, "
            "water, medicine, shelter."
        ),
    )
    CONFLICT_ACCIDENTS = (
        "conflict_accidents",
        "Accidents of conflict",
        "Accidents related to the conflict, such as crashes of military vehicles.",
    )
    OTHER_MEANS = (
        "other_means",
        "Objects and other means",
        (
            "Use of objects and other means: blades, blows, choking and whatever has no cause of "
            "its own."
        ),
    )
    UNKNOWN = (
        "unknown",
        "Unknown",
        "The cause is not known, or the means recorded does not tell it.",
    )


SDG_CAUSE: Final[Mapping[Means, SdgCause]] = {
    Means.AIRSTRIKE_JET: SdgCause.HEAVY_WEAPONS,
    Means.AIRSTRIKE_HELICOPTER: SdgCause.HEAVY_WEAPONS,
    Means.PARAMOTOR_GYROCOPTER: SdgCause.HEAVY_WEAPONS,
    Means.DRONE: SdgCause.HEAVY_WEAPONS,
    Means.ARTILLERY_MORTAR: SdgCause.HEAVY_WEAPONS,
    Means.SMALL_ARMS: SdgCause.SMALL_ARMS,
    Means.LANDMINE_IED: SdgCause.PLANTED_EXPLOSIVES_UXO,
    Means.UXO: SdgCause.PLANTED_EXPLOSIVES_UXO,
    Means.ARSON: SdgCause.INCENDIARY,
    # It tells in whose hands the dead were; the indicator asks for the weapon.
    Means.EXECUTION: SdgCause.UNKNOWN,
    Means.TORTURE_BEATING: SdgCause.OTHER_MEANS,
    Means.SEXUAL_VIOLENCE: SdgCause.OTHER_MEANS,
    Means.STABBING: SdgCause.OTHER_MEANS,
    Means.VEHICLE: SdgCause.CONFLICT_ACCIDENTS,
    Means.LOOTING: SdgCause.OTHER_MEANS,
    Means.DEMOLITION: SdgCause.OTHER_MEANS,
    Means.DENIAL_OF_AID_OR_MEDICINE: SdgCause.DENIAL_OF_ESSENTIALS,
    # Deaths without a weapon are indirect deaths there; this is the cause nearest to them.
    Means.HARDSHIP_IN_FLIGHT: SdgCause.DENIAL_OF_ESSENTIALS,
    Means.OTHER: SdgCause.OTHER_MEANS,
    Means.UNKNOWN: SdgCause.UNKNOWN,
}
"""The one cause of SDG 16.1.2 for each means, for exports only."""
