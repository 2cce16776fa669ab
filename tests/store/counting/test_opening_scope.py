"""What a ledger counts before anybody has asked."""

from datetime import date
from pathlib import Path

from store.counting.opening_scope import area_choices, opening_scope, recorded_months
from store.counting.scope import Scope
from store.demo import build_demo
from store.ledger import Store
from store.records import Casualty
from store.reporting.glance import Glance, glance
from store.spans import parse_span

TODAY = date(2023, 3, 6)


def opened(ledger: Store) -> Scope:
    scope: Scope = ledger.ask(opening_scope, ledger.settings, TODAY)
    return scope


def test_an_empty_ledger_counts_since_its_start(ledger: Store) -> None:
    scope = opened(ledger)
    assert (scope.stretch.first, scope.stretch.last) == ("2021-02-01", "2023-03-06")
    assert not scope.area.keys
    assert scope.as_of == "2023-03-06"


def test_the_last_month_up_to_today_of_which_something_is_recorded(ledger: Store) -> None:
    for when in ("Nov 2022", "3 Jan 2023", "unknown", "1 May 2023"):
        ledger.save(Casualty(name="Invented", when=parse_span(when, today=TODAY)))
    scope = opened(ledger)
    assert (scope.stretch.first, scope.stretch.last) == ("2023-01-01", "2023-01-31")
    assert ledger.ask(recorded_months, TODAY).first == "2022-11"


def test_the_year_that_ends_with_a_month_is_shown_beside_it(ledger: Store) -> None:
    ledger.save(Casualty(name="Invented", when=parse_span("3 Jan 2023", today=TODAY)))
    found: Glance = ledger.ask(glance, ledger.settings, opened(ledger))
    assert (found.months[0].key, found.months[-1].key) == ("2022-02", "2023-01")
    assert found.has_records


def test_the_demo_opens_on_what_its_reports_speak_of(tmp_path: Path) -> None:
    path = tmp_path / "demo.fieldledger"
    build_demo(path)
    store = Store.open(path)
    scope: Scope = store.ask(opening_scope, store.settings, store.today)
    assert (scope.stretch.first, scope.stretch.last) == ("2023-02-01", "2023-02-28")
    assert len(scope.area.keys) == 4
    names = [choice.name for choice in store.ask(area_choices, store.settings.territory)]
    assert {"Kayah", "Loikaw", "Pekon", "Pinlaung"} <= set(names)
    assert "Yangon" not in names
    store.close()
