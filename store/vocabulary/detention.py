"""A person's detention: where it stands, what for, and how it ended."""

from store.vocabulary.codelist import CodeList


class DetentionStatus(CodeList, heading="Detention status"):
    """Where a detention stands; computed from the stages reached and never typed."""

    IN_CUSTODY_NOT_CHARGED = (
        "in_custody_not_charged",
        "In custody, not charged",
        "Held, and no charge is known.",
    )
    CHARGED = "charged", "Charged", "Held and charged with an offence, and not sentenced yet."
    SERVING_SENTENCE = "serving_sentence", "Serving sentence", "Held after a sentence was passed."
    RELEASED = "released", "Released", "Let go by the holder, for whatever reason."
    ESCAPED = "escaped", "Escaped", "Got away without being released."
    DIED_IN_CUSTODY = (
        "died_in_custody",
        "Died in custody",
        "Died before being released, whatever cause was given.",
    )
    DISAPPEARED = (
        "disappeared",
        "Disappeared",
        (
            "Taken by armed people or officials, and the holder denies it or hides what became "
            "of them."
        ),
    )
    UNKNOWN = "unknown", "Unknown", "It is not known whether the person is still held."


class Purpose(CodeList, heading="Purpose of the detention"):
    """What the person was held for, whatever was said in public."""

    SUSPICION = (
        "suspicion",
        "Suspicion",
        "On suspicion of an offence, or of helping the other side.",
    )
    HUMAN_SHIELD = (
        "human_shield",
        "Human shield",
        "To keep armed people from attack by the presence of those held.",
    )
    PORTER = "porter", "Porter", "To carry loads, guide or work for armed people."
    HOSTAGE = (
        "hostage",
        "Hostage",
        "To force somebody else to do something, such as a wanted relative to give themselves up.",
    )
    CONSCRIPTION = (
        "conscription",
        "Conscription",
        "To be made a soldier or to be sent to military training.",
    )
    RANSOM = "ransom", "Ransom", "To be let go for money or goods."
    OTHER = "other", "Other", "A purpose that none of these describes; say what in the notes."
    UNKNOWN = "unknown", "Unknown", "Nobody knows what the person was held for."


class EndedHow(CodeList, heading="How it ended"):
    """How a detention ended other than by release."""

    ESCAPED = "escaped", "Escaped", "The person got away without being released."
    DIED = (
        "died",
        "Died",
        "The person died before being released; the death has a casualty record of its own.",
    )
    DISAPPEARED = (
        "disappeared",
        "Disappeared",
        "The trace was lost while held, and the holder denies it or hides what became of them.",
    )


class Whereabouts(CodeList, heading="Whereabouts"):
    """What the holder acknowledges, and whether anybody reaches the person."""

    ACKNOWLEDGED_CONTACT = (
        "acknowledged_contact",
        "Acknowledged, contact",
        "The holder says where the person is, and family or a lawyer has seen or heard them.",
    )
    ACKNOWLEDGED_NO_CONTACT = (
        "acknowledged_no_contact",
        "Acknowledged, no contact",
        "The holder says where the person is, and lets nobody see or hear them.",
    )
    ACKNOWLEDGED_PLACE_HIDDEN = (
        "acknowledged_place_hidden",
        "Acknowledged, place hidden",
        "The holder says that it has the person and does not say where.",
    )
    DENIED = "denied", "Denied", "The holder says that it does not have the person."
    UNKNOWN = "unknown", "Unknown", "Nobody knows what the holder says, or who the holder is."


class ReleaseGround(CodeList, heading="Ground of the release"):
    """Why the person was let go."""

    SERVED = "served", "Sentence served", "The sentence was served to its end, remission included."
    AMNESTY = (
        "amnesty",
        "Amnesty or pardon",
        "Let go under an amnesty or a pardon, with conditions or without.",
    )
    BAIL = "bail", "Bail", "Let go until the trial, against a surety or a promise."
    CHARGES_DROPPED = (
        "charges_dropped",
        "Charges dropped",
        "The charges were withdrawn or never brought.",
    )
    ACQUITTED = "acquitted", "Acquitted", "A court found the person not guilty."
    PAID = (
        "paid",
        "Payment",
        "Let go after money or goods were handed over. A surety set by a court is bail.",
    )
    OTHER = (
        "other",
        "Other",
        "A ground that none of these describes, an exchange of captives included.",
    )
    UNKNOWN = "unknown", "Unknown", "Nobody knows why the person was let go."
