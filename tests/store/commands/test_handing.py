"""keys, handoff, verify and receipt: from two ledgers that know nothing of each other."""

import re
from pathlib import Path

import pytest

from store.handoff.keyring import keyring_of
from store.handoff.reading import read_handoff
from store.handoff.receipts import note_received
from store.ledger import Store
from tests.store.commands.running import SHELLING, Run
from tests.store.conftest import HOSTILE
from tests.store.handoff.handing import finished

DIGITS = r"\d{5}( \d{5}){5}"


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "office.fieldledger"
    assert run("new", path, "--documenter", HOSTILE, "--prefix", "OFC1").code == 0
    return path


def card(run: Run, ledger: Path) -> str:
    done = run("keys", ledger, "card")
    assert done.code == 0
    return done.out


@pytest.fixture
def known(run: Run, ledger_at: Path, office: Path) -> Path:
    """The office, once each has the other's key."""
    for to, who in ((ledger_at, office), (office, ledger_at)):
        assert run("keys", to, "import", "-", given=card(run, who).encode()).code == 0
    return office


def merged(office: Path, file: Path, conflicts: int = 0) -> None:
    """What a merge would note; that it brings the changes in has tests of its own."""
    store = Store.open(office)
    with finished(read_handoff(file, store.ask(keyring_of))) as handoff:
        store.do(note_received, handoff, conflicts)
    store.close()


def test_keys_are_made_shown_pinned_and_compared(run: Run, ledger_at: Path, office: Path) -> None:
    assert "no key yet" in run("keys", ledger_at).out
    text = card(run, office)
    assert card(run, office) == text
    done = run("keys", ledger_at, "import", "-", given=text.encode())
    assert f"Pinned the key of {HOSTILE}, OFC1" in done.out
    found = re.search(DIGITS, done.out)
    assert found
    assert found[0] in run("keys", office).out
    assert "not yet" in run("keys", ledger_at).out
    assert run("keys", ledger_at, "compared", found[0].replace(" ", "")).code == 0
    assert "yes" in run("keys", ledger_at).out


def test_a_card_in_a_file_is_new_and_says_its_fingerprint(
    run: Run, ledger_at: Path, tmp_path: Path
) -> None:
    file = tmp_path / "card.txt"
    done = run("keys", ledger_at, "card", "-o", file)
    assert re.search(f"Fingerprint: {DIGITS}", done.out)
    assert file.read_text(encoding="utf-8") == card(run, ledger_at)
    assert run("keys", ledger_at, "card", "-o", file).code == 1


@pytest.mark.parametrize("harm", ["name: X", "", "proof", "no"])
def test_a_card_that_was_altered_is_refused(
    run: Run, ledger_at: Path, office: Path, harm: str
) -> None:
    text = card(run, office)
    altered = {
        "name: X": re.sub("name: .*", "name: X", text),
        "": text[:-20],
        "proof": text.partition("proof")[0],
        "no": "hello\n",
    }[harm]
    done = run("keys", ledger_at, "import", "-", given=altered.encode())
    assert done.code == 1
    assert "not a key" in done.err
    assert "Nobody else's key" in run("keys", ledger_at).out


def test_a_card_survives_a_messenger(run: Run, ledger_at: Path, office: Path) -> None:
    text = "\ufeff\r\n" + card(run, office).replace("\n", " \r\n\r\n")
    assert run("keys", ledger_at, "import", "-", given=text.encode()).code == 0


def test_handoffs_count_on_and_their_receipt_is_read_in(
    run: Run, ledger_at: Path, known: Path, tmp_path: Path
) -> None:
    first, again = (tmp_path / name for name in ("1", "2"))
    done = run("handoff", ledger_at, first)
    assert done.code == 0, done.err
    assert f"Sequence 1 for {HOSTILE}: 1 change of 1 record." in done.out
    assert f"only {HOSTILE} can read it" in done.out
    assert "2 for" in run("handoff", ledger_at, again, "--to", "ofc1").out
    merged(known, again, conflicts=2)
    receipt = run("receipt", known, "make").out
    assert run("receipt", known, "make", "--from", "nobody").code == 1
    done = run("receipt", ledger_at, "read", "-", given=receipt.encode())
    assert done.code == 0, done.err


def test_verify_answers_without_and_with_a_ledger(
    run: Run, ledger_at: Path, known: Path, tmp_path: Path
) -> None:
    sealed, left_open = tmp_path / "sealed", tmp_path / "open"
    run("handoff", ledger_at, sealed)
    run("handoff", ledger_at, left_open, "--open")
    done = run("verify", sealed)
    assert (done.code, "sealed" in done.out, "Whole and unaltered" in done.out) == (0, True, True)
    done = run("verify", sealed, "--ledger", known)
    assert (done.code, "From Naw A, LKW2" in done.out) == (0, True)
    done = run("verify", left_open)
    assert (done.code, "It says it is from Naw A" in done.out) == (0, True)
    with sealed.open("r+b") as file:
        file.seek(300)
        file.write(b"\0\0\0")
    for more in ((), ("--ledger", known)):
        done = run("verify", sealed, *more)
        assert done.code == 1
        assert "altered or cut short" in done.err


def test_verify_says_when_nobody_here_knows_the_sender(
    run: Run, ledger_at: Path, known: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "open", tmp_path / "other.fieldledger"
    run("handoff", ledger_at, file, "--open", "--to", "OFC1")
    run("new", other, "--documenter", "Other", "--prefix", "OTH1")
    done = run("verify", file, "--ledger", other)
    assert done.code == 1
    assert "pinned to nobody" in done.out
    assert known.exists()


def test_what_is_refused_and_what_is_misused(run: Run, ledger_at: Path, tmp_path: Path) -> None:
    out = tmp_path / "x"
    assert run("handoff", ledger_at, out).code == 1
    assert not out.exists()
    done = run("handoff", ledger_at, out, "--open")
    assert (done.code, "for anybody" in done.out) == (0, True)
    assert run("handoff", ledger_at, out, "--open").code == 1
    assert run("verify", tmp_path / "none").code == 1
    assert run("verify", ledger_at).code == 1
    assert run("verify", tmp_path).code == 1
    assert run("keys", ledger_at, "import").code == 2
    assert run("keys", ledger_at, "list", "x").code == 2
    assert run("receipt", ledger_at, "read").code == 2
    assert run("receipt", ledger_at, "make").code == 1
    assert run("receipt", ledger_at, "read", "-", given=b"\xff").code == 1


def test_a_receipt_that_was_altered_or_is_not_ours_is_refused(
    run: Run, ledger_at: Path, known: Path, tmp_path: Path
) -> None:
    run("add", ledger_at, "incident", "--json", "-", given=SHELLING)
    run("handoff", ledger_at, tmp_path / "1")
    merged(known, tmp_path / "1")
    receipt = run("receipt", known, "make").out
    altered = receipt.replace("conflicts: 0", "conflicts: 9").encode()
    assert "altered" in run("receipt", ledger_at, "read", "-", given=altered).err
    done = run("receipt", known, "read", "-", given=receipt.encode())
    assert (done.code, "not for a handoff from this ledger" in done.err) == (1, True)
    stranger = tmp_path / "s.fieldledger"
    run("new", stranger, "--documenter", "S", "--prefix", "STR1")
    done = run("receipt", stranger, "read", "-", given=receipt.encode())
    assert done.code == 1
    assert re.search(f"Fingerprint: {DIGITS}", done.err)
    done = run("receipt", ledger_at, "read", "-", given=receipt.encode())
    assert done.out == "Sequence 1 received: 2 changes, 0 conflicts.\n"
    assert "not yet" not in run("receipt", ledger_at).out
