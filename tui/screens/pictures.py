"""A measure in pictures: by month, by township, on a map, by the days of a month."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.counting.extent import DUSK, Stretch
from store.counting.measures import BY_CODE, LINES
from store.counting.scope import Scope
from store.counting.tables import Cut
from store.errors import LedgerError
from store.ledger import Store
from store.reporting import wording
from store.reporting.bars import Bar, month_after, month_of, stretch_of
from store.reporting.calendar import MonthOfDays, month_of_days
from store.reporting.glance import area_words, months_pictured, townships_pictured
from store.reporting.pictures import Pictures, pictures_of
from tui.commands import bindings
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.long_job import JobCancelled
from tui.one_at_a_time import one_at_a_time
from tui.pictures.bar_lines import bar_legend, bar_lines
from tui.pictures.calendar_lines import calendar_lines
from tui.pictures.map_lines import map_lines
from tui.pictures.signs import DRAWN, PLAIN, Signs
from tui.screens.aside import Aside
from tui.screens.behind import BehindNumber
from tui.screens.pick import Pick
from tui.summary.choosing import ChoosesScope
from tui.summary.commands import PICTURE_COMMANDS
from tui.summary.opening import cell_views
from tui.summary.targets import OpenBar
from tui.summary.words import scope_words
from tui.widgets.board import Board, BoardLine
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.offers import Offer
from tui.widgets.status_line import StatusLine
from tui.widgets.tab_bar import Tab, TabBar

_MONTHS, _TOWNSHIPS, _MAP, _DAYS = "months", "townships", "map", "days"
_TABS = (
    Tab(_MONTHS, "1", "Over time"),
    Tab(_TOWNSHIPS, "2", "By township"),
    Tab(_MAP, "3", "Map"),
    Tab(_DAYS, "4", "Days"),
)
_COUNTING = "Counting …"
_PLAIN_TERMINALS = frozenset({"linux", "dumb", "vt100", "ansi"})
_EMPTY = BoardLine(" Nothing is recorded here.")


@dataclass(frozen=True, slots=True)
class Pictured:
    """What was read for one of the pictures."""

    places: str
    bars: tuple[Bar, ...] = ()
    map: Pictures | None = None
    days: MonthOfDays | None = None


class PicturesScreen(ChoosesScope, Aside[Scope]):
    """One measure in four pictures, every number of which opens; gives the scope counted last."""

    DEFAULT_CSS = """
    PicturesScreen {
        layout: vertical;
        & > HeadingLine { margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*PICTURE_COMMANDS),
        *(Binding(tab.key, f"open_picture('{tab.name}')", tab.label, show=False) for tab in _TABS),
    ]

    def __init__(self, scope: Scope, code: str, picture: str = _MONTHS) -> None:
        super().__init__()
        self.scope = scope
        self._code = code
        self._picture = picture
        self._month = min(scope.stretch.last, scope.as_of)[:7]
        self._found: Pictured | None = None
        self._signs: Signs = PLAIN if os.environ.get("TERM") in _PLAIN_TERMINALS else DRAWN
        self._heading = HeadingLine()
        self._board = Board()
        self._status = StatusLine()

    def compose(self) -> ComposeResult:
        """Which picture, what is asked, the picture, the keys."""
        yield TabBar(_TABS)
        yield self._heading
        yield self._board
        yield self._status
        yield KeyBar()

    def on_mount(self) -> None:
        """Counts."""
        self._board.focus()
        self.scope_changed()

    def on_resize(self) -> None:
        """Draws anew."""
        self._show()

    def scope_changed(self) -> None:
        """Counts anew."""
        if self.scope is not None and self.scope.stretch.last != DUSK:
            self._month = min(self.scope.stretch.last, self.scope.as_of)[:7]
        self._read_again()

    def _read_again(self) -> None:
        self._found = None  # What is drawn stays, and is no answer any more: it opens nothing.
        self.query_one(TabBar).open(self._picture)
        self._status.show(_COUNTING)
        self._count()

    @work(group="count", exclusive=True)
    async def _count(self) -> None:
        if self.scope is None:
            return
        try:
            self._found = await gateway_of(self).ask(
                Priority.COUNT, _READERS[self._picture], self.scope, self._code, self._month
            )
        except (JobCancelled, GatewayClosed):
            return
        except LedgerError as problem:
            self._status.show(problem.title)
            return
        self._status.show(BY_CODE[self._code].definition)
        self._show()

    def _show(self) -> None:
        found, scope = self._found, self.scope
        if found is None or scope is None or not self.size.width:
            return
        settings = self.app.settings  # type: ignore[attr-defined]
        shown = scope
        if self._picture == _DAYS:
            shown = replace(scope, stretch=month_of(self._month))
        name = wording.label_of_line(self._code, BY_CODE[self._code].label)
        self._heading.show(name, below=scope_words(shown, settings, found.places))
        self._board.set_lines(tuple(self._lines(found)) or (_EMPTY,))

    def _lines(self, found: Pictured) -> Iterator[BoardLine]:
        width, signs = self.size.width, self._signs
        if found.days is not None:
            yield from calendar_lines(found.days, signs)
        elif found.map is not None:
            yield from map_lines(found.map, self._code, (width, self._board.size.height), signs)
        elif found.bars:
            dimension = "month" if self._picture == _MONTHS else "township"
            yield from bar_lines(found.bars, self._code, dimension, width, signs)
            yield BoardLine()
            yield bar_legend(signs)

    # What is asked

    def action_open_picture(self, name: str) -> None:
        """Shows another of the pictures."""
        self._picture = name
        self._read_again()

    def action_turn_picture(self) -> None:
        """Shows the next picture."""
        names = [tab.name for tab in _TABS]
        self.action_open_picture(names[(names.index(self._picture) + 1) % len(names)])

    async def action_move_period(self, steps: int) -> None:
        """Goes to the period before or after; among the days of a month, to the month."""
        if self._picture == _DAYS:
            self._month = month_after(self._month, steps)
            self._read_again()
        else:
            await super().action_move_period(steps)

    def action_change_signs(self) -> None:
        """Draws with letters that every terminal has, or with blocks and dots again."""
        self._signs = DRAWN if self._signs.is_plain else PLAIN
        self._show()

    @work(group="choose")
    @one_at_a_time
    async def action_choose_measure(self) -> None:
        """Offers the measures."""
        offers = [
            Offer(line.code, wording.label_of_line(line.code, line.label), line.definition)
            for line in LINES
        ]
        pick = Pick("Picture which number?", offers, at=self._code)
        if chosen := await self.app.push_screen_wait(pick):
            self._code = chosen
            self._read_again()

    # What is done

    def on_board_moved(self, event: Board.Moved) -> None:
        """The board tells where its cursor is; here that changes nothing."""
        event.stop()

    def on_board_chosen(self, event: Board.Chosen) -> None:
        """Opens what stands behind a number."""
        event.stop()
        found, scope = self._found, self.scope
        if found is None or scope is None or not isinstance(event.target, OpenBar):
            return
        bar = event.target
        by: tuple[str, ...] = ()
        labels: tuple[str, ...] = ()
        if bar.dimension == "township":
            by, labels = ("township",), (bar.key,)
        elif bar.dimension == "month":
            scope = replace(scope, stretch=stretch_of(bar.key))
        else:
            scope = replace(scope, stretch=Stretch(bar.key, bar.key))
        settings = self.app.settings  # type: ignore[attr-defined]
        name = wording.label_of_line(bar.line, BY_CODE[bar.line].label)
        named = "" if bar.dimension == "day" else f", {bar.named}"
        self.app.push_screen(
            BehindNumber(
                f"{name}{named}",
                scope_words(scope, settings, found.places),
                cell_views(scope, Cut(bar.line, str(scope.population), by), labels),
            )
        )

    def action_back(self) -> None:
        """Goes back to the summary."""
        if self.scope is not None:
            self.dismiss(self.scope)


def _months(store: Store, scope: Scope, code: str, month: str) -> Pictured:
    del month
    bars: tuple[Bar, ...] = store.ask(months_pictured, scope, code)
    return Pictured(_places(store, scope), bars)


def _townships(store: Store, scope: Scope, code: str, month: str) -> Pictured:
    del month
    bars: tuple[Bar, ...] = store.ask(townships_pictured, scope, code)
    return Pictured(_places(store, scope), bars)


def _map(store: Store, scope: Scope, code: str, month: str) -> Pictured:
    del month
    found: Pictures = store.ask(pictures_of, scope, code, store.settings.territory)
    return Pictured(_places(store, scope), map=found)


def _days(store: Store, scope: Scope, code: str, month: str) -> Pictured:
    found: MonthOfDays = store.ask(month_of_days, scope, code, month)
    return Pictured(_places(store, scope), days=found)


def _places(store: Store, scope: Scope) -> str:
    words: str = store.ask(area_words, scope)
    return words


_READERS: dict[str, Callable[[Store, Scope, str, str], Pictured]] = {
    _MONTHS: _months,
    _TOWNSHIPS: _townships,
    _MAP: _map,
    _DAYS: _days,
}
