"""A form opens, says what it understood, and saves without losing a letter."""

import threading
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from store.errors import Interrupted
from store.fields import fields_of
from store.kinds import Where
from store.ledger import Store
from store.records import RECORD_TYPES, Casualty, Citation, Damage, Incident, Record, Source
from store.spans import Span
from store.vocabulary import DatePrecision, IncidentKind, Outcome, Review, SourceKind
from tests.tui.record_app import HOSTILE, Window, hostile, settle, window
from tests.tui.screen_text import assert_golden, screen_text
from tui.forms.body import FormBody
from tui.forms.editors import CITED, lines_of, sections
from tui.forms.remarks import check_form
from tui.screens.ask import Ask
from tui.widgets.field_row import FieldRow

DAY = date(2023, 2, 24)
SHELLING = Incident(
    title="Shelling of the east",
    kind=IncidentKind.SHELLING,
    when=Span(DAY, DAY, DatePrecision.DAY, ""),
    where=Where(said="Daw Ta Ngay"),
    review=Review.SUBMITTED,
)

WHAT_TO_TYPE = {
    "incident": {"title": "Shelling", "kind": "Shelling", "when": "24 feb 2023", "where": "Demoso"},
    "casualty": {
        "name": "Naw Paw",
        "outcome": "kil",
        "sex": "f",
        "age": "34",
        "when": "feb 2023",
        "where": "Demoso",
    },
    "detention": {
        "name": "Saw Htoo",
        "sex": "m",
        "age": "20+",
        "arrested": "2023",
        "where": "Loikaw",
    },
    "damage": {
        "kind": "Home",
        "quantity": "၄",
        "grade": "destroyed",
        "when": "2023",
        "where": "Pekon",
    },
    "figure": {
        "source": "KNDF",
        "measure": "killed",
        "best": "8",
        "qualifier": "exact",
        "population": "civilians",
        "kind": "period",
        "period": "feb 2023",
        "scope": "Demoso; Loikaw",
        "published_on": "6 mar 2023",
        "locator": "page",
    },
    "source": {"name": "Witness A", "kind": "witness"},
    "citation": {"source": "KNDF", "record": "{incident}", "how": "phone"},
    "place": {"name": "New camp", "level": "camp", "parent": "Demoso"},
    "link": {"a": "{incident}", "b": "{other}", "decision": "not same", "reason": "other day"},
}
"""Enough of each kind of record to submit it."""

CORRECTED = {
    "incident": "title",
    "casualty": "notes",
    "detention": "notes",
    "damage": "name",
    "figure": "locator",
    "source": "name",
    "citation": "text",
    "place": "name_local",
    "link": "reason",
}
"""A field for words of each kind of record."""


@pytest.mark.parametrize("table", RECORD_TYPES)
async def test_every_kind_is_made_corrected_retired_and_restored(
    table: str, tmp_path: Path
) -> None:
    model = RECORD_TYPES[table]
    async with window(tmp_path) as w:
        known = {"incident": (await w.save(SHELLING)).code, "other": (await w.save(SHELLING)).code}
        form = await w.open_form(model)
        texts = {key: text.format(**known) for key, text in WHAT_TO_TYPE[table].items()}
        await w.fill(**texts)
        await settle(w, form)
        record = w.app.results.pop()
        assert record.review is Review.SUBMITTED, await w.call(Store.findings, record)
        w.app.saved.clear()

        name = CORRECTED[table]
        form = await w.open_form(model, record)
        await w.fill(**{name: HOSTILE})
        await settle(w, form)
        corrected = w.app.results.pop()
        expected = {**record.to_row(), name: HOSTILE}
        assert corrected.to_row() == expected | {"updated_at": corrected.updated_at}

        retired = await w.call(Store.retire, corrected, HOSTILE)
        assert retired.retired == HOSTILE
        restored = await w.call(Store.restore, retired)
        assert restored.to_row() == corrected.to_row()


@pytest.mark.parametrize("table", RECORD_TYPES)
async def test_hostile_words_come_through_the_form_as_they_were(table: str, tmp_path: Path) -> None:
    model = RECORD_TYPES[table]
    async with window(tmp_path) as w:
        before = await w.save(hostile(model))
        form = await w.open_form(model, before)
        body = form.query_one(FormBody)
        for name in sections(model):
            await body.open_section(name)
        await w.pilot.pause()
        assert any(HOSTILE in row.field.value for row in body.query(FieldRow))
        name = CORRECTED[table]
        await w.fill(**{name: f"{HOSTILE} once more"})
        await w.press("ctrl+s")
        await w.until(lambda: w.app.saved)
        after = await w.call(Store.get, model, before.id)
        changed = {"review", "updated_at", name}
        for spec in fields_of(model):
            if spec.name not in changed:
                assert getattr(after, spec.name) == getattr(before, spec.name), spec.name
        assert getattr(after, name) == f"{HOSTILE} once more"


async def test_the_form_as_it_opens(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await w.open_form(Casualty)
        assert_golden("form_new_casualty", screen_text(w.app))


async def test_a_form_that_is_being_filled(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident = await w.save(SHELLING)
        await w.open_form(Casualty, incident=incident.id)
        await w.fill(name=HOSTILE, outcome="kil", age="20+", when="feb 2023", where="pan kan")
        await w.fill(**{CITED: "Ko Htoo"})
        await w.press("shift+tab")
        await w.until(lambda: "a new source" in screen_text(w.app))
        assert_golden("form_half_filled", screen_text(w.app))


async def test_a_line_that_means_nothing_says_so_and_keeps_the_form_open(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.fill(name="Naw Paw", when="yesterday or so", outcome="zzz")
        await w.press("ctrl+s")
        await w.until(lambda: w.row("when").error)
        assert form.is_current
        assert w.row("outcome").error
        assert w.field("outcome").has_focus
        assert w.field("when").value == "yesterday or so"
        assert not w.app.saved
        assert_golden("form_not_understood", screen_text(w.app))
        await w.fill(when="Feb 2023")
        await w.until(lambda: "one line is not understood" in screen_text(w.app))
        await w.fill(outcome="killed")
        await w.until(lambda: "not understood" not in screen_text(w.app))


async def test_what_breaks_rules_is_saved_as_a_draft_and_listed(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await w.open_form(Casualty)
        await w.fill(name="Naw Paw", when="feb 2023", where="Demoso", sex="f", age="34")
        await w.press("ctrl+s")
        await w.until(lambda: w.row("outcome").error)
        assert w.field("outcome").has_focus
        assert_golden("form_saved_as_draft", screen_text(w.app))
        await w.fill(outcome="Killed")
        await w.press("ctrl+s")
        await w.until(lambda: w.app.results)
        saved = w.app.results.pop()
        assert saved.review is Review.SUBMITTED
        assert saved.outcome is Outcome.KILLED


async def test_what_was_wrong_is_no_longer_said_once_it_is_right(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        when, where = SHELLING.when, SHELLING.where
        draft = await w.save(Casualty(name="Naw Paw", quantity=3, when=when, where=where))
        await w.open_form(Casualty, draft)
        await w.until(lambda: "2 things are missing or wrong" in screen_text(w.app))
        assert w.row("outcome").error
        await w.fill(outcome="Killed")
        assert not w.row("outcome").error
        w.field("outcome").value = ""
        await w.press("tab")
        await w.until(lambda: w.row("outcome").error)
        await w.fill(outcome="Killed")
        await w.press("tab")
        await w.until(lambda: "1 thing is missing or wrong" in screen_text(w.app))
        await w.fill(quantity="1")
        await w.press("tab")
        await w.until(lambda: "Not saved yet: ctrl+s saves." in screen_text(w.app))
        assert not w.row("quantity").error
        assert not w.app.saved


async def test_a_line_that_breaks_a_rule_says_so_as_soon_as_it_is_left(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await w.open_form(Damage)
        await w.fill(kind="Home", quantity="0")
        await w.press("tab")
        await w.until(lambda: w.row("quantity").error)
        assert not w.row("grade").error, "nobody was there yet"
        await w.fill(quantity="4")
        await w.press("tab")
        await w.until(lambda: not w.row("quantity").error)


async def test_what_a_check_found_is_said_although_the_next_line_was_left_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, checks = threading.Event(), 0

    def slow(store: Store, **asked: Any) -> object:  # noqa: ANN401 - handed on as it came
        nonlocal checks
        checks += 1
        if checks == 1:
            may_go_on.wait(60)
            raise Interrupted  # As by the reading of the next line, for which it makes way.
        if checks == 2:
            time.sleep(0.3)
        return check_form(store, **asked)

    monkeypatch.setattr("tui.forms.remarks.check_form", slow)
    async with window(tmp_path) as w:
        await w.open_form(Damage)
        await w.fill(quantity="0")
        w.field("kind").focus()
        await w.until(lambda: checks)
        await w.fill(kind="Home")
        w.field("grade").focus()
        await w.pilot.pause()
        may_go_on.set()
        await w.until(lambda: w.row("quantity").error)


async def test_a_draft_can_be_left_as_it_is(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await w.open_form(Casualty)
        await w.fill(name="Naw Paw")
        await w.press("ctrl+s")
        await w.until(lambda: w.app.saved)
        await w.press("escape")
        await w.until(lambda: w.app.results)
        assert w.app.results.pop().review is Review.DRAFT


async def test_warnings_are_answered_with_a_reason(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.fill(name="Naw Paw", outcome="Killed", sex="f", age="3")
        await w.fill(when="2019", where="Demoso")
        await w.press("ctrl+s")
        await w.until(lambda: w.app.saved)
        await w.until(lambda: "F8" in screen_text(w.app))
        await w.press("f8")
        await w.until(lambda: isinstance(w.app.screen, Ask))
        await w.press(*"it was so", "enter")
        await w.until(lambda: not form.is_attached)
        saved = w.app.results.pop()
        assert list(saved.waived.values()) == ["it was so"]
        assert saved.review is Review.SUBMITTED
        assert not await w.call(Store.findings, saved)


async def test_nothing_typed_is_nothing_saved(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.press("ctrl+s")
        await w.until(lambda: "Nothing is filled in" in screen_text(w.app))
        assert form.is_current
        await w.press("escape")
        await w.until(lambda: w.app.results == [None])


# Sources


async def test_a_new_name_makes_a_source_and_a_citation_in_one_go(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Incident)
        await w.fill(**WHAT_TO_TYPE["incident"], **{CITED: HOSTILE})
        await settle(w, form)
        incident = w.app.results.pop()
        found = await w.call(Store.ask, _citations_of, incident.id)
        citation = await w.call(Store.get, Citation, found[0])
        source = await w.call(Store.get, Source, citation.source)
        assert len(found) == 1
        assert (source.name, source.kind) == (HOSTILE, SourceKind.UNKNOWN)
        assert {event.model for event in w.app.saved} == {Incident, Citation, Source}


def _citations_of(connection: object, record: str) -> list[str]:
    rows = connection.execute("SELECT id FROM citation WHERE record = ?", (record,))  # type: ignore[attr-defined]
    return [row[0] for row in rows]


async def test_the_same_name_is_the_same_source(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        source = await w.save(Source(name="Witness A", kind=SourceKind.WITNESS))
        for cited, expected in (("witness a", source.id), ("KNDF", None), (source.code, source.id)):
            form = await w.open_form(Incident)
            await w.fill(**WHAT_TO_TYPE["incident"], **{CITED: cited})
            await settle(w, form)
            found = await w.call(Store.ask, _citations_of, w.app.results.pop().id)
            citation = await w.call(Store.get, Citation, found[0])
            assert expected in {None, citation.source}
            w.app.saved.clear()


async def test_the_next_one_has_the_same_incident_and_source(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident = await w.save(SHELLING)
        form = await w.open_form(Casualty, incident=incident.id)
        await w.fill(name="Naw Paw", outcome="Killed", sex="f", age="34", **{CITED: "Ko Htoo"})
        await w.press("ctrl+n")
        await w.until(lambda: "This is the next one" in screen_text(w.app))
        assert w.field("name").value == ""
        assert w.field("name").has_focus
        assert w.field(CITED).value == "LKW2-0002"
        assert "Ko Htoo" in screen_text(w.app)
        await w.fill(name="Saw Htoo", outcome="Injured", sex="m", age="30")
        await settle(w, form)
        second = w.app.results.pop()
        assert second.name == "Saw Htoo"
        assert second.incident == incident.id
        sources = await w.call(Store.ask, _cited_sources)
        assert len(sources) == 2
        assert len(set(sources)) == 1


def _cited_sources(connection: object) -> list[str]:
    return [row[0] for row in connection.execute("SELECT source FROM citation")]  # type: ignore[attr-defined]


# Lines


async def test_a_line_shows_what_the_record_inherits(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Incident)
        await w.fill(**WHAT_TO_TYPE["incident"])
        await settle(w, form)
        incident = w.app.results.pop()
        await w.open_form(Casualty, incident=incident.id)
        assert w.field("when").placeholder == "incident: 24 Feb 2023"
        assert w.field("where").placeholder == "incident: Demoso township"
        await w.fill(incident="")
        await w.press("tab")
        await w.until(lambda: w.field("when").placeholder == "")


async def test_consent_and_place_have_lines_of_their_own(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.fill(name="Naw Paw", outcome="Killed", sex="f", age="34", where="a hut up the hill")
        await w.fill(
            **{
                "consent.keep": "yes",
                "consent.publish": "no",
                "consent.by": "relative",
                "consent.how": f"{HOSTILE}; twice, by phone",
                "where.point": "19°40'12\"N 97°12'36\"E",
                "where.precision": "exact",
            }
        )
        await settle(w, form)
        saved = w.app.results.pop()
        assert (saved.consent.keep, saved.consent.publish) == ("yes", "no")
        assert saved.consent.how == f"{HOSTILE}; twice, by phone"
        assert (saved.where.said, saved.where.lat, saved.where.lon) == (
            "a hut up the hill",
            19.67,
            97.21,
        )
        assert saved.where.precision == "exact"


async def test_f4_reaches_every_section(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await w.open_form(Casualty)
        for lines in sections(Casualty).values():
            await w.press("f4")
            await w.until(partial(_has_cursor, w, lines[0].key))
        await w.press("f4")
        await w.until(lambda: w.field("name").has_focus)


def _has_cursor(w: Window, key: str) -> bool:
    return w.field(key).has_focus


async def test_every_line_can_be_reached_with_tab(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        body = form.query_one(FormBody)
        for name in sections(Casualty):
            await body.open_section(name)
        reached: set[str] = set()
        for _ in range(len(lines_of(Casualty)) + len(sections(Casualty))):
            reached |= {row.key for row in body.query(FieldRow) if row.field.has_focus}
            form.focus_next()
            await w.pilot.pause()
        assert reached == set(lines_of(Casualty))


def test_models_are_all_tried() -> None:
    assert set(WHAT_TO_TYPE) == set(CORRECTED) == set(RECORD_TYPES)
    assert all(issubclass(model, Record) for model in RECORD_TYPES.values())
