"""What can be done with the record that a screen shows as a whole."""

from tui.commands import Command, always

EDIT = Command("edit", "e", "Edit", "Opens the record in its form.", shown=always)
HISTORY = Command(
    "history",
    "h",
    "History",
    "Shows every change, who made it, and brings back an older version.",
    with_room=always,
)
APPROVE = Command(
    "approve", "v", "Approve", "Approves the record as it stands now.", with_room=always
)
SEND_BACK = Command(
    "send_back", "b", "Send back", "Returns the record with a question.", with_room=always
)
RETIRE = Command(
    "retire",
    "r",
    "Retire",
    "Takes the record out of every count; nothing is lost.",
    with_room=always,
)
RESTORE = Command("restore", "u", "Restore", "Lets the retired record count again.", shown=always)
SHOW_ALL = Command(
    "show_all", "m", "All fields", "Shows the empty fields too, each with what it is for."
)
BACK = Command("back", "escape", "Back", "Goes back.", shown=always)

SHOW_AROUND = Command(
    "show_around",
    "t",
    "Series",
    "Shows a figure's series, its parts, what it replaces.",
    with_room=always,
)

ADD_CASUALTY = Command(
    "add_record('casualty')", "c", "Casualty", "Adds a person harmed.", shown=always
)
ADD_DETENTION = Command(
    "add_record('detention')", "d", "Detention", "Adds a detention.", shown=always
)
ADD_DAMAGE = Command(
    "add_record('damage')", "g", "Damage", "Adds a building or object.", shown=always
)
ADD_FIGURE = Command("add_record('figure')", "f", "Figure", "Adds a reported number.", shown=always)
CITE_SOURCE = Command(
    "add_record('citation')",
    "s",
    "Cite",
    "Says who told us of it; a new name will do.",
    shown=always,
)

PART_COMMANDS = (ADD_CASUALTY, ADD_DETENTION, ADD_DAMAGE, ADD_FIGURE)
"""What an incident is made of, each a key away, also from its row in the list."""

ADD_COMMANDS = (*PART_COMMANDS, CITE_SOURCE)


TAKE_OUT = Command(
    "take_one_out",
    "t",
    "Take one out",
    "Names one person of the group, which becomes one smaller.",
    shown=always,
)
DIED = Command(
    "record_death",
    "x",
    "Died",
    "Ends the detention in a death and makes that death, linked to it.",
    shown=always,
)

RECORD_COMMANDS = (
    EDIT,
    *ADD_COMMANDS,
    TAKE_OUT,
    DIED,
    HISTORY,
    APPROVE,
    SEND_BACK,
    RETIRE,
    RESTORE,
    SHOW_AROUND,
    SHOW_ALL,
    BACK,
)
"""In the order of importance."""
