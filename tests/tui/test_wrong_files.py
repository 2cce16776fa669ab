"""Whatever is the matter with a file, the screen ends with a sentence that says so."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import (
    LedgerCutShort,
    LedgerDamaged,
    LedgerEmpty,
    LedgerError,
    LedgerForeign,
    LedgerLocked,
    LedgerMissing,
    LedgerNotAFile,
    LedgerTooNew,
    WrongPassphrase,
)
from store.ledger import Store
from tests.tui.ledger_app import build_ledger, window
from tui.widgets.line_input import LineInput

pytestmark = pytest.mark.usefixtures("quick_keys")

PASSPHRASE = "a passphrase (invented)"  # noqa: S105 - of ledgers that last one test.

_VERSION_AT, _PROGRAM_AT = 60, 68


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_ledger(tmp_path_factory.mktemp("sound") / "a.fieldledger", with_records=False)


def _overwrite(path: Path, at: int, what: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(what)


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


CASES: list[tuple[Callable[[Path], object], type[LedgerError]]] = [
    (Path.unlink, LedgerMissing),
    (lambda path: path.write_bytes(b""), LedgerEmpty),
    (lambda path: path.write_text("A letter, and no ledger. " * 400), LedgerForeign),
    (_cut, LedgerCutShort),
    (lambda path: _overwrite(path, _VERSION_AT, b"\x00\x00\x7f\xff"), LedgerTooNew),
    (lambda path: _overwrite(path, _VERSION_AT, b"\x00\x00\x00\x00"), LedgerDamaged),
    (lambda path: _overwrite(path, _PROGRAM_AT, b"GPKG"), LedgerForeign),
    (_folder, LedgerNotAFile),
]


@pytest.mark.parametrize(("spoil", "error"), CASES)
async def test_the_screen_ends_with_the_sentence(
    sound: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], object],
    error: type[LedgerError],
) -> None:
    path = Path(shutil.copy(sound, tmp_path))
    spoil(path)
    before = _content(path)
    await _is_told(path, error, capsys)
    assert _content(path) == before


async def test_a_second_window_is_told_before_it_asks_for_a_passphrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", with_records=False, passphrase=PASSPHRASE)
    first = Store.open(path, PASSPHRASE)
    await _is_told(path, LedgerLocked, capsys)
    first.close()


async def test_a_wrong_passphrase_or_layout_or_first_page_is_told_on_the_screen(
    tmp_path: Path,
) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", with_records=False, passphrase=PASSPHRASE)
    _overwrite(path, 100, b"damaged")
    async with window(path, is_open=False) as shown:
        await shown.until_shown("locked with a passphrase")
        for typed, said in (
            (PASSPHRASE, WrongPassphrase.title[:40]),
            ("", "it is empty, or has a"),
            ("ခပျပ", "keyboard layout"),
        ):
            shown.app.screen.query_one(LineInput).value = typed
            await shown.press("enter")
            await shown.until_shown(said)


async def _is_told(
    path: Path, error: type[LedgerError], capsys: pytest.CaptureFixture[str]
) -> None:
    async with window(path, is_open=False) as shown:
        await shown.until(lambda: shown.app.return_value is not None)
    assert shown.app.return_code == 1
    said = " ".join(capsys.readouterr().err.split())
    assert error.advice in said
