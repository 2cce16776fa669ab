"""A number broken down by any two things adds up, and each of its cells can be opened."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from store.counting.behind import Page, records_behind
from store.counting.explaining import Column, Question
from store.counting.lines import Grounds
from store.counting.opening_scope import opening_scope
from store.counting.scope import Scope
from store.counting.tables import Cut
from store.demo import build_demo
from store.ledger import Store
from store.reporting.breakdown import (
    Breakdown,
    breakdown,
    columns_of,
    dimensions_for,
    measures_for,
    rows_of,
)
from store.reporting.calendar import MonthOfDays, month_of_days


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.fieldledger"
    build_demo(path)
    store = Store.open(path)
    yield store
    store.close()


def asked(demo: Store, code: str, *by: str) -> Breakdown:
    scope: Scope = demo.ask(opening_scope, demo.settings, demo.today)
    found: Breakdown = demo.ask(breakdown, scope, code, by)
    return found


@pytest.mark.parametrize("code", ["killed", "detained", "homes_affected", "shellings"])
def test_every_table_of_a_number_adds_up_to_it(demo: Store, code: str) -> None:
    whole = asked(demo, code, "township").table.total.documented
    for by in combinations(dimensions_for(code), 2):
        found = asked(demo, code, *by)
        *rows, total = rows_of(found)
        assert total.cells[-1].cell.documented == whole, by
        for n in range(len(columns_of(found))):
            assert sum(row.cells[n].cell.documented for row in rows) == (
                total.cells[n].cell.documented
            )
        for row in [*rows, total]:
            assert sum(cell.cell.documented for cell in row.cells[:-1]) == (
                row.cells[-1].cell.documented
            )


@pytest.mark.parametrize("by", [("township", "sex"), ("month", "age"), ("means", "actor")])
def test_the_records_behind_each_cell_add_up_to_it(demo: Store, by: tuple[str, str]) -> None:
    found = asked(demo, "killed", *by)
    scope = found.scope
    for row in rows_of(found):
        for crossed in row.cells:
            cut = Cut("killed", str(scope.population), crossed.by)
            ground = Grounds.of(scope).for_line("killed")
            question = Question(scope, ground, "killed", Column.DOCUMENTED, cut, crossed.labels)
            page: Page = demo.ask(records_behind, question)
            counted = sum(told.quantity for told in page.rows if told.is_in)
            assert counted == crossed.cell.documented, (row.label, crossed.labels)


def test_sorted_rows_begin_with_the_largest_and_end_with_what_is_not_known(demo: Store) -> None:
    found = asked(demo, "killed", "township", "sex")
    rows = rows_of(found, len(columns_of(found)) - 1)
    numbers = [row.cells[-1].cell.documented for row in rows if not row.is_fixed]
    assert numbers == sorted(numbers, reverse=True)
    assert [row.label for row in rows[-2:]] == ["township unknown", "Total"]


def test_one_dimension_has_one_column(demo: Store) -> None:
    found = asked(demo, "killed", "township")
    assert columns_of(found) == ("Total",)
    assert [row.cells[0].text for row in rows_of(found)][-1] == "7–8"


def test_buildings_have_no_sex() -> None:
    assert "sex" not in dimensions_for("homes_destroyed")
    assert "homes_destroyed" not in measures_for(("sex",))
    assert "killed" in measures_for(("sex", "age"))


def test_the_days_of_a_month_and_the_rest_make_the_month(demo: Store) -> None:
    scope: Scope = demo.ask(opening_scope, demo.settings, demo.today)
    found: MonthOfDays = demo.ask(month_of_days, scope, "killed", "2023-02")
    assert len(found.days) == 28
    assert found.documented == 7
    assert sum(day.documented for day in found.days) + found.undated == 7
    assert found.days[4].documented == 3
