"""The passphrase is asked for on the controlling terminal and nowhere else."""

import os
import select
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from store.errors import PassphraseNeeded
from store.founded import Founding
from store.ledger import Store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")

SECRET = "ကရင်နီ correct horse"  # noqa: S105 - of a test
NEW = ("--documenter", "Naw A", "--prefix", "LKW2")

_ON_TERMINAL = """
import os, sys
os.open(sys.argv[1], os.O_RDWR)  # becomes the controlling terminal
from store.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


@dataclass(frozen=True)
class Ran:
    """What a process did: its exit code, what it printed, what its terminal showed."""

    code: int
    out: str
    err: str
    screen: str


def on_terminal(*arguments: object, answers: tuple[bytes, ...], given: bytes = b"") -> Ran:
    """Runs a command in a process of its own whose terminal answers each question in turn."""
    ours, theirs = os.openpty()
    screen = b""
    with tempfile.TemporaryFile() as standard_input:
        standard_input.write(given)
        standard_input.seek(0)
        running = subprocess.Popen(
            [sys.executable, "-c", _ON_TERMINAL, os.ttyname(theirs), *map(str, arguments)],
            stdin=standard_input,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    try:
        for number, answer in enumerate(answers, 1):
            while screen.count(b": ") < number:
                assert select.select([ours], [], [], 30)[0], "no question came"
                screen += os.read(ours, 4096)
            os.write(ours, answer)
        out, err = running.communicate(timeout=60)
        while select.select([ours], [], [], 0)[0]:
            screen += os.read(ours, 4096)
    finally:
        running.kill()
        os.close(ours)
        os.close(theirs)
    return Ran(running.returncode, out.decode(), err.decode(), screen.decode())


def without_terminal(*arguments: object, given: bytes = b"") -> Ran:
    """Runs a command in a process that has no terminal at all."""
    done = subprocess.run(
        [sys.executable, "-m", "store", *map(str, arguments)],
        input=given,
        capture_output=True,
        start_new_session=True,
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode(), "")


def line(text: str) -> bytes:
    return f"{text}\n".encode()


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    path = tmp_path / "a.fieldledger"
    Store.create(path, Founding("Naw A", "LKW2"), SECRET).close()
    return path


def test_it_is_typed_on_the_terminal_and_never_shown(encrypted: Path) -> None:
    ran = on_terminal("list", encrypted, "incident", answers=(line(SECRET),))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Code")
    assert "correct horse" not in ran.screen
    assert ran.screen.startswith("Passphrase: ")


def test_standard_input_is_left_for_the_items(encrypted: Path) -> None:
    ran = on_terminal(
        *("add", encrypted, "incident", "--json", "-"),
        answers=(line(SECRET),),
        given=b'{"review": "draft", "title": "A"}',
    )
    assert (ran.code, ran.out) == (0, "LKW2-0001\n")


def test_a_wrong_one_is_refused(encrypted: Path) -> None:
    ran = on_terminal("check", encrypted, answers=(line("wrong"),))
    assert (ran.code, ran.out) == (1, "")
    assert "passphrase is wrong" in ran.err


@pytest.mark.parametrize(("answer", "told"), [(b"\x04", "No passphrase"), (b"\x03", "Stopped")])
def test_the_question_can_be_left(encrypted: Path, answer: bytes, told: str) -> None:
    ran = on_terminal("check", encrypted, answers=(answer,))
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_without_a_terminal_nothing_is_asked(encrypted: Path) -> None:
    ran = without_terminal("check", encrypted, given=line(SECRET))
    assert (ran.code, ran.out) == (1, "")
    assert "--key-file" in ran.err


def test_new_asks_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.fieldledger"
    differing = on_terminal("new", path, *NEW, answers=(line(SECRET), line("else")))
    assert (differing.code, path.exists()) == (1, False)
    made = on_terminal("new", path, *NEW, answers=(line(SECRET), line(SECRET)))
    assert made.code == 0
    assert "not encrypted" not in made.out
    Store.open(path, SECRET).close()
    with pytest.raises(PassphraseNeeded):
        Store.open(path)


def test_an_empty_one_makes_a_plain_ledger(tmp_path: Path) -> None:
    path = tmp_path / "a.fieldledger"
    made = on_terminal("new", path, *NEW, answers=(b"\n",))
    assert (made.code, "not encrypted" in made.out) == (0, True)
    Store.open(path).close()


def test_without_a_terminal_new_makes_a_plain_ledger(tmp_path: Path) -> None:
    path = tmp_path / "a.fieldledger"
    made = without_terminal("new", path, *NEW)
    assert (made.code, "not encrypted" in made.out) == (0, True)
    Store.open(path).close()


def test_a_reader_that_leaves_gets_no_traceback(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m store codebook | head -c 10'
    done = subprocess.run(command, shell=True, capture_output=True, check=False, timeout=60)  # noqa: S602
    assert done.stderr == b""
    assert done.stdout == b"# Codebook"
    assert not list(tmp_path.iterdir())
