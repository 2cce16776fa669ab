"""The form in which a record is typed, corrected and saved."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from store.errors import LedgerError, ParseError, StaleRecord
from store.ledger import Store
from store.records import Record
from store.rules import Finding, Level
from tui.commands import bindings
from tui.drawn_at_once import drawn_at_once
from tui.forms.body import FormBody, LineChanged, LineEntered, LineLeft
from tui.forms.commands import ANSWER_WARNINGS, FORM_COMMANDS, SAVE_AND_NEXT, START_AFRESH
from tui.forms.converting import Conversions
from tui.forms.editors import lines_of, opening_lines, sections
from tui.forms.filled import Filled, Outcome, ReasonNeeded, Unread, save_form, understand
from tui.forms.hints import SECTION_HINT, hint_for
from tui.forms.keeping import DraftKeeper, ask_way_out
from tui.forms.line import Offers
from tui.forms.notices import (
    CAME_BACK,
    NOTHING_FILLED,
    Notice,
    error_notice,
    errors_by_line,
    of_level,
    saved_notice,
    unread_notice,
    waiting_notice,
    zawgyi_notice,
)
from tui.forms.opening import inherited, open_form
from tui.forms.remarks import Remarks
from tui.forms.session import FormSession, first_line
from tui.forms.splitting import is_split
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.messages import RecordSaved
from tui.one_at_a_time import one_at_a_time
from tui.screens.ask import Ask
from tui.screens.compare import Compare
from tui.widgets.choice_list import Choice
from tui.widgets.form_hint import FormHint
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.notice_board import NoticeBoard

INCIDENT = "incident"
"""The field that tells to which incident a record belongs."""


class RecordForm(Screen[Record | None]):
    """A form for one record; gives the record that was saved last, or `None`.

    Args:
        model: The kind of record.
        record: The record to change; a new one without it.
        presets: Texts that a new record begins with, by field.
    """

    DEFAULT_CSS = "RecordForm { layout: vertical; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*FORM_COMMANDS),
        Binding("down", "app.focus_next", "Next line", show=False),
        Binding("up", "app.focus_previous", "Line before", show=False),
    ]

    def __init__(
        self,
        model: type[Record],
        record: Record | None = None,
        presets: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._model = model
        self._record = record
        self._presets = dict(presets or {})
        self._session: FormSession | None = None
        self._as_read: dict[str, str] = {}
        self._here: str | None = None
        self._conversions = Conversions()
        self._keeper = DraftKeeper(self, self._standing, self._cannot)
        self._heading = HeadingLine()
        inside = INCIDENT in self._presets or bool(getattr(record, INCIDENT, None))
        self._opening = opening_lines(model, inside=inside)
        self._body = FormBody(self._opening, sections(model, inside=inside), self._find)
        self._notices = NoticeBoard()
        self._remarks = Remarks(self._body, self._notices)
        self._help = FormHint()

    @property
    def model(self) -> type[Record]:
        """The kind of record."""
        return self._model

    def compose(self) -> ComposeResult:
        """Head, lines, what is to be said, and the help for the line with the cursor."""
        yield self._heading
        yield self._body
        yield self._notices
        yield self._help
        yield KeyBar()

    async def _find(self, offers: Offers, text: str) -> Sequence[Choice]:
        return await gateway_of(self).ask(Priority.KEY, offers.find, text)

    # Opening

    def on_mount(self) -> None:
        """Reads what the form begins with."""
        self._open(self._record)

    @work(group="open", exclusive=True)
    async def _open(self, record: Record | None) -> None:
        await drawn_at_once(self.app, self._load(record, self._presets))
        await self._go_to_top()

    async def _go_to_top(self) -> None:
        await self._body.go_to(first_line(self._opening, self._session))

    async def _load(self, record: Record | None, presets: Mapping[str, str]) -> None:
        """Fills the form with a record, and with what was typed for it and never saved."""
        try:
            opening = await gateway_of(self).call(open_form, self._model, record, presets)
        except LedgerError as error:
            self._remarks.tell(error_notice(error))
            return
        if self._session is None:
            self._session = FormSession(self._model, dict(presets), opening)
        self._session.begin(opening)
        self._session.presets = dict(opening.presets)
        self._record = record
        texts = {**opening.texts, **opening.typed}
        await self._body.show(texts, opening.echoes, opening.inherited)
        self._as_read = dict(opening.texts)
        self._heading.show(*self._session.heading)
        notice = waiting_notice(record, opening.findings) if record is not None else None
        errors = errors_by_line(opening.start, opening.findings)
        self._remarks.begin(CAME_BACK if opening.typed else notice or Notice(""), errors)
        for key in opening.typed:
            self._understand(key, texts[key])
        self.refresh_bindings()

    # While typing

    def on_line_changed(self, event: LineChanged) -> None:
        """Keeps what is typed, a moment later, however long the typing goes on."""
        self._remarks.line_typed(event.key)
        self._keeper.something_was_typed()
        self._hint()

    def on_line_entered(self, event: LineEntered) -> None:
        """Says what belongs into the line."""
        self._here = event.key
        self._hint()

    def on_line_left(self, event: LineLeft) -> None:
        """Says what was understood, and what the rules find."""
        if self._as_read.get(event.key) != event.text:
            self._understand(event.key, event.text)
        elif self._remarks.has_pointed_at(event.key):
            self._check(event.key)

    def _hint(self) -> None:
        hint = SECTION_HINT
        if self._here is not None:
            hint = hint_for(lines_of(self._model)[self._here], self._body.texts[self._here])
        self._help.show(*hint)

    @work(group="understand")
    async def _understand(self, key: str, text: str) -> None:
        """Has a line read, and shows what came of it unless it has changed meanwhile."""
        if self._session is None:
            return
        self._as_read[key] = text
        texts = {**self._session.changed(self._body.texts), key: text}
        start = self._session.opening.start
        try:
            read = await gateway_of(self).call(understand, start, key, texts)
        except LedgerError as error:
            self._remarks.tell(error_notice(error))
            return
        if self._body.texts.get(key) != text:
            return
        self._as_read |= {key: read.text, **read.beside}
        self._body.put_all({key: read.text, **read.beside})
        self._body.say(key, echo=read.echo, error=read.error)
        if read.unicode:
            self._conversions.offered = key
            self._remarks.tell(zawgyi_notice(read.text, read.unicode))
        if key == self._model.within and not read.error:
            await self._inherit(key, read.text)
        self._check(key)

    @work(group="check", exclusive=True)
    async def _check(self, left: str) -> None:
        """Says what the rules find, now that a line was left."""
        if self._session is not None:
            await self._remarks.check(gateway_of(self), self._session, left)

    @work(group="do")
    @one_at_a_time
    async def action_convert_zawgyi(self) -> None:
        """Converts the line with the cursor to Unicode, or puts back what was converted."""
        texts = dict(self._body.texts)
        turned = await asyncio.to_thread(self._conversions.turn, texts, self._here)
        if turned is not None:
            self._body.put(turned.key, turned.text)
            self._keeper.something_was_typed()
            self._understand(turned.key, turned.text)
            self._remarks.tell(turned.notice)

    async def _inherit(self, key: str, text: str) -> None:
        """Shows what holds where the form is empty, now that it belongs to something else."""

        def ask(store: Store) -> dict[str, str]:
            parent = store.lookup.record(key, text) if text.strip() else None
            return inherited(store, self._model, parent)

        try:
            self._body.set_placeholders(await gateway_of(self).call(ask))
        except (LedgerError, ParseError):
            self._body.set_placeholders({})

    def _standing(self) -> tuple[FormSession, Mapping[str, str]] | None:
        return (self._session, self._body.texts) if self._session else None

    def _cannot(self, error: LedgerError) -> None:
        self._remarks.tell(error_notice(error))

    async def keep_now(self) -> None:
        """Keeps the last second's typing at once."""
        await self._keeper.keep_now()

    async def on_unmount(self) -> None:
        """Keeps the last second's typing when the program ends while the form is open."""
        with suppress(GatewayClosed):
            await self.keep_now()

    # Saving

    @work(group="save")
    @one_at_a_time
    async def action_save_form(self) -> None:
        """Saves; leaves the form unless something is still to be said about the record."""
        await self._save(then_next=False)

    @work(group="save")
    @one_at_a_time
    async def action_save_and_next(self) -> None:
        """Saves and opens the next of its kind."""
        await self._save(then_next=True)

    async def _save(self, *, then_next: bool) -> None:
        session = self._session
        if session is None:
            return
        texts = self._body.texts
        if session.is_settled(texts):
            await self._leave_saved(then_next=then_next)
        elif session.is_empty(texts):
            self._remarks.tell(NOTHING_FILLED)
        else:
            await self._save_filled(session.filled(texts), then_next=then_next)

    async def _leave_saved(self, *, then_next: bool) -> None:
        saved = self._session.saved if self._session else None
        record = saved or self._record
        if then_next and record is not None:
            await self._next(record)
        else:
            self.dismiss(saved)

    async def _save_filled(self, filled: Filled, *, then_next: bool) -> None:
        self._keeper.stop()
        try:
            outcome = await gateway_of(self).call(save_form, filled)
        except StaleRecord:
            merged = await self.app.push_screen_wait(Compare(filled))
            if merged is not None:
                await self._save_filled(merged, then_next=then_next)
        except LedgerError as error:
            self._remarks.tell(error_notice(error))
        else:
            await self._after(outcome, filled, then_next=then_next)

    async def _after(
        self, outcome: Outcome | Unread | ReasonNeeded, filled: Filled, *, then_next: bool
    ) -> None:
        if self._session is None:
            return
        if isinstance(outcome, Unread):
            await self._point_at(outcome.errors, unread_notice(outcome.errors))
            return
        if isinstance(outcome, ReasonNeeded):
            ask = Ask("A reason is needed", outcome.question)
            if why := await self.app.push_screen_wait(ask):
                await self._save_filled(replace(filled, why=why), then_next=then_next)
            return
        self._session.take(outcome)
        for record in (outcome.record, *outcome.beside):
            self.app.post_message(RecordSaved(type(record), record.id))
        if then_next and not of_level(outcome.findings, Level.ERROR):
            await self._next(outcome.record, outcome.findings)
        elif outcome.findings:
            await self._stay(outcome)
        else:
            self.dismiss(outcome.record)

    async def _stay(self, outcome: Outcome) -> None:
        """Shows the record as it was saved, with what is still to be said about it."""
        await self._load(outcome.record, {})
        if self._session is not None:
            self._session.take(outcome)
        self.refresh_bindings()
        errors = errors_by_line(outcome.record, outcome.findings)
        await self._point_at(errors, saved_notice(outcome))

    async def _point_at(self, errors: Mapping[str, str], notice: Notice) -> None:
        """Shows what is wrong at its lines and puts the cursor into the first of them."""
        self._remarks.point_at(errors)
        self._remarks.tell(notice)
        if errors:
            await self._body.go_to(next(iter(errors)))

    async def _next(self, record: Record, findings: Sequence[Finding] = ()) -> None:
        """Begins the next record of the same kind, of the same incident, with the same source."""
        if self._session is None:
            return
        await self._load(None, self._session.next_presets(record, self._body.texts))
        odd = f" {len(findings)} to look at there." if findings else ""
        self._remarks.tell(Notice(f"{record.code} is saved.{odd} This is the next one."))
        await self._go_to_top()

    # Warnings, drafts, leaving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Warnings can be answered, and a draft thrown away, only where there is one."""
        session = self._session
        if action == ANSWER_WARNINGS.id:
            return session is not None and bool(session.warnings)
        if action == START_AFRESH.id:
            return session is not None and bool(session.opening.typed)
        if action == SAVE_AND_NEXT.id:
            return bool(self._model.carries) and not is_split(self._presets)
        return super().check_action(action, parameters)

    @work(group="save")
    @one_at_a_time
    async def action_answer_warnings(self) -> None:
        """Asks for the reasons and saves them with the record."""
        session = self._session
        for finding in session.warnings if session else ():
            question = f"{finding.sentence}\n\nWhy is the record right all the same?"
            ask = Ask("This looks odd", question, required=False)
            reason = await self.app.push_screen_wait(ask)
            if reason is None:
                break
            if session and reason:
                session.reasons[finding.rule] = reason
        if session and session.reasons:
            await self._save_filled(session.filled(self._body.texts), then_next=False)

    @work(group="save")
    @one_at_a_time
    async def action_start_afresh(self) -> None:
        """Throws away what had come back."""
        await self._keeper.forget()
        if self._session is not None:
            await self._load(self._record, self._session.presets)
        await self._go_to_top()

    async def action_next_section(self) -> None:
        """Opens the next section."""
        await self._body.next_section()

    @work(group="save")
    @one_at_a_time
    async def action_leave_form(self) -> None:
        """Leaves; asks first if something would be lost."""
        session = self._session
        changed = session.changed(self._body.texts) if session else {}
        if changed:
            way = await self.app.push_screen_wait(ask_way_out(len(changed)))
            if way == "s":
                await self._save(then_next=False)
            if way not in {"k", "t"} or (way == "k" and not await self._keeper.keep()):
                return
            if way == "t":
                await self._keeper.forget()
        self.dismiss(session.saved if session else None)
