"""Going on with a ledger that cannot be written where it lies: reading it, or in a copy."""

import asyncio
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.copying import copy_ledger
from store.errors import Interrupted, LedgerError, LedgerReadOnly, LedgerUnfinished
from tui.handing.ask_file import AskFile
from tui.long_job import reporting
from tui.screens.ask import Choose
from tui.screens.problem import Problem
from tui.screens.working import Working

if TYPE_CHECKING:
    from textual.app import App

_READ, _COPY = "r", "c"
_ANSWERS = {
    _READ: "open it for reading only: nothing in it or beside it is changed",
    _COPY: "copy it to a place where you may write, and open the copy",
}
_WHAT_NOW = "What do you want to do?"
_ONLY_COPIED = "In a copy that can be put right; the copy has all that is needed for that."
_WHERE = (
    "The whole ledger is copied to a file that you name. Write in the copy from then on, and"
    " leave this file alone: what is written in both cannot be put together again."
)
_ASSURED = "The file that is copied is only read."


async def reads_only(app: "App[Any]", problem: LedgerReadOnly) -> bool | None:
    """Whether to read the ledger where it lies; False to copy it, None to leave."""
    answers = dict(_ANSWERS)
    if isinstance(problem, LedgerUnfinished):
        del answers[_READ]
    question = _WHAT_NOW if len(answers) > 1 else _ONLY_COPIED
    chosen = await app.push_screen_wait(Choose(problem.title, question, answers, "leave it"))
    return None if chosen is None else chosen == _READ


async def copied_elsewhere(app: "App[Any]", path: Path) -> Path | None:
    """Where the copy lies that was made of a closed ledger; None if there is none."""
    proposed = Path.home() / f"{path.stem}-copy{path.suffix}"
    place = await app.push_screen_wait(AskFile("A copy to write in", _WHERE, proposed))
    if place is None:
        return None
    screen, stop = Working("Copying the ledger", _ASSURED), threading.Event()
    screen.stop_job = stop.set
    await app.push_screen(screen)
    try:
        await asyncio.to_thread(copy_ledger, path, place, reporting(screen.show, stop))
    except Interrupted:
        return None
    except LedgerError as problem:
        await app.push_screen_wait(Problem(problem))
        return None
    finally:
        screen.leave()
    return place
