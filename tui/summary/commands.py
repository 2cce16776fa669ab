"""What can be done where something is counted."""

from dataclasses import replace

from tui.commands import JOT_LINE, Command, always, never

CHOOSE_PERIOD = Command(
    "choose_period", "p", "Period", "Counts another month, year or span of days.", shown=always
)
CHOOSE_AREA = Command(
    "choose_area", "a", "Area", "Counts in other townships, states or villages.", shown=always
)
CHOOSE_POPULATION = Command(
    "choose_population", "o", "Population", "Counts other people: children, fighters.", shown=always
)
EARLIER = Command("move_period(-1)", "pageup", "Earlier", "Counts the period before this one.")
LATER = Command("move_period(1)", "pagedown", "Later", "Counts the period after this one.")
SHOW_TABLE = Command(
    "show_table", "d", "Table", "Breaks a number down by any two things.", with_room=always
)
SHOW_PICTURES = Command(
    "show_pictures", "g", "Pictures", "By month, by township, on a map, by day.", with_room=always
)
MAKE_REPORT = Command(
    "make_report", "w", "Report", "Writes what is counted here into a file.", with_room=always
)
SHOW_CONTENTS = Command(
    "show_contents",
    "c",
    "Contents",
    "What the ledger holds, waits for, changed last.",
    with_room=always,
)
SHOW_ALL_LINES = Command(
    "show_all_lines", "v", "All lines", "Shows the lines too on which there is nothing."
)
BACK = Command("back", "escape", "Back", "Goes back.", shown=always)
JOT = replace(JOT_LINE, id=f"app.{JOT_LINE.id}", shown=always)
"""As everywhere; where a day begins, it stands in the line of keys."""

SCOPE_COMMANDS = (CHOOSE_PERIOD, CHOOSE_AREA, CHOOSE_POPULATION, EARLIER, LATER)
SUMMARY_COMMANDS = (
    *SCOPE_COMMANDS,
    JOT,
    SHOW_TABLE,
    SHOW_PICTURES,
    MAKE_REPORT,
    SHOW_CONTENTS,
    SHOW_ALL_LINES,
)

CHOOSE_MEASURE = Command(
    "choose_measure", "m", "Measure", "Chooses which number is shown.", shown=always
)
CHOOSE_ROWS = Command("choose_rows", "r", "Rows", "Chooses what there is a row for.", shown=always)
CHOOSE_COLUMNS = Command(
    "choose_columns", "c", "Columns", "Chooses what there is a column for.", shown=always
)
SORT_ROWS = Command(
    "sort", "s", "Sort", "Sorts by the column with the cursor, or not.", shown=always
)
SWAP_SIDES = Command("swap", "t", "Turn", "Makes rows of the columns.", with_room=always)

BREAKDOWN_COMMANDS = (
    CHOOSE_MEASURE,
    CHOOSE_ROWS,
    CHOOSE_COLUMNS,
    SORT_ROWS,
    BACK,
    SWAP_SIDES,
    MAKE_REPORT,
    *(replace(c, shown=never, with_room=c.shown) for c in SCOPE_COMMANDS),
)

NEXT_PICTURE = Command(
    "turn_picture", "tab", "Next picture", "Shows the next of the four pictures.", shown=always
)
CHANGE_SIGNS = Command(
    "change_signs", "y", "Plain signs", "Draws with letters that every terminal has, or not."
)
PICTURE_COMMANDS = (
    CHOOSE_MEASURE,
    NEXT_PICTURE,
    BACK,
    CHANGE_SIGNS,
    *(replace(c, shown=never, with_room=c.shown) for c in SCOPE_COMMANDS),
)
