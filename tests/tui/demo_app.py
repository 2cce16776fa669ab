"""The whole program around the demo ledger, with hostile names among those that count."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from store.demo import build_demo
from store.ledger import Store
from store.records import Casualty, Figure, Source
from store.vocabulary import Review
from tests.tui.ledger_app import HOSTILE, Window, window

__all__ = ["HOSTILE", "build_hostile_demo", "demo_window"]


def build_hostile_demo(path: Path) -> Path:
    """The demo ledger in which a dead person, and the source of a figure, have hostile names."""
    build_demo(path)
    store = Store.open(path)
    killed, figure = store.find("DEMO-0034"), store.find("DEMO-0016")
    assert isinstance(killed, Casualty)
    assert isinstance(figure, Figure)
    store.approve(store.save(killed.model_copy(update={"name": HOSTILE})).record)
    source = store.save(Source(name=HOSTILE, review=Review.SUBMITTED)).record
    store.save(figure.model_copy(update={"source": source.id, "review": Review.SUBMITTED}))
    store.close()
    return path


@asynccontextmanager
async def demo_window(path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Window]:
    """The program around a demo ledger, as soon as its summary is counted."""
    async with window(path, size) as shown:
        await shown.until_shown("Killed by month")
        yield shown
