"""The one thread that owns the ledger: typed calls go in, results come out, keys come first.

Three ways in:

- `call` does something, reads and writes alike. Calls run one after the other in the order in
  which they were made, whether or not anybody still waits for them: a save is never lost to a
  screen that closed.
- `ask` only reads. It is forgotten when nobody waits for it any more, and a count gives way to
  a call: it is interrupted and begun again afterwards.
- `run_long` works through a generator and reports its progress; it can be cancelled between
  two steps, which closes the generator, so that it rolls back.

While the screen is locked the thread owns nothing: `let_go` closes the ledger, and what is asked
meanwhile waits until `take_up` has opened it again.
"""

import asyncio
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from enum import IntEnum
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Protocol, Self, TypeVar

from tui.long_job import JobCancelled, LongJob, LongRun

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from store.ledger import Store

# An interrupt between two statements is lost, so it is repeated until the job has stopped.
_INTERRUPT_AGAIN_AFTER = 0.02  # seconds


class Owned(Protocol):
    """What a gateway can own."""

    def interrupt(self) -> None:
        """Makes the statement that is running fail; called from another thread."""

    def close(self) -> None:
        """Lets go of the file; the last thing that the thread does."""


S = TypeVar("S", bound=Owned)
P = ParamSpec("P")
T = TypeVar("T")
Y = TypeVar("Y")


def gateway_of(node: "DOMNode") -> "Gateway[Store]":
    """The gateway to the ledger that the program has open, for any of its screens and widgets."""
    gateway: Gateway[Store] = node.app.gateway  # type: ignore[attr-defined]
    return gateway


class Priority(IntEnum):
    """Which of the waiting jobs is next: a key's page, then counts, then what can wait."""

    KEY = 0
    COUNT = 1
    IDLE = 2


class GatewayClosed(Exception):  # noqa: N818 - a state, named like those of the store.
    """The ledger is closed, or closed before the job's turn came."""


class _Job(Generic[S, T]):
    """One thing to do on the thread, and the future in which its result is put."""

    def __init__(self, run: Callable[[S], T], priority: Priority) -> None:
        self.run = run
        self.priority = priority
        self.result: Future[T] = Future()
        # A pending future could be cancelled by its awaiter behind the thread's back.
        self.result.set_running_or_notify_cancel()
        self.dropped = False  # Nobody waits for it any more.
        self.stopping = False  # It has been interrupted and has not noticed yet.


class Gateway(Generic[S]):
    """A thread and the one object that it owns; every coroutine of the screen may use it.

    Made with `open`. All methods belong to the event loop's thread.
    """

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._waiting: list[tuple[int, int, _Job[S, Any]]] = []
        self._made = 0
        self._running: _Job[S, Any] | None = None
        self._coming_back: _Job[S, None] | None = None
        self._is_away = False
        self._closed = False
        self._finished: Future[None] = Future()
        self._finished.set_running_or_notify_cancel()
        self._owned: S

    @classmethod
    async def open(cls, build: Callable[[], S]) -> Self:
        """A gateway whose thread has built what it owns.

        Raises:
            Exception: what `build` raised; the thread has ended.
        """
        gateway = cls()
        ready: Future[None] = Future()
        ready.set_running_or_notify_cancel()
        # A daemon, so that a hung disk cannot keep the program from ending.
        threading.Thread(
            target=gateway._serve, args=(build, ready), name="ledger", daemon=True
        ).start()
        try:
            await asyncio.wrap_future(ready)
        except asyncio.CancelledError:
            gateway._begin_closing()
            raise
        return gateway

    async def call(
        self, fn: Callable[Concatenate[S, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What `fn(owned, *args, **kwargs)` returns, after every call made before this one.

        It runs even if the awaiting task is cancelled meanwhile.

        Raises:
            GatewayClosed: The gateway was closed before.
            Exception: what `fn` raised.
        """
        job = _Job[S, T](lambda owned: fn(owned, *args, **kwargs), Priority.KEY)
        self._submit(job)
        return await asyncio.wrap_future(job.result)

    async def ask(
        self,
        priority: Priority,
        fn: Callable[Concatenate[S, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """What `fn(owned, *args, **kwargs)` returns; `fn` only reads, for it may run twice.

        Cancelling the awaiting task drops the job; one of `COUNT` or `IDLE` that is running is
        interrupted.

        Raises:
            GatewayClosed: The gateway was closed before the result was there.
            JobCancelled: `interrupt` stopped it.
            Exception: what `fn` raised.
        """
        job = _Job[S, T](lambda owned: fn(owned, *args, **kwargs), priority)
        self._submit(job)
        try:
            return await asyncio.wrap_future(job.result)
        except asyncio.CancelledError:
            self._drop(job)
            raise

    def run_long(
        self,
        progress: Callable[[Y], None],
        fn: Callable[Concatenate[S, P], Generator[Y, None, T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> LongJob[T]:
        """A job that goes on until the generator returns; await it for what that returns.

        `progress` is called on the event loop with what the generator yields, the latest only
        when several came at once. No call is served in between, since the job may hold a
        transaction open.

        Raises:
            GatewayClosed: The gateway was closed before.
        """
        run = LongRun[S, Y, T](lambda owned: fn(owned, *args, **kwargs), progress)
        job = _Job[S, T](run, Priority.KEY)
        self._submit(job)
        return LongJob(job.result, run.cancel)

    def interrupt(self) -> None:
        """Stops every count, waiting or running; whoever awaits one gets `JobCancelled`."""
        with self._turn:
            counts = [job for _, _, job in self._waiting if job.priority is Priority.COUNT]
            if self._running is not None and self._running.priority is Priority.COUNT:
                counts.append(self._running)
        for job in counts:
            self._drop(job)

    @property
    def is_away(self) -> bool:
        """Whether nothing is owned between `let_go` and `take_up`."""
        return self._is_away

    async def let_go(self) -> None:
        """Closes what is owned, after the calls made so far; later ones wait for `take_up`.

        Raises:
            GatewayClosed: The gateway was closed before.
            Exception: what closing raised; nothing is owned any more.
        """

        def leave(owned: S) -> None:
            self._is_away = True
            owned.close()

        job = _Job[S, None](leave, Priority.KEY)
        self._submit(job)
        await asyncio.wrap_future(job.result)

    async def take_up(self, build: Callable[[S], S]) -> None:
        """Builds again what is owned, and serves the calls that waited for it.

        `build` is given what was let go of.

        Raises:
            RuntimeError: It was not let go of.
            GatewayClosed: The gateway was closed before.
            Exception: what `build` raised; nothing is owned, and the calls go on waiting.
        """

        def come_back(before: S) -> None:
            self._owned = build(before)
            self._is_away = False

        job = _Job[S, None](come_back, Priority.KEY)
        with self._turn:
            if not self._is_away or self._coming_back is not None:
                raise RuntimeError("There is something that is owned.")
            if self._closed:
                raise GatewayClosed
            self._coming_back = job
            self._turn.notify()
        await asyncio.wrap_future(job.result)

    async def close(self) -> None:
        """Serves the calls already made, cancels long jobs and counts, and closes what is owned.

        Raises:
            Exception: what closing raised.
        """
        self._begin_closing()
        await asyncio.wrap_future(self._finished)

    def _begin_closing(self) -> None:
        with self._turn:
            self._closed = True
            self._turn.notify()
            jobs = [job for _, _, job in self._waiting]
            if self._running is not None:
                jobs.append(self._running)
        for job in jobs:
            if isinstance(job.run, LongRun):
                job.run.cancel()
        self._make_way()

    def _submit(self, job: _Job[S, Any]) -> None:
        with self._turn:
            if self._closed:
                raise GatewayClosed
            self._push(job)
            self._turn.notify()
        if job.priority is Priority.KEY:
            self._make_way()

    def _push(self, job: _Job[S, Any]) -> None:
        self._made += 1
        heappush(self._waiting, (job.priority, self._made, job))

    def _make_way(self) -> None:
        """Interrupts what is running if it only counts."""
        with self._turn:
            job = self._running
            if job is None or job.priority is Priority.KEY or job.stopping:
                return
            job.stopping = True
        self._press(job)

    def _drop(self, job: _Job[S, Any]) -> None:
        with self._turn:
            job.dropped = True
            is_running = job is self._running and job.priority is not Priority.KEY
        if is_running:
            self._make_way()

    def _press(self, job: _Job[S, Any]) -> None:
        with self._turn:
            if job is not self._running or not job.stopping:
                return
            self._owned.interrupt()
        asyncio.get_running_loop().call_later(_INTERRUPT_AGAIN_AFTER, self._press, job)

    def _serve(self, build: Callable[[], S], ready: Future[None]) -> None:
        """The thread: builds, does one job after the other, closes."""
        try:
            self._owned = build()
        except Exception as problem:  # noqa: BLE001 - it belongs to whoever opened.
            self._closed = True
            self._finished.set_result(None)
            ready.set_exception(problem)
            return
        ready.set_result(None)
        while (job := self._next()) is not None:
            self._do(job)
        try:
            if not self._is_away:
                self._owned.close()
        except Exception as problem:  # noqa: BLE001 - it belongs to whoever closed.
            self._finished.set_exception(problem)
        else:
            self._finished.set_result(None)
        for _, _, waiting in self._waiting:
            waiting.result.set_exception(GatewayClosed())

    def _next(self) -> _Job[S, Any] | None:
        """The job whose turn it is, waiting for one if need be; `None` once it is time to close."""
        with self._turn:
            while True:
                if (back := self._coming_back) is not None:
                    self._coming_back = None
                    self._running = back
                    return back
                while self._waiting and not self._is_away:
                    priority, _, job = self._waiting[0]
                    if self._closed and priority != Priority.KEY:
                        return None
                    heappop(self._waiting)
                    if not job.dropped:
                        self._running = job
                        return job
                    job.result.set_exception(JobCancelled())
                if self._closed:
                    return None
                self._turn.wait()

    def _do(self, job: _Job[S, Any]) -> None:
        try:
            value = job.run(self._owned)
        except Exception as problem:  # noqa: BLE001 - it belongs to whoever asked.
            self._fail(job, problem)
            return
        with self._turn:
            self._running = None
        job.result.set_result(value)

    def _fail(self, job: _Job[S, Any], problem: Exception) -> None:
        with self._turn:
            self._running = None
            was_stopped, job.stopping = job.stopping, False
            if was_stopped and not job.dropped:
                self._push(job)
                return
        if was_stopped:
            problem = JobCancelled()
        elif isinstance(problem, StopIteration):
            # A future that holds one would end the coroutine that awaits it.
            problem = RuntimeError("A job raised StopIteration.")
        job.result.set_exception(problem)
