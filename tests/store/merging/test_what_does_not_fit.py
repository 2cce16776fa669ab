"""Whatever two people's work makes odd together is held, told, and never a crash."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.engine import Connection
from store.history import Body, Change, GroupChange, body_hash, change_hash
from store.ledger import Store
from store.merging.applying import merge
from store.merging.conflicts import count_open
from store.merging.planning import plan
from store.merging.remarks import About, Remark, remarks_on
from store.records import Casualty, Citation, Incident, Link, PlaceRecord, Record, Source
from store.rows import row_of
from store.vocabulary import (
    LinkDecision,
    Outcome,
    PersonStatus,
    PlaceLevel,
    Review,
    SourceKind,
)
from tests.store.conftest import HOSTILE
from tests.store.merging.laptops import connection_of, done, holds, laptop, merged, planned, wrong
from tests.store.merging.test_union import sent
from tests.store.test_ledger import an_incident, read

Laptops = tuple[Store, Store, Store]


def remarks(store: Store, number: int) -> tuple[Remark, ...]:
    return done(store.do_in_steps(remarks_on, number))


def abouts(found: tuple[Remark, ...]) -> set[About]:
    return {remark.about for remark in found}


def a_death(store: Store) -> Casualty:
    incident = an_incident(store)
    return store.save(
        Casualty(
            incident=incident.id,
            name="Saw Eh Doh (invented)",
            sex=read(store, Casualty, "sex", "male"),
            age=read(store, Casualty, "age", "34"),
            outcome=Outcome.KILLED,
            status=PersonStatus.CIVILIAN,
            review=Review.SUBMITTED,
        )
    ).record


def test_a_person_who_died_twice_is_told_as_a_likely_double(laptops: Laptops) -> None:
    a, b, _ = laptops
    ours, theirs = a_death(a), a_death(b)
    found = remarks(a, merged(a, b).number)
    doubles = [r for r in found if r.about is About.DOUBLE and r.table == "casualty"]
    assert [(r.record, r.others) for r in doubles] == [(theirs.id, (ours.id,))]
    assert wrong(a) == []


def test_a_code_used_twice_is_told(laptops: Laptops, tmp_path: Path) -> None:
    a, _, _ = laptops
    (tmp_path / "copy").mkdir()
    ours = an_incident(a)
    # Another laptop whose owner chose the same prefix.
    other = laptop(tmp_path / "copy", "AA", dice_of="others")
    an_incident(other, title="made elsewhere")
    found = remarks(a, merged(a, other).number)
    other.close()
    codes = [r for r in found if r.about is About.CODE]
    assert [(r.code, r.others) for r in codes] == [(ours.code, (ours.id,))]


def test_a_circle_of_parts_is_held_and_told(laptops: Laptops) -> None:
    a, b, _ = laptops
    first, second = an_incident(a), an_incident(a)
    merged(b, a)
    a.save(a.get(Incident, first.id).model_copy(update={"part_of": second.id}))
    b.save(b.get(Incident, second.id).model_copy(update={"part_of": first.id}))
    found = remarks(a, merged(a, b).number)
    assert About.CIRCLE in abouts(found)
    merged(b, a)
    assert holds(a) == holds(b)
    assert not [sentence for sentence in wrong(a) if "breaks a rule" not in sentence]


def test_places_that_lie_in_each_other_are_held(laptops: Laptops) -> None:
    a, b, _ = laptops
    first, second = (
        a.save(
            PlaceRecord(name=n, level=PlaceLevel.SITE, parent="MMR002001", review=Review.SUBMITTED)
        ).record
        for n in (HOSTILE, "Camp")
    )
    merged(b, a)
    a.save(a.get(PlaceRecord, first.id).model_copy(update={"parent": second.id}))
    b.save(b.get(PlaceRecord, second.id).model_copy(update={"parent": first.id}))
    merged(a, b)
    merged(b, a)
    assert holds(a) == holds(b)


def test_a_copied_laptop_and_a_restored_backup_never_collide(tmp_path: Path) -> None:
    a = laptop(tmp_path, "AA")
    incident = an_incident(a)
    path = Path(connection_of(a).execute("PRAGMA database_list").fetchone()[2])
    a.close()
    shutil.copy(path, tmp_path / "copy.fieldledger")
    original, copy = Store.open(path), Store.open(tmp_path / "copy.fieldledger")
    office = laptop(tmp_path, "OF")
    for store, title in ((original, "on the laptop"), (copy, "on its copy")):
        an_incident(store, title=title)
        store.save(store.get(Incident, incident.id).model_copy(update={"title": title}))
    assert planned(office, original).refused == ()
    merged(office, original)
    assert planned(office, copy).refused == ()
    merged(office, copy)
    assert office.ask(count_open) == 1
    assert len(holds(office)["incident"]) == 3
    assert wrong(office) == []
    for store in (original, copy, office):
        store.close()


def test_a_place_that_a_person_added_comes_with_what_lies_in_it(laptops: Laptops) -> None:
    a, b, _ = laptops
    camp = a.save(
        PlaceRecord(
            name=HOSTILE, level=PlaceLevel.CAMP, parent="MMR002001", review=Review.SUBMITTED
        )
    ).record
    an_incident(a, where=read(a, Incident, "where", HOSTILE))
    merged(b, a)
    a.save(a.get(PlaceRecord, camp.id).model_copy(update={"name": "Camp 4"}))
    merged(b, a)
    assert holds(a) == holds(b)
    assert [match.key for match in b.places("Camp 4")] == [camp.id]
    assert wrong(b) == []


@contextmanager
def without(store: Store, record: str) -> Iterator[Connection]:
    """A file of a ledger without the chain that made a record."""
    connection = connection_of(store)
    (chain,) = connection.execute(
        "SELECT chain FROM change WHERE record = ? AND op = 'create'", (record,)
    ).fetchone()
    yield sent(
        store,
        f"DELETE FROM change WHERE chain = '{chain}'",
        f"DELETE FROM chain WHERE id = '{chain}'",
    )


def taken(store: Store, theirs: Connection) -> int:
    found = done(plan(connection_of(store), theirs))
    return done(store.do_in_steps(merge, theirs, found)).number


def test_what_points_to_a_record_not_held_yet_waits_for_it(laptops: Laptops) -> None:
    a, b, c = laptops
    incident = an_incident(a)
    source = a.save(Source(name="S", kind=SourceKind.WITNESS, review=Review.SUBMITTED)).record
    merged(b, a)
    citation = b.save(
        Citation(source=source.id, record=incident.id, review=Review.SUBMITTED)
    ).record
    b.save(
        Link(
            a=incident.id,
            b=incident.id,
            decision=LinkDecision.UNSURE,
            reason=HOSTILE,
            review=Review.DRAFT,
        )
    )
    person = a_death(b)
    b.save(b.get(Casualty, person.id).model_copy(update={"incident": incident.id}))
    with without(b, incident.id) as partial:
        number = taken(c, partial)
    assert c.get(Citation, citation.id).record is None
    assert c.get(Casualty, person.id).incident is None
    assert About.POINTS in abouts(remarks(c, number))
    # An edit of something else leaves what is waited for where it is.
    c.save(c.get(Casualty, person.id).model_copy(update={"notes": "more"}))
    assert c.get(Casualty, person.id).incident is None
    assert not [s for s in wrong(c) if "breaks a rule" not in s]
    merged(c, a)
    assert c.get(Citation, citation.id).record == incident.id
    assert c.get(Casualty, person.id).incident == incident.id
    merged(b, c)
    assert holds(b) == holds(c)
    assert holds(c)["unheld"] == []


def forged(store: Store, model: type[Record], record: str, **values: object) -> Connection:
    """A file in which a laptop goes on writing, with right hashes, what no version here writes."""
    connection = connection_of(store)
    chain, seq, tip = connection.execute(
        "SELECT chain, seq, hash FROM change ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    (person,) = connection.execute("SELECT person FROM chain WHERE id = ?", (chain,)).fetchone()
    groups = {name: GroupChange({}, {name: value}) for name, value in values.items()}  # type: ignore[dict-item]
    known = connection.execute("SELECT 1 FROM record WHERE id = ?", (record,)).fetchone()
    op, at = "edit" if known else "create", "2030-01-01T00:00:00Z"
    change = Change(chain, seq + 1, 9, at, person, model.table, record, op, None)
    body = Body(groups).to_json()
    hashed = body_hash(b"salt", body)
    copy = sent(store)
    copy.execute(
        f"INSERT INTO change VALUES ({', '.join('?' * 13)})",
        (
            *(chain, seq + 1, 9, at, person, model.table, record, op),
            *(body, b"salt", hashed, tip, change_hash(change, hashed, tip)),
        ),
    )
    copy.execute("INSERT INTO record(id, kind) VALUES (?, ?)", (record, model.table))
    return copy


def test_a_code_of_a_newer_list_is_kept_and_shown(laptops: Laptops) -> None:
    a, b, _ = laptops
    incident = an_incident(a)
    file = forged(a, Incident, incident.id, kind="cyber_attack")
    file.execute("CREATE TABLE code_incident_kind(code, label, definition, position)")
    file.execute("INSERT INTO code_incident_kind VALUES ('cyber_attack', 'Cyber attack', '-', 99)")
    taken(b, file)
    assert str(b.get(Incident, incident.id).kind) == "cyber_attack"
    assert wrong(b) == []
    b.save(b.get(Incident, incident.id).model_copy(update={"title": "edited here"}))
    assert str(b.get(Incident, incident.id).kind) == "cyber_attack"


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "nobody_knows"},
        {"quantity": "many"},
        {"title": 7},
        {"when_from": "2023-02-30"},
        {"lat": 91.5},
        {"place": ""},
        {"place": "MMR002001999"},
        {"incident": "no-such-record"},
        {"waived": "[]"},
        {"a_field_of_tomorrow": "x"},
        {"grade": None},
        {"part_of": "00000000-0000-0000-0000-000000000000"},
    ],
)
def test_a_value_that_a_row_cannot_hold_stays_in_its_change(
    laptops: Laptops, values: dict[str, object]
) -> None:
    a, b, c = laptops
    incident = an_incident(a, title=HOSTILE)
    taken(b, forged(a, Incident, incident.id, **values))
    assert row_of(connection_of(b), Incident, incident.id)
    assert not [s for s in wrong(b) if "breaks a rule" not in s]
    stored = (
        connection_of(b).execute("SELECT body FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    )
    assert json.loads(stored[0])["set"]
    merged(c, b)
    assert holds(b) == holds(c)


def test_a_kind_of_record_of_a_newer_version_is_kept(laptops: Laptops) -> None:
    a, b, c = laptops
    an_incident(a)

    class Tomorrow(Record, table="tomorrow", one="Tomorrow", many="Tomorrows"):
        """What a newer version keeps."""

    taken(b, forged(a, Tomorrow, "0186b6ca-f600-7f67-a157-90b4f52b2fff", what="x"))
    merged(c, b)
    assert holds(b) == holds(c)
    assert [s for s in wrong(b) if "does not know" in s]
    with pytest.raises(Exception, match="no such record"):
        b.find("0186b6ca-f600-7f67-a157-90b4f52b2fff")


def test_rules_broken_between_two_people_are_told(laptops: Laptops) -> None:
    a, b, _ = laptops
    person = a_death(a)
    merged(b, a)
    a.save(a.get(Casualty, person.id).model_copy(update={"name": None}))
    a.save(a.get(Casualty, person.id).model_copy(update={"quantity": 4}))
    b.save(b.get(Casualty, person.id).model_copy(update={"name_local": "နော်ဖော"}))
    found = remarks(b, merged(b, a).number)
    assert About.RULE in abouts(found)
