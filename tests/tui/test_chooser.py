"""A line with choices behind it narrows, completes, and leaves alone what fits nothing."""

import asyncio
from collections.abc import Sequence

from textual.app import App, ComposeResult

from store.errors import LedgerError
from tests.tui.screen_text import screen_text
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.chooser import Chooser
from tui.widgets.line_input import LineInput

HOSTILE = "Ma Thida [UNVERIFIED] [/b] မောင်မောင် أحمد"
CHOICES = (
    Choice("Killed", "Killed", "Died of it."),
    Choice("Injured", "Injured", "Lives."),
    Choice("Missing", "Missing", "Nobody knows."),
    Choice("Unknown", "Unknown", HOSTILE),
)


class Answers:
    """A query whose answers can be held back."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.fails = False

    async def __call__(self, text: str) -> Sequence[Choice]:
        """The choices that begin with the text, once the gate is open."""
        self.asked.append(text)
        await self.gate.wait()
        if self.fails:
            raise LedgerError
        return [c for c in CHOICES if c.label.casefold().startswith(text.strip().casefold())]


class ChooserApp(App[None]):
    """A chooser between two other lines."""

    def __init__(
        self, answers: Answers, *, must_choose: bool = True, separator: str = "", below: int = 0
    ) -> None:
        super().__init__()
        self.chooser = Chooser(
            answers, must_choose=must_choose, is_replaced=not separator, separator=separator
        )
        self.taken: list[str] = []
        self._below = below

    def compose(self) -> ComposeResult:
        """The lines."""
        for _ in range(self._below):
            yield LineInput()
        yield self.chooser
        yield LineInput(id="after")

    def on_mount(self) -> None:
        """Begins in the chooser."""
        self.chooser.focus()

    def on_chooser_taken(self, event: Chooser.Taken) -> None:
        """Remembers what was taken."""
        self.taken.append(event.choice.text)


async def test_typing_narrows_and_enter_takes_the_first() -> None:
    answers = Answers()
    app = ChooserApp(answers)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("k")
        await pilot.pause()
        assert app.chooser.is_open
        assert "> Killed" in screen_text(app)
        assert "Missing" not in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.chooser.value == "Killed"
        assert app.taken == ["Killed"]
        assert not app.chooser.is_open
        # What was taken is not asked for again.
        assert answers.asked == ["k"]


async def test_down_opens_the_whole_list_and_the_arrows_choose() -> None:
    app = ChooserApp(Answers())
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        assert screen_text(app).count("│") == len(CHOICES)
        await pilot.press("down", "down", "up", "enter")
        await pilot.pause()
        assert app.chooser.value == "Injured"


async def test_escape_closes_the_list_and_leaves_the_words() -> None:
    app = ChooserApp(Answers())
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert not app.chooser.is_open
        assert app.chooser.value == "m"


async def test_where_anything_may_stand_only_what_was_chosen_is_taken() -> None:
    app = ChooserApp(Answers(), must_choose=False)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert app.chooser.is_open
        await pilot.press("enter")
        await pilot.pause()
        assert app.chooser.value == "m"
        assert not app.taken
        await pilot.press("i")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.chooser.value == "Missing"


async def test_leaving_closes_the_list() -> None:
    app = ChooserApp(Answers())
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("tab")
        await pilot.pause()
        assert app.focused is app.query_one("#after")
        assert not app.query_one(ChoiceList).is_open
        assert app.chooser.value == "m"


async def test_what_comes_late_is_not_shown() -> None:
    answers = Answers()
    answers.gate.clear()
    app = ChooserApp(answers)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("k", "tab")
        answers.gate.set()
        await pilot.pause(0.05)
        assert "Killed" not in screen_text(app)


async def test_a_ledger_that_cannot_answer_leaves_a_plain_line() -> None:
    answers = Answers()
    answers.fails = True
    app = ChooserApp(answers)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("k", "i")
        await pilot.pause()
        assert not app.chooser.is_open
        assert app.chooser.value == "ki"


async def test_of_several_answers_the_last_one_is_completed() -> None:
    app = ChooserApp(Answers(), separator=",")
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("k", "enter")
        await pilot.pause()
        await pilot.press("comma", "i")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.chooser.value == "Killed, Injured"


async def test_the_list_opens_upwards_where_there_is_no_room_below() -> None:
    app = ChooserApp(Answers(), below=9)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        lines = screen_text(app).splitlines()
        assert "> Killed" in lines[5]
        assert "Unknown" in lines[8]


async def test_hostile_words_are_drawn_as_they_are() -> None:
    app = ChooserApp(Answers())
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert HOSTILE in screen_text(app)


async def test_a_long_list_scrolls_and_says_so() -> None:
    class Many(Answers):
        async def __call__(self, text: str) -> Sequence[Choice]:
            return [] if text else [Choice(f"{n}", f"Choice {n}") for n in range(20)]

    app = ChooserApp(Many())
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        assert "▼   Choice 7" in screen_text(app)
        await pilot.press(*["down"] * 9)
        await pilot.pause()
        assert "> Choice 9" in screen_text(app)
        assert "▲   Choice 2" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.chooser.value == "9"


async def test_typing_replaces_one_chosen_answer() -> None:
    app = ChooserApp(Answers())
    async with app.run_test(size=(60, 12)) as pilot:
        app.chooser.put("Killed")
        await pilot.press("tab", "shift+tab", "m")
        await pilot.pause()
        assert app.chooser.value == "m"
        await pilot.press("enter")
        await pilot.pause()
        assert app.chooser.value == "Missing"
