"""Makes the demo ledger: all its records in one transaction, the same each time."""

import random
from pathlib import Path

from store.demo.february import add_february
from store.demo.months import add_other_months
from store.demo.pen import Pen, Ticking
from store.demo.published import PUBLISHED, add_published
from store.founded import Founding
from store.ledger import Store
from store.settings import COUP
from store.spans import read_period

SEED = 20230306
"""The day the figures were published; it decides every id and salt."""


def build_demo(path: Path) -> None:
    """A new ledger at `path` that says DEMO on every screen.

    Raises:
        LedgerExists: something has that name already.
        LedgerUnusable: another of its subclasses; nothing was created.
    """
    dice, clock = random.Random(SEED), Ticking()  # noqa: S311 - the same ids each time
    _, as_of = read_period(PUBLISHED, start=COUP)
    founding = Founding(
        documenter="Demo documenter (invented)",
        prefix="DEMO",
        territory=("MMR002", "MMR014010", "MMR014009"),
        causes="Everything that the war does to civilians; all of it is invented here.",
        actors="All forces; all of them are invented here.",
        demo=True,
        as_of=as_of,
    )
    store = Store.create(path, founding, clock=clock, random_bytes=dice.randbytes)
    try:
        with store.together():
            pen = Pen(store, dice, clock)
            pen.invent_sources()
            add_published(pen)
            add_february(pen)
            add_other_months(pen)
            pen.save()
    finally:
        store.close()
