"""Burmese typed in the old encoding is recognised, shown before and after, and converted."""

from pathlib import Path

from store.records import Casualty
from tests.tui.record_app import window
from tests.tui.screen_text import assert_golden, screen_text

ZAWGYI = "\u1031\u1019\u102c\u1004\u1039\u1031\u1019\u102c\u1004\u1039"
UNICODE = "မောင်မောင်"


async def test_a_line_in_zawgyi_is_converted_by_one_key_and_back(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await w.open_form(Casualty)
        await w.fill(name=ZAWGYI)
        await w.press("tab")
        await w.until(lambda: "looks like Zawgyi" in screen_text(w.app))
        assert_golden("form_zawgyi", screen_text(w.app))
        await w.press("f6")
        await w.until(lambda: w.field("name").value == UNICODE)
        assert "Converted" in screen_text(w.app)
        await w.press("f6")
        await w.until(lambda: w.field("name").value == ZAWGYI)
        await w.press("f6", "ctrl+s")
        await w.until(lambda: w.app.saved)
        assert (await w.call(lambda store: store.get(Casualty, w.app.saved[0].id))).name == UNICODE


async def test_unicode_and_other_letters_are_left_alone(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await w.open_form(Casualty)
        await w.fill(name=UNICODE)
        await w.press("tab")
        await w.until(lambda: not w.row("name").error)
        assert "Zawgyi" not in screen_text(w.app)
        await w.fill(name="Naw Paw")
        await w.press("f6")
        assert w.field("name").value == "Naw Paw"
