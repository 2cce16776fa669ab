"""A job of minutes in steps: its progress as it goes, and a way to stop it between two steps."""

import asyncio
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextvars import copy_context
from typing import Generic, TypeVar

from store.progress import Progress, Watch

S = TypeVar("S")
T = TypeVar("T")
Y = TypeVar("Y")


class JobCancelled(Exception):  # noqa: N818 - an outcome, not an error.
    """The job was stopped before it was done, and left nothing behind."""


class LongJob(Generic[T]):
    """A long job as its screen sees it: await it for its result, or cancel it.

    Awaiting raises `JobCancelled` when it was stopped in time, and what the job raised. A job
    that was done before `cancel` reached it has its result. Cancelling a task that awaits it
    cancels it too.
    """

    def __init__(self, result: Future[T], cancel: Callable[[], None]) -> None:
        self._result = result
        self._cancel = cancel

    def cancel(self) -> None:
        """Stops the job after the step that it is in; awaiting it tells what came of that."""
        self._cancel()

    def __await__(self) -> Generator[object, None, T]:
        return self._wait().__await__()

    async def _wait(self) -> T:
        try:
            return await asyncio.wrap_future(self._result)
        except asyncio.CancelledError:
            self.cancel()
            raise


class LongRun(Generic[S, Y, T]):
    """A long job as its thread sees it: called with what the thread owns, it runs to the end.

    Made on the event loop on which `progress` is to be called.
    """

    def __init__(
        self, begin: Callable[[S], Generator[Y, None, T]], progress: Callable[[Y], None]
    ) -> None:
        self._begin = begin
        self._progress = progress
        self._loop = asyncio.get_running_loop()
        self._cancelled = threading.Event()
        # A callback from another thread has no context of its own, and widgets need the app's.
        self._context = copy_context()
        self._latest: tuple[Y] | None = None
        self._seen: tuple[Y] | None = None

    def cancel(self) -> None:
        """Ends the run at its next step."""
        self._cancelled.set()

    def __call__(self, owned: S) -> T:
        """What the generator returns.

        Raises:
            JobCancelled: It was cancelled; the generator has been closed.
            Exception: what the generator raised.
        """
        steps = self._begin(owned)
        while not self._cancelled.is_set():
            try:
                step = next(steps)
            except StopIteration as end:
                result: T = end.value
                return result
            self._report(step)
        steps.close()
        raise JobCancelled

    def _report(self, step: Y) -> None:
        self._latest = (step,)
        try:
            self._loop.call_soon_threadsafe(self._show, context=self._context)
        except RuntimeError:  # The loop is closed: nobody is there to see it.
            self.cancel()

    def _show(self) -> None:
        """Runs on the loop, once for each step; of those that came together it shows the last."""
        latest = self._latest
        if latest is not None and latest is not self._seen:
            self._seen = latest
            self._progress(latest[0])


def reporting(progress: Callable[[Progress], None], stop: threading.Event) -> Watch:
    """What another thread may call as often as it likes, and which tells it when to stop.

    Made on the event loop, on which `progress` is called.
    """
    loop, context = asyncio.get_running_loop(), copy_context()
    told: tuple[str, int] | None = None

    def watch(step: Progress) -> bool:
        nonlocal told
        now = (step.what, 100 * step.done // step.total if step.total else 0)
        if now != told:
            told = now
            try:
                loop.call_soon_threadsafe(progress, step, context=context)
            except RuntimeError:  # The loop is closed: nobody is there to see it.
                return True
        return stop.is_set()

    return watch
