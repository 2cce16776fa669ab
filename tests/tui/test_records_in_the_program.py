"""From the list to a record, its form and back, in the program as it is."""

from pathlib import Path

from store.ledger import Store
from store.records import Casualty
from store.summaries import Summary, find_records
from tests.tui.ledger_app import build_ledger
from tests.tui.screen_text import screen_text
from tui.app import Fieldledger
from tui.forms.body import FormBody
from tui.opening import Opening
from tui.screens.form import RecordForm
from tui.screens.record import RecordScreen
from tui.widgets.field_row import FieldRow


async def test_a_casualty_is_opened_corrected_and_listed_anew(tmp_path: Path) -> None:
    app = Fieldledger(Opening(build_ledger(tmp_path / "a.fieldledger")))
    async with app.run_test(size=(80, 24)) as pilot:

        async def until(text: str) -> None:
            for _ in range(5_000):
                if text in screen_text(app):
                    return
                await pilot.pause(0.02)
            raise TimeoutError(f"{text}\n{screen_text(app)}")

        await until("Documented")
        await pilot.press("3")
        await until("Invented 000")
        await pilot.press("down")
        await until(">    LKW2")
        await pilot.press("enter")
        await until("e Edit")
        assert isinstance(app.screen, RecordScreen)
        await pilot.press("e")
        await until("ctrl+s Save")
        assert isinstance(app.screen, RecordForm)
        body = app.screen.query_one(FormBody)
        next(row for row in body.query(FieldRow) if row.key == "name").field.value = "Corrected"
        await pilot.press("ctrl+s")
        await until("Corrected")
        while isinstance(app.screen, RecordForm):
            await pilot.press("escape")
            await pilot.pause(0.1)
        await until("e Edit")
        await pilot.press("escape")
        await until("[3 Casualties]")
        await until("Corrected")
        assert [found.title for found in await app.gateway.call(_corrected)] == ["Corrected"]


def _corrected(store: Store) -> tuple[Summary, ...]:
    found: tuple[Summary, ...] = store.ask(find_records, Casualty.table, "corrected")
    return found
