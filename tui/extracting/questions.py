"""What is asked before an extract: the questions, how answers are read, what each comes to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Final

from store.errors import ParseError
from store.exchange.asked import Asked, tickable
from store.exchange.profiles import ALL_PROFILES, Profile
from store.paths import path_in
from store.records import Record

FORMATS: Final = {
    "sqlite": "One file for any SQLite tool, with a second one for Datasette.",
    "csv": "A folder of tables for spreadsheets, with HXL tags.",
    "gpkg": "A map file: points of incidents and damage, for QGIS.",
    "json": "One file for other programs.",
}
"""The formats, with what each is good for."""

_ENDINGS: Final = {"csv": ""}
_YES: Final = frozenset({"y", "yes"})
_NO: Final = frozenset({"", "n", "no"})


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody wants written, and where."""

    asked: Asked
    path: Path


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the form: its name, its label, and what an empty answer means."""

    name: str
    label: str
    hint: str


QUESTIONS: Final = (
    Question("profile", "For", "court, partner, public or internal; the first letters will do."),
    Question("to", "Who gets it", "A name or a sign for your own log; it does not leave."),
    Question("terms", "Which ones", "Terms as in a list; empty: everything that may leave."),
    Question("form", "Format", "sqlite, csv, gpkg (map) or json."),
    Question("violence", "Sexual violence", "Left out. y puts it in."),
    Question("ticked", "More words", "For a court: fields that stay otherwise, with ; between."),
    Question("smallest", "Suppress below", "For the public: no particulars of fewer people."),
    Question("path", "File", "A new one. Nothing is ever written over."),
)


def proposed_path(folder: Path, day: str, form: str) -> Path:
    """A path that says nothing of what is in it, and that nothing has yet."""
    ending = _ENDINGS.get(form, f".{form}")
    numbers = chain([""], (f"-{number}" for number in count(2)))
    paths = (folder / f"extract-{day}{number}{ending}" for number in numbers)
    return next(path for path in paths if not path.exists())


def read_profile(text: str) -> Profile:
    """The profile that begins with the text.

    Raises:
        ParseError: none does, or several do.
    """
    return ALL_PROFILES[_begun(text, list(ALL_PROFILES))]


def read_form(text: str) -> str:
    """The format that begins with the text.

    Raises:
        ParseError: none does, or several do.
    """
    return _begun(text, list(FORMATS))


def _begun(text: str, codes: Sequence[str]) -> str:
    wanted = text.strip().casefold()
    found = [code for code in codes if wanted and code.startswith(wanted)]
    if wanted in codes:
        return wanted
    if len(found) != 1:
        raise ParseError(f"One of {', '.join(found or codes)}.")
    return found[0]


def read_violence(text: str) -> bool:
    """Whether sexual violence is put in.

    Raises:
        ParseError: the text is neither yes nor no.
    """
    answer = text.strip().casefold()
    if answer not in _YES | _NO:
        raise ParseError("y or n.")
    return answer in _YES


def read_ticked(text: str, profile: Profile) -> frozenset[str]:
    """The fields that are let out besides; the table may be left away where the name says it.

    Raises:
        ParseError: one of them cannot be ticked.
    """
    names = [name for part in re.split(r"[;,]", text) if (name := part.strip().casefold())]
    offered = [name for name, _ in tickable()]
    found: set[str] = set()
    for name in names:
        matches = [full for full in offered if name in (full, full.partition(".")[2])]
        if len(matches) != 1:
            raise ParseError(f"One of {', '.join(offered)}.")
        found.update(matches)
    Asked(profile, ticked=frozenset(found))
    return frozenset(found)


def read_smallest(text: str, profile: Profile) -> int:
    """Below how many people of a place and month no particulars are told; 0 for any.

    Raises:
        ParseError: the text is no such number.
    """
    number = text.strip()
    if not number:
        return 0
    if not (number.isascii() and number.isdigit()):
        raise ParseError("A number, like 5.")
    return Asked(profile, smallest_cell=int(number)).smallest_cell


def read_path(text: str, folder: Path) -> Path:
    """The path of the new file, in the folder if it does not begin with another.

    Raises:
        ParseError: there is something of that name, or no folder to put it in.
    """
    if not text.strip():
        raise ParseError("A name for the file is needed.")
    path = path_in(folder, text)
    try:
        taken, has_folder = path.exists() or path.is_symlink(), path.parent.is_dir()
    except OSError:
        raise ParseError("The disk does not answer, or the name is too long.") from None
    if taken:
        raise ParseError("There is something of that name already; choose another.")
    if not has_folder:
        raise ParseError("There is no such folder.")
    return path


def read_answers(
    given: Mapping[str, str], terms: tuple[str, ...], model: type[Record], folder: Path
) -> tuple[Answers | None, dict[str, str]]:
    """What was answered, and what is wrong with which answer; None if anything is.

    A name alone is that of a file in the folder.
    """
    wrong: dict[str, str] = {}
    profile, form, path = ALL_PROFILES["internal"], "sqlite", Path()
    violence, ticked, smallest = False, frozenset[str](), 0
    try:
        profile = read_profile(given["profile"])
    except ParseError as error:
        wrong["profile"] = error.message
    for name in ("form", "violence", "ticked", "smallest", "path"):
        try:
            match name:
                case "form":
                    form = read_form(given[name])
                case "violence":
                    violence = read_violence(given[name])
                case "ticked":
                    ticked = read_ticked(given[name], profile)
                case "smallest":
                    smallest = read_smallest(given[name], profile)
                case _:
                    path = read_path(given[name], folder)
        except ParseError as error:
            wrong[name] = error.message
    if wrong:
        return None, wrong
    to = given["to"].strip()
    asked = Asked(profile, form, terms, model, to, ticked, violence, smallest)
    return Answers(asked, path), {}
