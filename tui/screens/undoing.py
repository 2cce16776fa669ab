"""Taking back the last save: what it was is shown before anything is lost by it."""

from typing import TYPE_CHECKING

from store.errors import LedgerError, NothingToUndo
from store.ledger import Store
from store.records import RECORD_TYPES
from store.undoing import LastSave
from tui.messages import RecordSaved
from tui.screens.ask import Confirm
from tui.screens.problem import Problem

if TYPE_CHECKING:
    from tui.app import Fieldledger


def told(last: LastSave) -> str:
    """What a save did, in a few lines."""
    parts = [
        f"{last.made:,} made" if last.made else "",
        f"{last.changed:,} changed" if last.changed else "",
    ]
    lines = [f"The last save: {', '.join(filter(None, parts))}."]
    for summary in last.records:
        one = RECORD_TYPES[summary.table].one
        lines.append(f"  {one} {summary.code}  {summary.line}".rstrip())
    if (more := last.made + last.changed - len(last.records)) > 0:
        lines.append(f"  … and {more:,} more")
    return "\n".join(lines)


_AFTER = (
    "\n\nWhat was made is retired, what was changed becomes what it was. The history keeps both."
)


async def undo_last(app: "Fieldledger") -> None:
    """Takes back the last save, after showing what that was; says what came of it.

    A judgement that one key can repeat is taken back at once.
    """
    last = await app.gateway.call(_last_save)
    if last is None:
        app.say(NothingToUndo.title)
        return
    if not last.only_judged:
        asked = Confirm("Take back the last save?", told(last) + _AFTER, "take it back", "keep it")
        if not await app.push_screen_wait(asked):
            return
    try:
        count = await app.gateway.call(Store.undo)
    except LedgerError as problem:
        app.push_screen(Problem(problem))
        return
    for summary in last.records[:1]:
        app.screen.post_message(RecordSaved(RECORD_TYPES[summary.table], summary.id))
    what = last.records[0].code if count == 1 and last.records else f"{count:,} records"
    app.say(f"Taken back: {what}, as before the last save")


def _last_save(store: Store) -> LastSave | None:
    return store.last_save
