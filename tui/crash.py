"""What is printed when the program breaks: which mistake, and where in the code; no values.

A traceback as Python or Textual prints it shows messages and variables, and either can be
somebody's name.
"""

import asyncio
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, Generic, TypeVar

from rich.text import Text
from textual.app import App
from textual.worker import WorkerFailed

from store.errors import LedgerError

R = TypeVar("R")

_ADVICE = (
    "Something in the program broke, and it had to stop. What was saved is saved.\n"
    "Please report these lines; they hold nothing from the ledger.\n"
)


def report_of(error: BaseException) -> str:
    """The kinds of an error and of those behind it, and the lines that it went through."""
    return _ADVICE + "\n".join(_lines(error))


def _lines(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield f"{type(at).__module__}.{type(at).__qualname__}"
        for frame, line in traceback.walk_tb(at.__traceback__):
            code = frame.f_code
            module = frame.f_globals.get("__name__", "?")
            yield f"  {module}:{line} in {code.co_qualname}"
        at = at.__cause__ or at.__context__


class QuietApp(App[R], Generic[R]):
    """An app that breaks without showing what it was working on.

    A ledger that fails a worker, because its stick was pulled out or its disk is full, breaks
    nothing: that is told, and what is open stays open. It overrides `_fatal_error` of Textual
    8.2, which prints variables, and `_handle_exception`, which ends the program.
    """

    def _handle_exception(self, error: Exception) -> None:
        problem = error.error if isinstance(error, WorkerFailed) else None
        if isinstance(problem, LedgerError):
            self._tell_problem(problem)
        else:
            super()._handle_exception(error)

    def _tell_problem(self, problem: LedgerError) -> None:
        """On the screen itself where it can be: one that reads anew when it is back would fail."""
        from tui.screens.problem import Problem
        from tui.widgets.notice_board import NoticeBoard

        board = next(iter(self.screen.query(NoticeBoard)), None)
        if board is not None:
            board.tell_problem(problem)
        else:
            self.push_screen(Problem(problem))

    def _fatal_error(self) -> None:
        error = sys.exc_info()[1] or self._exception
        self.bell()
        self._exit_renderables.append(Text(report_of(error) if error else _ADVICE))
        self._close_messages_no_wait()


def keep_quiet() -> None:
    """Has every error that nobody catches, on whatever thread, reported in the same way."""
    sys.excepthook = _report
    threading.excepthook = lambda thread: _report(
        thread.exc_type, thread.exc_value, thread.exc_traceback
    )
    sys.unraisablehook = lambda found: _report(found.exc_type, found.exc_value, found.exc_traceback)


def keep_loop_quiet(loop: asyncio.AbstractEventLoop) -> None:
    """As `keep_quiet`, for tasks that end with an error which nobody awaits."""

    def report(_: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            sys.stderr.write(report_of(error) + "\n")

    loop.set_exception_handler(report)


def _report(
    kind: type[BaseException], error: BaseException | None, _: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.exit(130)
    sys.stderr.write(report_of(error or kind()) + "\n")
