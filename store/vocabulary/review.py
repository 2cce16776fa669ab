"""Where a record stands in review, how far it travels, and what was decided about two."""

from store.vocabulary.codelist import CodeList


class Review(CodeList, heading="Review"):
    """Where a record stands in review."""

    DRAFT = "draft", "Draft", "Begun and not handed in; it may break rules and counts nowhere."
    SUBMITTED = (
        "submitted",
        "Submitted",
        "Handed in as right by the person who wrote it; it counts, and waits for a reviewer.",
    )
    RETURNED = (
        "returned",
        "Returned",
        "Sent back by a reviewer with a question; it does not count until it is submitted again.",
    )
    APPROVED = (
        "approved",
        "Approved",
        "A reviewer read it and agrees. A later change puts it back to submitted.",
    )


class Sensitivity(CodeList, heading="Sensitivity"):
    """How far a record travels; how far a name travels is said by consent."""

    PUBLIC = "public", "Public", "May go to anybody, publication included."
    PARTNER = (
        "partner",
        "Partner",
        "May go to partners and courts, but is not for publication. Records start here.",
    )
    INTERNAL = "internal", "Internal", "Stays within our organisation."
    RESTRICTED = (
        "restricted",
        "Restricted",
        (
            "Only for those of us who need it. Sources, sexual violence, living minors, camps "
            "and clinics in use start here."
        ),
    )


class LinkDecision(CodeList, heading="Decision about two records"):
    """What a person decided about two records that look alike."""

    SAME = (
        "same",
        "Same record",
        (
            "Both describe the same thing; one of them survives, and the other's quantity no "
            "longer counts."
        ),
    )
    SAME_PERSON = (
        "same_person",
        "Same person",
        "Two events of one person: both events count, and the person counts once.",
    )
    SAME_BUILDING = (
        "same_building",
        "Same building",
        (
            "Two events of one building: both events count, and the building counts once with "
            "its worst grade."
        ),
    )
    PART_OF_GROUP = (
        "part_of_group",
        "Part of the group",
        (
            "The one is among the several whom the other stands for; of the group only the rest "
            "counts."
        ),
    )
    NOT_SAME = (
        "not_same",
        "Not the same",
        "Looked at and found to be different; it is not asked again.",
    )
    UNSURE = (
        "unsure",
        "Unsure",
        "It cannot be decided yet; both count as documented, and the low end counts one.",
    )
