"""An extract on the screen: every column before, nothing without a word, the balance after."""

from pathlib import Path

import pytest

from store.ledger import Store
from store.records import Casualty
from tests.tui.ledger_app import Window, build_ledger, window
from tui.extracting.pages import _held
from tui.extracting.questions import proposed_path, read_answers
from tui.screens.extract import AfterExtract, BeforeExtract, ExtractScreen
from tui.widgets.line_input import LineInput

LEDGER = {".fieldledger", ".fieldledger-journal"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


def written(folder: Path) -> set[str]:
    """The endings of the files in a folder, but for the ledger's."""
    return {path.suffix for path in folder.iterdir() if path.suffix not in LEDGER}


async def asked(shown: Window, *keys: str) -> None:
    await shown.press("x")
    await shown.until(lambda: isinstance(shown.app.screen, ExtractScreen))
    await shown.press(*keys)


async def looked(shown: Window) -> None:
    await shown.press("ctrl+s")
    await shown.until(lambda: isinstance(shown.app.screen, BeforeExtract))


async def test_the_filter_of_the_list_is_taken_over_and_the_balance_adds_up(
    home: Path,
) -> None:
    async with window(build_ledger(home / "a.fieldledger")) as shown:
        await shown.open_list("3")
        await shown.press("slash", *"outcome:killed", "enter")
        await shown.until(lambda: shown.list.terms == "outcome:killed")
        await asked(shown, *"part", "enter", *"UN", "enter")
        assert "outcome:killed" in shown.text
        await looked(shown)
        assert "What would leave" in shown.text
        assert written(home) == set()
        await shown.press("ctrl+s")
        await shown.until(lambda: isinstance(shown.app.screen, AfterExtract))
        await shown.until_shown("not encrypted")
        assert written(home) == {".sqlite", ".json"}
        log = await shown.app.gateway.call(logged)
        assert log[0][:3] == ("partner", "sqlite", "UN")
        assert "outcome is Killed" in log[0][3]
        await shown.press("escape")
        await shown.until(lambda: shown.app.screen is shown.app.screen_stack[0])


def logged(store: Store) -> list[tuple[str, ...]]:
    sql = 'SELECT profile, format, "to", filter FROM extract_log'
    rows: list[tuple[str, ...]] = store.ask(lambda connection: connection.execute(sql).fetchall())
    return rows


async def test_the_days_and_places_of_the_summary_are_taken_over(
    home: Path,
) -> None:
    async with window(build_ledger(home / "a.fieldledger")) as shown:
        await asked(shown, *"internal", "enter")
        await shown.until_shown("when:2023-02")
        assert "the days and places of the summary" in " ".join(shown.text.split())
        await looked(shown)
        assert written(home) == set()


@pytest.mark.usefixtures("home")
async def test_typed_ahead_they_are_taken_over_too(tmp_path: Path) -> None:
    async with window(build_ledger(tmp_path / "a.fieldledger"), is_open=False) as shown:
        await shown.press("x", *"internal", "enter")
        await shown.until_shown("when:2023-02")
        assert shown.app.screen.query_one("#profile", LineInput).value == "internal"


async def test_going_back_writes_nothing(home: Path) -> None:
    async with window(build_ledger(home / "a.fieldledger")) as shown:
        await asked(shown, *"court")
        await looked(shown)
        await shown.press("escape")
        await shown.until(lambda: isinstance(shown.app.screen, ExtractScreen))
        await shown.press("escape")
        assert written(home) == set()
        assert await shown.app.gateway.call(logged) == []


async def test_what_is_wrong_stands_at_its_line(home: Path) -> None:
    async with window(build_ledger(home / "a.fieldledger")) as shown:
        await asked(shown, "p", "ctrl+s")
        await shown.until_shown("One of partner, public.")
        assert isinstance(shown.app.screen, ExtractScreen)
        assert "Suppress below" not in shown.text
        await shown.press(*"ub")
        await shown.until_shown("Suppress below")
        await shown.press("tab", "tab", "space", *"nonsense:x", "ctrl+s")
        await shown.until_shown("means nothing")
        await shown.press("tab", "shift+tab")
        assert "means nothing" in shown.text
        await shown.press("backspace")
        assert "means nothing" not in shown.text
        assert written(home) == set()


@pytest.mark.parametrize(
    ("name", "text", "profile"),
    [
        ("form", "xlsx", "court"),
        ("violence", "maybe", "court"),
        ("ticked", "casualty.name", "court"),
        ("ticked", "narrative", "partner"),
        ("smallest", "1", "public"),
        ("smallest", "five", "public"),
        ("smallest", "5", "court"),
        ("path", "", "court"),
        ("path", "no/such/folder/x", "court"),
        ("path", ".", "court"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_named(
    home: Path, name: str, text: str, profile: str
) -> None:
    given = {
        "profile": profile,
        "to": "",
        "form": "csv",
        "violence": "",
        "ticked": "",
        "smallest": "",
        "path": "new",
        name: text,
    }
    answers, wrong = read_answers(given, (), Casualty, home)
    assert answers is None
    assert wrong.keys() == {name}
    assert written(home) == set()


def test_the_proposed_file_is_new(home: Path) -> None:
    first = proposed_path(home, "2023-03-06", "csv")
    first.mkdir()
    second = proposed_path(home, "2023-03-06", "csv")
    assert [first.name, second.name] == ["extract-2023-03-06", "extract-2023-03-06-2"]


def test_what_is_held_back_is_told_of_one_and_of_many() -> None:
    assert [line.split(":")[0] for line in _held(1, 1, 1)] == [
        "1 person without a name",
        "1 person without particulars",
        "1 text stayed",
    ]
    assert [line.split(":")[0] for line in _held(1_200, 2, 3)] == [
        "1,200 people without their names",
        "2 people without particulars",
        "3 texts stayed",
    ]
