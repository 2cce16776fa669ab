"""What can be done with a statement, and with a figure among others."""

from tui.commands import Command, always

SAVE_STATEMENT = Command(
    "save_statement",
    "ctrl+s",
    "Save all",
    "Saves every row as a figure, all of them or none.",
    shown=always,
    everywhere=True,
)
START_AFRESH = Command(
    "start_afresh",
    "f7",
    "Start afresh",
    "Throws away what was typed and not saved.",
    shown=always,
    everywhere=True,
)
LEAVE_STATEMENT = Command(
    "leave_statement",
    "escape",
    "Leave",
    "Leaves; what is not saved is kept and comes back.",
    shown=always,
)
STATEMENT_COMMANDS = (SAVE_STATEMENT, START_AFRESH, LEAVE_STATEMENT)

NEW_STATEMENT = Command(
    "new_statement", "f", "Statement", "Types many numbers of one source in one go.", shown=always
)
