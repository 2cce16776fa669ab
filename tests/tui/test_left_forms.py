"""What was typed before a crash is told of on the first screen, and one key goes on with it."""

from pathlib import Path

from store.form_drafts import FormDraft
from store.ledger import Store
from tests.tui.ledger_app import HOSTILE, build_ledger, clock, window
from tui.screens.form import RecordForm
from tui.widgets.left_forms import LeftForms, left_sentence


def left(path: Path, *names: str) -> None:
    store = Store.open(path, clock=clock)
    for n, name in enumerate(names):
        store.keep_form(f"0186b000-0000-7000-8000-00000000000{n}", "casualty", {"name": name})
    store.close()


async def test_one_key_goes_on_with_what_was_typed(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", with_records=False)
    left(path, HOSTILE)
    async with window(path) as shown:
        await shown.until_shown("F3 goes on")
        assert shown.lines[1].startswith(" Not saved yet: a casualty, typed ")
        await shown.press("f3")
        await shown.until(lambda: isinstance(shown.app.screen, RecordForm))
        await shown.until_shown("come back")
        assert HOSTILE[:20] in shown.text
        await shown.press("f7", "escape")
        await shown.until(lambda: not isinstance(shown.app.screen, RecordForm))
        await shown.until(lambda: "F3" not in shown.text)
        await shown.press("f3")
        assert not isinstance(shown.app.screen, RecordForm)


async def test_the_line_makes_way_for_a_list_and_the_key_stays(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", with_records=False)
    left(path, "Naw Paw", "Naw Mu")
    async with window(path) as shown:
        await shown.until_shown("2 forms")
        await shown.press("3")
        assert not shown.app.screen.query_one(LeftForms).display
        await shown.press("f3")
        await shown.until(lambda: isinstance(shown.app.screen, RecordForm))


def test_the_sentence_names_no_value() -> None:
    draft = FormDraft("a", "casualty", {"name": HOSTILE}, "2023-03-06T12:00:00Z")
    assert left_sentence([]) == ""
    assert "a casualty, typed 6 Mar 2023" in left_sentence([draft])
    assert "2 forms" in left_sentence([draft, draft])
    assert "Thida" not in left_sentence([draft, draft])


def test_the_sentence_calls_a_kind_as_english_does() -> None:
    for kind, named in (("incident", "an incident,"), ("casualty", "a casualty,")):
        form = FormDraft("form", kind, {}, "2023-03-06T12:00:00Z")
        assert named in left_sentence([form])
        assert named in left_sentence([form, form])
