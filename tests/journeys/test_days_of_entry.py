"""Three days of a documenter, in keys: what is told by phone, typed in as it is told.

The people and what happened to them are invented. The bounds are what it takes today; whoever
makes a day longer has to say why.
"""

from pathlib import Path

import pytest

from store.ledger import Store
from store.records import Casualty, Citation, Damage, Detention, Figure, Incident, Link, Record
from store.rows import Row, rows_where
from store.vocabulary import BuildingKind, EndedHow, Outcome, Review
from tests.journeys.typist import Typist
from tests.tui.ledger_app import Window, build_ledger, window
from tui.figures.statement import SHARED
from tui.screens.ledger import LedgerScreen
from tui.screens.record import RecordScreen
from tui.screens.statement import StatementForm


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return build_ledger(tmp_path / "a.fieldledger", with_records=False)


def rows(store: Store, model: type[Record]) -> list[Row]:
    return list(store.ask(rows_where, model, "retired IS NULL"))


async def test_a_shelling_told_by_three_people(ledger: Path) -> None:
    """2 dead, 5 injured of whom nobody knows the names, 22 homes and a church."""
    async with window(ledger) as w:
        at = Typist(w)
        await at.press("2", "n")
        await at.form()
        await at.lines("Shelling of the market (invented)", "shel", "24 feb 2023", "Demoso")
        await at.lines("", "")
        await at.press("tab")
        await at.type("Caller A")
        await at.save()
        await w.until(lambda: isinstance(w.app.screen, LedgerScreen) and w.table.cursor_key)

        await at.press("c")
        await at.form()
        await at.lines("Naw Demo One", "kil", "civ", "f", "34")
        await at.save_and_next()
        await at.lines("Saw Demo Two", "kil", "civ", "m", "60")
        await at.save_and_next()
        await at.lines("", "inj")
        await at.press("f4")
        await at.type("5")
        await at.save()

        await at.press("g")
        await at.form()
        await at.lines("home", "", "", "22", "dest")
        await at.save_and_next()
        await at.lines("chur", "St Demo", "cath", "", "sev")
        await at.save()

        await at.press("enter")
        await w.until(lambda: isinstance(w.app.screen, RecordScreen))
        await w.until_shown("Caller A")
        await at.press("s")
        await at.form()
        await at.lines("Caller B", "", "ph", "saw")
        await at.save_and_next()
        await at.lines("Caller C", "", "", "told")
        await at.save()
        await w.until_shown("Caller C")

        await assert_shelling(w)
        assert at.keys <= 220, f"{at.keys} keys, {at.seconds:.0f} s"
        print(f"shelling: {at.keys} keys, {at.seconds:.0f} s")  # noqa: T201 - a measurement.


async def assert_shelling(w: Window) -> None:
    people = await w.app.gateway.call(rows, Casualty)
    assert [(p["outcome"], p["quantity"]) for p in people] == [
        (Outcome.KILLED, 1),
        (Outcome.KILLED, 1),
        (Outcome.INJURED, 5),
    ]
    homes, church = await w.app.gateway.call(rows, Damage)
    assert (homes["kind"], homes["quantity"], homes["grade"]) == (
        BuildingKind.HOME,
        22,
        "destroyed",
    )
    assert (church["name"], church["denomination"]) == ("St Demo", "roman_catholic")
    incident = (await w.app.gateway.call(rows, Incident))[0]
    told = [row["record"] for row in await w.app.gateway.call(rows, Citation)]
    assert told.count(incident["id"]) == 3
    everything = [incident, *people, homes, church]
    assert {row["id"] for row in everything} == set(told)
    assert {row["review"] for row in everything} == {Review.SUBMITTED}


async def test_a_raid_with_six_men_taken_one_of_them_found_dead(ledger: Path) -> None:
    """The names are told at once; the death ten days later, by somebody else."""
    async with window(ledger) as w:
        at = Typist(w)
        await at.press("2", "n")
        await at.form()
        await at.lines("Raid on a village (invented)", "raid", "20 feb 2023", "Hpruso")
        await at.lines("", "")
        await at.press("tab")
        await at.type("Headman")
        await at.save()
        await w.until(lambda: isinstance(w.app.screen, LedgerScreen) and w.table.cursor_key)
        await at.press("d")
        for n, name in enumerate(["Aung", "Bo", "Cho", "Dee", "Eh", "Foe"]):
            await at.form()
            await at.lines(f"Saw {name}", "m")
            await at.type(str(20 + n))
            await (at.save_and_next() if n < 5 else at.save())
        taken = at.keys

        await at.press("4")
        await w.counted()
        await at.press("slash")
        await at.type("Cho")
        await at.press("enter")
        await w.until(lambda: "1 of 6" in w.status or "1 detention" in w.status)
        await at.press("enter")
        await w.until(lambda: isinstance(w.app.screen, RecordScreen))
        await w.until_shown("Saw Cho")
        await at.press("x")
        await at.form()
        await at.lines("2 mar 2023", "")
        await at.type("His brother")
        await at.save()

        held = await w.app.gateway.call(rows, Detention)
        assert [row["name"] for row in held][2] == "Saw Cho"
        assert [row["ended_how"] for row in held].count(EndedHow.DIED) == 1
        (dead,) = await w.app.gateway.call(rows, Casualty)
        assert (dead["name"], dead["outcome"]) == ("Saw Cho", Outcome.DIED_IN_CUSTODY)
        (link,) = await w.app.gateway.call(rows, Link)
        assert (link["a"], link["b"]) == (held[2]["id"], dead["id"])
        print(f"raid: {taken} and {at.keys - taken} keys, {at.seconds:.0f} s")  # noqa: T201
        assert taken <= 150, f"{taken} keys"
        assert at.keys - taken <= 35, f"{at.keys - taken} keys"


NUMBERS = (
    ("kille", "", "8"),
    ("inju", "", "12"),
    ("died in fl", "", "1"),
    ("miss", "", "2"),
    ("detained", "", "4"),
    ("clash", "", "30"),
    ("airstr", "", "6"),
    ("shell", "", "35+"),
    ("homes destr", "", "9"),
    ("religious destr", "", "4"),
)
"""What a statement says of one month, of whom where the row above does not say it, how many."""


async def test_a_published_statement_with_ten_numbers(ledger: Path) -> None:
    """Source, date, period and place are typed once, the numbers row by row."""
    async with window(ledger) as w:
        at = Typist(w)
        await at.press("6", "f")
        await w.until(lambda: isinstance(w.app.screen, StatementForm) and w.app.screen.focused)
        answers = {
            "source": "KNDF",
            "published_on": "6 mar 2023",
            "kind": "for a p",
            "period": "feb 2023",
            "scope": "Loikaw",
            "locator": "page 1",
        }
        for key in SHARED:
            await at.line(answers.get(key, ""))
        for n, (measure, whom, number) in enumerate(NUMBERS):
            await at.line(measure)
            await at.line(whom or ("civ" if not n else ""))
            await at.line(number)
            await at.lines("", "")
        await at.press("ctrl+s")
        await w.until_shown("[6 Figures]")
        figures = await w.app.gateway.call(rows, Figure)
        assert [row["best"] for row in figures] == [8, 12, 1, 2, 4, 30, 6, 35, 9, 4]
        assert {row["review"] for row in figures} == {Review.SUBMITTED}
        print(f"statement: {at.keys} keys, {at.seconds:.0f} s")  # noqa: T201 - a measurement.
        assert at.keys <= 200, f"{at.keys} keys"
