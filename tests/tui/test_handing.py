"""Handing on at the screen: keys read in and compared, a handoff made, receipts, travelling."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from store.handoff.cards import card_of
from store.handoff.keyring import keyring_of, own_keys
from store.handoff.making import HandedOn, Order, hand_on
from store.handoff.reading import read_handoff
from store.handoff.receipts import note_received, receipt_text
from store.handoff.traffic import sent_handoffs
from store.ledger import Store
from tests.store.handoff.handing import finished, introduce, new_ledger
from tests.store.handoff.test_receipts import bring_in
from tests.tui.ledger_app import HOSTILE, Window, build_ledger, window
from tui.handing.ask_file import AskFile
from tui.handing.hand_on import HandOn
from tui.handing.handoffs import HandoffsScreen
from tui.handing.keys import KeysScreen
from tui.handing.text_in import TextIn
from tui.handing.travel_light import TravelLight
from tui.screens.ask import Ask, Confirm
from tui.screens.working import Working
from tui.widgets.field_row import FieldRow
from tui.widgets.line_input import LineInput
from tui.widgets.note_input import NoteInput

OFFICE = f"Office {HOSTILE}"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return build_ledger(tmp_path / "a.fieldledger")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.fieldledger"
    new_ledger(path, OFFICE, "OFC1", seed=7).close()
    return path


@pytest.fixture
def known(ledger: Path, office: Path) -> Path:
    """The ledger, with the office's key in it and its own at the office."""
    ours, theirs = Store.open(ledger), Store.open(office)
    introduce(ours, theirs)
    introduce(theirs, ours)
    ours.close()
    theirs.close()
    return ledger


def at_office(office: Path, ask: Callable[[Store], str]) -> str:
    store = Store.open(office)
    found = ask(store)
    store.close()
    return found


def card(store: Store) -> str:
    return card_of(store.do(own_keys))


def receipt_for(store: Store, path: Path) -> str:
    with finished(read_handoff(path, store.ask(keyring_of))) as handoff:
        bring_in(store, handoff)
        store.do(note_received, handoff, 2)
        return store.do(receipt_text, handoff.sha256)


async def on(w: Window, screen: type[object]) -> None:
    await w.until(lambda: isinstance(w.app.screen, screen))


def fill(w: Window, key: str, text: str) -> None:
    row = next(row for row in w.app.screen.query(FieldRow) if row.key == key)
    if isinstance(row.field, NoteInput):
        row.field.text = text
    else:
        row.field.value = text


async def read_text(w: Window, text: str) -> None:
    await on(w, TextIn)
    fill(w, "text", text)
    await w.press("ctrl+s")


async def test_a_key_is_read_in_and_compared(ledger: Path, office: Path) -> None:
    text = at_office(office, card)
    fingerprint = at_office(office, lambda store: store.do(own_keys).fingerprint)
    async with window(ledger) as w:
        await w.press("f", "y", "n")
        await read_text(w, text.replace("OFC1", "OFC2"))
        await w.until_shown("This is not a key, or it was altered")
        await w.press("n")
        await read_text(w, text)
        await on(w, Confirm)
        assert fingerprint in w.text
        assert OFFICE in w.text
        await w.press("n")
        await w.until_shown("not yet")
        await w.press("c", "y")
        await w.until(lambda: "not yet" not in w.text)
        assert f"{fingerprint}  yes" in w.text


async def test_the_name_of_a_file_may_stand_where_its_text_belongs(
    ledger: Path, office: Path, tmp_path: Path
) -> None:
    (tmp_path / "office.key.txt").write_text(at_office(office, card), encoding="utf-8")
    async with window(ledger) as w:
        await w.press("f", "y", "n")
        await read_text(w, f"{tmp_path / 'office.key.txt'}\n")
        await on(w, Confirm)
        assert OFFICE in w.text


async def test_our_own_key_is_shown_and_written(ledger: Path, tmp_path: Path) -> None:
    async with window(ledger) as w:
        await w.press("f", "y", "s")
        await w.until_shown("To read out")
        shown = w.text
        await w.press("escape", "w")
        await on(w, AskFile)
        await w.press("enter")
        await w.until_shown("Written")
    text = (tmp_path / "LKW2.key.txt").read_text(encoding="utf-8")
    assert all(line in shown for line in text.splitlines())
    assert at_office(ledger, card) == text


async def test_a_changed_key_is_told_loudly_and_replaced_only_by_hand(
    known: Path, office: Path
) -> None:
    at_office(office, lambda store: str(store.ask(lambda c: c.execute("DELETE FROM own_key"))))
    text = at_office(office, card)
    fresh = at_office(office, lambda store: store.do(own_keys).fingerprint)
    async with window(known) as w:
        await w.press("f", "y", "n")
        await read_text(w, text)
        await on(w, Ask)
        assert "THE KEY OF THIS PERSON HAS CHANGED" in w.text
        assert fresh in w.text
        await w.press("escape")
        await w.until_shown("the old key holds")
        await w.press("n")
        await read_text(w, text)
        await on(w, Ask)
        w.app.screen.query_one(LineInput).value = "12345"
        await w.press("enter")
        await w.until_shown("HAS CHANGED")
        assert isinstance(w.app.screen, KeysScreen)
        assert fresh not in w.text
        await w.press("n")
        await read_text(w, text)
        await on(w, Ask)
        w.app.screen.query_one(LineInput).value = fresh
        await w.press("enter")
        await w.until_shown("replaced")
        assert f"{fresh}  yes" in w.text


async def test_a_handoff_is_made_and_its_receipt_read_in(known: Path, office: Path) -> None:
    async with window(known) as w:
        await w.press("f", "h")
        await w.until_shown("would go")
        assert f"{OFFICE} (OFC1), compared" in w.text.replace("\n                        ", " ")
        await w.press("ctrl+s")
        await w.until_shown("Handed on")
        made = known.with_name("LKW2-001.handoff")
        assert made.exists()
        assert made.with_name("LKW2-001.handoff.minisig").exists()
        assert "It is sealed" in w.text
        await w.press("escape")
        await w.until_shown("not yet")
        text = at_office(office, lambda store: receipt_for(store, made))
        await w.press("r")
        await read_text(w, text)
        await w.until_shown("2 conflicts.")
        await w.until(lambda: "not yet" not in w.text)
        await w.press("h")
        await w.until_shown("0 changes would go")
        proposed = w.app.screen.query(LineInput).last().value
        assert proposed == str(known.with_name("LKW2-002.handoff"))
        await w.press("ctrl+s")
        await w.until_shown("There is nothing new")


async def test_wrong_answers_are_said_where_they_stand_and_write_nothing(known: Path) -> None:
    async with window(known) as w:
        await w.press("f", "h")
        await w.until_shown("would go")
        for key, wrong, said in (
            ("to", "nobody", "Whom?"),
            ("to", "off", ""),
            ("what", "everthing", "type the word all"),
            ("what", "ALL", "Everything, also"),
            ("seal", "opne", "type the word open"),
            ("seal", "open", "NOT SEALED"),
            ("file", str(known), "There is something of that"),
            ("file", str(known.parent / "no" / "x"), "There is no such folder"),
        ):
            fill(w, key, wrong)
            await w.pilot.pause()
            if said.startswith(("type", "There")):
                await w.press("ctrl+s")
            await w.until_shown(said)
        assert isinstance(w.app.screen, HandOn)
        await w.press("escape")
        await on(w, HandoffsScreen)
    assert [p.name for p in known.parent.iterdir() if "handoff" in p.name] == []


async def test_the_word_open_leaves_it_open(known: Path) -> None:
    async with window(known) as w:
        await w.press("f", "h")
        await w.until_shown("would go")
        fill(w, "seal", "open")
        await w.press("ctrl+s")
        await w.until_shown("It is NOT sealed")
    assert known.with_name("LKW2-001.handoff").read_bytes().startswith(b"SQLite format 3")


async def test_a_handoff_can_be_stopped_and_leaves_nothing(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.handoff.content.CHUNK", 1)
    begun = asyncio.Event()
    show = Working.show

    def seen(screen: Working, step: object) -> None:
        begun.set()
        show(screen, step)  # type: ignore[arg-type]

    def slow(store: Store, path: Path, order: Order):  # type: ignore[no-untyped-def]  # noqa: ANN202
        import time

        for step in (job := hand_on(store, path, order)):
            time.sleep(0.02)
            try:
                yield step
            except GeneratorExit:
                job.close()
                raise

    monkeypatch.setattr(Working, "show", seen)
    monkeypatch.setattr("tui.handing.hand_on.hand_on", slow)
    async with window(known) as w:
        await w.press("f", "h")
        await w.until_shown("would go")
        await w.press("ctrl+s")
        await begun.wait()
        await w.press("escape")
        await w.until_shown("Stopped: nothing was written.")
        assert await w.app.gateway.call(lambda store: store.ask(sent_handoffs)) == []
    assert not list(known.parent.glob("*handoff*"))


async def test_a_receipt_is_written_for_what_came(known: Path, office: Path) -> None:
    ours = Store.open(known)
    order = Order(ours.ask(keyring_of).receiver(""))
    done: HandedOn = finished(hand_on(ours, known.parent / "h", order))
    ours.close()
    text = at_office(office, lambda store: receipt_for(store, done.path))
    async with window(office) as w:
        await w.press("f")
        await w.until_shown("2 left open")
        await w.press("w")
        await on(w, AskFile)
        await w.press("enter")
        await w.until_shown("Written")
    written = office.with_name("LKW2-001.receipt.txt").read_text(encoding="utf-8")
    said = [line for line in written.splitlines() if line.startswith("handoff")]
    assert said == [f"handoff: {done.sha256}"]
    assert said[0] in text


async def test_travelling_light_is_for_those_whose_work_was_received(
    known: Path, office: Path
) -> None:
    async with window(known) as w:
        await w.press("f", "l")
        await w.until_shown("No receipt covers everything yet")
        await w.press("h")
        await w.until_shown("would go")
        await w.press("ctrl+s")
        await w.until_shown("Handed on")
        await w.press("escape")
        made = known.with_name("LKW2-001.handoff")
        text = at_office(office, lambda store: receipt_for(store, made))
        await w.press("r")
        await read_text(w, text)
        await w.until_shown("2 conflicts.")
        await w.press("l")
        await on(w, TravelLight)
        fill(w, "first", "a word")
        fill(w, "again", "another")
        await w.press("ctrl+s")
        await w.until_shown("The two are not the same")
        fill(w, "first", "")
        fill(w, "again", "")
        w.app.is_plain = False
        await w.press("ctrl+s")
        await w.until_shown("Without a passphrase?")
        await w.press("n")
        await on(w, TravelLight)
        assert not known.with_name("LKW2-light.fieldledger").exists()
        await w.press("ctrl+s")
        await on(w, Confirm)
        await w.press("y")
        await w.until_shown("Ready to travel light")
        assert "still holds every record" in w.text
    light = Store.open(known.with_name("LKW2-light.fieldledger"))
    assert light.settings.prefix == "LKW2"
    light.close()
