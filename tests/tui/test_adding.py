"""What belongs to something is added by one key and begins with what is known already."""

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from store.kinds import Where
from store.ledger import Store
from store.records import Casualty, Citation, Detention, Figure, Incident, Record, Source
from store.rows import rows_where
from store.spans import Span
from store.summaries import find_records
from store.vocabulary import (
    DatePrecision,
    EndedHow,
    FigureKind,
    IncidentKind,
    Outcome,
    Review,
    SourceKind,
)
from tests.tui.record_app import HOSTILE, Window, window
from tests.tui.screen_text import screen_text
from tui.forms.body import FormBody
from tui.forms.editors import CITED
from tui.screens.form import RecordForm
from tui.screens.record import RecordScreen

R = TypeVar("R", bound=Record)

DAY = date(2023, 2, 24)
WHEN = Span(DAY, DAY, DatePrecision.DAY, "")
OPENS = {
    "c": ("casualty", "name"),
    "d": ("detention", "name"),
    "g": ("damage", "kind"),
    "f": ("figure", "source"),
    "s": ("citation", "source"),
}


async def raid(w: Window) -> Incident:
    return await w.save(
        Incident(
            title="Raid",
            kind=IncidentKind.RAID,
            when=WHEN,
            where=Where(said="Daw Ta Ngay"),
            review=Review.SUBMITTED,
        )
    )


async def witness(w: Window, name: str) -> Source:
    return await w.save(Source(name=name, kind=SourceKind.WITNESS, review=Review.SUBMITTED))


async def cite(w: Window, source: Source, record: Record) -> None:
    await w.save(Citation(source=source.id, record=record.id, review=Review.SUBMITTED))


async def show(w: Window, record: Record) -> None:
    screen = RecordScreen(type(record), record.id)
    w.push(screen)
    await w.until(lambda: record.code in screen_text(w.app))


async def form_of(w: Window) -> FormBody:
    def is_open() -> bool:
        return isinstance(w.app.screen, RecordForm) and w.app.screen.focused is not None

    await w.until(is_open)
    return w.app.screen.query_one(FormBody)


async def citations(w: Window, record: Record) -> list[str]:
    def ask(store: Store) -> list[str]:
        return [
            str(row["source"]) for row in store.ask(rows_where, Citation, "record = ?", record.id)
        ]

    return await w.call(ask)


async def made(w: Window, model: type[R], incident: Incident) -> list[R]:
    def ask(store: Store) -> list[R]:
        rows = store.ask(rows_where, model, "incident = ?", incident.id)
        return [store.get(model, str(row["id"])) for row in rows]

    return await w.call(ask)


@pytest.mark.parametrize("key", OPENS)
async def test_one_key_adds_to_an_incident(key: str, tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident = await raid(w)
        await show(w, incident)
        await w.press(key)
        body = await form_of(w)
        table, first = OPENS[key]
        belongs = "record" if table == "citation" else "incident"
        assert body.texts[belongs] == incident.code
        assert first in body.texts
        if "when" in body.texts:
            assert body.texts["when"] == body.texts["where"] == ""
            assert "incident: 24 Feb 2023" in screen_text(w.app)


async def test_the_source_is_the_last_one_used_and_can_be_seen(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, other = await raid(w), await raid(w)
        told, elsewhere = await witness(w, HOSTILE), await witness(w, "Elsewhere")
        await cite(w, elsewhere, incident)
        await cite(w, told, other)
        await show(w, incident)
        await w.press("c")
        body = await form_of(w)
        assert body.texts[CITED] == told.code
        assert HOSTILE.split()[0] in screen_text(w.app)
        await w.fill(name="Naw Paw", outcome="Killed", sex="f", age="30")
        await w.press("ctrl+n")
        await w.until(lambda: body.texts["name"] == "")
        assert body.texts[CITED] == told.code
        await w.fill(name="Saw Doh", outcome="Killed", sex="m", age="30")
        await w.press("ctrl+s")
        await w.until(lambda: isinstance(w.app.screen, RecordScreen))
        people = await made(w, Casualty, incident)
        assert [person.name for person in people] == ["Naw Paw", "Saw Doh"]
        assert [await citations(w, person) for person in people] == [[told.id]] * 2


async def test_a_new_source_is_shown_as_any_other_in_the_next_form(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await show(w, await raid(w))
        await w.press("c")
        body = await form_of(w)
        await w.fill(name="Naw Paw", outcome="Killed", sex="f", age="30", **{CITED: "Aunt P"})
        await w.press("ctrl+n")
        await w.until(lambda: body.texts["name"] == "")
        (aunt,) = await w.call(lambda store: store.ask(find_records, "source", "Aunt P"))
        assert body.texts[CITED] == aunt.code
        assert "Aunt P" in screen_text(w.app)


async def test_whoever_backs_a_record_is_not_offered_to_back_it_again(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident = await raid(w)
        await cite(w, await witness(w, "A"), incident)
        await show(w, incident)
        await w.press("s")
        assert (await form_of(w)).texts["source"] == ""


async def test_what_stands_alone_begins_without_a_source(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        told = await witness(w, "A")
        await witness(w, "B")
        await cite(w, told, await raid(w))
        await w.open_form(Casualty)
        body = w.app.screen.query_one(FormBody)
        assert body.texts[CITED] == ""
        await body.go_to(CITED)
        await w.until(lambda: w.field(CITED).has_focus)
        await w.press("down")
        await w.until(lambda: told.code in screen_text(w.app))
        listed = screen_text(w.app).partition("Source")[2]
        assert listed.index(told.code) < listed.index("B ")


async def test_typing_replaces_the_source_that_was_offered(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, other = await raid(w), await raid(w)
        await cite(w, await witness(w, "A"), other)
        await show(w, incident)
        await w.press("s")
        body = await form_of(w)
        assert body.texts["source"] != ""
        await w.press("B", "tab")
        await w.until(lambda: body.texts["source"] == "B")
        await w.until(lambda: "a new source" in screen_text(w.app))
        await w.press("ctrl+s")
        await w.until(lambda: isinstance(w.app.screen, RecordScreen))
        names = [(await w.call(Store.get, Source, s)).name for s in await citations(w, incident)]
        assert names == ["B"]


async def test_an_unfinished_form_comes_back_with_the_source_it_had(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident = await raid(w)
        first = await witness(w, "A")
        await cite(w, first, incident)
        await show(w, incident)
        await w.press("c")
        body = await form_of(w)
        await w.fill(name="Naw P")
        form = w.app.screen
        assert isinstance(form, RecordForm)
        await form.keep_now()
        form.dismiss(None)
        await w.until(lambda: isinstance(w.app.screen, RecordScreen))
        await cite(w, await witness(w, "B"), incident)
        await w.press("c")
        body = await form_of(w)
        assert (body.texts["name"], body.texts[CITED]) == ("Naw P", first.code)


async def test_a_figure_of_an_incident_asks_for_the_telling(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident = await raid(w)
        told = await witness(w, "A")
        await cite(w, told, incident)
        await show(w, incident)
        await w.press("f")
        body = await form_of(w)
        assert body.texts["source"] == told.code
        await w.fill(
            measure="killed",
            best="2",
            qualifier="exact",
            population="civilians",
            told_on="25 feb 2023",
            text="two dead",
        )
        await w.press("ctrl+n")
        await w.until(lambda: body.texts["best"] == "")
        assert (body.texts["source"], body.texts["told_on"]) == (told.code, "25 feb 2023")
        assert body.texts["text"] == ""
        (figure,) = await made(w, Figure, incident)
        assert (figure.kind, figure.review) == (FigureKind.INCIDENT, Review.SUBMITTED)


# Out of a group, and death in detention


async def test_one_is_taken_out_of_a_group(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident = await raid(w)
        group = await w.save(
            Casualty(
                outcome=Outcome.INJURED, quantity=5, incident=incident.id, review=Review.SUBMITTED
            )
        )
        told = await witness(w, "A")
        await cite(w, told, group)
        await show(w, group)
        assert "t Take one out" in screen_text(w.app)
        await w.press("t")
        body = await form_of(w)
        assert f"one taken out of the 5 of {group.code}" in screen_text(w.app)
        assert f"the group's: {told.code} A" in screen_text(w.app)
        assert body.texts["outcome"] == "Injured"
        await w.fill(name=HOSTILE, sex="f", age="30")
        await w.press("ctrl+s")
        await w.until(lambda: isinstance(w.app.screen, RecordScreen))
        people = await made(w, Casualty, incident)
        assert [(p.name, p.quantity) for p in people] == [(None, 4), (HOSTILE, 1)]
        assert await citations(w, people[1]) == [told.id]
        assert await w.call(Store.undo) == 3


async def test_nobody_is_taken_out_of_one(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        one = await w.save(Casualty(outcome=Outcome.INJURED))
        await show(w, one)
        await w.press("t")
        assert isinstance(w.app.screen, RecordScreen)
        assert "Take one out" not in screen_text(w.app)


async def test_an_unfinished_taking_out_comes_back_as_one(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        group = await w.save(Casualty(outcome=Outcome.INJURED, quantity=2))
        await show(w, group)
        await w.press("t")
        await form_of(w)
        await w.fill(name="Naw P")
        form = w.app.screen
        assert isinstance(form, RecordForm)
        await form.keep_now()
        form.dismiss(None)
        await w.until(lambda: isinstance(w.app.screen, RecordScreen))
        await w.press("t")
        body = await form_of(w)
        assert body.texts["name"] == "Naw P"
        await w.press("ctrl+s")
        await w.until(lambda: w.app.saved)
        assert (await w.call(Store.get, Casualty, group.id)).quantity == 1


async def test_a_death_ends_the_detention(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident = await raid(w)
        held = await w.save(Detention(name=HOSTILE, incident=incident.id, review=Review.SUBMITTED))
        await show(w, held)
        await w.press("x")
        body = await form_of(w)
        assert f"the death in which {held.code} ended" in screen_text(w.app)
        assert body.texts["outcome"] == "Died in custody"
        await w.press("ctrl+s")
        await w.until(lambda: "When did the person die?" in screen_text(w.app))
        await w.press(*"6 Mar 2023".replace(" ", "-"), "ctrl+s")
        await w.until(lambda: w.app.saved)
        after = await w.call(Store.get, Detention, held.id)
        assert (after.ended_how, after.ended and after.ended.first) == (
            EndedHow.DIED,
            date(2023, 3, 6),
        )
        (dead,) = await made(w, Casualty, incident)
        assert (dead.name, dead.outcome) == (HOSTILE, Outcome.DIED_IN_CUSTODY)


async def test_who_was_released_did_not_die_there(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        held = await w.save(Detention(name="Saw Doh", arrested=WHEN, released=WHEN))
        await show(w, held)
        await w.press("x")
        assert isinstance(w.app.screen, RecordScreen)
