"""Keys that come all at once find everything as if each had waited for the one before."""

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key

from store.ledger import Store
from store.query import Filter, default_sort, page
from store.records import Casualty, Incident, Record
from tests.tui.ledger_app import Window, build_ledger, window
from tests.tui.waiting import PATIENCE
from tui.screens.record import RecordScreen

NAMED = {"\t": "tab", "\r": "enter", "\x13": "ctrl+s", "\x1b": "escape"}
INCIDENT = "nArson very bad\tarson\t{when}\tDemoso\t\x13"
CASUALTY = "\racSaw Vic, a qualm\tkilled\tciv\tmale\t40\t\x13"


def burst(shown: Window, text: str) -> None:
    """Presses a key for each letter, all at once, as they come over a slow link."""
    for letter in text:
        key = NAMED.get(letter) or _character_to_key(letter)
        shown.app.post_message(events.Key(key, None if letter in NAMED else letter))


async def records(shown: Window, model: type[Record]) -> list[str]:
    def read(store: Store) -> list[str]:
        return [row.id for row in store.ask(page, model, Filter(), default_sort(model))]

    return await shown.app.gateway.call(read)


@pytest.mark.parametrize("with_records", [False, True])
@pytest.mark.parametrize("when", ["5 Mar 2023", "2/1/22"])
async def test_a_new_incident_and_its_casualty(
    tmp_path: Path, with_records: bool, when: str
) -> None:
    """Wherever the new incident comes in the list, the casualty becomes its own."""
    path = build_ledger(tmp_path / "a.fieldledger", with_records=with_records)
    async with window(path) as shown:
        before = [await records(shown, model) for model in (Incident, Casualty)]
        burst(shown, "2" + INCIDENT.format(when=when) + CASUALTY)
        await shown.until_shown("Around it")
        await shown.until_shown("Saw Vic, a qualm")
        after = [await records(shown, model) for model in (Incident, Casualty)]
        (incident,), (casualty,) = (set(a) - set(b) for a, b in zip(after, before, strict=True))
        saved = await shown.app.gateway.call(Store.get, Casualty, casualty)
        assert (saved.name, saved.incident) == ("Saw Vic, a qualm", incident)
        assert saved.age is not None
        assert saved.age.least == 40
        found = await shown.app.gateway.call(Store.get, Incident, incident)
        assert found.title == "Arson very bad"


async def test_a_list_and_the_record_in_it(tmp_path: Path) -> None:
    async with window(build_ledger(tmp_path / "a.fieldledger")) as shown:
        burst(shown, "3\r")
        await shown.until(lambda: isinstance(shown.app.screen, RecordScreen))


async def test_retired_ones_shown_and_the_first_opened(tmp_path: Path) -> None:
    async with window(build_ledger(tmp_path / "a.fieldledger")) as shown:
        burst(shown, "3rdouble\rt\r")
        await shown.until(lambda: isinstance(shown.app.screen, RecordScreen))
        await shown.until_shown("Retired: double")


@pytest.mark.parametrize("opening", ["q", "f2", "p", "question_mark", "f9"])
async def test_a_screen_that_a_key_opened_takes_the_next_one_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opening: str
) -> None:
    for name in ("LONGEST", "LEAVES_AFTER"):
        monkeypatch.setattr(f"tui.typeahead.{name}", 10 * PATIENCE)
    async with window(build_ledger(tmp_path / "a.fieldledger")) as shown:
        before = shown.app.screen
        shown.app.post_message(events.Key(opening, opening if len(opening) == 1 else None))
        await shown.until(lambda: shown.app.screen is not before)
        shown.app.post_message(events.Key("enter" if opening == "f9" else "escape", None))
        await shown.until(lambda: shown.app.screen is before)


async def test_a_period_is_chosen_before_anything_is_counted(tmp_path: Path) -> None:
    async with window(build_ledger(tmp_path / "a.fieldledger")) as shown:
        burst(shown, "p2021\r")
        await shown.until_shown("2021 · ")


async def test_what_is_left_before_it_is_counted_is_counted_on_the_way_back(
    tmp_path: Path,
) -> None:
    async with window(build_ledger(tmp_path / "a.fieldledger")) as shown:
        burst(shown, "2")
        await shown.until_shown("[2 Incidents]")
        await shown.press("1")
        await shown.until_shown("Documented")
