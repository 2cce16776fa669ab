"""What a reader gets of a handoff that is all right, and of whom it is believed."""

from pathlib import Path

import pytest

from store.engine import Error
from store.errors import HandoffRejected, KeyChanged, SenderUnknown
from store.handoff import layout
from store.handoff.fingerprint import fingerprint_of
from store.handoff.keyring import Keyring, own_keys
from store.handoff.making import Order, hand_on
from store.handoff.minisig import PublicKey
from store.handoff.pinning import pin
from store.handoff.reading import read_handoff
from store.kinds import quoted
from tests.store.conftest import HOSTILE
from tests.store.handoff.handing import Pair, finished, introduce, new_ledger, ring


def fingerprint(pair: Pair) -> str:
    return fingerprint_of(PublicKey.read(pair.documenter.do(own_keys).party.sign))


@pytest.mark.parametrize("sealed", [True, False])
def test_what_was_handed_on_is_what_is_read(pair: Pair, sealed: bool) -> None:
    done = pair.hand_on() if sealed else pair.hand_on_open()
    with pair.read(done.path) as handoff:
        assert handoff.manifest == done.manifest
        assert (handoff.sha256, handoff.sealed) == (done.sha256, sealed)
        assert handoff.fingerprint == fingerprint(pair)
        for table in layout.contents():
            names = ", ".join(map(quoted, layout.columns(table)))
            sql = f"SELECT {names} FROM {quoted(table)}"
            got = handoff.connection.execute(sql).fetchall()
            held = set(pair.documenter.ask(lambda c, sql=sql: c.execute(sql).fetchall()))
            assert len(got) == handoff.manifest.rows[table]
            assert set(got) <= held, table


def test_what_was_read_cannot_be_written(pair: Pair) -> None:
    with pair.read(pair.hand_on().path) as handoff, pytest.raises(Error, match="readonly"):
        handoff.connection.execute("DELETE FROM record")


def test_an_unknown_sender_is_told_by_fingerprint_and_believed_once_it_was_compared(
    pair: Pair, tmp_path: Path
) -> None:
    stranger = new_ledger(tmp_path / "stranger", "Saw Htoo (invented)", "DMS1", seed=3)
    introduce(pair.documenter, stranger)
    order = Order(ring(pair.documenter).receiver("DMS1"))
    done = finished(hand_on(pair.documenter, tmp_path / "b.handoff", order))
    with pytest.raises(SenderUnknown) as refused:
        finished(read_handoff(done.path, ring(stranger)))
    assert refused.value.fingerprint == fingerprint(pair)
    with finished(read_handoff(done.path, ring(stranger), refused.value.fingerprint)) as handoff:
        stranger.do(pin, handoff.manifest.sender, compared=True)
    finished(read_handoff(done.path, ring(stranger))).close()
    stranger.close()


def test_the_fingerprint_of_another_key_opens_nothing(pair: Pair) -> None:
    done = pair.hand_on_open()
    other = fingerprint_of(PublicKey.read(pair.office.do(own_keys).party.sign))
    with pytest.raises(SenderUnknown):
        finished(read_handoff(done.path, Keyring(), other))


def test_a_file_left_open_is_read_without_any_key(pair: Pair) -> None:
    done = pair.hand_on_open()
    finished(read_handoff(done.path, Keyring(), fingerprint(pair))).close()


def test_a_sealed_one_is_for_its_receiver_alone(pair: Pair, tmp_path: Path) -> None:
    done = pair.hand_on()
    other = new_ledger(tmp_path / "other", f"Other {HOSTILE}", "OTH1", seed=5)
    introduce(other, pair.documenter)
    with pytest.raises(HandoffRejected, match="sealed to somebody else"):
        finished(read_handoff(done.path, ring(other)))
    other.do(own_keys)
    with pytest.raises(HandoffRejected, match="sealed to somebody else"):
        finished(read_handoff(done.path, ring(other)))
    other.close()


def test_a_new_key_of_somebody_known_is_told_loudly(pair: Pair) -> None:
    """The same person with other keys: made anew, or somebody who passes themselves off as them."""
    pair.documenter.ask(lambda c: c.execute("DELETE FROM own_key"))
    done = pair.hand_on()
    fresh = fingerprint(pair)
    with pytest.raises(SenderUnknown):
        pair.read(done.path)
    with pytest.raises(KeyChanged, match="HAS CHANGED") as refused:
        pair.read(done.path, trusting=fresh)
    assert refused.value.fingerprint == fresh
    with pytest.raises(KeyChanged):
        introduce(pair.office, pair.documenter)
    party = pair.documenter.do(own_keys).party
    pair.office.do(pin, party, replace=fresh)
    pair.read(done.path).close()
    assert [key.given_up_at is None for key in ring(pair.office).pinned] == [True, False]
