"""A pair of ledgers of which one hands on to the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.records import Casualty, Incident
from tests.store.conftest import HOSTILE
from tests.store.filled_ledger import filled_ledger, put
from tests.store.handoff.handing import OFFICE, Pair, introduce, new_ledger


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    documenter = filled_ledger(tmp_path)
    raid = put(documenter, Incident, title=f"Raid {HOSTILE}", when="Feb 2023", where="Demoso")
    put(documenter, Casualty, name=HOSTILE, incident=raid.code, outcome="killed")
    office = new_ledger(tmp_path / "office.fieldledger", OFFICE, "OFC1")
    made = Pair(tmp_path, documenter, office, introduce(documenter, office))
    introduce(office, documenter)
    yield made
    made.close()
