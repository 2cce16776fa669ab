"""Plain answers to plain questions."""

from store.vocabulary.codelist import CodeList


class YesNo(CodeList, heading="Yes or no"):
    """The answer to a question about a fact; empty while nobody has asked."""

    NO = "no", "No", "It is known that it was not so."
    YES = "yes", "Yes", "It is known that it was so."
    UNKNOWN = "unknown", "Unknown", "Somebody asked, and nobody knows."
