"""The word "today" means the day of the person at the laptop, not that of Greenwich."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.fields import field_of
from store.founded import Founding
from store.ledger import Store
from store.records import Incident
from store.spans import Span
from store.vocabulary import DatePrecision

AFTER_MIDNIGHT = datetime(2023, 2, 23, 18, 0, tzinfo=UTC)
"""Half past midnight on the 24th in Yangon."""

ON_THE_24TH = date(2023, 2, 24)


@pytest.fixture
def in_yangon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    monkeypatch.setenv("TZ", "MMT-6:30")
    time.tzset()
    founding = Founding("Invented", "LKW2")
    store = Store.create(tmp_path / "a.fieldledger", founding, clock=lambda: AFTER_MIDNIGHT)
    yield store
    store.close()
    monkeypatch.undo()
    time.tzset()


def test_a_night_is_of_the_day_that_the_person_has(in_yangon: Store) -> None:
    assert in_yangon.today == ON_THE_24TH
    assert in_yangon.lookup.today == ON_THE_24TH


def test_what_happened_today_does_not_lie_after_today(in_yangon: Store) -> None:
    when = in_yangon.read_field(field_of(Incident, "when"), "today")
    saved = in_yangon.save(Incident(title="Shelling (invented)", when=when))
    assert saved.record.when == Span(ON_THE_24TH, ON_THE_24TH, DatePrecision.DAY, "today")
    assert [found for found in saved.findings if found.rule == "after-today"] == []
