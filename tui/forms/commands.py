"""What can be done in a form, by keys that work while something is being typed."""

from tui.commands import Command, always

SAVE_FORM = Command(
    "save_form",
    "ctrl+s",
    "Save",
    "Saves the record: submitted if nothing is wrong with it, else as a draft.",
    shown=always,
    everywhere=True,
)
SAVE_AND_NEXT = Command(
    "save_and_next",
    "ctrl+n",
    "Save, next",
    "Saves, and opens the next of its kind for the same incident with the same source.",
    shown=always,
    everywhere=True,
)
NEXT_SECTION = Command(
    "next_section",
    "f4",
    "More fields",
    "Opens the next section of the form; after the last one it goes back to the top.",
    shown=always,
    everywhere=True,
)
CONVERT_ZAWGYI = Command(
    "convert_zawgyi",
    "f6",
    "Zawgyi",
    "Converts the line from Zawgyi to Unicode; pressed again it puts back what was typed.",
    everywhere=True,
)
ANSWER_WARNINGS = Command(
    "answer_warnings",
    "f8",
    "Answer",
    "Asks for each warning why the record is right all the same, and keeps the reasons.",
    shown=always,
    everywhere=True,
)
START_AFRESH = Command(
    "start_afresh",
    "f7",
    "Start afresh",
    "Throws away what had been typed and not saved, and shows the record as it stands.",
    shown=always,
    everywhere=True,
)
LEAVE_FORM = Command(
    "leave_form",
    "escape",
    "Leave",
    "Leaves the form; asks what to do with what is not saved: save, keep or throw away.",
    shown=always,
)

FORM_COMMANDS = (
    SAVE_FORM,
    SAVE_AND_NEXT,
    NEXT_SECTION,
    CONVERT_ZAWGYI,
    ANSWER_WARNINGS,
    START_AFRESH,
    LEAVE_FORM,
)
