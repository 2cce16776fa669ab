"""The same rules in a form's save, in an import and in a merge, which holds what breaks them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest

from store.commands.adding import add_items, edit_record
from store.errors import RecordInvalid
from store.fields import fields_of
from store.identifiers import new_record_id
from store.items import ItemsRejected, to_item
from store.kinds import ReferenceKind
from store.kinds.placed import PlaceKind
from store.ledger import Store
from store.merging.remarks import About, remarks_on
from store.records import RECORD_TYPES, Record
from store.rules import ALL_RULES, Level, findings
from store.vocabulary import Review
from tests.store.merging.laptops import NOW, done, laptop, merged
from tests.store.neighbours import RIGHT, Neighbours
from tests.store.test_rules import BREAKS

LEVELS = {rule.name: rule.level for rule in ALL_RULES}
HELD_BY_COLUMNS = {"span-order", "point-range", "age-range", "count-below-zero"}
"""What the columns keep, too: no record can be written that breaks these."""

WAITS = {"end-in-ledger"}
"""A merge that brings what points to a record not here keeps that aside until it comes."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = laptop(tmp_path_factory.mktemp("rules"), "AA")
    yield store
    store.close()


class _ForgottenError(Exception):
    """Ends a transaction of which nothing stays."""


def _forget() -> NoReturn:
    raise _ForgottenError


@contextmanager
def for_a_while(store: Store) -> Iterator[None]:
    with suppress(_ForgottenError), store.together():
        yield
        _forget()


def references(record: Record) -> dict[str, str]:
    """What the record points to, by field."""
    kinds = (ReferenceKind, PlaceKind)
    names = [spec.name for spec in fields_of(type(record)) if isinstance(spec.kind, kinds)]
    return {name: value for name in names if (value := getattr(record, name))}


def breaking(rule: str) -> list[Record]:
    """The records of a ledger in which the last one breaks a rule, with ids of their own."""
    record, *around = BREAKS[rule]
    known = {one.id: one for one in (*RIGHT, *around, record)}
    wanted, asked = {one.id for one in (record, *around)}, [record, *around]
    while asked:
        beside = {known[i].id for i in references(asked.pop()).values() if i in known} - wanted
        asked += [known[one] for one in beside]
        wanted |= beside
    ids = {one: new_record_id(NOW, os.urandom) for one in sorted(wanted)}
    ordered = sorted(
        wanted, key=lambda i: (i == record.id, list(RECORD_TYPES).index(known[i].table))
    )
    return [_with_ids(known[one], ids) for one in ordered]


def _with_ids(record: Record, ids: dict[str, str]) -> Record:
    pointing = {name: ids.get(value, value) for name, value in references(record).items()}
    return record.model_copy(update={"id": ids[record.id], **pointing})


def sentences(rule: str) -> set[str]:
    """What the rule says of the record that breaks it."""
    record, *around = BREAKS[rule]
    return {f.sentence for f in findings(record, Neighbours(tuple(around))) if f.rule == rule}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_form_s_save_keeps_it_as_a_draft_or_shows_what_is_odd(ledger: Store, rule: str) -> None:
    *around, record = breaking(rule)
    with for_a_while(ledger):
        ledger.save_all(around)
        if rule in HELD_BY_COLUMNS:
            with pytest.raises(RecordInvalid):
                ledger.save_all([record])
            return
        (saved,) = ledger.save_all([record])
        assert {f.sentence for f in saved.findings if f.rule == rule} == sentences(rule)
        is_draft = saved.record.review is Review.DRAFT
        assert is_draft is (LEVELS[rule] is Level.ERROR)


@pytest.mark.parametrize("rule", BREAKS)
def test_an_import_refuses_it_or_shows_what_is_odd(ledger: Store, rule: str) -> None:
    *around, record = breaking(rule)
    with for_a_while(ledger):
        ledger.save_all(around)
        if LEVELS[rule] is Level.WARNING:
            (saved,) = add_items(ledger, type(record), [_item(record)])
            assert saved.record.review is Review.SUBMITTED
            assert {f.sentence for f in saved.findings if f.rule == rule} == sentences(rule)
            return
        told = set(_refused(ledger, record))
        assert told
        if rule not in HELD_BY_COLUMNS | WAITS | {"span-precision"}:
            assert sentences(rule) <= told


def _item(record: Record) -> dict[str, Any]:
    kept = {
        name
        for spec in fields_of(type(record))
        if spec.meta.kept_by_program
        for name in spec.column_names
    }
    return {k: v for k, v in to_item(record).items() if v is not None and k not in kept}


def _refused(ledger: Store, record: Record) -> Iterator[str]:
    if record.id in references(record).values():
        (right,) = (one for one in RIGHT if one.table == record.table)
        (saved,) = ledger.save_all([_with_ids(right, {**references(record), right.id: record.id})])
        with pytest.raises(RecordInvalid) as broken:
            edit_record(ledger, saved.record.code, _item(record), "")
        yield from (said for told in broken.value.findings.values() for said in told)
        return
    with pytest.raises(ItemsRejected) as refused:
        add_items(ledger, type(record), [_item(record)])
    assert {error.item for error in refused.value.errors} == {1}
    yield from (error.sentence for error in refused.value.errors)


def test_a_merge_holds_it_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = laptop(tmp_path, "AA"), laptop(tmp_path, "BB")
    brought: dict[str, Record] = {}
    with monkeypatch.context() as patched:
        # Somebody whose version knows none of the rules.
        patched.setattr("store.saving.findings", lambda *_: ())
        for rule in BREAKS.keys() - HELD_BY_COLUMNS - WAITS:
            brought[rule] = theirs.save_all(breaking(rule))[-1].record
    told = done(ours.do_in_steps(remarks_on, merged(ours, theirs).number))
    for rule, record in brought.items():
        held = ours.get(type(record), record.id)
        assert held.review is Review.SUBMITTED
        assert held.to_row() == record.to_row()
        found = {f.sentence for f in ours.findings(held) if f.rule == rule}
        assert found == sentences(rule)
        if LEVELS[rule] is Level.ERROR:
            about_it = {r.sentence for r in told if (r.about, r.record) == (About.RULE, record.id)}
            assert found <= about_it
    ours.close()
    theirs.close()
