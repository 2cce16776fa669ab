"""A demo ledger for the tests that need many records which count."""

import shutil
from pathlib import Path

import pytest

from tests.tui.demo_app import build_hostile_demo


@pytest.fixture(autouse=True)
def lasting_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done is said until the end, however slow the machine is that runs a test."""
    for module in ("tui.lists.list_view", "tui.widgets.key_bar"):
        monkeypatch.setattr(f"{module}._SAID_FOR", 900)


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_hostile_demo(tmp_path_factory.mktemp("demo") / "demo.fieldledger")


@pytest.fixture
def demo(built_demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built_demo, tmp_path / "demo.fieldledger"))
