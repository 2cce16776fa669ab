"""A statement with many numbers: typed in one go, saved together, nothing lost."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from store.errors import DiskFull, LedgerReadOnly
from store.founded import Founding
from store.ledger import Store
from store.records import Figure, Source
from store.vocabulary import Population, Qualifier, Review
from tests.tui.ledger_app import HOSTILE, Window, build_ledger, clock, window
from tests.tui.screen_text import assert_golden
from tui.figures.grid import FigureGrid
from tui.figures.statement import (
    CELLS,
    SHARED,
    NotUnderstood,
    Statement,
    StatementSaved,
    draft_of,
    left_statement,
    new_figure,
    population_for,
    save_statement,
)
from tui.forms.filled import understand
from tui.screens.statement import StatementForm
from tui.widgets.line_input import LineInput

TOLD = {
    "source": f"{HOSTILE} (invented)",
    "published_on": "6 Mar 2023",
    "kind": "For a period",
    "period": "Feb 2023",
    "scope": "Loikaw",
    "locator": "page 5",
}
TEN = [
    ("Killed", "Civilians", "8", "", "eight"),
    ("Injured", "Civilians", "5-12", "", ""),
    ("Killed", Population.STATE_FORCES.label, "35+", "", ""),
    ("Clashes", "Not applicable", "about 30", "", ""),
    ("Airstrikes", "Not applicable", "up to 6", "", ""),
    ("Homes destroyed", "Not applicable", "1,352", "", ""),
    ("Religious destroyed", "Not applicable", "4", "At least", ""),
    ("Missing", "Civilians", "none", "", ""),
    ("Detained", "Civilians", "some", "", ""),
    ("Died in flight", "Civilians", "2-3-5", "", HOSTILE),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    ledger = Store.create(tmp_path / "a.fieldledger", Founding("Invented", "LKW2"), clock=clock)
    yield ledger
    ledger.close()


def statement(rows: Sequence[tuple[str, ...]], **shared: str) -> Statement:
    texts = tuple(dict(zip(CELLS, row, strict=True)) for row in rows)
    told = dict.fromkeys(SHARED, "") | TOLD | shared
    return Statement("a-form", told, texts, tuple(new_figure() for _ in rows))


def test_ten_numbers_become_ten_figures_of_one_new_source(store: Store) -> None:
    store.keep_form("a-form", "figure", draft_of(statement(TEN)))
    saved = save_statement(store, statement(TEN))
    assert isinstance(saved, StatementSaved)
    assert not saved.errors
    assert saved.sentence.startswith("10 figures saved")
    figures = list(saved.figures.values())
    assert {figure.review for figure in figures} == {Review.SUBMITTED}
    (source,) = saved.sources
    assert isinstance(source, Source)
    assert {figure.source for figure in figures} == {source.id}
    numbers = [(f.least, f.best, f.most, f.qualifier) for f in figures]
    assert numbers[1] == (5, None, 12, Qualifier.EXACT)
    assert numbers[2] == (None, 35, None, Qualifier.AT_LEAST)
    assert numbers[6] == (None, 4, None, Qualifier.AT_LEAST)
    assert numbers[8] == (None, None, None, Qualifier.UNKNOWN_SOME)
    assert numbers[9] == (2, 3, 5, Qualifier.EXACT)
    assert figures[9].text == HOSTILE
    assert store.undo() == 11
    assert not store.kept_forms()


def test_what_means_nothing_is_told_by_row_and_nothing_is_saved(store: Store) -> None:
    rows = [TEN[0], ("Killed", "Nobody at all", "eight", "", "")]
    outcome = save_statement(store, statement(rows, period="whenever it was"))
    assert isinstance(outcome, NotUnderstood)
    assert set(outcome.shared) == {"period"}
    assert set(outcome.rows) == {1}
    assert set(outcome.rows[1]) == {"number", "population"}


def test_a_number_that_breaks_rules_is_a_draft_and_says_so_in_its_row(store: Store) -> None:
    rows = [TEN[0], ("Killed", "", "3", "", "")]
    saved = save_statement(store, statement(rows))
    assert isinstance(saved, StatementSaved)
    assert saved.figures[0].review == Review.SUBMITTED
    assert saved.figures[1].review == Review.DRAFT
    assert "population" in saved.errors[1]
    assert "1 of them as draft" in saved.sentence


def test_what_was_left_comes_back_as_it_was(store: Store) -> None:
    left = statement([TEN[0], TEN[9]])
    store.keep_form("a-form", "figure", draft_of(left))
    again = left_statement(store)
    assert again is not None
    assert again.shared == left.shared
    assert again.rows == left.rows
    assert [start.id for start in again.starts] == [start.id for start in left.starts]
    assert left_statement(store, "another-form") is None


@pytest.mark.parametrize(
    ("measure", "before", "expected"),
    [
        ("Clashes", "Civilians", "Not applicable"),
        ("Homes destroyed", "", "Not applicable"),
        ("Killed", "Civilians", "Civilians"),
        ("Killed", "Not applicable", ""),
        ("no measure", "Children", "Children"),
        ("shell", "Civilians", "Not applicable"),
        ("homes", "", "Not applicable"),
        ("miss", "Civilians", "Civilians"),
        ("s", "Civilians", "Civilians"),
    ],
)
def test_whom_a_number_counts_is_offered(measure: str, before: str, expected: str) -> None:
    assert population_for(measure, before) == expected


# On the screen


def _fill(shown: Window) -> StatementForm:
    form = shown.app.screen
    assert isinstance(form, StatementForm)
    for key, text in TOLD.items():
        form._body.put(key, text)
    return form


async def _opened(shown: Window) -> StatementForm:
    await shown.open_list("6")
    await shown.press("f")
    await shown.until(lambda: isinstance(shown.app.screen, StatementForm))
    await shown.until(lambda: shown.app.screen.query(FigureGrid).first().rows)
    return _fill(shown)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_rows_are_typed_one_after_the_other(tmp_path: Path, size: tuple[int, int]) -> None:
    async with window(build_ledger(tmp_path / "a.fieldledger"), size) as shown:
        form = await _opened(shown)
        form._grid.go_to(0)
        await shown.press(*"kille", "enter", *"civ", "enter", "8", "enter", "enter", "enter")
        form._grid.rows[1].put("measure", "Clashes")
        await shown.press("enter")
        await shown.until(lambda: form._grid.rows[1].texts["population"] == "Not applicable")
        assert form._grid.rows[1].cell("population").selected_text == "Not applicable"
        form._grid.rows[1].put("number", "thirty")
        await shown.press("ctrl+s")
        await shown.until_shown("nothing was saved")
        assert_golden(f"statement_{size[0]}", shown.text)
        form._grid.rows[1].put("number", "35+")
        await shown.press("ctrl+s")
        await shown.until_shown("[6 Figures]")
        await shown.until_shown("35")


async def test_leaving_keeps_what_was_typed_and_it_comes_back(tmp_path: Path) -> None:
    async with window(build_ledger(tmp_path / "a.fieldledger")) as shown:
        form = await _opened(shown)
        form._grid.go_to(0)
        await shown.press(*"kille", "enter", "escape")
        await shown.until(lambda: not isinstance(shown.app.screen, StatementForm))
        await shown.press("f3")
        await shown.until(lambda: isinstance(shown.app.screen, StatementForm))
        await shown.until_shown("has come back")
        assert "Killed" in shown.text
        await shown.press("f7")
        await shown.until(lambda: "Killed" not in shown.text)


async def test_what_cannot_be_saved_stays_in_the_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LedgerReadOnly

    async with window(build_ledger(tmp_path / "a.fieldledger")) as shown:
        form = await _opened(shown)
        form._grid.rows[0].put("measure", "Killed")
        form._grid.rows[0].put("number", "8")
        monkeypatch.setattr(Store, "save_all", refuse)
        await shown.press("ctrl+s")
        await shown.until_shown("This ledger can only be read")
        assert isinstance(shown.app.screen, StatementForm)
        assert isinstance(form._starts[0], Figure)


async def test_it_is_not_left_while_nothing_of_it_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull

    async with window(build_ledger(tmp_path / "a.fieldledger")) as shown:
        form = await _opened(shown)
        form._grid.rows[0].put("measure", "Killed")
        monkeypatch.setattr(Store, "keep_form", full)
        await shown.press("escape")
        await shown.until_shown(DiskFull.title[:30])
        assert shown.app.screen is form
        monkeypatch.setattr(Store, "drop_form", full)
        await shown.press("f7", "escape")
        await shown.until(lambda: shown.app.screen is not form)


async def test_a_lock_keeps_what_was_typed_last(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", passphrase="long words")  # noqa: S106
    async with window(path, is_open=False) as shown:
        await shown.until_shown("locked with a passphrase")
        shown.app.screen.query_one(LineInput).value = "long words"
        await shown.press("enter")
        await shown.until_shown("Documented")
        form = await _opened(shown)
        form._grid.go_to(0)
        await shown.press(*"kill", "f9")
        await shown.until(lambda: shown.app.gateway.is_away)
        other = Store.open(path, "long words")
        assert [draft.fields["0.measure"] for draft in other.kept_forms()] == ["kill"]
        other.close()


def test_a_publisher_whom_nobody_cited_yet_stands_there_by_its_letters(store: Store) -> None:
    read = understand(store, new_figure(), "source", {"source": "kndf"})
    assert (read.text, read.error) == ("KNDF", "")
    assert read.echo == "" or read.echo.startswith("Karenni Nationalities")
