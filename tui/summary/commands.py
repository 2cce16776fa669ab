"""What can be done where something is counted."""

from tui.commands import Command, Situation


def _here(_: Situation) -> bool:
    return True


CHOOSE_PERIOD = Command(
    "choose_period", "p", "Period", "Counts another month, year or span of days.", shown=_here
)
CHOOSE_AREA = Command(
    "choose_area", "a", "Area", "Counts in other townships, states or villages.", shown=_here
)
CHOOSE_POPULATION = Command(
    "choose_population", "o", "Population", "Counts other people: children, fighters.", shown=_here
)
EARLIER = Command("move_period(-1)", "pageup", "Earlier", "Counts the period before this one.")
LATER = Command("move_period(1)", "pagedown", "Later", "Counts the period after this one.")
SHOW_CONTENTS = Command(
    "show_contents", "c", "Contents", "What the ledger holds, waits for, changed last."
)
SHOW_ALL_LINES = Command(
    "show_all_lines", "v", "All lines", "Shows the lines too on which there is nothing."
)
BACK = Command("back", "escape", "Back", "Goes back.", shown=_here)

SCOPE_COMMANDS = (CHOOSE_PERIOD, CHOOSE_AREA, CHOOSE_POPULATION, EARLIER, LATER)
SUMMARY_COMMANDS = (
    *SCOPE_COMMANDS,
    SHOW_CONTENTS,
    SHOW_ALL_LINES,
)
