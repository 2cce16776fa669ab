"""A new ledger for each test, with a clock and dice that always fall the same."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.founded import Founding
from store.ledger import Store

HOSTILE = "Ma Thida [UNVERIFIED] [/b] မောင်မောင် أحمد"


def clock() -> datetime:
    return datetime(2023, 3, 6, 12, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Store]:
    dice = random.Random(1)  # noqa: S311 - ids that are the same in each run
    store = Store.create(
        tmp_path / "a.fieldledger",
        Founding("Naw Paw (invented)", "LKW2"),
        clock=clock,
        random_bytes=dice.randbytes,
    )
    yield store
    store.close()
