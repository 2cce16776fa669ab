"""What is copied from the sheet opens the ledger."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import LedgerExists, LedgerMissing
from store.founded import Founding
from store.ledger import Store
from store.passphrase import normalise
from store.recovery_sheet import (
    BLANK,
    SheetBesideLedger,
    groups_of,
    passphrase_on,
    sheet_of,
    write_sheet,
)

DAY = date(2023, 3, 6)


def test_the_sheet_opens_the_ledger(tmp_path: Path) -> None:
    passphrase = "Ol' 10  Il|  မောင်မောင် é blanks "  # noqa: S105 - of a ledger for one test.
    path = tmp_path / "a.fieldledger"
    Store.create(path, Founding("Naw Paw (invented)", "LKW2"), passphrase).close()
    Store.open(path, passphrase_on(sheet_of(passphrase, path.name, "LKW2", DAY))).close()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
def test_every_passphrase_can_be_read_back(passphrase: str) -> None:
    if BLANK in passphrase:
        return
    assert passphrase_on(sheet_of(passphrase, "a", "LKW2", DAY)) == normalise(passphrase)


def test_groups_are_of_four_signs_as_people_see_them() -> None:
    assert groups_of("ab cdefg") == [f"ab{BLANK}c", "defg"]
    assert groups_of("မောင်မောင်") == ["မောင်မောင်"]


def test_signs_that_look_alike_are_explained() -> None:
    sheet = sheet_of("O0 l", "a", "LKW2", DAY)
    assert "O is a capital letter, 0 is a digit, l is a small letter" in sheet
    assert max(map(len, sheet_of("m" * 100, "a", "LKW2", DAY).split("\n"))) <= 76


def test_a_sheet_in_a_file_lies_elsewhere_and_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    ledger, there = tmp_path / "a.fieldledger", tmp_path / "stick" / "sheet.txt"
    with pytest.raises(SheetBesideLedger):
        write_sheet(tmp_path / "sheet.txt", "sheet", ledger)
    with pytest.raises(LedgerMissing):
        write_sheet(tmp_path / "none" / "sheet.txt", "sheet", ledger)
    write_sheet(there, "sheet", ledger)
    assert there.read_text(encoding="utf-8") == "sheet\n"
    assert there.stat().st_mode & 0o077 == 0
    with pytest.raises(LedgerExists):
        write_sheet(there, "another", ledger)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["sheet.txt", "stick"]
