"""What is said at the bottom of a form about the line in which the cursor is."""

from tui.forms.line import FormLine

_PARTING = " · "

SECTION_HINT = ("Enter opens the section and goes into it; F4 opens the next one.", "")
"""What is said while the cursor is on the name of a section."""


def hint_for(line: FormLine, text: str) -> tuple[str, str]:
    """What a line asks for, and what can be chosen there or what the chosen code means."""
    needed = " Needed." if line.is_needed else ""
    return f"{line.help}{needed}", _choices(line, text)


def _choices(line: FormLine, text: str) -> str:
    if line.offers is None:
        return ""
    codes = line.offers.at_once("")
    if codes is None:
        return "Type to search; ↓ goes into the list."
    chosen = text.rpartition(line.offers.separator)[2] if line.offers.separator else text
    for choice in codes:
        if choice.label == chosen.strip():
            return f"{choice.label}: {choice.about}"
    return _PARTING.join(choice.label for choice in codes)
