"""A map drawn in characters, from the villages' own points and outlines where there are any."""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from store.outlines import Outline, Ring, crossings
from store.reporting.pictures import Spot, Village
from tui.pictures.signs import Signs, shade_of

_BRAILLE: Final = 0x2800
_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The dots of a braille letter (Unicode U+2800), by row and column."""

_ACROSS, _DOWN = 2, 4  # dots in a letter
_TEN: Final = 10


@dataclass(frozen=True, slots=True)
class Township:
    """One township on the map: its letter, its name, what is counted there."""

    letter: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class MapData:
    """What a map shows; `townships` by key, in the order of the legend."""

    villages: Sequence[Village]
    townships: Mapping[str, Township]
    spots: Sequence[Spot] = ()
    outlines: Mapping[str, Outline] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Frame:
    """How degrees become dots: where the map begins, degrees of latitude to a dot, the squeeze."""

    west: float
    north: float
    step: float
    squeeze: float
    columns: int
    rows: int

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]], columns: int, rows: int) -> "_Frame":
        """The largest map of all points, each longitude and latitude, that fits."""
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        squeeze = math.cos(math.radians((south + north) / 2)) or 1.0
        across = max(1, columns * _ACROSS - 2)
        down = max(1, rows * _DOWN - 4)
        # A letter is twice as high as wide, so that its dots stand alike in both directions.
        step = max((east - west) * squeeze / across, (north - south) / down, 1e-6)
        wide = math.ceil((east - west) * squeeze / step / _ACROSS) + 1
        high = math.ceil((north - south) / step / _DOWN) + 1
        return cls(west, north, step, squeeze, min(columns, wide), min(rows, high))

    def dot(self, lon: float, lat: float) -> tuple[int, int]:
        """The dot of a point, counted from the upper left."""
        x = round((lon - self.west) * self.squeeze / self.step)
        y = round((self.north - lat) / self.step)
        return x, y

    def column(self, lon: float) -> int:
        """The column in which a longitude lies."""
        return self.dot(lon, self.north)[0] // _ACROSS

    def lat(self, row: int) -> float:
        """The latitude of the middle of a row."""
        return self.north - (row + 0.5) * _DOWN * self.step

    def cell(self, lon: float, lat: float) -> tuple[int, int]:
        """The letter in which a point lies, as column and row."""
        x, y = self.dot(lon, lat)
        return min(x // _ACROSS, self.columns - 1), min(y // _DOWN, self.rows - 1)


def draw_map(data: MapData, columns: int, rows: int, signs: Signs) -> list[str]:
    """The map as lines of at most so many columns; without any point there are none.

    Where a township has something, its ground is shaded; a digit is how many are documented at a
    place (+ for ten and more), a capital letter stands in the middle of its township.
    """
    points = [(village.lon, village.lat) for village in data.villages]
    points += [point for rings in data.outlines.values() for ring in rings for point in ring]
    if not points or columns < 1 or rows < 1:
        return []
    frame = _Frame.around(points, columns, rows)
    sheet = [[" "] * frame.columns for _ in range(frame.rows)]
    _shade_grounds(sheet, data, frame, signs)
    _draw_villages(sheet, data, frame, signs)
    _draw_outlines(sheet, data, frame, signs)
    _draw_letters(sheet, data, frame)
    _draw_spots(sheet, data, frame)
    return ["".join(line) for line in sheet]


def _shade_grounds(sheet: list[list[str]], data: MapData, frame: _Frame, signs: Signs) -> None:
    """The ground of the townships whose outlines are known, if they have anything."""
    most = max((township.number for township in data.townships.values()), default=0)
    for key, township in data.townships.items():
        shade = shade_of(township.number, most, signs)
        for row in range(frame.rows) if shade and key in data.outlines else ():
            ends = [frame.column(lon) for lon in crossings(data.outlines[key], frame.lat(row))]
            for begins, stops in zip(ends[::2], ends[1::2], strict=True):
                for column in range(max(0, begins), min(stops + 1, frame.columns)):
                    sheet[row][column] = shade


def _draw_villages(sheet: list[list[str]], data: MapData, frame: _Frame, signs: Signs) -> None:
    """Villages as dots; where their township has something, its shade instead."""
    most = max((township.number for township in data.townships.values()), default=0)
    dots: dict[tuple[int, int], int] = {}
    for village in data.villages:
        column, row = frame.cell(village.lon, village.lat)
        township = data.townships.get(village.township)
        if shade := shade_of(township.number if township else 0, most, signs):
            sheet[row][column] = shade
            continue
        x, y = frame.dot(village.lon, village.lat)
        dots[column, row] = dots.get((column, row), 0) | _DOTS[y % _DOWN][x % _ACROSS]
    for (column, row), bits in dots.items():
        if sheet[row][column] == " ":
            sheet[row][column] = signs.village if signs.is_plain else chr(_BRAILLE + bits)


def _draw_outlines(sheet: list[list[str]], data: MapData, frame: _Frame, signs: Signs) -> None:
    """The borders of the townships whose outlines are known."""
    dots: dict[tuple[int, int], int] = {}
    for rings in data.outlines.values():
        for ring in rings:
            for x, y in _line(frame, ring):
                cell = min(x // _ACROSS, frame.columns - 1), min(y // _DOWN, frame.rows - 1)
                dots[cell] = dots.get(cell, 0) | _DOTS[y % _DOWN][x % _ACROSS]
    for (column, row), bits in dots.items():
        sheet[row][column] = signs.border if signs.is_plain else chr(_BRAILLE + bits)


def _line(frame: _Frame, ring: Ring) -> Iterable[tuple[int, int]]:
    """The dots of a line from point to point."""
    ends = [frame.dot(lon, lat) for lon, lat in ring]
    for (x0, y0), (x1, y1) in itertools.pairwise(ends):
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        for n in range(steps + 1):
            yield round(x0 + (x1 - x0) * n / steps), round(y0 + (y1 - y0) * n / steps)


def _draw_letters(sheet: list[list[str]], data: MapData, frame: _Frame) -> None:
    """The letter of each township in the middle of its villages."""
    middle: dict[str, list[tuple[float, float]]] = {}
    for village in data.villages:
        if village.township in data.townships:
            middle.setdefault(village.township, []).append((village.lon, village.lat))
    for key, points in middle.items():
        lon = sum(x for x, _ in points) / len(points)
        lat = sum(y for _, y in points) / len(points)
        column, row = frame.cell(lon, lat)
        sheet[row][column] = data.townships[key].letter


def _draw_spots(sheet: list[list[str]], data: MapData, frame: _Frame) -> None:
    """How many are documented at each place; a place of which only the township is known has none.

    The township's shade and its number in the legend say that.
    """
    numbers: dict[tuple[int, int], int] = {}
    for spot in data.spots:
        if not spot.is_township:
            x, y = frame.dot(spot.lon, spot.lat)
            cell = x // _ACROSS, y // _DOWN
            if x >= 0 and y >= 0 and cell[0] < frame.columns and cell[1] < frame.rows:
                numbers[cell] = numbers.get(cell, 0) + spot.documented
    for (column, row), number in numbers.items():
        sheet[row][column] = str(number) if number < _TEN else "+"
