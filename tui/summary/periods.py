"""The periods that are offered, and what typed words mean as one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from store.counting.extent import DAWN, DUSK, Stretch
from store.counting.opening_scope import Recorded
from store.counting.scope import read_stretch
from store.errors import ParseError
from store.reporting import wording
from store.reporting.bars import month_after, month_of, months_between
from store.settings import Settings
from store.spans import parse_span
from tui.summary.words import period_words, quarter_of
from tui.widgets.offers import Offer

_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class PeriodOffers:
    """The periods of a ledger of which something is recorded between two months."""

    settings: Settings
    recorded: Recorded
    as_of: str

    @property
    def offers(self) -> list[Offer]:
        """Since the start, then years, quarters and months, the latest first."""
        return list(dict.fromkeys(map(self.offer, self._stretches())))

    def offer(self, stretch: Stretch) -> Offer:
        """A period as it is offered."""
        words = period_words(stretch, self.settings.start, self.as_of)
        days = wording.days(stretch)
        return Offer(key_of(stretch), words, "" if days == words else days)

    def read(self, text: str) -> Offer | None:
        """What typed words mean: a period as commands take it, or a date as people write it."""
        stretch = self._read_period(text) or self._read_date(text)
        return None if stretch is None else self.offer(stretch)

    def _stretches(self) -> Iterator[Stretch]:
        yield Stretch(self.settings.start.isoformat(), self.as_of)
        months = [self.as_of[:7]]
        if self.recorded.first:
            months = months_between([self.recorded.first, max(self.recorded.last, months[0])])
        latest = months[::-1]
        yield from (month_of(month) for month in latest[:_YEAR])
        yield from (quarter_of(f"{month}-01") for month in latest)
        yield from (Stretch(f"{m[:4]}-01-01", f"{m[:4]}-12-31") for m in latest)
        yield from (month_of(month) for month in latest[_YEAR:])
        yield Stretch()

    def _read_period(self, text: str) -> Stretch | None:
        try:
            return read_stretch(text, start=self.settings.start)
        except ParseError:
            return None

    def _read_date(self, text: str) -> Stretch | None:
        try:
            span = parse_span(text, today=date.fromisoformat(self.as_of))
        except ParseError:
            return None
        first = span.first.isoformat() if span.first else DAWN
        return Stretch(first, span.last.isoformat() if span.last else DUSK)


def key_of(stretch: Stretch) -> str:
    """A period as one text, from which `stretch_of` makes it again."""
    return f"{stretch.first}..{stretch.last}"


def stretch_of(key: str) -> Stretch:
    """The period that `key_of` wrote."""
    first, _, last = key.partition("..")
    return Stretch(first, last)


def moved(stretch: Stretch, steps: int) -> Stretch:
    """The period as long as this one that lies so many steps later, or earlier if negative.

    Whole months, quarters and years stay whole; what has an open end stays where it is.
    """
    if stretch.first == DAWN or stretch.last == DUSK:
        return stretch
    months = len(months_between([stretch.first[:7], stretch.last[:7]]))
    first = month_of(stretch.first[:7]).first
    if (first, month_of(stretch.last[:7]).last) == (stretch.first, stretch.last):
        later = month_after(stretch.first[:7], steps * months)
        last = month_after(later, months - 1)
        return Stretch(month_of(later).first, month_of(last).last)
    begins, ends = date.fromisoformat(stretch.first), date.fromisoformat(stretch.last)
    by = ((ends - begins).days + 1) * steps
    return Stretch(_day(begins.toordinal() + by), _day(ends.toordinal() + by))


def _day(ordinal: int) -> str:
    return date.fromordinal(max(1, min(ordinal, date.max.toordinal()))).isoformat()
