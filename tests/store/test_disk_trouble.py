"""Full, failing and write-protected disks, as real ones as a test can get."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import database
from store.connection import journal_of
from store.database import open_database
from store.errors import DiskFull, LedgerUnfinished
from tests.store.ledger_files import (
    both,
    cut_off_while_saving,
    make,
    posix,
    rows,
    run,
    save,
    snapshot,
)


@both
def test_a_full_disk_loses_nothing(tmp_path: Path, passphrase: str | None) -> None:
    conn = open_database(make(tmp_path / "a", passphrase), passphrase)
    save(conn, -1)
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DiskFull, match="nothing saved before was lost"):
        save(conn, -2, 100_000)
    assert not conn.in_transaction
    assert rows(conn) == 401
    conn.execute(f"PRAGMA max_page_count={pages + 100}")
    save(conn, -2, 100_000)
    assert database.integrity_check(conn) == []
    conn.close()


DISK_STOPS_ANSWERING = """
import resource
path, passphrase = sys.argv[1:]
conn = open_database(path, passphrase or None)
save(conn, -1)
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (os.stat(path).st_size, limits[1]))
attempt(save, conn, -2, 100_000)
print(conn.in_transaction, rows(conn))
resource.setrlimit(resource.RLIMIT_FSIZE, limits)
attempt(save, conn, -2, 100_000)
print(rows(conn), integrity_check(conn))
conn.close()
"""


@both
@posix
def test_a_disk_that_stops_answering_loses_nothing(tmp_path: Path, passphrase: str | None) -> None:
    path = make(tmp_path / "a", passphrase)
    said = run(DISK_STOPS_ANSWERING, path, passphrase or "")
    assert said == ["DiskFailing", "False 401", "done", "402 []"]
    assert [found.name for found in tmp_path.iterdir()] == ["a"]


IN_A_SMALL_STICK = """
stick, passphrase = sys.argv[1], sys.argv[2] or None
path = stick + "/a.fieldledger"
conn = create_database(path, passphrase, build)
save(conn, 0)
filler = os.open(stick + "/filler", os.O_CREAT | os.O_WRONLY)
try:
    while True:
        os.write(filler, bytes(4096))
except OSError:
    os.close(filler)
attempt(save, conn, 1, 100_000)
attempt(backup_to, conn, stick + "/backup")
attempt(create_database, stick + "/b", passphrase, build)
print(rows(conn), sorted(os.listdir(stick)))
os.unlink(stick + "/filler")
attempt(save, conn, 1, 100_000)
print(rows(conn), integrity_check(conn))
conn.close()

open(path + "-journal", "w").write("something to undo")
subprocess.run(["mount", "-o", "remount,ro", stick], check=True)
attempt(open_database, path, passphrase)
subprocess.run(["mount", "-o", "remount,rw", stick], check=True)
os.unlink(path + "-journal")

subprocess.run(["mount", "-o", "remount,ro", stick], check=True)
attempt(open_database, path, passphrase)
attempt(backup_to, open_database(path, passphrase, read_only=True), stick + "/backup")
attempt(create_database, stick + "/b", passphrase, build)
subprocess.run(["mount", "-o", "remount,rw", stick], check=True)

conn = open_database(path, passphrase)
subprocess.run(["umount", "--lazy", stick], check=True)
attempt(save, conn, 2)
conn.close()
attempt(open_database, path, passphrase)
"""


def _may_mount() -> bool:
    return (
        bool(shutil.which("unshare"))
        and not subprocess.run(
            ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"],
            capture_output=True,
            check=False,
        ).returncode
    )


@both
@pytest.mark.skipif(not _may_mount(), reason="needs a mount of its own")
def test_a_stick_that_is_full_then_protected_then_pulled(
    tmp_path: Path, passphrase: str | None
) -> None:
    mounted = 'mount -t tmpfs -o size=400k none "$0" && exec "$@"'
    said = run(
        IN_A_SMALL_STICK,
        tmp_path,
        passphrase or "",
        before=("unshare", "--map-root-user", "--mount", "sh", "-c", mounted, str(tmp_path)),
    )
    assert said == [
        *["DiskFull"] * 3,
        "1 ['a.fieldledger', 'a.fieldledger-journal', 'filler']",
        "done",
        "2 []",
        "LedgerUnfinished",
        *["LedgerReadOnly"] * 3,
        "LedgerGone",
        "LedgerMissing",
    ]


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


AS_SOMEBODY_ELSE = """
become_somebody_else()
path = sys.argv[1]
attempt(open_database, path)
attempt(open_database, path, read_only=True)
"""


def protect(path: Path, file: int, folder: int) -> None:
    path.chmod(file)
    path.parent.chmod(folder)


PROTECTED: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "the file": (lambda path: protect(path, 0o444, 0o777), ["LedgerReadOnly", "done"]),
    "its folder": (lambda path: protect(path, 0o666, 0o555), ["LedgerReadOnly", "done"]),
    "both": (lambda path: protect(path, 0o444, 0o555), ["LedgerReadOnly", "done"]),
    "even reading": (lambda path: protect(path, 0, 0o777), ["LedgerUnreadable"] * 2),
    "even looking": (lambda path: protect(path, 0o666, 0), ["LedgerUnreadable"] * 2),
}


@posix
@pytest.mark.parametrize("case", PROTECTED)
def test_a_protected_file_is_told_at_opening(shared_folder: Path, case: str) -> None:
    protect_it, expected = PROTECTED[case]
    path = make(shared_folder / "a")
    before = snapshot(shared_folder)
    protect_it(path)
    assert run(AS_SOMEBODY_ELSE, path) == expected
    protect(path, 0o600, 0o777)
    assert snapshot(shared_folder) == before


@posix
def test_a_protected_file_whose_last_save_was_cut_off_must_not_be_copied_alone(
    shared_folder: Path,
) -> None:
    path = make(shared_folder / "a")
    cut_off_while_saving(path)
    before = snapshot(shared_folder)
    journal_of(path).chmod(0o444)
    protect(path, 0o444, 0o555)
    assert run(AS_SOMEBODY_ELSE, path) == ["LedgerUnfinished"] * 2
    assert "-journal" in LedgerUnfinished.advice
    protect(path, 0o600, 0o777)
    journal_of(path).chmod(0o600)
    assert snapshot(shared_folder) == before


PROTECTED_LATER = """
folder = sys.argv[1]
if os.geteuid() == 0:
    os.chown(folder, 65534, 65534)
become_somebody_else()
conn = create_database(folder + "/a", None, build)
os.chmod(folder, 0o555)
attempt(save, conn, 1)
attempt(create_database, folder + "/b", None, build)
os.chmod(folder, 0o777)
attempt(save, conn, 1)
"""


@posix
def test_a_folder_that_is_protected_later_is_told_at_the_next_save(shared_folder: Path) -> None:
    assert run(PROTECTED_LATER, shared_folder) == ["LedgerReadOnly", "LedgerReadOnly", "done"]
