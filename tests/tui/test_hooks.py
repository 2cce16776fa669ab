"""The private parts of Textual and Rich that the screen rests on are as they were.

When one of these fails after an upgrade, the program falls back to displaying plainly; read what
changed, and mend `tui/display/changed_cells.py` or `tui/widths.py`.
"""

import importlib.util
import inspect
from collections.abc import Iterator
from types import ModuleType

import pytest
from rich import cells
from textual import _compositor
from textual.app import App, ComposeResult
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Label

from tui import widths
from tui.display import changed_cells

BURMESE = "လွိုင်ကော်"


@pytest.fixture
def widths_as_they_were() -> Iterator[None]:
    """Whatever a test sets, the next one measures as Rich does."""
    yield
    widths.set_spacing_signs(take_a_cell=False)


def parameters(function: object) -> list[str]:
    assert callable(function)
    return list(inspect.signature(function).parameters)


def test_the_hooks_are_present() -> None:
    assert changed_cells.hooks_present()
    assert widths.hooks_present()


def test_textual_displays_through_one_method() -> None:
    assert parameters(App._display) == ["self", "screen", "renderable"]
    source = inspect.getsource(Screen._compositor_refresh)
    assert source.count("._display(") == 2
    assert "render_update(" in source


def test_updates_hold_what_they_held() -> None:
    whole, parts = _compositor.LayoutUpdate, _compositor.ChopsUpdate
    assert parameters(whole.__init__) == ["self", "strips", "region"]
    assert parameters(parts.__init__) == ["self", "chops", "spans", "chop_ends"]
    for kind in (whole, parts):
        assert issubclass(kind, _compositor.CompositorUpdate)
    for method in ("render_full_update", "render_partial_update"):
        assert "Update(" in inspect.getsource(getattr(_compositor.Compositor, method))


def test_an_app_has_the_state_that_is_asked() -> None:
    app = App[None]()
    assert app._batch_count == 0
    assert app._driver is None
    assert not app._running
    assert not app._closed
    names = {*App.__init__.__code__.co_names, *MessagePump.__init__.__code__.co_names}
    assert names >= {"_batch_count", "_driver", "_running", "_closed"}


def test_textual_displays_under_the_conditions_that_are_repeated() -> None:
    source = inspect.getsource(App._display)
    for condition in ("_batch_count", "_running", "not self._closed", "is_headless", "is_inline"):
        assert condition in source


@pytest.mark.usefixtures("widths_as_they_were")
def test_the_table_of_widths_can_be_exchanged() -> None:
    assert cells.CellTable._fields == ("unicode_version", "widths", "narrow_to_wide")
    assert parameters(vars(cells)["load_cell_table"]) == ["unicode_version"]
    assert cells.cell_len("ကာ") == 1
    assert cells.cell_len(BURMESE) == 3
    widths.set_spacing_signs(take_a_cell=True)
    assert cells.cell_len("ကာ") == 2
    assert cells.cell_len(BURMESE) == 5
    assert cells.cell_len("နေပြည်တော်") == 8
    assert [cells.get_character_cell_size(letter) for letter in "က့်ုိံ"] == [1, 0, 0, 0, 0, 0]
    spans, total = cells.split_graphemes("ကာ ကို")
    assert (len(spans), total) == (4, 4)
    assert cells.cell_len("é好e\u0301 hello") == 1 + 2 + 1 + 6
    widths.set_spacing_signs(take_a_cell=False)
    assert cells.cell_len("ကာ") == 1


@pytest.mark.usefixtures("widths_as_they_were")
def test_only_spacing_signs_change_their_width() -> None:
    letters = [chr(point) for point in range(0x20000) if not 0xD800 <= point < 0xE000]
    before = [cells.get_character_cell_size(letter) for letter in letters]
    widths.set_spacing_signs(take_a_cell=True)
    after = [cells.get_character_cell_size(letter) for letter in letters]
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert set(changed) == {(0, 1)}
    assert 300 < len(changed) < 600


@pytest.mark.usefixtures("widths_as_they_were")
def test_without_the_hooks_widths_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widths, "_rich_table", None)
    widths.set_spacing_signs(take_a_cell=True)
    assert cells.cell_len("ကာ") == 1


def loaded_anew() -> ModuleType:
    """The module as it is when Textual is as it is now."""
    spec = importlib.util.find_spec("tui.display.changed_cells")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_with_the_hooks_the_display_is_taken_over() -> None:
    assert "_display" in vars(changed_cells.ChangedCells)
    assert "_display" in vars(loaded_anew().ChangedCells)


async def test_without_the_hooks_an_app_displays_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(_compositor, "ChopsUpdate")
    module = loaded_anew()
    monkeypatch.undo()
    assert "_display" not in vars(module.ChangedCells)

    class Plain(module.ChangedCells):  # type: ignore[misc, name-defined]
        def compose(self) -> ComposeResult:
            yield Label("plain")

    app = Plain()
    async with app.run_test():
        app.resync()
        assert app.query_one(Label).size.width > 0


def another_display(self: object, screen: object, renderable: object, region: object) -> None:
    """A method with one parameter more."""


@pytest.mark.parametrize(
    ("place", "name", "found"),
    [
        (App, "_display", another_display),
        (_compositor.LayoutUpdate, "__init__", another_display),
        (_compositor.ChopsUpdate, "__init__", another_display),
        (App, "__init__", another_display),
    ],
)
def test_a_changed_hook_is_noticed(
    monkeypatch: pytest.MonkeyPatch, place: type, name: str, found: object
) -> None:
    monkeypatch.setattr(place, name, found)
    assert not changed_cells.hooks_present()
