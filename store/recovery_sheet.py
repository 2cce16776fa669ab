"""The recovery sheet: a passphrase as it is copied onto paper, so that it opens the ledger again.

The sheet holds the passphrase itself and nothing else that opens anything: an encrypted ledger
has one key. It is made to be read aloud and copied by hand, sign by sign.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from store.errors import LedgerUnusable
from store.passphrase import normalise
from store.paths import typed_path
from store.publishing import write_new
from store.telling import system_told

BLANK = "␣"
"""Stands for a blank, which paper does not show."""

_GROUP = 4
_IN_A_LINE = 6
_LOOKALIKES = "O0oQIl1|S5Z2B8G6"
_ROW = re.compile(r"^ *(\d+)  (.*)$")
_BETWEEN = "   "


class SheetBesideLedger(LedgerUnusable):
    """The sheet would lie in the folder of the ledger that it opens."""

    title = "The sheet would lie beside the ledger, where whoever takes one takes both."
    advice = "Name another place, such as a stick that is kept elsewhere."


def sheet_of(passphrase: str, ledger: str, prefix: str, day: date) -> str:
    """The page for a ledger whose file is called `ledger`.

    Raises:
        PassphraseUnusable: it cannot be a passphrase.
    """
    groups = groups_of(normalise(passphrase))
    return "\n".join(
        [
            "RECOVERY SHEET",
            "",
            f"File     {ledger}",
            f"Codes    {prefix}-…",
            f"Made on  {day.isoformat()}",
            "",
            f"The passphrase, {len(normalise(passphrase))} signs; {BLANK} is a blank, and the gaps",
            "between the groups are not typed:",
            "",
            *_rows(groups),
            "",
            *_doubtful(groups),
            "To open the file, start the program, open it and type the passphrase.",
            "Whoever has this sheet and the file can read everything in it: keep it",
            "far from the laptop, or learn it and burn it.",
        ]
    )


def groups_of(passphrase: str) -> list[str]:
    """The passphrase in groups of four signs, a sign with its marks counting as one."""
    signs: list[str] = []
    for letter in passphrase.replace(" ", BLANK):
        if signs and unicodedata.category(letter).startswith("M"):
            signs[-1] += letter
        else:
            signs.append(letter)
    return ["".join(signs[at : at + _GROUP]) for at in range(0, len(signs), _GROUP)]


def passphrase_on(sheet: str) -> str:
    """The passphrase that a page gives, as somebody would type it from there."""
    rows = (found[2] for line in sheet.split("\n") if (found := _ROW.match(line)))
    return "".join(rows).replace(_BETWEEN, "").replace(BLANK, " ")


def write_sheet(path: Path, sheet: str, ledger: Path) -> None:
    """Writes the page as a text file that its owner alone may read, away from the ledger.

    Raises:
        SheetBesideLedger: it is the ledger's own folder.
        LedgerUnusable: another of its subclasses; nothing was written.
    """
    with system_told():
        place = typed_path(str(path)).absolute()
        if place.parent.resolve() == ledger.parent.resolve():
            raise SheetBesideLedger
    write_new(place, f"{sheet}\n")


def _rows(groups: list[str]) -> Iterator[str]:
    for at in range(0, len(groups), _IN_A_LINE):
        yield f"{at + 1:>4}  {_BETWEEN.join(groups[at : at + _IN_A_LINE])}"


def _doubtful(groups: list[str]) -> Iterator[str]:
    """What signs are that are easily taken for others."""
    found = {sign: None for group in groups for sign in group if sign in _LOOKALIKES}
    if found:
        yield "Easily mistaken: " + ", ".join(f"{s} is {_spoken(s)}" for s in found) + "."
        yield ""


def _spoken(sign: str) -> str:
    if sign.isdigit():
        return "a digit"
    if not sign.isalpha():
        return "a bar"
    return "a capital letter" if sign.isupper() else "a small letter"
