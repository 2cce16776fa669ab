"""The map with its legend beside it, as lines of a board."""

from collections.abc import Iterator
from typing import Final

from store.reporting.bars import Bar
from store.reporting.pictures import Pictures
from tui.pictures.map_drawing import MapData, Township, draw_map
from tui.pictures.signs import Signs, number_of, shade_of
from tui.summary.targets import OpenBar
from tui.text import cells, fit
from tui.widgets.board import BoardLine, Spot

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LEGEND: Final = 34  # cells
_NO_POINTS: Final = " No village of this area has a point; places load LEDGER FILE brings them."


def map_lines(
    found: Pictures, code: str, size: tuple[int, int], signs: Signs
) -> Iterator[BoardLine]:
    """The map at the left, the townships with their numbers at the right."""
    width, height = size
    data = map_data(found)
    drawn = draw_map(data, max(1, width - _LEGEND - 3), max(1, height), signs)
    if not drawn:
        yield BoardLine(_NO_POINTS)
        return
    legend = list(_legend(found, data, code, signs))
    left = max(cells(line) for line in drawn) + 3
    for n in range(max(len(drawn), len(legend))):
        line = f" {drawn[n]}" if n < len(drawn) else ""
        beside = legend[n] if n < len(legend) else BoardLine()
        text = fit(line, left) + beside.text if beside.text else line
        spots = [Spot(s.start + left, s.end + left, s.target) for s in beside.spots]
        yield BoardLine(text, tuple(spots))


def map_data(found: Pictures) -> MapData:
    """The map of a measure, a letter for each township of which anything is known."""
    bars = [bar for bar in found.by_township if bar.key in {v.township for v in found.villages}]
    townships = {
        bar.key: Township(letter, bar.label, bar.documented)
        for letter, bar in zip(_LETTERS, bars, strict=False)
    }
    return MapData(found.villages, townships, found.spots, found.outlines)


def _legend(found: Pictures, data: MapData, code: str, signs: Signs) -> Iterator[BoardLine]:
    most = max((bar.documented for bar in found.by_township), default=0)
    for bar in found.by_township:
        township = data.townships.get(bar.key)
        yield _entry(bar, township.letter if township else " ", code, most, signs)
    yield BoardLine()
    yield BoardLine(f"{signs.shades}  little to much, by township")
    yield BoardLine("1 2 … 9  documented at a place")
    yield BoardLine("+  ten or more   A  a township")
    if found.unplaced:
        yield BoardLine(f"{found.unplaced:,} on no map: no point is known")


def _entry(bar: Bar, letter: str, code: str, most: int, signs: Signs) -> BoardLine:
    shade = shade_of(bar.documented, most, signs) or " "
    number = number_of(bar)
    text = f"{letter} {shade} {fit(bar.label, 18)} "
    begin = cells(text) + 1
    spot = Spot(begin, begin + cells(number), OpenBar(code, "township", bar.key, bar.label))
    return BoardLine(f"{text} {number}", (spot,))
