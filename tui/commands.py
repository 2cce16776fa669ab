"""What a person can tell the program to do, declared once for keys, footer, palette and help."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Situation:
    """What there is to act on; of a screen without a list, nothing."""

    has_row: bool = False
    has_marks: bool = False
    has_filter: bool = False
    shows_retired: bool = False


Test = Callable[[Situation], bool]


def always(_: Situation) -> bool:
    """The test that every situation passes."""
    return True


def never(_: Situation) -> bool:
    """The test that no situation passes."""
    return False


def _has_row(now: Situation) -> bool:
    return now.has_row


def _has_some(now: Situation) -> bool:
    return now.has_row or now.has_marks


def _has_none(now: Situation) -> bool:
    return not (now.has_row or now.has_marks)


def _has_marks(now: Situation) -> bool:
    return now.has_marks


def _has_no_marks(now: Situation) -> bool:
    return not now.has_marks


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do: its action, its keys, a label of one word or two and a sentence of help.

    `when` tells in which situations it can be done, `shown` in which of them it stands in the
    line of keys at the bottom, `with_room` in which it does where room is left. `everywhere`
    lets its keys work while something is being typed.
    """

    id: str
    keys: str
    label: str
    help: str
    shown: Test = never
    when: Test = always
    everywhere: bool = False
    with_room: Test = never

    def binding(self) -> Binding:
        """The command as Textual binds it; the help goes with it as its tooltip."""
        now = Situation()
        return Binding(
            self.keys,
            self.id,
            self.label,
            show=self.shown(now) or self.with_room(now),
            tooltip=self.help,
            id=self.id,
            priority=self.everywhere,
            group=_Of(command=self),
        )


@dataclass(frozen=True, slots=True)
class _Of(Binding.Group):
    """What a binding takes with it through Textual: the command that it is of."""

    command: Command | None = None


OPEN_RECORD = Command(
    "open_record",
    "enter",
    "Open",
    "Shows everything about the record.",
    shown=_has_no_marks,
    when=_has_row,
)
NEW_RECORD = Command(
    "new_record",
    "n",
    "New",
    "Opens an empty form for a new record.",
    shown=_has_no_marks,
)
EDIT_RECORD = Command(
    "edit_record",
    "e",
    "Edit",
    "Opens the record in its form.",
    shown=_has_no_marks,
    when=lambda now: now.has_row and not now.has_marks,
)
CHANGE_MARKED = Command(
    "change_marked",
    "e",
    "Change all",
    "Gives one field of all marked records a new value.",
    shown=_has_marks,
    when=_has_marks,
)
MARK_RECORD = Command(
    "mark_record",
    "space",
    "Mark",
    "Marks the record, for one command on many.",
    shown=always,
    when=_has_row,
)
CLEAR_MARKS = Command(
    "clear_marks",
    "escape",
    "Unmark",
    "Takes all marks off.",
    shown=always,
    when=_has_marks,
)
APPROVE_RECORD = Command(
    "approve_record",
    "v",
    "Approve",
    "Approves the records as they stand now.",
    shown=_has_marks,
    when=_has_some,
)
RETURN_RECORD = Command(
    "return_record",
    "b",
    "Send back",
    "Returns the records with a question.",
    shown=_has_marks,
    when=_has_some,
)
RETIRE_RECORD = Command(
    "retire_record",
    "r",
    "Retire",
    "Takes the records out of every count; says why.",
    shown=_has_marks,
    when=_has_some,
)
RESTORE_RECORD = Command(
    "restore_record",
    "u",
    "Restore",
    "Lets retired records count again.",
    when=lambda now: now.shows_retired and _has_some(now),
)
FILTER_LIST = Command(
    "filter_list",
    "slash",
    "Filter",
    "Keeps what fits words, or terms like is:draft.",
    shown=_has_no_marks,
)
CLEAR_FILTER = Command(
    "clear_filter",
    "escape",
    "All",
    "Shows all records again.",
    when=lambda now: now.has_filter and not now.has_marks,
)
SORT_LIST = Command(
    "sort_list",
    "s",
    "Sort",
    "Chooses what the list is sorted by.",
    shown=_has_no_marks,
)
SHOW_RETIRED = Command(
    "show_retired", "t", "Retired", "Shows retired records among the others, or not."
)
SHOW_HELP = Command(
    "show_help",
    "question_mark,f1",
    "Help",
    "Shows the keys that work here, and the guide.",
    shown=always,
)
SHOW_COMMANDS = Command(
    "show_commands",
    "ctrl+p",
    "More",
    "Lists every command that can be given here.",
    everywhere=True,
    shown=always,
)
REDRAW_SCREEN = Command(
    "redraw_screen",
    "ctrl+l",
    "Redraw",
    "Draws the screen anew after a bad connection.",
    everywhere=True,
)
EXTRACT_RECORDS = Command(
    "extract_records",
    "x",
    "Extract",
    "Writes what is listed for somebody else.",
    shown=_has_none,
)
TAKE_TOUR = Command(
    "take_tour",
    "f5",
    "Tour",
    "Begins the tour of the demo, or leaves it.",
    everywhere=True,
)
CARRY_ON = Command(
    "carry_on",
    "f3",
    "Carry on",
    "Opens the form that was typed and not saved.",
)
LOCK_SCREEN = Command(
    "lock_screen",
    "f9",
    "Lock",
    "Hides the ledger until its passphrase is typed.",
    everywhere=True,
)
JOT_LINE = Command(
    "jot_line",
    "f2",
    "Jot",
    "Keeps one line of any words as a draft incident.",
    everywhere=True,
    with_room=always,
)
OPEN_HANDOFFS = Command(
    "app.open_handoffs",
    "f",
    "Handoff",
    "Hands on what changed; keys and receipts.",
    with_room=_has_none,
)
MERGE_FILES = Command(
    "app.merge_files",
    "m",
    "Merge",
    "Takes in what others handed on; shows it first.",
    with_room=_has_none,
)
SHOW_CONFLICTS = Command(
    "app.show_conflicts",
    "f4",
    "Conflicts",
    "Settles what two people changed differently.",
)
UNDO_SAVE = Command(
    "app.undo_save",
    "z",
    "Undo",
    "Takes back the last save; shows it first.",
)
SAFEKEEPING = Command(
    "app.safekeeping",
    "ctrl+k",
    "Safekeeping",
    "Sets or changes the passphrase, and the lock.",
)
QUIT_PROGRAM = Command("ask_to_quit", "q", "Quit", "Closes the ledger when pressed once more.")
QUIT_AT_ONCE = Command(
    "quit_program",
    "ctrl+q",
    "Quit",
    "Closes the ledger, even from within a form.",
    everywhere=True,
)
MOVE_LEDGER = Command(
    "move_ledger",
    "f12",
    "Elsewhere",
    "Copies the ledger to another disk, goes on there.",
    everywhere=True,
)

ALL_COMMANDS = tuple(value for value in dict(globals()).values() if isinstance(value, Command))
"""Every command of the program."""

_NAMES = {"question_mark": "?", "slash": "/", "escape": "esc", "full_stop": "."}


def bindings(*commands: Command) -> list[Binding]:
    """What Textual is told of the commands of a screen or a widget."""
    return [command.binding() for command in commands]


def is_available(action: str, now: Situation) -> bool:
    """Whether an action can be done; what is no command always can."""
    asked = [command for command in ALL_COMMANDS if command.id == action]
    return not asked or any(command.when(now) for command in asked)


def is_shown(binding: Binding, now: Situation) -> bool:
    """Whether a binding stands in the line of keys."""
    command = _command_of(binding)
    return command.shown(now) if command else binding.show


def is_shown_with_room(binding: Binding, now: Situation) -> bool:
    """Whether a binding stands in the line of keys where room is left."""
    command = _command_of(binding)
    return command is not None and command.with_room(now)


def _command_of(binding: Binding) -> Command | None:
    return binding.group.command if isinstance(binding.group, _Of) else None


def rank_of(binding: Binding) -> int:
    """Where a binding stands among others.

    Those above stand in their order, behind what a screen adds to the line of keys and before
    what it does not.
    """
    behind = 0 if binding.show else len(ALL_COMMANDS) + 1
    return next(
        (n for n, command in enumerate(ALL_COMMANDS, 1) if command.id == binding.id), behind
    )


def key_name(key: str) -> str:
    """A key as people know it, by Textual's name for it: `?`, `esc`, `F1`, `ctrl+p`."""
    if key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return _NAMES.get(key, key)
