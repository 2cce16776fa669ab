"""The program opens a ledger, says what it is, and breaks without telling anything."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen

from store.errors import DiskFull, LedgerMissing
from store.ledger import Store
from store.records import Casualty
from tests.tui.ledger_app import DOCUMENTER, HOSTILE, build_ledger, window
from tests.tui.screen_text import assert_golden
from tests.tui.waiting import PATIENCE
from tui import __main__ as program
from tui.app import Fieldledger
from tui.commands import ALL_COMMANDS, Command, Situation, key_name
from tui.crash import QuietApp, report_of
from tui.handing.handoffs import HandoffsScreen
from tui.opening import Opening
from tui.screens.ask import Ask, Confirm
from tui.screens.form import RecordForm
from tui.screens.problem import Problem
from tui.screens.quitting import Quit
from tui.screens.record import RecordScreen
from tui.widgets.key_bar import Keys, fitting
from tui.widgets.tab_bar import tab_line

KEYS_WAIT = 0.1  # seconds
SIZES = [(80, 24), (120, 40)]
PASSPHRASE = "a passphrase (invented)"  # noqa: S105 - of ledgers that last one test.


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return build_ledger(tmp_path / "secretname.fieldledger")


# Opening


@pytest.mark.parametrize("size", SIZES)
async def test_the_summary(ledger: Path, size: tuple[int, int]) -> None:
    async with window(ledger, size) as shown:
        assert_golden(f"summary_{size[0]}", shown.text)
        await shown.press("c")
        await shown.until_shown("Changed last")
        assert_golden(f"contents_{size[0]}", shown.text)


async def test_the_frame_stands_before_the_ledger_is_open(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_open = threading.Event()
    really_open = Store.open.__func__  # type: ignore[attr-defined]

    def open_late(path: Path, passphrase: str | None, *, for_reading: bool) -> Store:
        may_open.wait(PATIENCE)
        store: Store = really_open(Store, path, passphrase, for_reading=for_reading)
        return store

    monkeypatch.setattr(Store, "open", open_late)
    monkeypatch.setattr("tui.app.LEAVES_AFTER", KEYS_WAIT)
    async with window(ledger, is_open=False) as shown:
        assert "[1 Summary]" in shown.lines[0]
        await shown.press("3")
        # However long it takes, the key waits.
        await asyncio.sleep(2 * KEYS_WAIT)
        assert "[1 Summary]" in shown.lines[0]
        may_open.set()
        await shown.until_shown("[3 Casualties]")


async def test_whoever_has_enough_of_waiting_leaves(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_open = threading.Event()

    def never_open(*_: object, **__: object) -> Store:
        may_open.wait(PATIENCE)
        raise LedgerMissing

    monkeypatch.setattr(Store, "open", never_open)
    monkeypatch.setattr("tui.app.LEAVES_AFTER", KEYS_WAIT)
    async with window(ledger, is_open=False) as shown:
        await shown.press("3", "ctrl+q")
        await shown.until(lambda: shown.app.return_value is not None)
        assert shown.app.return_value == 0
        may_open.set()


async def test_an_encrypted_ledger_asks_for_its_passphrase(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", passphrase=PASSPHRASE)
    async with window(path, is_open=False) as shown:
        await shown.until_shown("locked with a passphrase")
        await shown.press(*"wrong")
        assert "wrong" not in shown.text
        await shown.press("enter")
        await shown.until_shown("The passphrase is wrong")
        assert_golden("passphrase_wrong", shown.text)
        shown.app.screen.focused.value = PASSPHRASE  # type: ignore[union-attr]
        await shown.press("enter")
        await shown.until_shown("Documented")
        assert "not encrypted" not in shown.text


async def test_escape_leaves_a_locked_ledger(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", with_records=False, passphrase=PASSPHRASE)
    async with window(path, is_open=False) as shown:
        await shown.until_shown("locked with a passphrase")
        await shown.press("escape")
        await shown.until(lambda: shown.app.return_value is not None)
    assert shown.app.return_code == 0


async def test_a_ledger_that_cannot_be_opened_ends_the_program_with_its_sentence(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store.open(ledger)
    async with window(ledger, is_open=False) as shown:
        await shown.until(lambda: shown.app.return_value is not None)
    store.close()
    assert shown.app.return_code == 1
    assert "open in another window" in capsys.readouterr().err


async def test_the_ledger_is_let_go_of_at_the_end(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.press("q")
        await shown.until(lambda: isinstance(shown.app.screen, Quit))
        await shown.press("q")
        await shown.until(lambda: shown.app.return_code is not None)
    assert shown.app.return_code == 0
    Store.open(ledger).close()


# What stands on the screens


@pytest.mark.parametrize("size", SIZES)
async def test_neither_file_nor_person_is_named(ledger: Path, size: tuple[int, int]) -> None:
    async with window(ledger, size) as shown:
        for key in "1234567890":
            await shown.press(key)
            await shown.pilot.pause(0.1)
            assert "secretname" not in shown.text
            assert DOCUMENTER not in shown.text
            assert "not encrypted" in shown.text
    assert "secretname" not in shown.app.title


SCREENS: list[Callable[[], Screen[Any]]] = [
    lambda: RecordForm(Casualty),
    lambda: RecordScreen(Casualty, ""),
    lambda: Ask("A question", "What?"),
    lambda: Confirm("A question", "Really?", "yes", "no"),
    lambda: Problem(DiskFull()),
]


def _is_gone(screen: Screen[Any]) -> bool:
    return not screen.is_current


async def test_every_screen_of_a_demo_says_so(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", demo=True)
    async with window(path) as shown:
        for key in "1234567890":
            await shown.press(key)
            assert "DEMO" in shown.text
        for make in SCREENS:
            screen = make()
            shown.app.push_screen(screen)
            await shown.until_shown("DEMO")
            shown.app.pop_screen()
            await shown.until(partial(_is_gone, screen))
        for key in ("question_mark", "ctrl+p"):
            await shown.press(key)
            await shown.until_shown("DEMO")
            await shown.press("escape")


async def test_a_problem_shows_its_sentences(ledger: Path) -> None:
    async with window(ledger) as shown:
        shown.app.push_screen(Problem(LedgerMissing(f"Title {HOSTILE}", f"Advice {HOSTILE}")))
        await shown.until_shown("Advice")
        assert shown.text.count("[UNVERIFIED] [/b]") == 2
        await shown.press("escape")
        assert "Title" not in shown.text


async def test_help_lists_the_keys_of_the_screen_below(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await shown.press("question_mark")
        assert_golden("help_keys", shown.text)
        for title in ("A ledger", "Lists", "Entering", "Reviewing", "The summary"):
            await shown.press("right")
            assert title in shown.lines[2]
        await shown.press("end", "left", "pagedown", "escape")
        assert "[3 Casualties]" in shown.text


async def test_the_palette_finds_and_gives_a_command(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("2")
        await shown.press("ctrl+p")
        assert_golden("palette", shown.text)
        assert "creenshot" not in shown.text
        await shown.press(*"list of places")
        await shown.until(lambda: "Sources" not in shown.text)
        await shown.press("enter")
        await shown.until_shown("[9 Places]")


async def test_the_palette_knows_when_there_is_nothing(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.press("ctrl+p", *"xyz", "enter")
        await shown.until_shown("No command has that name.")
        await shown.press("ctrl+p")
        await shown.until_shown("Documented")


async def test_what_is_cut_stays_in_the_program(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with window(ledger) as shown:
        written: list[str] = []
        monkeypatch.setattr(shown.app._driver, "write", written.append)
        shown.app.copy_to_clipboard(HOSTILE)
        assert shown.app.clipboard == HOSTILE
        assert not [text for text in written if "]52" in text]


# Commands

SITUATIONS = [
    Situation(has_row, has_marks, has_filter, shows_retired)
    for has_row in (False, True)
    for has_marks in (False, True)
    for has_filter in (False, True)
    for shows_retired in (False, True)
]


@pytest.mark.parametrize("now", SITUATIONS, ids=str)
def test_no_key_means_two_things_at_once(now: Situation) -> None:
    keys: dict[str, str] = {}
    for command in ALL_COMMANDS:
        for key in command.keys.split(",") if command.when(now) else ():
            assert keys.setdefault(key, command.id) == command.id
    shown = {command.id for command in ALL_COMMANDS if command.when(now) and command.shown(now)}
    assert len(shown) <= 8  # Seven, and the one for all the others.


@pytest.mark.parametrize("command", ALL_COMMANDS, ids=lambda command: command.id)
def test_a_command_explains_itself_in_half_a_line(command: Command) -> None:
    assert len(command.help) <= 50
    assert command.help.endswith(".")
    assert len(command.label.split()) <= 2


def test_keys_are_named_as_people_know_them() -> None:
    named = [key_name(key) for key in ("question_mark", "slash", "escape", "f1", "ctrl+p", "f")]
    assert named == ["?", "/", "esc", "F1", "ctrl+p", "f"]


KEYS = Keys(
    own=(("e", "Edit"), ("c", "Casualty")),
    others=(("x", "Extract"),),
    own_spare=(("h", "History"),),
    spare=(("m", "Merge"),),
    last=(("esc", "Back"), ("?", "Help")),
    more=(("ctrl+p", "More"),),
)


@pytest.mark.parametrize(
    ("width", "shown", "has_more"),
    [
        (90, "e c x h m esc ?", True),
        (70, "e c x h esc ?", True),  # Closer together.
        (60, "e c x esc ?", True),
        (48, "e c esc ?", True),
        (40, "e c esc ?", False),  # What the screen has of its own comes before the list of all.
        (24, "e esc ?", False),
        (16, "esc ?", False),
        (8, "?", False),
        (3, "", False),
    ],
)
def test_keys_that_do_not_fit_leave_by_their_importance(
    width: int, shown: str, *, has_more: bool
) -> None:
    left, gap, is_there = fitting(KEYS, width)
    assert " ".join(key for key, _ in left) == shown
    assert is_there == has_more
    texts = [" ".join(entry) for entry in (*left, *(KEYS.more if is_there else ()))]
    assert len((" " * gap).join(texts)) < width


async def test_a_number_key_leads_from_any_depth_to_its_tab(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("2")
        await shown.press("enter")
        await shown.until(lambda: isinstance(shown.app.screen, RecordScreen))
        await shown.until_shown("For grade fair")
        await shown.press("h")
        await shown.until_shown("History of incident")
        await shown.press("6")
        await shown.until(lambda: shown.app.screen is shown.app.screen_stack[0])
        await shown.until_shown("[6 Figures]")
        assert len(shown.app.screen_stack) == 1


async def test_a_number_key_leaves_nothing_that_is_unfinished(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.press("c")
        await shown.until_shown("Changed last")
        shown.app.push_screen(RecordForm(Casualty))
        await shown.until(lambda: isinstance(shown.app.screen, RecordForm))
        shown.app.push_screen(HandoffsScreen())
        await shown.until(lambda: isinstance(shown.app.screen, HandoffsScreen))
        await shown.press("3")
        await shown.until_shown("not finished: esc goes back")
        assert isinstance(shown.app.screen, HandoffsScreen)


TEXTS = ["1 Summary", "2 Incidents", "3 Casualties", "4 Detentions", "5 Damage"]


@pytest.mark.parametrize("width", range(14, 80, 3))
@pytest.mark.parametrize("current", range(len(TEXTS)))
def test_the_open_tab_is_always_in_sight(width: int, current: int) -> None:
    line, start, end = tab_line(TEXTS, current, width)
    assert len(line) <= width
    assert line[start:end] == f"[{TEXTS[current]}]"


# The command line


def test_a_ledger_that_is_not_there_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main([str(tmp_path / "none.fieldledger")]) == 1
    said = capsys.readouterr().err
    assert "There is no ledger there, and none was created." in said
    assert "fieldledger new" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [["a", "b"], ["--what"], ["a", "--key-file"]])
def test_misused(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(arguments) == 2
    assert "usage" in capsys.readouterr().err


def test_a_bad_key_file_is_told(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (f"--key-file={tmp_path / 'none'}",):
        assert program.main([str(ledger), name]) == 1
    assert "key file" in capsys.readouterr().err


def test_without_a_terminal_there_is_no_screen(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main([str(ledger)]) == 1
    assert "needs a terminal" in capsys.readouterr().err


def test_commands_go_on_to_the_store(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["codebook"]) == 0
    assert program.main(["--help"]) == 0
    assert "codebook" in capsys.readouterr().out


# Breaking


class Breaking(QuietApp[None]):
    """Breaks with a name in its messages and its variables."""

    def on_mount(self) -> None:
        """Breaks."""
        name = HOSTILE
        try:
            dict[str, str]()[name]
        except KeyError as error:
            raise ValueError(name) from error


async def test_a_crash_names_its_kind_and_place_and_no_value(
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = Breaking()
    with pytest.raises(ValueError, match="Thida"):
        async with app.run_test():
            pass
    printed = capsys.readouterr().err
    assert "builtins.ValueError" in printed
    assert "builtins.KeyError" in printed
    assert "in Breaking.on_mount" in printed
    assert "Thida" not in printed


def test_the_private_parts_that_a_crash_rests_on_are_there() -> None:
    assert callable(App._fatal_error)
    assert callable(App._close_messages_no_wait)
    assert isinstance(Fieldledger(Opening(Path())).__dict__["_exit_renderables"], list)


def test_a_circle_of_errors_is_reported_once() -> None:
    error = ValueError(HOSTILE)
    error.__context__ = KeyError(HOSTILE)
    error.__context__.__context__ = error
    assert report_of(error).count("builtins.ValueError") == 1
