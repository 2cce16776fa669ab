"""The thread that owns the ledger keeps the order, gives way to keys and survives its awaiters."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable, Generator
from contextvars import ContextVar

import pytest
import pytest_asyncio

from tui.gateway import Gateway, GatewayClosed, Priority
from tui.long_job import JobCancelled


class Ledger:
    """A stand-in for the store: it notes what is done, and counts for as long as it is let."""

    def __init__(self) -> None:
        self.thread = threading.current_thread()
        self.done: list[str] = []
        self.interrupted = threading.Event()
        self.counting = threading.Event()
        self.holding = threading.Event()
        self.released = threading.Event()
        self.counts = 0
        self.closed = False

    def note(self, name: str, *, pause: float = 0) -> str:
        """`name`, after `pause` seconds."""
        assert threading.current_thread() is self.thread
        time.sleep(pause)
        self.done.append(name)
        return name

    def hold(self) -> None:
        """Keeps the thread busy until it is released, whatever interrupts it."""
        self.holding.set()
        assert self.released.wait(60)
        self.done.append("first")

    def fail(self, problem: Exception) -> str:
        """Never returns; raises `problem`."""
        raise problem

    def count(self, result: int) -> int:
        """Runs until it is interrupted or released; `result` when it was released."""
        self.counts += 1
        self.interrupted.clear()
        self.counting.set()
        while not self.released.wait(0.001):
            if self.interrupted.is_set():
                self.counting.clear()
                raise sqlite3.OperationalError("interrupted")
        self.done.append("count")
        return result

    def steps(self, number: int, *, pause: float = 0) -> Generator[int, None, str]:
        """A long job of `number` steps of `pause` seconds."""
        try:
            for step in range(number):
                time.sleep(pause)
                yield step
        except GeneratorExit:
            self.done.append("rolled back")
            raise
        self.done.append("committed")
        return "imported"

    def interrupt(self) -> None:
        """Ends a count."""
        assert threading.current_thread() is not self.thread
        self.interrupted.set()

    def close(self) -> None:
        """Notes that it was closed."""
        assert threading.current_thread() is self.thread
        self.closed = True


class FailsToClose(Ledger):
    """A ledger on a stick that has been pulled out."""

    def close(self) -> None:
        """Always fails."""
        raise OSError("the stick is gone")


@pytest_asyncio.fixture
async def gateway() -> AsyncIterator[Gateway[Ledger]]:
    opened = await Gateway.open(Ledger)
    yield opened
    await opened.close()


def owned(gateway: Gateway[Ledger]) -> Ledger:
    return gateway._owned


async def until(condition: Callable[[], object]) -> None:
    for _ in range(60_000):
        if condition():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("It never came true.")


async def held(gateway: Gateway[Ledger]) -> asyncio.Task[None]:
    """The call that keeps the thread busy until `released` is set; it has begun."""
    task = asyncio.create_task(gateway.call(Ledger.hold))
    await until(owned(gateway).holding.is_set)
    return task


async def test_a_call_returns_what_the_function_returns(gateway: Gateway[Ledger]) -> None:
    assert await gateway.call(Ledger.note, "save", pause=0.001) == "save"
    assert owned(gateway).thread is not threading.current_thread()


async def test_exceptions_travel_to_the_awaiter(gateway: Gateway[Ledger]) -> None:
    with pytest.raises(LookupError, match="no such record"):
        await gateway.call(Ledger.fail, LookupError("no such record"))
    with pytest.raises(RuntimeError):
        await gateway.call(Ledger.fail, StopIteration())
    assert await gateway.call(Ledger.note, "after") == "after"


async def test_what_cannot_be_built_is_told_to_whoever_opens() -> None:
    def build() -> Ledger:
        raise PermissionError("read only")

    with pytest.raises(PermissionError):
        await Gateway.open(build)


async def test_calls_keep_their_order(gateway: Gateway[Ledger]) -> None:
    names = [f"save {number}" for number in range(50)]
    await asyncio.gather(*(gateway.call(Ledger.note, name) for name in names))
    assert owned(gateway).done == names


async def test_keys_come_before_counts_before_the_idle(gateway: Gateway[Ledger]) -> None:
    blocker = await held(gateway)
    asyncio.get_running_loop().call_later(0.02, owned(gateway).released.set)
    await asyncio.gather(
        blocker,
        gateway.ask(Priority.IDLE, Ledger.note, "idle"),
        gateway.ask(Priority.COUNT, Ledger.note, "count"),
        gateway.ask(Priority.KEY, Ledger.note, "page"),
        gateway.call(Ledger.note, "save"),
    )
    assert owned(gateway).done == ["first", "page", "save", "count", "idle"]


async def test_a_key_never_waits_for_a_count(gateway: Gateway[Ledger]) -> None:
    ledger = owned(gateway)
    count = asyncio.create_task(gateway.ask(Priority.COUNT, Ledger.count, 41))
    await until(ledger.counting.is_set)
    for name in ("page", "another"):
        assert await asyncio.wait_for(gateway.call(Ledger.note, name), 60) == name
        await until(ledger.counting.is_set)
    assert not count.done()
    ledger.released.set()
    assert await count == 41
    assert ledger.done == ["page", "another", "count"]
    assert ledger.counts == 3


async def test_an_interrupt_that_came_too_early_is_repeated(gateway: Gateway[Ledger]) -> None:
    def count(ledger: Ledger) -> int:
        time.sleep(0.05)  # The first interrupt falls between two statements …
        return ledger.count(7)  # … which clears it, as SQLite does.

    task = asyncio.create_task(gateway.ask(Priority.COUNT, count))
    await asyncio.sleep(0.01)
    await asyncio.wait_for(gateway.call(Ledger.note, "page"), 60)
    owned(gateway).released.set()
    assert await task == 7


async def test_a_count_that_fails_by_itself_fails(gateway: Gateway[Ledger]) -> None:
    with pytest.raises(ValueError, match="no such filter"):
        await gateway.ask(Priority.COUNT, Ledger.fail, ValueError("no such filter"))


async def test_a_count_nobody_waits_for_is_interrupted(gateway: Gateway[Ledger]) -> None:
    ledger = owned(gateway)
    count = asyncio.create_task(gateway.ask(Priority.COUNT, Ledger.count, 1))
    queued = asyncio.create_task(gateway.ask(Priority.COUNT, Ledger.note, "never"))
    await until(ledger.counting.is_set)
    queued.cancel()
    count.cancel()
    with pytest.raises(asyncio.CancelledError):
        await count
    assert await gateway.ask(Priority.IDLE, Ledger.note, "idle") == "idle"
    assert ledger.done == ["idle"]
    assert ledger.counts == 1


async def test_interrupt_stops_every_count_and_no_other_job(gateway: Gateway[Ledger]) -> None:
    ledger = owned(gateway)
    running = asyncio.create_task(gateway.ask(Priority.COUNT, Ledger.count, 1))
    queued = asyncio.create_task(gateway.ask(Priority.COUNT, Ledger.note, "never"))
    idle = asyncio.create_task(gateway.ask(Priority.IDLE, Ledger.note, "idle"))
    await until(ledger.counting.is_set)
    gateway.interrupt()
    for count in (running, queued):
        with pytest.raises(JobCancelled):
            await count
    assert await idle == "idle"
    assert ledger.done == ["idle"]


async def test_a_save_is_done_though_its_screen_has_gone(gateway: Gateway[Ledger]) -> None:
    blocker = await held(gateway)
    save = asyncio.create_task(gateway.call(Ledger.note, "save"))
    page = asyncio.create_task(gateway.ask(Priority.KEY, Ledger.note, "page"))
    await asyncio.sleep(0.01)
    save.cancel()
    page.cancel()
    owned(gateway).released.set()
    await asyncio.gather(blocker, save, page, return_exceptions=True)
    await gateway.call(Ledger.note, "last")
    assert owned(gateway).done == ["first", "save", "last"]


async def test_a_failure_nobody_waits_for_harms_nothing(gateway: Gateway[Ledger]) -> None:
    blocker = await held(gateway)
    failing = asyncio.create_task(gateway.call(Ledger.fail, ValueError("unseen")))
    await asyncio.sleep(0.01)
    failing.cancel()
    owned(gateway).released.set()
    await blocker
    assert await gateway.call(Ledger.note, "last") == "last"


async def test_a_long_job_reports_and_returns(gateway: Gateway[Ledger]) -> None:
    app = ContextVar[str]("app")
    app.set("the app")
    seen: list[tuple[int, str]] = []
    job = gateway.run_long(
        lambda step: seen.append((step, app.get("none"))), Ledger.steps, 5, pause=0.005
    )
    after = asyncio.create_task(gateway.call(Ledger.note, "after"))
    assert await job == "imported"
    await after
    assert seen[-1] == (4, "the app")
    assert seen == sorted(set(seen))
    assert owned(gateway).done == ["committed", "after"]


async def test_a_flood_of_progress_is_thinned(gateway: Gateway[Ledger]) -> None:
    seen: list[int] = []
    await gateway.run_long(seen.append, Ledger.steps, 20_000)
    await asyncio.sleep(0)
    assert seen[-1] == 19_999
    assert seen == sorted(set(seen))


async def test_a_cancelled_long_job_rolls_back(gateway: Gateway[Ledger]) -> None:
    seen: list[int] = []
    job = gateway.run_long(seen.append, Ledger.steps, 10_000, pause=0.001)
    await until(lambda: seen)
    job.cancel()
    with pytest.raises(JobCancelled):
        await job
    assert owned(gateway).done == ["rolled back"]


async def test_cancelling_what_is_done_leaves_it_done(gateway: Gateway[Ledger]) -> None:
    job = gateway.run_long(lambda _: None, Ledger.steps, 1)
    await gateway.call(Ledger.note, "after")
    job.cancel()
    assert await job == "imported"


async def test_a_long_job_ends_with_the_task_that_awaits_it(gateway: Gateway[Ledger]) -> None:
    seen: list[int] = []

    async def screen() -> str:
        return await gateway.run_long(seen.append, Ledger.steps, 10_000, pause=0.001)

    task = asyncio.create_task(screen())
    await until(lambda: seen)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await gateway.call(Ledger.note, "after")
    assert owned(gateway).done == ["rolled back", "after"]


async def test_a_long_job_that_never_began_does_nothing(gateway: Gateway[Ledger]) -> None:
    blocker = await held(gateway)
    job = gateway.run_long(lambda _: None, Ledger.steps, 3)
    job.cancel()
    owned(gateway).released.set()
    with pytest.raises(JobCancelled):
        await job
    await blocker
    assert owned(gateway).done == ["first"]


async def test_closing_serves_the_saves_and_drops_the_rest() -> None:
    gateway = await Gateway.open(Ledger)
    ledger = owned(gateway)
    count = asyncio.create_task(gateway.ask(Priority.COUNT, Ledger.count, 1))
    await until(ledger.counting.is_set)
    seen: list[int] = []
    long = gateway.run_long(seen.append, Ledger.steps, 10_000, pause=0.001)
    save = asyncio.create_task(gateway.call(Ledger.note, "save"))
    idle = asyncio.create_task(gateway.ask(Priority.IDLE, Ledger.note, "idle"))
    await until(lambda: seen)
    await gateway.close()
    assert await save == "save"
    for asked in (count, idle):
        with pytest.raises(GatewayClosed):
            await asked
    with pytest.raises(JobCancelled):
        await long
    assert ledger.closed
    assert ledger.done == ["rolled back", "save"]
    with pytest.raises(GatewayClosed):
        await gateway.call(Ledger.note, "late")
    with pytest.raises(GatewayClosed):
        gateway.run_long(lambda _: None, Ledger.steps, 1)
    await gateway.close()
    ledger.thread.join(5)
    assert not ledger.thread.is_alive()


async def test_a_failure_to_close_is_told() -> None:
    gateway = await Gateway.open(FailsToClose)
    with pytest.raises(OSError, match="the stick is gone"):
        await gateway.close()


async def test_sqlite_itself_is_interrupted_and_begun_again() -> None:
    class Database:
        def __init__(self) -> None:
            self.connection = sqlite3.connect(":memory:")

        def count(self, number: int) -> int:
            sql = (
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
                "SELECT count(*) FROM n"
            )
            (found,) = self.connection.execute(sql, (number,)).fetchone()
            return int(found)

        def interrupt(self) -> None:
            self.connection.interrupt()

        def close(self) -> None:
            self.connection.close()

    gateway = await Gateway.open(Database)
    slow = asyncio.create_task(gateway.ask(Priority.COUNT, Database.count, 100_000_000_000))
    await asyncio.sleep(0.05)
    started = time.perf_counter()
    assert await gateway.call(Database.count, 10) == 10
    assert time.perf_counter() - started < 60  # The slow count takes hours.
    slow.cancel()
    assert await gateway.ask(Priority.IDLE, Database.count, 20) == 20
    await gateway.close()


async def test_what_is_asked_while_it_is_away_waits(gateway: Gateway[Ledger]) -> None:
    first = owned(gateway)
    before = asyncio.create_task(gateway.call(Ledger.note, "before"))
    await asyncio.sleep(0)
    await gateway.let_go()
    assert await before == "before"
    assert first.closed
    during = asyncio.create_task(gateway.call(Ledger.note, "during"))
    await asyncio.sleep(0.01)
    assert not during.done()

    def fail(_: Ledger) -> Ledger:
        raise OSError("still gone")

    with pytest.raises(OSError, match="still gone"):
        await gateway.take_up(fail)
    assert gateway.is_away
    made: list[Ledger] = []

    def build(before: Ledger) -> Ledger:
        assert before is first
        made.append(Ledger())
        return made[0]

    await gateway.take_up(build)
    assert await during == "during"
    assert made[0].done == ["during"]
    with pytest.raises(RuntimeError):
        await gateway.take_up(build)


async def test_closing_while_it_is_away_ends_what_waits() -> None:
    gateway = await Gateway.open(Ledger)
    await gateway.let_go()
    waiting = asyncio.create_task(gateway.call(Ledger.note, "never"))
    await asyncio.sleep(0.01)
    await gateway.close()
    with pytest.raises(GatewayClosed):
        await waiting
    with pytest.raises(GatewayClosed):
        await gateway.take_up(lambda _: Ledger())
