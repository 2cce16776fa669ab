"""A pair of ledgers of which one hands on to the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.records import Casualty, Incident
from tests.store.conftest import HOSTILE
from tests.store.filled_ledger import filled_ledger, put
from tests.store.handoff.handing import OFFICE, Pair, introduce, new_ledger


def new_pair(folder: Path) -> Pair:
    documenter = filled_ledger(folder)
    raid = put(documenter, Incident, title=f"Raid {HOSTILE}", when="Feb 2023", where="Demoso")
    put(documenter, Casualty, name=HOSTILE, incident=raid.code, outcome="killed")
    office = new_ledger(folder / "office.fieldledger", OFFICE, "OFC1")
    pair = Pair(folder, documenter, office, introduce(documenter, office))
    introduce(office, documenter)
    return pair


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Two ledgers of which one has records."""
    made = new_pair(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Such a pair for many tests, none of which changes a ledger."""
    made = new_pair(tmp_path_factory.mktemp("lasting"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def honest(lasting: Pair) -> bytes:
    """The SQLite file of a handoff from the lasting pair."""
    return lasting.hand_on_open("honest").path.read_bytes()
