"""Whether a person's name may be used, and who said so."""

from store.vocabulary.codelist import CodeList


class ConsentAnswer(CodeList, heading="Consent"):
    """The answer to one use of a person's name."""

    YES = "yes", "Yes", "Consent was given for this use, after it had been explained."
    NO = "no", "No", "Consent was asked for and refused."
    NOT_ASKED = "not_asked", "Not asked", "Nobody has asked; the name does not go out for this use."
    WITHDRAWN = "withdrawn", "Withdrawn", "Consent had been given and was taken back."


class ConsentGivenBy(CodeList, heading="Consent given by"):
    """Who answered for the use of the name."""

    SELF = "self", "The person", "The person whose name it is."
    GUARDIAN = (
        "guardian",
        "Guardian",
        "A parent or guardian, for a child or somebody who cannot decide.",
    )
    RELATIVE = "relative", "Relative of the dead", "Family of a person who has died."
    NOBODY_REACHABLE = (
        "nobody_reachable",
        "Nobody reachable",
        "Neither the person nor family could be reached to be asked.",
    )
