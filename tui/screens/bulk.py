"""Changing one field of many records at once: what will change is shown before it does."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from store.errors import LedgerError, ParseError
from store.ledger import Store
from store.progress import Progress
from store.records import Record
from store.search import fold
from tui.commands import Command, always, bindings
from tui.forms.body import FormBody, LineChanged, LineEntered, LineLeft
from tui.forms.bulk import Plan, Typed, check_text, plan_bulk, save_bulk
from tui.forms.editors import lines_of
from tui.forms.filled import LOWERED
from tui.forms.hints import hint_for
from tui.forms.line import FormLine, Offers
from tui.gateway import Priority, gateway_of
from tui.lists.reviewing import Done
from tui.long_job import JobCancelled, LongJob
from tui.one_at_a_time import one_at_a_time
from tui.screens.ask import Ask
from tui.screens.tabs import list_label
from tui.widgets.choice_list import Choice
from tui.widgets.chooser import Chooser
from tui.widgets.field_row import FieldRow
from tui.widgets.form_hint import FormHint
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.notice_board import NoticeBoard
from tui.widgets.record_card import RecordCard

_HELP = "Which field is to be changed: type the first letters of its name."
SAVE_ALL = Command(
    "save_all",
    "ctrl+s",
    "Save all",
    "Changes all of them, or none; z takes it back.",
    shown=always,
    everywhere=True,
)
LEAVE = Command("leave", "escape", "Back", "Goes back; nothing is changed.", shown=always)


class BulkEdit(Screen[Done | None]):
    """A field, a text for it, and what that changes; gives what was done, or `None`."""

    DEFAULT_CSS = """
    BulkEdit {
        layout: vertical;
        & > FieldRow { margin-top: 1; }
        & > Vertical { height: auto; max-height: 8; }
        & > Vertical > FormBody { height: auto; }
        & > RecordCard { margin: 1 2 0 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SAVE_ALL, LEAVE)]

    def __init__(self, model: type[Record], ids: Sequence[str]) -> None:
        super().__init__()
        self._model = model
        self._ids = tuple(ids)
        self._line: FormLine | None = None
        self._plan: Plan | None = None
        self._planned = ""
        self._job: LongJob[Any] | None = None
        self._field = Chooser(self._fields, must_choose=True, is_replaced=True)
        self._heading = HeadingLine()
        self._body: FormBody | None = None
        self._notices = NoticeBoard()
        self._card = RecordCard()
        self._help = FormHint()

    def compose(self) -> ComposeResult:
        """The field, its line, what would change, the help, the keys."""
        yield self._heading
        yield FieldRow("field", "Field", self._field)
        yield Vertical()
        yield self._notices
        yield self._card
        yield self._help
        yield KeyBar()

    def on_mount(self) -> None:
        """Asks for the field."""
        what = list_label(self._model) if len(self._ids) != 1 else self._model.one
        self._heading.show(f"Change {len(self._ids):,} {what.lower()} at once")
        self._help.show(_HELP, "")
        self._field.focus()

    # The field

    async def _fields(self, typed: str) -> Sequence[Choice]:
        wanted = fold(typed.strip())
        found = [
            (not fold(line.label).startswith(wanted), n, line)
            for n, line in enumerate(lines_of(self._model).values())
            if wanted in fold(line.label)
        ]
        return [Choice(line.label, line.label, line.help) for _, _, line in sorted(found)]

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input is self._field:
            self._choose()

    @on(Input.Blurred)
    def _left(self, event: Input.Blurred) -> None:
        if event.input is self._field and self._field.value.strip():
            self._choose()

    @work(group="open", exclusive=True)
    async def _choose(self) -> None:
        """Shows the line of the field that was chosen, or says that there is none."""
        found = await self._fields(self._field.value)
        lines = {line.label: line for line in reversed(lines_of(self._model).values())}
        line = lines.get(self._field.value) or (lines[found[0].label] if found else None)
        if line is None:
            self._notices.tell("No field has this name; ↓ lists them.")
            return
        self._field.put(line.label)
        if line is not self._line:
            await self._ask_for(line)
        if self._body is not None:
            await self._body.go_to(line.key)

    async def _ask_for(self, line: FormLine) -> None:
        self._line, self._plan = line, None
        self._notices.clear()
        self._card.show(())
        box = self.query_one(Vertical)
        await box.remove_children()
        self._body = FormBody([line], {}, self._find)
        await box.mount(self._body)
        await self._body.show({line.key: ""}, {}, {})

    async def _find(self, offers: Offers, text: str) -> Sequence[Choice]:
        def find(store: Store) -> Sequence[Choice]:
            return offers.find(store, text)

        return await gateway_of(self).ask(Priority.KEY, find)

    # The text

    @property
    def _typed(self) -> Typed | None:
        if self._line is None or self._body is None:
            return None
        key = self._line.key
        return Typed(self._model, self._ids, key, self._body.texts.get(key, ""))

    def on_line_entered(self, event: LineEntered) -> None:
        """Says what belongs into the line."""
        if self._line is not None and event.key == self._line.key:
            self._help.show(*hint_for(self._line, ""))

    def on_line_changed(self, event: LineChanged) -> None:
        """What was planned is not what would happen any more."""
        if self._body is not None and event.text != self._planned:
            self._body.say(event.key)
            self._plan = None

    def on_line_left(self, event: LineLeft) -> None:
        """Shows what would change."""
        if event.text.strip():
            self._look()

    @work(group="read", exclusive=True)
    async def _look(self) -> None:
        await self._make_plan()

    async def _make_plan(self) -> bool:
        """Whether it is known now what the text changes; shows it."""
        typed = self._typed
        if typed is None or self._body is None:
            return False
        if self._plan is not None and self._planned == typed.text:
            return True
        try:
            plan = await self._planned_for(typed)
        except ParseError as problem:
            self._body.say(typed.key, error=problem.message)
        except JobCancelled:
            pass
        except LedgerError as error:
            self._notices.tell_problem(error)
        else:
            if plan is not None:
                self._plan = plan
                self._show(plan)
            return plan is not None
        finally:
            self._job = None
        return False

    async def _planned_for(self, typed: Typed) -> Plan | None:
        """What a text changes; None if another was typed before that was known."""
        text = await gateway_of(self).call(check_text, typed)
        if self._body is None or self._typed != typed:
            return None
        self._planned = text
        self._body.put(typed.key, text)
        self._job = job = gateway_of(self).run_long(self._tell_progress, plan_bulk, typed)
        plan = await job
        return plan if self._typed == replace(typed, text=text) else None

    def _tell_progress(self, step: Progress) -> None:
        self._notices.tell(f"{step.what} {step.done:,} of {step.total:,}; esc stops.")

    def _show(self, plan: Plan) -> None:
        parts = [f"{plan.changed:,} will change"]
        parts += [f"{_many(plan.same, 'has', 'have')} it already"] if plan.same else []
        stay = _many(
            plan.retired, "is retired and stays as it is", "are retired and stay as they are"
        )
        parts += [stay] if plan.retired else []
        points = list(plan.problems)
        if plan.drafts:
            points.insert(
                0, f"{_many(plan.drafts, 'of them becomes a draft', 'of them become drafts')}:"
            )
        self._notices.tell(f"{', '.join(parts)}.", points)
        self._card.show([(one.name, _arrow(one.was, one.becomes)) for one in plan.shown])

    # Saving

    @work(group="save")
    @one_at_a_time
    async def action_save_all(self) -> None:
        """Saves, once it was shown what changes."""
        had_plan = self._plan is not None
        if not await self._make_plan() or self._plan is None or not had_plan:
            return
        if not self._plan.changed:
            self._notices.tell("There is nothing to change.")
            return
        why = ""
        if self._plan.lowers:
            asked = Ask("A reason is needed", LOWERED.question)
            answer = await self.app.push_screen_wait(asked)
            why = answer or ""
        if why or not self._plan.lowers:
            await self._save(why)

    async def _save(self, why: str) -> None:
        typed = self._typed
        if typed is None:
            return
        try:
            self._job = job = gateway_of(self).run_long(
                self._tell_progress, save_bulk, typed, why=why
            )
            done = await job
        except JobCancelled:
            self._notices.tell("Stopped: nothing was changed.")
        except ParseError as problem:
            self._notices.tell(problem.message)
        except LedgerError as error:
            self._notices.tell_problem(error)
        else:
            self.dismiss(Done(done))
        finally:
            self._job = None

    def action_leave(self) -> None:
        """Stops what is going on, or goes back."""
        if self._job is not None:
            self._job.cancel()
        else:
            self.dismiss(None)


def _arrow(was: str, becomes: str) -> str:
    return f"{was or '(empty)'} → {becomes or '(empty)'}"


def _many(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
