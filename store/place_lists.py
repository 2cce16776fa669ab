"""Reading lists of places: the program's own format and MIMU's wide tables, as CSV."""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from store.errors import ImportRejected
from store.gazetteer import PlaceEntry
from store.place_names import shorter_names
from store.vocabulary import PlaceLevel

NARROW_COLUMNS = ("key", "level", "name", "name_local", "parent", "lat", "lon", "aliases")
"""One place a row; `aliases` with | between them."""

WIDE_LEVELS = (
    PlaceLevel.STATE,
    PlaceLevel.DISTRICT,
    PlaceLevel.TOWNSHIP,
    PlaceLevel.TRACT,
    PlaceLevel.TOWN,
    PlaceLevel.WARD,
    PlaceLevel.VILLAGE,
)
"""One place of each level a row, in columns `<level>_pcode`, `<level>_eng`, `<level>_mmr`."""

_WIDE_COLUMNS = {lv: (f"{lv}_pcode", f"{lv}_eng", f"{lv}_mmr") for lv in WIDE_LEVELS}

LONGEST_NAME = 200
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?")
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACELESS = str.maketrans("", "", "\u200b\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """Why a row cannot be read in; `row` counts as a spreadsheet does, the heading being 1."""

    row: int
    message: str


@dataclass(slots=True)
class PlaceList:
    """What a file says: each place once with the row it stands in, and the rows refused."""

    entries: dict[str, tuple[int, PlaceEntry]] = field(default_factory=dict)
    refused: list[RefusedRow] = field(default_factory=list)

    def refuse(self, row: int, message: str) -> None:
        """Notes why a row cannot be read in."""
        self.refused.append(RefusedRow(row, message))


class _RowError(ValueError):
    """What is the matter with a row, in a sentence."""


def read_places(path: Path) -> PlaceList:
    """What a CSV file says about places, in either format.

    Raises:
        ImportRejected: it is no such list, or not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ImportRejected("The file cannot be read.", "Check its path and its name.") from error
    return read_place_bytes(raw)


def read_place_bytes(raw: bytes) -> PlaceList:
    """What a CSV file of these bytes says about places.

    Raises:
        ImportRejected: as `read_places`.
    """
    rows = _rows(_decoded(raw))
    heading = [cell.strip().casefold() for cell in next(rows, (0, []))[1]]
    if len(set(heading)) < len(heading):
        raise ImportRejected("Two columns of the list have the same heading.")
    places = PlaceList()
    if {"key", "level", "name"} <= set(heading):
        _gather(places, heading, rows, _narrow)
    elif any(f"{level}_pcode" in heading for level in WIDE_LEVELS):
        _gather(places, heading, rows, _wide)
    else:
        raise ImportRejected(
            "Row 1 does not have the headings of a list of places.",
            f"They are {', '.join(NARROW_COLUMNS)}; or township_pcode, township_eng, "
            "township_mmr and so on, with lat and lon.",
        )
    return places


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise ImportRejected(
            f"Row {row} is not UTF-8 text.", 'Save the file as "CSV UTF-8", then try again.'
        ) from error


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, blank ones left out."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise ImportRejected(
            f"Row {number + 1} is not CSV.", "Look there for a stray quotation mark."
        ) from error


def _gather(
    places: PlaceList,
    heading: list[str],
    rows: Iterable[tuple[int, list[str]]],
    read: Callable[[dict[str, str]], list[tuple[PlaceEntry, bool]]],
) -> None:
    """Reads all rows; `read` gives a row's places, True for the one it stands for."""
    own: set[str] = set()
    for number, cells in rows:
        try:
            for entry, is_own in read(_cells(heading, cells)):
                _add(places, number, entry, twice=is_own and entry.key in own)
                if is_own:
                    own.add(entry.key)
        except _RowError as wrong:
            places.refuse(number, str(wrong))


def _cells(heading: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(heading):
        raise _RowError(f"This row has {len(cells)} cells, and the heading {len(heading)}.")
    row = {name: tidy(cell) for name, cell in zip(heading, cells, strict=True)}
    for name, cell in row.items():
        if _NO_TEXT.search(cell):
            raise _RowError(f"{name} holds a character that is no text.")
    return row


@lru_cache(maxsize=1024)
def tidy(text: str) -> str:
    """A cell as it is kept: NFC, one space between words, none around, no zero-width space."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_SPACELESS)).split())


def _add(places: PlaceList, row: int, entry: PlaceEntry, *, twice: bool) -> None:
    """Adds a place, or compares it with what an earlier row says about it."""
    first, known = places.entries.setdefault(entry.key, (row, entry))
    if twice:
        raise _RowError(f"This place's code stands in row {first}, too.")
    if known.parent != entry.parent or known.name != entry.name or known.level != entry.level:
        raise _RowError(f"Row {first} says otherwise about this row's {entry.level}.")
    if entry.lat is not None:
        places.entries[entry.key] = (row, entry)


def _narrow(row: dict[str, str]) -> list[tuple[PlaceEntry, bool]]:
    try:
        level = PlaceLevel(row["level"].casefold())
    except ValueError as error:
        raise _RowError("level is not one of the codes for what a place is.") from error
    key, parent = row["key"], row.get("parent", "")
    _check_code(key, "key")
    if parent:
        _check_code(parent, "parent")
    name, local = row["name"], row.get("name_local", "")
    aliases = [tidy(alias) for alias in row.get("aliases", "").split("|")]
    for column, text in (("name", name), ("name_local", local), *(("aliases", a) for a in aliases)):
        _check_name(text, column)
    lat, lon = _point(row)
    kept = tuple(dict.fromkeys(filter(None, aliases)))
    entry = PlaceEntry(key, level, name, local or None, parent or None, lat, lon, kept)
    return [(entry, True)]


def _wide(row: dict[str, str]) -> list[tuple[PlaceEntry, bool]]:
    """The places of a row from the state down; the last is the one it stands for."""
    found: list[PlaceEntry] = []
    for level in WIDE_LEVELS:
        columns = _WIDE_COLUMNS[level]
        code, name, local = (row.get(column, "") for column in columns)
        if code:
            found.append(_unit(level, code, name, local, found[-1].key if found else None))
        elif name or local:
            raise _RowError(f"{level} has a name and no code.")
    if not found:
        raise _RowError("This row has no code.")
    lat, lon = _point(row)
    *above, last = found
    own = replace(last, lat=lat, lon=lon)
    finest = next(lv for lv in reversed(WIDE_LEVELS) if _WIDE_COLUMNS[lv][0] in row)
    return [*((entry, False) for entry in above), (own, own.level == finest)]


@lru_cache(maxsize=1024)
def _unit(level: PlaceLevel, code: str, name: str, local: str, parent: str | None) -> PlaceEntry:
    """One place of a wide row; the rows of a township repeat theirs."""
    columns = _WIDE_COLUMNS[level]
    _check_code(code, columns[0])
    _check_name(name, columns[1])
    _check_name(local, columns[2])
    aliases = shorter_names(level, name, local)
    return PlaceEntry(code, level, name, local or None, parent, aliases=aliases)


def _check_code(code: str, column: str) -> None:
    if not _CODE.fullmatch(code):
        raise _RowError(f"{column} is not a place code: letters, digits, at most 40.")


def _check_name(name: str, column: str) -> None:
    if len(name) > LONGEST_NAME:
        raise _RowError(f"{column} is longer than {LONGEST_NAME} characters.")


def _point(row: dict[str, str]) -> tuple[float | None, float | None]:
    """Latitude and longitude, to 6 decimals (a tenth of a metre)."""
    cells = row.get("lat", ""), row.get("lon", "")
    if not any(cells):
        return None, None
    if not all(cells):
        raise _RowError("lat and lon go together: both or neither.")
    if not all(_DEGREES.fullmatch(cell) for cell in cells):
        raise _RowError("lat and lon are decimal degrees, such as 19.674 and 97.209.")
    lat, lon = (round(float(cell), 6) for cell in cells)
    if math.fabs(lat) > 90 or math.fabs(lon) > 180:  # noqa: PLR2004 - degrees
        raise _RowError("lat goes from -90 to 90, lon from -180 to 180.")
    return lat, lon
