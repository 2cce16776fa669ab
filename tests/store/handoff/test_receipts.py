"""Receipts: the next handoff starts where the last receipt ends, and nothing is lost between."""

from pathlib import Path

import pytest

from store.engine import Connection
from store.errors import HandoffRejected, LedgerError
from store.handoff import layout
from store.handoff.opened import OpenedHandoff
from store.handoff.receipts import note_received, read_receipt, receipt_text
from store.handoff.traffic import received_handoffs, sent_handoffs
from store.handoff.travelling import readiness, travel_light
from store.kinds import quoted
from store.ledger import Store
from store.outlines import outline_of
from store.records import Incident, Source
from tests.store.conftest import clock
from tests.store.filled_ledger import put
from tests.store.handoff.handing import Pair, introduce, new_ledger, ring
from tests.store.test_outlines import feature, write


def bring_in(store: Store, handoff: OpenedHandoff, *, but: int = 0) -> None:
    """Copies the changes as they are, all but the last few of each chain."""

    def copy(connection: Connection) -> None:
        for table in ("device", "person", "chain", "record", "change"):
            names = ", ".join(map(quoted, layout.columns(table)))
            rows = handoff.connection.execute(f"SELECT {names} FROM {quoted(table)}").fetchall()
            last = {span.chain: span.last for span in handoff.manifest.chains}
            if table == "change":
                rows = [row for row in rows if row[1] <= last[row[0]] - but]
            places = ", ".join("?" * len(layout.columns(table)))
            connection.executemany(
                f"INSERT OR IGNORE INTO {quoted(table)}({names}) VALUES ({places})", rows
            )

    store.ask(copy)


def more(pair: Pair, title: str) -> None:
    put(pair.documenter, Incident, title=title, when="Feb 2023", where="Demoso")


def test_what_was_acknowledged_is_not_sent_again(pair: Pair) -> None:
    first = pair.hand_on("1")
    pair.acknowledge(first, lambda handoff: bring_in(pair.office, handoff))
    with pytest.raises(LedgerError, match="nothing new"):
        pair.hand_on("2")
    more(pair, "New")
    second = pair.hand_on("2")
    assert second.manifest.holds == "new"
    assert second.manifest.changes == 1
    assert second.size < first.size
    (span,) = second.manifest.chains
    assert span.first == first.manifest.changes + 1
    with pair.read(second.path) as handoff:
        assert handoff.manifest == second.manifest
    assert pair.hand_on("3", everything=True).manifest.changes == first.manifest.changes + 1


def test_what_was_sent_and_never_acknowledged_goes_again(pair: Pair) -> None:
    first = pair.hand_on("1")
    more(pair, "New")
    second = pair.hand_on("2")
    assert second.manifest.changes == first.manifest.changes + 1
    assert second.manifest.holds == "all"


def test_only_what_the_receiver_took_counts_as_received(pair: Pair) -> None:
    first = pair.hand_on("1")
    pair.acknowledge(first, lambda handoff: bring_in(pair.office, handoff, but=3))
    assert pair.hand_on("2").manifest.changes == 3


def test_receipts_of_one_receiver_say_nothing_of_another(pair: Pair, tmp_path: Path) -> None:
    first = pair.hand_on("1")
    pair.acknowledge(first, lambda handoff: bring_in(pair.office, handoff))
    other = new_ledger(tmp_path / "other", "Other", "OTH1", seed=9)
    pair.to_office = introduce(pair.documenter, other)
    assert pair.hand_on("2").manifest.changes == first.manifest.changes
    other.close()


def test_a_receipt_is_told_in_a_sentence_and_read_in_once(pair: Pair) -> None:
    done = pair.hand_on("1")
    with pair.read(done.path) as handoff:
        bring_in(pair.office, handoff)
        pair.office.do(note_received, handoff, 2)
        pair.office.do(note_received, handoff, 1)
    text = pair.office.do(receipt_text, done.sha256)
    for _ in range(2):
        receipt = pair.documenter.do(read_receipt, text)
    changes = done.manifest.changes
    assert receipt.words == f"Sequence 1 received: {changes} changes, 1 conflict."
    (sent,) = pair.documenter.ask(sent_handoffs)
    assert (sent.sequence, sent.conflicts, sent.is_sealed) == (1, 1, True)
    assert sent.acknowledged_at == receipt.at
    (received,) = pair.office.ask(received_handoffs)
    assert (received.prefix, received.changes) == ("LKW2", changes)


@pytest.mark.parametrize("line", ["handoff", "sequence", "changes", "conflicts", "lacks", "sign"])
def test_no_line_of_a_receipt_can_be_altered(pair: Pair, line: str) -> None:
    done = pair.hand_on("1")
    with pair.read(done.path) as handoff:
        bring_in(pair.office, handoff, but=1)
        pair.office.do(note_received, handoff, 0)
    text = pair.office.do(receipt_text, done.sha256)
    lines = text.splitlines()
    at = next(n for n, said in enumerate(lines) if said.startswith(line))
    lines[at] = lines[at][:-1] + ("1" if lines[at][-1] != "1" else "2")
    with pytest.raises(HandoffRejected, match="altered"):
        pair.documenter.do(read_receipt, "\n".join(lines))


def test_a_receipt_that_claims_what_this_ledger_does_not_have_moves_nothing(pair: Pair) -> None:
    """A receiver may name any change; it counts only if this ledger has it with that hash."""
    done = pair.hand_on("1")
    with pair.read(done.path) as handoff:
        bring_in(pair.office, handoff, but=2)
        pair.office.do(note_received, handoff, 0)
    pair.office.ask(lambda c: c.execute("DROP TRIGGER change_stays"))
    pair.office.ask(lambda c: c.execute("UPDATE change SET hash = zeroblob(32)"))
    pair.documenter.do(read_receipt, pair.office.do(receipt_text, done.sha256))
    assert pair.hand_on("2").manifest.changes == done.manifest.changes


def test_a_receipt_is_short_and_an_empty_handed_one_is_a_receipt_too(pair: Pair) -> None:
    """Whoever took nothing is sent everything again; who took all says so in a few lines."""
    done = pair.hand_on("1")
    nothing = pair.acknowledge(done, lambda _: None)
    assert pair.hand_on("2").manifest.changes == done.manifest.changes
    text = pair.acknowledge(done, lambda handoff: bring_in(pair.office, handoff))
    assert "lacks" in nothing
    assert "lacks" not in text
    assert len(text) < 500


def test_only_what_was_merged_has_a_receipt(pair: Pair) -> None:
    with pytest.raises(LedgerError, match="not merged"):
        pair.office.do(receipt_text, pair.hand_on("1").sha256)


def test_travelling_light_takes_a_receipt_for_everything(pair: Pair) -> None:
    light = pair.folder / "light.fieldledger"
    assert pair.office.ask(readiness).why_not.startswith("There is nothing")
    with pytest.raises(LedgerError, match="No receipt covers"):
        travel_light(pair.documenter, light)
    pair.acknowledge(pair.hand_on("1"), lambda handoff: bring_in(pair.office, handoff, but=1))
    assert pair.documenter.ask(readiness).covered_by is None
    pair.acknowledge(pair.hand_on("2"), lambda handoff: bring_in(pair.office, handoff))
    pair.documenter.keep_form("new incident", "incident", {"title": "half a sent"})
    assert "without saving" in pair.documenter.ask(readiness).why_not
    pair.documenter.drop_form("new incident")
    covered = pair.documenter.ask(readiness).covered_by
    assert covered == ring(pair.documenter).receiver("")
    more(pair, "New")
    assert pair.documenter.ask(readiness).covered_by is None
    assert not light.exists()


def test_a_light_ledger_goes_on_where_the_old_one_stopped(pair: Pair) -> None:
    pair.acknowledge(pair.hand_on("1"), lambda handoff: bring_in(pair.office, handoff))
    old, path = pair.documenter, pair.folder / "light.fieldledger"
    square = feature("MMR002001", [[97, 19], [98, 19], [98, 20], [97, 19]])
    old.load_places(write(pair.folder / "outlines.geojson", square))
    travel_light(old, path)
    before, keys = old.settings, ring(old)
    content = path.read_bytes()
    for word in ("Naw Paw\0", "Church shelled", "Saung Pyaung", "Camp 3", "UNVERIFIED] [/b] မ"):
        assert word.encode() not in content.replace(b"Office Ma Thida [UNVERIFIED] [/b]", b"")
    old.close()
    pair.documenter = Store.open(path, clock=clock)
    assert pair.documenter.settings == before
    assert ring(pair.documenter) == keys
    assert [p for p in pair.documenter.check() if p] == []
    assert pair.documenter.ask(lambda c: c.execute("SELECT * FROM record").fetchall()) == []
    assert pair.documenter.places("Pan Kan")
    assert pair.documenter.ask(outline_of, "MMR002001")
    source = put(pair.documenter, Source, name="Source B", kind="witness")
    assert source.code == f"LKW2-{before.counter + 1:04}"
    done = pair.hand_on("2")
    assert (done.manifest.sequence, done.manifest.changes) == (2, 1)
    pair.read(done.path).close()
