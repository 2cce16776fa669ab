"""How badly a building was damaged, how we know, and whom else's grades that equals."""

from collections.abc import Mapping
from typing import Final

from store.vocabulary.codelist import CodeList


class DamageGrade(CodeList, heading="Damage grade"):
    """How badly a building or object was damaged."""

    DESTROYED = (
        "destroyed",
        "Destroyed",
        (
            "Collapsed or burned down, and cannot be repaired. If rebuilding from what stands "
            "would do, choose severe."
        ),
    )
    SEVERE = (
        "severe",
        "Severe",
        "Roof or walls are gone; it still stands but is unusable without rebuilding.",
    )
    MODERATE = "moderate", "Moderate", "Part of it can still be used, and it needs repair."
    SLIGHT = "slight", "Slight", "Broken windows, roof sheets or holes; it can be used as it is."
    POSSIBLE = (
        "possible",
        "Possible",
        (
            "Damage was reported and nobody has seen it, not even in a picture. It joins the "
            "high end of counts only."
        ),
    )
    NONE = "none", "No damage", "It was visited and no damage was found."
    UNKNOWN = "unknown", "Unknown", "It was damaged, and nobody knows how badly."


class GradeBasis(CodeList, heading="Basis of the grade"):
    """How we know how bad the damage is."""

    VISITED = "visited", "Visited", "One of us went there and looked."
    PHOTO_VIDEO = (
        "photo_video",
        "Photo or video",
        "Pictures taken there show the damage, and they were found to be of this place.",
    )
    SATELLITE = (
        "satellite",
        "Satellite image",
        "Images from before and after show the damage from above.",
    )
    WITNESS = "witness", "Witness", "Somebody who saw the damage told us."
    REPORT = (
        "report",
        "Report (hearsay)",
        (
            "Somebody who did not see it says so, or a publication does. It joins the high end "
            "of counts only."
        ),
    )


class MilitaryUse(CodeList, heading="Military use"):
    """Whether armed people used the place when it was hit; nothing is concluded from it."""

    NO = "no", "No", "Known not to have been used by armed people at that time."
    YES = "yes", "Yes", "Armed people stayed, stored or fired there at that time."
    CLAIMED = "claimed", "Claimed", "A party says so, and nobody independent has shown it."
    UNKNOWN = "unknown", "Unknown", "Nobody knows whether armed people used it."


UNOSAT: Final[Mapping[DamageGrade, str | None]] = {
    DamageGrade.DESTROYED: "Destroyed",
    DamageGrade.SEVERE: "Severely damaged",
    DamageGrade.MODERATE: "Moderately damaged",
    DamageGrade.SLIGHT: None,
    DamageGrade.POSSIBLE: "Possibly damaged",
    DamageGrade.NONE: None,
    DamageGrade.UNKNOWN: None,
}
"""UNOSAT's class of structural damage, None where it has none; for exports only."""

EMS98: Final[Mapping[DamageGrade, tuple[int, int] | None]] = {
    DamageGrade.DESTROYED: (5, 5),
    DamageGrade.SEVERE: (4, 4),
    DamageGrade.MODERATE: (3, 3),
    DamageGrade.SLIGHT: (1, 2),
    DamageGrade.POSSIBLE: None,
    DamageGrade.NONE: None,
    DamageGrade.UNKNOWN: None,
}
"""Lowest and highest EMS-98 grade, None where there is none; for exports only."""
