"""A ledger that fails while something reads it is told of, and ends nothing that is open."""

from pathlib import Path

import pytest

from store.errors import DiskFailing
from store.ledger import Store
from tests.tui.ledger_app import build_ledger, window
from tui.merging import conflicts


def _fails(_: Store) -> None:
    raise DiskFailing


async def test_what_cannot_be_read_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "_open", _fails)
    async with window(build_ledger(tmp_path / "a.fieldledger")) as shown:
        await shown.open_list("3")
        await shown.press("n")
        await shown.until_shown("New casualty")
        await shown.press(*"Naw Invented")
        shown.app.action_show_conflicts()
        await shown.until_shown(DiskFailing.title[:30])
        await shown.press("escape")
        await shown.until_shown("Naw Invented")
