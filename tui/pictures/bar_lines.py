"""Bars as lines of a board, each number of which opens."""

from collections.abc import Iterator, Sequence

from store.reporting.bars import Bar
from tui.pictures.signs import Signs, bar_of, number_of
from tui.summary.targets import OpenBar
from tui.text import cells, fit
from tui.widgets.board import BoardLine, Spot

_LABEL = 20
_NUMBER = 12


def bar_lines(
    bars: Sequence[Bar], code: str, dimension: str, width: int, signs: Signs
) -> Iterator[BoardLine]:
    """A line for each bar: its label, its number, the bar."""
    most = max((bar.high for bar in bars), default=0)
    room = max(1, width - _LABEL - _NUMBER - 2)
    for bar in bars:
        number = number_of(bar)
        text = f" {fit(bar.label, _LABEL - 1)}{fit(number, _NUMBER - 3, right=True)}"
        end = cells(text)
        spot = Spot(end - cells(number), end, OpenBar(code, dimension, bar.key, bar.label))
        yield BoardLine(f"{text}   {bar_of(bar, most, room, signs)}", (spot,))


def bar_legend(signs: Signs) -> BoardLine:
    """What the two parts of a bar mean."""
    return BoardLine(
        f" {signs.bar}{signs.bar} documented   {signs.band}{signs.band} up to the high end: what "
        "sources support, no statistics"
    )
