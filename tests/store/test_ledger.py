"""Saving, reading, retiring, reviewing: what a ledger promises about one record."""

from pathlib import Path
from typing import Any

import pytest

from store.errors import (
    ParseError,
    RecordInvalid,
    RecordMissing,
    RecordRetired,
    StaleRecord,
)
from store.fields import field_of, fields_of
from store.kinds import ReferenceKind, Where
from store.ledger import Store
from store.query import Sort, page, read_filter
from store.records import (
    RECORD_TYPES,
    Casualty,
    Citation,
    Figure,
    Incident,
    PlaceRecord,
    Record,
    Source,
)
from store.rows import row_of
from store.vocabulary import (
    FigureKind,
    IncidentKind,
    Measure,
    Outcome,
    PlaceLevel,
    Population,
    Qualifier,
    Review,
    SourceKind,
)
from tests.store.conftest import HOSTILE, clock


def read(store: Store, model: type[Record], field: str, text: str) -> Any:  # noqa: ANN401
    return store.read_field(field_of(model, field), text)


def an_incident(store: Store, **more: object) -> Incident:
    values: dict[str, Any] = {
        "title": "Shelling (invented)",
        "kind": IncidentKind.SHELLING,
        "when": read(store, Incident, "when", "24 Feb 2023"),
        "where": read(store, Incident, "where", "Pan Kan, Loikaw"),
        "review": Review.SUBMITTED,
        **more,
    }
    return store.save(Incident(**values)).record


def a_citation(store: Store, backed: Record) -> Citation:
    source = store.save(
        Source(name="Source A", kind=SourceKind.WITNESS, review=Review.SUBMITTED)
    ).record
    return store.save(Citation(source=source.id, record=backed.id, review=Review.SUBMITTED)).record


def test_codes_count_up_with_the_prefix(ledger: Store) -> None:
    assert an_incident(ledger).code == "LKW2-0001"
    assert an_incident(ledger).code == "LKW2-0002"


def test_a_record_is_found_by_code_and_by_id(ledger: Store) -> None:
    saved = an_incident(ledger)
    assert ledger.find("lkw2-0001") == ledger.find(saved.id) == saved
    with pytest.raises(RecordMissing):
        ledger.find("LKW2-9999")


def test_errors_make_a_draft_and_lose_nothing(ledger: Store) -> None:
    saved = ledger.save(Casualty(name=HOSTILE, review=Review.SUBMITTED))
    assert saved.record.review is Review.DRAFT
    assert {f.fields[0] for f in saved.findings if f.fields} >= {"outcome"}
    assert ledger.get(Casualty, saved.record.id).name == HOSTILE


def test_refusing_saves_nothing(ledger: Store) -> None:
    with pytest.raises(RecordInvalid) as caught:
        ledger.save(Casualty(name=HOSTILE, review=Review.SUBMITTED), refuse=True)
    assert "outcome" in caught.value.findings
    assert an_incident(ledger).code == "LKW2-0001"


@pytest.mark.parametrize("model", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_every_text_comes_back_as_it_was_typed(ledger: Store, model: type[Record]) -> None:
    hostile = f"  {HOSTILE}\u202e\x1b]0;x\x07\n"
    texts: dict[str, Any] = {
        spec.name: hostile
        for spec in fields_of(model)
        if spec.kind.name in ("text", "lines") and not spec.meta.kept_by_program
    }
    saved = ledger.save(model(**texts)).record
    again = ledger.get(model, saved.id)
    assert {name: getattr(again, name) for name in texts} == texts


def test_a_save_from_an_older_version_is_refused(ledger: Store) -> None:
    first = an_incident(ledger)
    ledger.save(first.model_copy(update={"title": "A"}))
    with pytest.raises(StaleRecord):
        ledger.save(first.model_copy(update={"title": "B"}))
    assert ledger.get(Incident, first.id).title == "A"


def test_saving_what_did_not_change_writes_nothing(ledger: Store) -> None:
    saved = an_incident(ledger)
    ledger.save(saved)
    assert len(ledger.history(saved)) == 1


def test_when_and_where_are_inherited_and_follow_a_correction(ledger: Store) -> None:
    incident = an_incident(ledger)
    casualty = ledger.save(Casualty(incident=incident.id, outcome=Outcome.KILLED)).record
    assert effective(ledger, casualty) == ("2023-02-24", "2023-02-24", "MMR002001")
    corrected = {
        "when": read(ledger, Incident, "when", "Mar 2023"),
        "where": read(ledger, Incident, "where", "Demoso"),
    }
    ledger.save(incident.model_copy(update=corrected))
    assert effective(ledger, casualty) == ("2023-03-01", "2023-03-31", "MMR002002")
    again = ledger.get(Casualty, casualty.id)
    assert (again.when, again.where) == (None, None)


def effective(store: Store, record: Record) -> tuple[str, str, str]:
    found: tuple[str, str, str] = store.ask(
        lambda connection: connection.execute(
            f"SELECT eff_from, eff_to, eff_township FROM {record.table} WHERE id = ?", (record.id,)
        ).fetchone()
    )
    return found


def test_a_citation_of_the_incident_covers_what_belongs_to_it(ledger: Store) -> None:
    incident = an_incident(ledger)
    casualty = ledger.save(Casualty(incident=incident.id, outcome=Outcome.KILLED)).record
    assert cited(ledger, casualty) == 0
    citation = a_citation(ledger, incident)
    assert cited(ledger, casualty) == cited(ledger, incident) == 1
    ledger.retire(citation, "withdrawn")
    assert cited(ledger, casualty) == cited(ledger, incident) == 0


def cited(store: Store, record: Record) -> int:
    found: tuple[int] = store.ask(
        lambda connection: connection.execute(
            f"SELECT cited FROM {record.table} WHERE id = ?", (record.id,)
        ).fetchone()
    )
    return found[0]


def test_retiring_needs_a_reason_and_can_be_undone(ledger: Store) -> None:
    saved = an_incident(ledger)
    with pytest.raises(ParseError):
        ledger.retire(saved, "  ")
    retired = ledger.retire(saved, "entered twice")
    assert retired.retired == "entered twice"
    assert ledger.restore(retired).retired is None
    assert [v.op for v in ledger.history(saved)] == ["create", "retire", "restore"]


def test_an_approval_falls_with_a_change_it_did_not_see(ledger: Store) -> None:
    approved = ledger.approve(an_incident(ledger))
    assert approved.review is Review.APPROVED
    edited = ledger.save(approved.model_copy(update={"title": "Other"})).record
    assert edited.review is Review.SUBMITTED
    assert ledger.approve(edited).review is Review.APPROVED


def test_an_approval_of_what_was_not_read_is_refused(ledger: Store) -> None:
    first = an_incident(ledger)
    ledger.save(first.model_copy(update={"title": "Other"}))
    with pytest.raises(StaleRecord):
        ledger.approve(first)


def test_a_draft_with_errors_cannot_be_approved(ledger: Store) -> None:
    draft = ledger.save(Casualty(review=Review.SUBMITTED)).record
    with pytest.raises(RecordInvalid):
        ledger.approve(draft)


def test_returning_needs_a_question_and_keeps_it(ledger: Store) -> None:
    saved = an_incident(ledger)
    with pytest.raises(ParseError):
        ledger.give_back(saved, "")
    returned = ledger.give_back(saved, "Which village?")
    assert (returned.review, returned.review_comment) == (Review.RETURNED, "Which village?")


@pytest.mark.parametrize("words", ["twice\0", "twice \ud800"])
def test_words_that_no_other_laptop_could_keep_are_refused(ledger: Store, words: str) -> None:
    saved = an_incident(ledger)
    for refused in (ledger.retire, ledger.restore, ledger.approve, ledger.give_back):
        with pytest.raises(ParseError, match="cannot be kept"):
            refused(saved, words)
    assert [v.op for v in ledger.history(saved)] == ["create"]


def test_an_older_version_comes_back_as_a_new_change(ledger: Store) -> None:
    first = an_incident(ledger)
    second = ledger.save(first.model_copy(update={"title": "Wrong", "narrative": "x"})).record
    oldest = ledger.history(second)[0]
    back = ledger.bring_back(second, oldest.change, "the first was right").record
    assert (back.title, back.narrative) == (first.title, None)
    assert [v.why for v in ledger.history(back)] == ["", "", "the first was right"]


def test_history_tells_each_field_before_and_after(ledger: Store) -> None:
    first = an_incident(ledger)
    ledger.save(first.model_copy(update={"title": "Other"}), why="misheard")
    version = ledger.history(first)[-1]
    assert [(f.label, f.before, f.after) for f in version.fields] == [
        ("Title", "Shelling (invented)", "Other")
    ]
    assert (version.by, version.device, version.why) == ("Naw Paw (invented)", "LKW2", "misheard")


def test_citing_a_well_known_publisher_brings_its_source(ledger: Store) -> None:
    figure = Figure(
        source=read(ledger, Figure, "source", "KNDF"),
        kind=FigureKind.PERIOD,
        measure=Measure.KILLED,
        population=Population.CIVILIANS,
        best=8,
        qualifier=Qualifier.EXACT,
    )
    saved = ledger.save(figure).record
    source = ledger.find("KNDF")
    assert isinstance(source, Source)
    assert saved.source == source.id
    ledger.save(figure)
    assert len(ledger.history(source)) == 1


def test_all_are_saved_or_none(ledger: Store) -> None:
    good = Incident(kind=IncidentKind.RAID)
    with pytest.raises(RecordInvalid):
        ledger.save_all([good, Casualty(review=Review.SUBMITTED)], refuse=True)
    with pytest.raises(RecordMissing):
        ledger.find("LKW2-0001")
    saved = ledger.save_all([good, Casualty()])
    assert [s.record.code for s in saved] == ["LKW2-0001", "LKW2-0002"]
    assert list(filter(None, ledger.check())) == []


def test_form_drafts_come_back_and_go_with_the_save(ledger: Store) -> None:
    ledger.keep_form("new:casualty", "casualty", {"name": HOSTILE, "when": "Feb 20"})
    ledger.keep_form("new:casualty", "casualty", {"name": HOSTILE, "when": "Feb 2023"})
    (draft,) = ledger.kept_forms()
    assert draft.fields == {"name": HOSTILE, "when": "Feb 2023"}
    ledger.save_all([Casualty(name=HOSTILE)], form="new:casualty")
    assert ledger.kept_forms() == []


def test_everything_is_there_after_closing_and_opening(tmp_path: Path, ledger: Store) -> None:
    saved = an_incident(ledger)
    ledger.close()
    again = Store.open(tmp_path / "a.fieldledger", clock=clock)
    assert again.get(Incident, saved.id) == saved
    edited = again.save(saved.model_copy(update={"title": "Next day"})).record
    assert {chain for chain, _ in edited.heads} != {chain for chain, _ in saved.heads}
    assert list(filter(None, again.check())) == []
    again.close()


def test_a_reference_is_read_by_code(ledger: Store) -> None:
    incident = an_incident(ledger)
    for model in RECORD_TYPES.values():
        for spec in fields_of(model):
            if isinstance(spec.kind, ReferenceKind) and spec.kind.table in ("", "incident"):
                assert ledger.read_field(spec, incident.code.lower()) == incident.id


def test_a_retired_record_is_restored_before_it_is_changed(ledger: Store) -> None:
    retired = ledger.retire(an_incident(ledger), "entered twice")
    with pytest.raises(RecordRetired):
        ledger.save(retired.model_copy(update={"title": "Other"}))
    with pytest.raises(RecordRetired):
        ledger.approve(retired)
    assert ledger.get(Incident, retired.id).retired == "entered twice"
    restored = ledger.restore(retired)
    assert ledger.save(restored.model_copy(update={"title": "Other"})).record.title == "Other"


def test_what_was_never_saved_is_not_retired_or_reviewed(ledger: Store) -> None:
    unsaved = Incident(title="Shelling (invented)")
    for review in (ledger.approve, ledger.restore):
        with pytest.raises(RecordMissing):
            review(unsaved)
    for answer in (ledger.retire, ledger.give_back):
        with pytest.raises(RecordMissing):
            answer(unsaved, "why")
    assert ledger.ask(lambda c: c.execute("SELECT count(*) FROM record").fetchone()) == (0,)


def test_what_is_kept_of_a_place_follows_the_place(ledger: Store) -> None:
    def saved(**values: object) -> PlaceRecord:
        values = {"level": PlaceLevel.SITE, "review": Review.SUBMITTED, **values}
        return ledger.save(PlaceRecord(**values)).record  # type: ignore[arg-type]

    camp = saved(name="Camp (invented)", parent="MMR002001")
    well = saved(name="Well (invented)", parent=camp.id)
    incident = an_incident(ledger, where=Where(well.id))
    casualty = ledger.save(Casualty(incident=incident.id)).record

    moved = {"parent": "MMR002002", "name": "Camp moved (invented)"}
    ledger.save(camp.model_copy(update=moved))
    local = {"name": "Spring (invented)", "name_local": "ရေတွင်း"}
    ledger.save(ledger.get(PlaceRecord, well.id).model_copy(update=local))

    for model, record in ((Incident, incident), (Casualty, casualty)):
        row = ledger.ask(row_of, model, record.id)
        assert (row["eff_township"], row["eff_place_name"]) == ("MMR002002", "Spring (invented)")
        for words in ("Demoso", "Spring", "ရေတွင်း"):
            found = ledger.ask(page, model, read_filter(model, words, ledger.lookup), Sort(""))
            assert [listed.id for listed in found] == [record.id], words
    assert [sentence for sentence in ledger.check() if sentence] == []
