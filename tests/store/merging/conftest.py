"""Three laptops for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.ledger import Store
from tests.store.merging.laptops import laptop


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Store, Store, Store]]:
    stores = laptop(tmp_path, "AA"), laptop(tmp_path, "BB"), laptop(tmp_path, "CC")
    yield stores
    for store in stores:
        store.close()
