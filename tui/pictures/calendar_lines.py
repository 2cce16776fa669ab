"""A month as a sheet of a calendar, each day with its number, which opens."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from store.reporting.bars import Bar
from store.reporting.calendar import MonthOfDays
from tui.pictures.signs import Signs, shade_of
from tui.summary.targets import OpenBar
from tui.text import cells, fit
from tui.widgets.board import BoardLine, Spot

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CELL: Final = 10
_WEEK: Final = 7


def calendar_lines(found: MonthOfDays, signs: Signs) -> Iterator[BoardLine]:
    """The weeks of a month, then what lies within it on no certain day."""
    yield BoardLine(" " + "".join(fit(f" {day}", _CELL) for day in _DAYS), is_title=True)
    most = max((bar.documented for bar in found.days), default=0)
    before = date.fromisoformat(found.days[0].key).weekday()
    sheet: list[Bar | None] = [None] * before + list(found.days)
    for start in range(0, len(sheet), _WEEK):
        yield _week(sheet[start : start + _WEEK], found.line.code, most, signs)
        yield BoardLine()
    yield _rest(found)
    yield BoardLine(" ?  more may belong to the day: its date is not known so closely")


def _week(days: list[Bar | None], code: str, most: int, signs: Signs) -> BoardLine:
    text, spots = " ", []
    for bar in days:
        if bar is None:
            text += " " * _CELL
            continue
        start = cells(text)
        text += f"{bar.label:>3} "
        if bar.high:
            number = _number(bar)
            begin = cells(text) + 1
            text += f" {number}"
            spots.append(Spot(begin, begin + cells(number), OpenBar(code, "day", bar.key, bar.key)))
            text += f" {shade_of(bar.documented, most, signs)}"
        text += " " * max(0, _CELL - (cells(text) - start))
    return BoardLine(text, tuple(spots))


def _number(bar: Bar) -> str:
    """What is documented on a day, and whether more may belong to it."""
    more = "?" if bar.high > bar.documented else ""
    return f"{bar.documented:,}{more}" if bar.documented else more


def _rest(found: MonthOfDays) -> BoardLine:
    """The month as a whole, and what of it has no certain day."""
    text = " The whole month  "
    number = f"{found.documented:,}"
    begin = cells(text)
    label = "the whole month"
    spot = Spot(begin, begin + cells(number), OpenBar(found.line.code, "month", found.month, label))
    text += f"{number}   of which on no certain day  {found.undated:,}"
    return BoardLine(text, (spot,))
