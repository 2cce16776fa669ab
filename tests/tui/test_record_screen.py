"""A record is shown with everything around it, and changed from there."""

from datetime import date
from pathlib import Path

import pytest

from store.kinds import Where
from store.ledger import Store
from store.records import RECORD_TYPES, Casualty, Citation, Figure, Incident, Link, Source
from store.spans import Span
from store.vocabulary import (
    DatePrecision,
    HowTold,
    IncidentKind,
    LinkDecision,
    Outcome,
    PersonStatus,
    Review,
    Sex,
    SourceKind,
)
from tests.tui.record_app import HOSTILE, Window, hostile, window
from tests.tui.screen_text import assert_golden, screen_text
from tui.screens.ask import Ask
from tui.screens.form import RecordForm
from tui.screens.history import HistoryScreen
from tui.screens.record import RecordScreen
from tui.widgets.record_page import RecordPage

DAY = date(2023, 2, 24)
WHEN = Span(DAY, DAY, DatePrecision.DAY, "24 feb 2023")


async def filled(w: Window) -> tuple[Incident, Casualty]:
    """An incident with two people, a source, a figure and a link."""
    incident = await w.save(
        Incident(
            title="Shelling of the east",
            kind=IncidentKind.SHELLING,
            when=WHEN,
            where=Where(said="Daw Ta Ngay", lat=19.67, lon=97.21),
            narrative="Four shells hit the east of the village.\nPeople ran to the church.",
            review=Review.SUBMITTED,
        )
    )
    person = await w.save(
        Casualty(
            name="Naw Paw",
            name_local="နော်ပေါ",
            outcome=Outcome.KILLED,
            status=PersonStatus.CIVILIAN,
            sex=Sex.FEMALE,
            incident=incident.id,
            review=Review.SUBMITTED,
        )
    )
    other = await w.save(Casualty(name=HOSTILE, outcome=Outcome.INJURED, incident=incident.id))
    source = await w.save(
        Source(name="Witness A", kind=SourceKind.WITNESS, review=Review.SUBMITTED)
    )
    await w.save(
        Citation(source=source.id, record=incident.id, how=HowTold.PHONE, review=Review.SUBMITTED)
    )
    await w.save(Link(a=person.id, b=other.id, decision=LinkDecision.NOT_SAME, reason="other day"))
    return incident, person


async def show(w: Window, record: Incident | Casualty | Figure) -> RecordScreen:
    screen = RecordScreen(type(record), record.id)
    w.push(screen)
    await w.until(lambda: any(page.rows for page in screen.query(RecordPage)))
    return screen


async def test_an_incident_and_what_is_around_it(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, _ = await filled(w)
        await show(w, incident)
        assert_golden("record_incident", screen_text(w.app))


async def test_a_casualty_has_the_date_and_the_place_of_its_incident(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        _, person = await filled(w)
        await show(w, person)
        assert_golden("record_casualty", screen_text(w.app))


async def test_all_fields_with_their_help(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        _, person = await filled(w)
        await show(w, person)
        await w.press("m")
        assert "As the family says or writes it." in screen_text(w.app)
        await w.press("m")
        assert "As the family says or writes it." not in screen_text(w.app)


@pytest.mark.parametrize("table", RECORD_TYPES)
async def test_hostile_words_are_shown_as_they_are(table: str, tmp_path: Path) -> None:
    async with window(tmp_path, size=(80, 60)) as w:
        record = await w.save(hostile(RECORD_TYPES[table]))
        await show(w, record)  # type: ignore[arg-type]
        text = screen_text(w.app)
        assert HOSTILE in text
        assert "‹U+202E›␛[31m" in text or "text" not in text


async def test_enter_opens_what_is_around(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, person = await filled(w)
        first = await show(w, incident)
        await w.press("tab", "enter")
        await w.until(lambda: w.app.screen is not first and isinstance(w.app.screen, RecordScreen))
        await w.until(lambda: person.code in screen_text(w.app).splitlines()[0])
        await w.press("escape")
        await w.until(lambda: w.app.screen is first)


async def test_one_key_goes_to_each_kind_around(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, person = await filled(w)
        first = await show(w, incident)
        assert "3 Casualty" in screen_text(w.app)
        await w.press("3")
        assert f">                       {person.code}" in screen_text(w.app).replace(
            "> 3 Casualty            ", ">                       "
        )
        await w.press("5")
        await w.until(
            lambda: "No damage around it; 5 once more opens the list" in screen_text(w.app)
        )
        await w.press("7")
        await w.until(lambda: w.app.screen is not first and "Witness A" in screen_text(w.app))
        await w.press("2")
        await w.until(lambda: screen_text(w.app).startswith(f"  Incident {incident.code}"))


async def test_what_a_grade_still_lacks_is_told(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, _ = await filled(w)
        await show(w, incident)
        assert "For grade fair" in screen_text(w.app)
        assert "A second independent source is missing" in screen_text(w.app)


async def test_a_casualty_is_added_from_the_incident(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, _ = await filled(w)
        screen = await show(w, incident)
        assert "c Casualty" in screen_text(w.app)
        await w.press("c")
        await w.until(lambda: isinstance(w.app.screen, RecordForm) and w.app.screen.focused)
        await w.fill(name="Ma Hla", outcome="Missing", sex="f", age="30")
        await w.press("ctrl+s")
        await w.until(lambda: w.app.screen is screen)
        await w.until(lambda: "Ma Hla" in screen_text(w.app))


async def test_only_what_fits_can_be_added(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        _, person = await filled(w)
        await show(w, person)
        last = screen_text(w.app).splitlines()[-1]
        assert "s Cite" in last
        assert "Casualty" not in last
        await w.press("s")
        await w.until(lambda: isinstance(w.app.screen, RecordForm) and w.app.screen.focused)
        assert w.field("record").value == person.code


async def test_edit_and_the_change_is_shown(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, _ = await filled(w)
        screen = await show(w, incident)
        await w.press("e")
        await w.until(lambda: isinstance(w.app.screen, RecordForm) and w.app.screen.focused)
        await w.fill(title="Shelling of the west")
        await w.press("ctrl+s")
        await w.until(lambda: w.app.screen is screen)
        await w.until(lambda: "Shelling of the west" in screen_text(w.app))


async def test_retire_and_restore(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, _ = await filled(w)
        await show(w, incident)
        await w.press("r")
        await w.until(lambda: isinstance(w.app.screen, Ask))
        await w.press("enter")
        assert "A few words are needed" in screen_text(w.app)
        await w.press(*"twice", "enter")
        await w.until(lambda: "Retired: twice" in screen_text(w.app))
        assert (await w.call(Store.get, Incident, incident.id)).retired == "twice"
        await w.press("u")
        await w.until(lambda: "Retired" not in screen_text(w.app))
        assert len(w.app.saved) == 2


async def test_send_back_and_approve(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, _ = await filled(w)
        await show(w, incident)
        await w.press("b")
        await w.until(lambda: isinstance(w.app.screen, Ask))
        await w.press(*"who saw it", "enter")
        await w.until(lambda: "The reviewer: who saw it" in screen_text(w.app))
        assert "returned" in screen_text(w.app).splitlines()[0]
        await w.press("v")
        await w.until(lambda: "approved" in screen_text(w.app).splitlines()[0])
        assert (await w.call(Store.get, Incident, incident.id)).review is Review.APPROVED


async def test_what_breaks_rules_cannot_be_approved(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        record = await w.save(Casualty(name="Naw Paw", review=Review.SUBMITTED))
        returned = await w.call(Store.give_back, record, "what happened?")
        await show(w, returned)
        await w.press("v")
        await w.until(lambda: "not right yet" in screen_text(w.app))


async def test_an_approval_of_what_has_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, _ = await filled(w)
        await show(w, incident)
        await w.save(incident.model_copy(update={"title": "Another title"}))
        await w.press("v")
        await w.until(lambda: "Somebody changed this record" in screen_text(w.app))
        assert "Another title" in screen_text(w.app)
        assert (await w.call(Store.get, Incident, incident.id)).review is Review.SUBMITTED


async def test_the_history_is_a_key_away(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident, _ = await filled(w)
        await show(w, incident)
        await w.press("h")
        await w.until(lambda: isinstance(w.app.screen, HistoryScreen))


async def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        w.push(RecordScreen(Incident, "01775ae3-9400-7c4c-9518-000000000000"))
        await w.until(lambda: "There is no such record" in screen_text(w.app))
        await w.press("escape")
        await w.until(lambda: w.app.results == [None])
