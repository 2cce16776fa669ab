"""A ledger begins from a few answers, or the demo is opened instead."""

import asyncio
from pathlib import Path

import pytest
from textual.app import App

from store import engine
from store.ledger import Store
from tests.tui.ledger_app import Window, window
from tests.tui.screen_text import assert_golden
from tests.tui.waiting import until
from tui.screens import first_start
from tui.screens.first_start import FirstStart, proposed_prefix
from tui.widgets.line_input import LineInput


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(first_start, "proposed_prefix", lambda: "KT47")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def answer(shown: Window, **answers: str) -> None:
    for name, text in answers.items():
        shown.app.screen.query_one(f"#{name}", LineInput).value = text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_questions(size: tuple[int, int]) -> None:
    path = Path("where/it/will/lie.fieldledger")
    async with window(path, size, may_found=True, is_open=False) as shown:
        await shown.until_shown("A new ledger")
        assert_golden(f"first_start_{size[0]}", shown.text)


async def test_answers_make_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "mine.fieldledger"
    async with window(path, may_found=True, is_open=False) as shown:
        await shown.until_shown("A new ledger")
        await shown.press(*"Naw", "enter", "enter", "enter")
        answer(shown, start="5 Mar 2022", territory="Demoso township; Hpruso township")
        await shown.press("enter")
        await shown.until_shown("A passphrase")
        await shown.press("f4")
        await shown.until_shown("Nothing is recorded yet")
        assert "not encrypted" in shown.text
        settings = shown.app.settings
        assert settings.prefix == "KT47"
        assert str(settings.start) == "2022-03-05"
        assert settings.territory == ("MMR002003", "MMR002004") or len(settings.territory) == 2
    Store.open(path).close()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Somebody has to answer"),
        ({"documenter": "N", "prefix": "7"}, "Two to eight letters"),
        ({"documenter": "N", "start": "some day"}, "!"),
        ({"documenter": "N", "territory": "Loikaw; Nowhere"}, "Nowhere: No place"),
        ({"documenter": "\udc80"}, "cannot be kept"),
    ],
)
async def test_an_answer_that_will_not_do_is_explained(
    tmp_path: Path, answers: dict[str, str], sentence: str
) -> None:
    path = tmp_path / "mine.fieldledger"
    async with window(path, may_found=True, is_open=False) as shown:
        await shown.until_shown("A new ledger")
        answer(shown, **answers)
        await shown.press("ctrl+s")
        await shown.until_shown(sentence)
        assert isinstance(shown.app.screen, FirstStart)
    assert not path.exists()


async def test_a_corrected_answer_is_wrong_no_more_and_a_prefix_replaces_the_proposed(
    tmp_path: Path,
) -> None:
    async with window(tmp_path / "a", may_found=True, is_open=False) as shown:
        await shown.until_shown("A new ledger")
        await shown.press("ctrl+s")
        await shown.until_shown("Somebody has to answer")
        await shown.press("N", "tab", *"lkw2")
        assert "Somebody has to answer" not in shown.text
        assert shown.app.screen.query_one("#prefix", LineInput).value == "lkw2"


async def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no" / "such" / "folder.fieldledger"
    async with window(path, may_found=True, is_open=False) as shown:
        await shown.until_shown("A new ledger")
        answer(shown, documenter="N")
        await shown.press("ctrl+s")
        await shown.until_shown("A passphrase")
        await shown.press("f4")
        await shown.until_shown("There is no such folder")
        assert isinstance(shown.app.screen, FirstStart)


@pytest.mark.parametrize("key", ["ctrl+s", "enter", "f4", "escape"])
async def test_no_key_disturbs_the_making(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(engine, "ENCRYPTS", False)
    goes_on = asyncio.Event()
    done: list[str] = []

    async def make(*_: object) -> None:
        done.append("begun")
        await goes_on.wait()
        done.append("made")

    app: App[None] = App()
    async with app.run_test() as pilot:
        start = FirstStart(tmp_path / "a", make, make, "KT47")
        left: list[bool | None] = []
        await app.push_screen(start, left.append)
        start.query_one("#documenter", LineInput).value = "N"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: done)
        start.query_one("#territory").focus()
        await pilot.press(key)
        await asyncio.sleep(0.3)
        goes_on.set()
        await until(pilot, lambda: left)
        assert (left, done) == ([True], ["begun", "made"])


async def test_escape_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.fieldledger"
    async with window(path, may_found=True, is_open=False) as shown:
        await shown.until_shown("A new ledger")
        await shown.press("escape")
        await shown.until(lambda: shown.app.return_value is not None)
    assert shown.app.return_code == 0
    assert not path.exists()


async def test_the_demo_is_made_once(tmp_path: Path) -> None:
    for _ in range(2):
        async with window(tmp_path / "mine", may_found=True, is_open=False) as shown:
            await shown.until_shown("A new ledger")
            await shown.press("f4")
            await shown.until_shown("DEMO")
    assert not (tmp_path / "mine").exists()


def test_a_proposed_prefix_tells_nobody_and_can_be_read_out() -> None:
    drawn = {proposed_prefix() for _ in range(50)}
    assert len(drawn) > 10
    assert all(
        prefix[:2].isalpha() and prefix[2:].isdigit() and len(prefix) == 4 for prefix in drawn
    )
