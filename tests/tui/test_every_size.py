"""The main screens, as they stand in a terminal of each size that people use."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.demo_app import demo_window
from tests.tui.ledger_app import Window
from tests.tui.screen_text import assert_golden
from tui.screens.form import RecordForm
from tui.screens.help import HelpScreen
from tui.screens.record import RecordScreen

SIZES = [(80, 24), (100, 30), (120, 40), (200, 60)]


async def _looked_at(shown: Window, name: str) -> None:
    """What stands there now fits into the terminal, keys and all, and is as it was."""
    await shown.pilot.pause(0.05)
    width, height = shown.app.size
    lines = shown.lines
    assert len(lines) == height
    assert max(map(cell_len, lines)) <= width
    assert not lines[-1].rstrip().endswith("…"), lines[-1]
    assert_golden(f"sizes/{name}_{width}", shown.text)


def _dim(shown: Window) -> str:
    """What is drawn in dim letters, which can hardly be read on some grounds."""
    strips = shown.app.screen._compositor.render_strips()
    segments = (segment for strip in strips for segment in strip)
    return "\n".join(s.text for s in segments if s.style is not None and s.style.dim)


@pytest.mark.parametrize("size", SIZES)
async def test_every_main_screen(demo: Path, size: tuple[int, int]) -> None:
    async with demo_window(demo, size) as shown:
        await _looked_at(shown, "summary")
        await shown.press("enter")
        await shown.until_shown("documented 7")
        await _looked_at(shown, "behind")
        await shown.press("escape")
        await shown.open_list("2")
        await shown.until_shown("DEMO-0008")
        await _looked_at(shown, "incidents")
        await shown.press("enter")
        await shown.until(lambda: isinstance(shown.app.screen, RecordScreen))
        await shown.until_shown("Around it")
        await _looked_at(shown, "record")
        assert "Where" not in _dim(shown)
        await shown.press("e")
        await shown.until(lambda: isinstance(shown.app.screen, RecordForm))
        await shown.until_shown("To hand on")
        await _looked_at(shown, "form")
        assert "Grade rests on" in _dim(shown)
        assert "Means" not in _dim(shown)
        await shown.press("escape")
        await shown.until(lambda: isinstance(shown.app.screen, RecordScreen))
        await shown.press("question_mark")
        await shown.until(lambda: isinstance(shown.app.screen, HelpScreen))
        await _looked_at(shown, "help")


async def test_nothing_is_told_by_colour_alone(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without colours the same words stand there, states and marks among them."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with demo_window(demo) as shown:
        assert_golden("sizes/summary_80", shown.text)
        await shown.open_list("2")
        await shown.until_shown("DEMO-0008")
        assert_golden("sizes/incidents_80", shown.text)
        strips = shown.app.screen._compositor.render_strips()
        drawn = [segment.style for strip in strips for segment in strip if segment.style]
        assert not [style for style in drawn if style.color and not style.color.is_default]
        assert not [style for style in drawn if style.bgcolor and not style.bgcolor.is_default]
