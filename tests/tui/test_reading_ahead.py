"""What a filter would show is read while nobody types, and only that is shown which was asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from store.ledger import Store
from store.query import Sort, default_sort
from store.records import Casualty
from tests.tui.ledger_app import Window, build_ledger, window
from tests.tui.waiting import PATIENCE
from tui.gateway import Gateway, GatewayClosed
from tui.lists.filter_bar import FilterBar
from tui.lists.reading_ahead import Asked, Found, ReadingAhead

SORT = default_sort(Casualty)
KILLED = Asked(Casualty, "outcome:killed", False, SORT)


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[Gateway[Store]]:
    path = build_ledger(tmp_path / "a.fieldledger")
    opened = await Gateway.open(lambda: Store.open(path))
    yield opened
    await opened.close()


async def test_what_was_read_needs_the_ledger_no_more(gateway: Gateway[Store]) -> None:
    ahead = ReadingAhead()
    await ahead.read(gateway, KILLED)
    found = ahead.take(KILLED)
    assert found is not None
    assert found.filter.words == "outcome is Killed"
    await gateway.close()
    (row,) = await found.pages.page(0)
    assert "Killed" in row.cells
    with pytest.raises(GatewayClosed):
        await found.pages.page(0)


@pytest.mark.parametrize(
    "other",
    [
        KILLED._replace(terms="outcome:kill"),
        KILLED._replace(with_retired=True),
        KILLED._replace(sort=Sort("name")),
    ],
)
async def test_what_was_not_asked_is_not_shown(gateway: Gateway[Store], other: Asked) -> None:
    ahead = ReadingAhead()
    await ahead.read(gateway, KILLED)
    assert ahead.take(other) is None
    assert ahead.take(KILLED) is None


async def test_it_is_given_once_and_not_after_something_changed(gateway: Gateway[Store]) -> None:
    ahead = ReadingAhead()
    await ahead.read(gateway, KILLED)
    assert ahead.take(KILLED) is not None
    assert ahead.take(KILLED) is None
    await ahead.read(gateway, KILLED)
    ahead.forget()
    assert ahead.take(KILLED) is None


async def test_terms_that_mean_nothing_yet_are_nothing(gateway: Gateway[Store]) -> None:
    ahead = ReadingAhead()
    await ahead.read(gateway, KILLED._replace(terms="nothing:x"))
    assert ahead.take(KILLED._replace(terms="nothing:x")) is None


@asynccontextmanager
async def read_ahead(path: Path) -> AsyncIterator[tuple[Window, Found]]:
    """A list whose filter was typed, and what is read for it before the pause has ended."""
    async with window(build_ledger(path)) as shown:
        await shown.open_list("3")
        await shown.press("slash")
        shown.list.query_one(FilterBar).query_one(Input).value = "outcome:killed"
        await shown.until(lambda: shown.list._ahead._found is not None)
        found = shown.list._ahead._found
        assert found is not None
        yield shown, found


@pytest.fixture
def long_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine must not end the pause before a test has looked."""
    monkeypatch.setattr("tui.lists.filter_bar._PAUSE", 10 * PATIENCE)


@pytest.mark.usefixtures("long_pause")
async def test_a_list_shows_what_was_read_ahead(tmp_path: Path) -> None:
    async with read_ahead(tmp_path / "a.fieldledger") as (shown, found):
        assert "outcome is Killed" not in shown.status
        shown.list.apply_terms("outcome:killed", is_final=False)
        await shown.until(lambda: "1 of 4" in shown.status)
        assert shown.list._source is found.pages
        assert "outcome is Killed" in shown.status
        assert [shown.table.row_at(n)[1] is not None for n in (0, 1)] == [True, False]


@pytest.mark.usefixtures("long_pause")
async def test_a_list_forgets_it_when_something_was_saved(tmp_path: Path) -> None:
    async with read_ahead(tmp_path / "a.fieldledger") as (shown, _):
        shown.list.records_changed()
        assert shown.list._ahead._found is None
        shown.list.apply_terms("outcome:killed", is_final=False)
        await shown.until(lambda: "1 of 4" in shown.status)
