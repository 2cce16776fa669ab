"""What is killed while it is written out of a ledger is told and cleared away at the next start."""

import json
import multiprocessing
import os
import shutil
import signal
from datetime import date
from pathlib import Path

import pytest

from store import logs, publishing
from store.connection import FileConnection
from store.counting.extent import Stretch
from store.counting.scope import Scope
from store.database import open_database
from store.errors import DiskFull, LedgerError, WritingCutOff
from store.exchange import FORMATS, extract
from store.founded import Founding
from store.handoff import travelling
from store.handoff.making import Order, hand_on
from store.handoff.travelling import Readiness, travel_light
from store.ledger import Store
from store.left_behind import left_behind
from store.records import Incident
from store.reporting.publishing import publish_report
from store.reporting.report import Asked
from store.unfinished_files import What, clear_away, written_out
from tests.quick_keys import QUICK, derive_keys
from tests.store.conftest import HOSTILE, clock
from tests.store.handoff.handing import finished

pytestmark = pytest.mark.usefixtures("quick_keys")

KEY = "old (invented)"


@pytest.fixture(scope="module")
def made(quick_keys: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    del quick_keys
    path = tmp_path_factory.mktemp("made") / "a.fieldledger"
    store = Store.create(path, Founding("Naw Paw (invented)", "LKW2"), KEY, clock=clock)
    store.save(Incident(title=HOSTILE))
    store.close()
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "a.fieldledger"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder / "out"


def write(store: Store, out: Path, what: str) -> None:
    """Writes something out of a ledger: an extract in a format, a report, a handoff, a ledger."""
    match what:
        case "report":
            scope = Scope(Stretch(date(2023, 1, 1).isoformat(), date(2023, 12, 31).isoformat()))
            publish_report(store, Asked(scope), "text", out)
        case "handoff":
            finished(hand_on(store, out, Order(None, is_open=True)))
        case "light":
            travel_light(store, out)
        case _:
            extract(store, out, what)


def anybody_covers(_: object) -> Readiness:
    return Readiness(covered_by="somebody")  # type: ignore[arg-type]


def write_and_die(path: Path, out: Path, what: str, moment: str) -> None:
    """Writes in a process of its own, which ends then without another word."""

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    derive_keys(QUICK)
    setattr(travelling, "readiness", anybody_covers)  # noqa: B010 - mypy.
    setattr(logs if moment == "write" else publishing, moment, die)
    write(Store.open(path, KEY, clock=clock), out, what)


def named(store: Store) -> list[str]:
    return [
        str(key)
        for (key,) in store.ask(
            lambda c: c.execute("SELECT key FROM setting WHERE key GLOB 'writing-*'").fetchall()
        )
    ]


CUT = [
    ("csv", "write", "an extract"),
    ("sqlite", "flush_folder", "an extract"),
    ("report", "flush", "a report"),
    ("handoff", "flush_folder", "a handoff"),
    ("light", "flush", "a ledger to travel with"),
]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows knows no such end.")
@pytest.mark.parametrize(("what", "moment", "words"), CUT)
def test_what_is_killed_is_told_and_cleared_away(
    path: Path, out: Path, what: str, moment: str, words: str
) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=write_and_die, args=(path, out, what, moment)
    )
    process.start()
    process.join(120)
    assert process.exitcode == -signal.SIGKILL
    assert [file for file in out.parent.iterdir() if file.name.endswith(".part")]
    under_their_names = {file for file in out.parent.iterdir() if file.name.startswith("out")}
    assert bool(under_their_names) == (moment == "flush_folder")

    store = Store.open(path, KEY, clock=clock)
    (told,) = store.ask(left_behind)
    assert store.ask(left_behind) == []
    assert list(filter(None, store.check())) == []
    store.close()
    assert words in told.title
    assert "anybody can read lay in a hidden file. It is deleted" in told.advice
    assert set(out.parent.iterdir()) == under_their_names
    for file in under_their_names:
        assert str(file) in told.advice


@pytest.mark.parametrize("what", [*FORMATS, "report", "handoff", "light"])
def test_what_is_complete_or_failed_is_not_told_of(
    path: Path, out: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(travelling, "readiness", anybody_covers)
    store = Store.open(path, KEY, clock=clock)
    with monkeypatch.context() as patched:
        failing, moment = (logs, "write") if what == "csv" else (publishing, "flush")
        patched.setattr(failing, moment, fail)
        with pytest.raises(DiskFull):
            write(store, out, what)
    assert list(out.parent.iterdir()) == []
    assert named(store) == []
    write(store, out, what)
    assert out.exists()
    assert named(store) == []
    assert store.ask(left_behind) == []
    store.close()


def test_the_ledger_names_what_is_being_written_before_it_is_there(
    path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def look(part: Path) -> None:
        copy = shutil.copy(path, out.parent / "as it is on the disk")
        connection = open_database(copy, KEY)
        found = connection.execute("SELECT value FROM setting WHERE key GLOB 'writing-*'")
        seen.extend(str(value) for (value,) in found)
        connection.close()
        Path(copy).unlink()
        assert not part.exists()
        raise DiskFull

    monkeypatch.setattr(publishing, "make_empty", look)
    store = Store.open(path, KEY, clock=clock)
    with pytest.raises(DiskFull):
        extract(store, out, "json")
    store.close()
    assert len(seen) == 1
    assert str(out) in seen[0]


@pytest.fixture
def connection(path: Path) -> FileConnection:
    return open_database(path, KEY)


def cut_off(connection: FileConnection, place: Path, *, is_plain: bool = True) -> Path:
    """The hidden file of something that was killed."""
    naming = written_out(connection, What.REPORT, [place], is_plain=is_plain)
    (part,) = naming.__enter__().parts
    part.write_text(HOSTILE)
    # A process that is killed leaves no block.
    connection.execute("UPDATE setting SET key = 'writing-killed' WHERE key GLOB 'writing-*'")
    naming.__exit__(None, None, None)
    assert part.exists()
    return part


def test_what_is_on_a_stick_is_told_once_and_deleted_whenever_it_is_found(
    connection: FileConnection, out: Path
) -> None:
    part = cut_off(connection, out)
    away = out.parent.rename(out.parent.with_name("pulled"))
    (told,) = clear_away(connection)
    assert str(part) in told.advice
    assert "Put in the disk or stick" in told.advice
    assert clear_away(connection) == []
    away.rename(out.parent)
    (told,) = clear_away(connection)
    assert "It is deleted" in told.advice
    assert not part.exists()
    assert clear_away(connection) == []


def test_a_stick_that_is_pulled_meanwhile_is_remembered(
    connection: FileConnection, out: Path
) -> None:
    with written_out(connection, What.EXTRACT, [out]) as writing:
        writing.parts[0].write_text(HOSTILE)
        out.parent.rename(out.parent.with_name("pulled"))
    out.parent.with_name("pulled").rename(out.parent)
    (told,) = clear_away(connection)
    assert "an extract" in told.title
    assert list(out.parent.iterdir()) == []


def test_what_cannot_be_deleted_is_named_until_it_can(
    connection: FileConnection, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = cut_off(connection, out)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", lambda *_, **__: None)
        for _ in range(2):
            (told,) = clear_away(connection)
            assert told.advice.endswith(f"Delete it yourself: {part}")
    (told,) = clear_away(connection)
    assert "It is deleted" in told.advice
    assert not part.exists()


def test_what_nobody_could_read_is_not_called_readable(
    connection: FileConnection, out: Path
) -> None:
    cut_off(connection, out, is_plain=False)
    (told,) = clear_away(connection)
    assert "anybody" not in told.advice


def test_nothing_is_touched_by_a_ledger_that_is_only_read(
    connection: FileConnection, path: Path, out: Path
) -> None:
    part = cut_off(connection, out)
    connection.close()
    before = path.read_bytes()
    reading = open_database(path, KEY, read_only=True)
    (told,) = clear_away(reading)
    reading.close()
    assert told.advice.endswith(f"Delete it yourself: {part}")
    assert part.exists()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "part", ["letter.txt", ".part", ".0123456789abcdef.part/../letter.txt", "x\0.part", 7, None]
)
def test_no_other_file_is_ever_taken_for_a_leftover(
    connection: FileConnection, out: Path, part: object
) -> None:
    letter = out.with_name("letter.txt")
    letter.write_text("a letter")
    where = f"{out.parent}/{part}" if isinstance(part, str) else part
    file = {"part": where, "place": str(out), "disk": "/"}
    mark = {"what": "an extract", "is_plain": True, "files": [file], "is_told": False}
    connection.execute("INSERT INTO setting VALUES ('writing-x', ?)", (json.dumps(mark),))
    (told,) = clear_away(connection)
    assert isinstance(told, WritingCutOff)
    assert "Look for hidden files" in told.advice
    assert clear_away(connection) == []
    assert letter.read_text() == "a letter"


@pytest.mark.parametrize("mark", ["", "7", "[]", "{}", '{"files": 7}', "null"])
def test_what_cannot_be_understood_is_told_in_a_sentence(
    connection: FileConnection, mark: str
) -> None:
    connection.execute("INSERT INTO setting VALUES ('writing-x', ?)", (mark,))
    (told,) = clear_away(connection)
    assert "Look for hidden files" in told.advice
    assert clear_away(connection) == []


def test_a_ledger_to_travel_with_takes_no_leftover_along(
    path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(travelling, "readiness", anybody_covers)
    connection = open_database(path, KEY)
    part = cut_off(connection, out)
    connection.close()
    store = Store.open(path, KEY, clock=clock)
    travel_light(store, out)
    store.close()
    light = Store.open(out, clock=clock)
    assert named(light) == []
    light.close()
    assert part.exists()


def test_what_is_written_only_to_be_looked_at_leaves_the_ledger_as_it_is(
    path: Path, tmp_path: Path
) -> None:
    """What is refused before anything is written costs the ledger no byte."""
    before = path.read_bytes()
    store = Store.open(path, KEY, clock=clock)
    for what in (*FORMATS, "report", "handoff"):
        with pytest.raises(LedgerError):
            write(store, tmp_path / "nowhere" / "out", what)
        with pytest.raises(LedgerError):
            write(store, path, what)
    store.close()
    assert path.read_bytes() == before
