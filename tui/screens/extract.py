"""An extract: the questions, the page before it, the writing, and the balance after it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from store.errors import FilterInvalid, LedgerError, ParseError
from store.exchange import Extracted, Profile, extracting
from store.exchange.preview import Preview, preview
from store.paths import seen_folder
from store.progress import Progress
from store.records import Incident, Record
from store.terms import split_line
from tui.extracting.pages import balance_page, preview_page
from tui.extracting.questions import (
    FORMATS,
    QUESTIONS,
    Answers,
    proposed_path,
    read_answers,
    read_form,
    read_profile,
)
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.long_job import JobCancelled, LongJob
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.questions import Questions
from tui.widgets.status_line import StatusLine
from tui.widgets.text_page import Paragraph, TextPage

_EXPLAINED = (
    "An extract goes to somebody else and cannot be merged. How far a row travels is said by its "
    "sensitivity, how far a name does by consent. First you see every column that would leave."
)
_PROPOSED = frozenset({"form", "path"})
"""What typing replaces."""
_OF_SUMMARY = (
    " It begins with the days and places of the summary: the incidents there, with all people,"
    " whomever the summary counts."
)


class ExtractScreen(Screen[None]):
    """Asks for whom and of what an extract is; nothing is written before the page that follows.

    `terms` are those of the list of `model` from which it was opened, or what stands for the
    summary's days and places.
    """

    DEFAULT_CSS = """
    ExtractScreen Questions > FieldRow { margin-bottom: 0; max-width: 110; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            *("ctrl+s", "look", "Show what leaves"),
            priority=True,
            tooltip="Shows every column with some rows; writes nothing yet.",
        ),
        Binding("escape", "dismiss", "Back", tooltip="Goes back; nothing was written."),
    ]

    def __init__(
        self, model: type[Record] = Incident, terms: str = "", *, from_summary: bool = False
    ) -> None:
        super().__init__()
        self._explained = _EXPLAINED + (_OF_SUMMARY if from_summary and terms else "")
        self._model = model
        self._terms = terms
        self._day = date.today().isoformat()  # noqa: DTZ011 - the person's own day
        self._proposed = ""

    def compose(self) -> ComposeResult:
        """What an extract is, the questions, and what came of the last try."""
        self._proposed = str(proposed_path(self._folder, self._day, "sqlite"))
        begun = {"terms": self._terms, "form": "sqlite", "path": self._proposed}
        yield Questions(
            "Extract",
            self._explained,
            *(
                FieldRow(
                    question.name,
                    question.label,
                    LineInput(
                        begun.get(question.name, ""),
                        select_on_focus=question.name in _PROPOSED,
                        id=question.name,
                    ),
                )
                for question in QUESTIONS
            ),
        )
        yield StatusLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Explains the questions."""
        self._explain()
        self._rows["profile"].field.focus()

    def on_descendant_focus(self) -> None:
        """Explains the question under the cursor."""
        self._explain()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what the answers come to, and proposes a file of the right kind."""
        event.stop()
        for row in self._rows.values():
            if row.field is event.input:
                row.say()
        if event.input.id == "form":
            self._propose_path()
        self._explain()

    def on_questions_answered(self) -> None:
        """Goes to the page that follows."""
        self.action_look()

    def action_look(self) -> None:
        """Shows what would leave, or what is wrong with an answer."""
        try:
            terms = tuple(split_line(self._value("terms")))
        except FilterInvalid as problem:
            self._refuse({"terms": f"{problem.title} {problem.advice}"})
            return
        # What is not asked for this use is not answered, whatever was typed for another.
        given = {row.key: row.field.value if row.display else "" for row in self._rows.values()}
        answers, wrong = read_answers(given, terms, self._model, self._folder)
        if answers is None:
            self._refuse(wrong)
            return
        self.query_one(StatusLine).show("Looking at what would leave …")
        self.run_worker(self._look(answers), group="look", exclusive=True)

    async def _look(self, answers: Answers) -> None:
        line = self.query_one(StatusLine)
        try:
            found = await gateway_of(self).ask(Priority.KEY, preview, answers.asked)
        except GatewayClosed:
            return
        except FilterInvalid as problem:
            line.show("")
            self._refuse({"terms": f"{problem.title} {problem.advice}"})
        except LedgerError as problem:
            line.show(f"{problem.title} {problem.advice}")
        else:
            line.show("")
            self.app.push_screen(BeforeExtract(found, answers), self._written)

    def _written(self, done: bool | None) -> None:  # noqa: FBT001 - what a screen gives
        if done:
            self.dismiss()

    def _refuse(self, wrong: dict[str, str]) -> None:
        for row in self._rows.values():
            row.say(error=wrong.get(row.key, ""))
        first = next(key for key in self._rows if key in wrong)
        self._rows[first].field.focus()

    def _explain(self) -> None:
        hints = {question.name: question.hint for question in QUESTIONS}
        profile = self._profile()
        if profile:
            hints["profile"] = profile.explained
        with suppress(ParseError):
            hints["form"] = FORMATS[read_form(self._value("form"))]
        for row in self._rows.values():
            if not row.error:
                row.say(echo=hints[row.key] if row.field.has_focus else "")
            match row.key:
                case "ticked":
                    row.display = profile is not None and profile.may_tick
                case "smallest":
                    row.display = profile is not None and not profile.exact_places

    def _profile(self) -> Profile | None:
        """The profile that was answered, if it was."""
        with suppress(ParseError):
            return read_profile(self._value("profile"))
        return None

    def _propose_path(self) -> None:
        """Gives the proposed file the ending of the format, unless another was typed."""
        field = self._rows["path"].field
        try:
            form = read_form(self._value("form"))
        except ParseError:
            return
        if field.value == self._proposed:
            self._proposed = str(proposed_path(self._folder, self._day, form))
            field.value = self._proposed

    @property
    def _folder(self) -> Path:
        """The folder that is proposed."""
        ledger: Path = self.app.path  # type: ignore[attr-defined]
        return seen_folder(ledger)

    @property
    def _rows(self) -> Mapping[str, FieldRow]:
        return self.query_one(Questions).rows

    def _value(self, name: str) -> str:
        return self._rows[name].field.value


class _Page(Screen[bool]):
    """Paragraphs to read, with a line below and the keys."""

    DEFAULT_CSS = """
    _Page { layout: vertical; & > TextPage { margin-top: 1; } }
    """

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        super().__init__()
        self._paragraphs = tuple(paragraphs)

    def compose(self) -> ComposeResult:
        """The text, a line for what is going on, the keys."""
        yield TextPage()
        yield StatusLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Shows the text."""
        page = self.query_one(TextPage)
        page.show(self._paragraphs)
        page.focus()


class BeforeExtract(_Page):
    """Every column that would leave; True once the extract was written and its balance read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write", "Write it", priority=True, tooltip="Writes the extract."),
        Binding("escape", "leave", "Back", tooltip="Stops, or goes back; nothing is written."),
    ]

    def __init__(self, found: Preview, answers: Answers) -> None:
        super().__init__(preview_page(found, answers))
        self._answers = answers
        self._job: LongJob[Extracted] | None = None

    def action_write(self) -> None:
        """Begins to write."""
        if self._job is None:
            self.run_worker(self._write(), group="write", exclusive=True)

    def action_leave(self) -> None:
        """Stops the writing, or goes back."""
        if self._job is None:
            self.dismiss(False)
        else:
            self._job.cancel()

    async def _write(self) -> None:
        line = self.query_one(StatusLine)
        line.show("Writing …   esc stops it")
        gateway = gateway_of(self)
        answers = self._answers
        self._job = gateway.run_long(self._progress, extracting, answers.path, answers.asked)
        try:
            done = await self._job
        except JobCancelled:
            line.show("Stopped: nothing was written.")
        except GatewayClosed:
            return
        except LedgerError as problem:
            line.show(f"{problem.title} {problem.advice}")
        else:
            line.show("")
            self.app.push_screen(AfterExtract(balance_page(done, answers)), self.dismiss)
        finally:
            self._job = None

    def _progress(self, step: Progress) -> None:
        share = f" {step.done * 100 // step.total} %" if step.total else " …"
        self.query_one(StatusLine).show(f"{step.what}{share}   esc stops it")


class AfterExtract(_Page):
    """The balance of an extract that was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(True)", "Done", tooltip="Goes back to the list."),
    ]
