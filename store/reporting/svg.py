"""Charts as inline SVG: by month with the range as a band, by township, a map of points.

Every chart is one image to a screen reader, with a title and a description that tells what it
shows; the same numbers stand beside it in a table. Nothing is said by colour alone: bands are
hatched, shades have their numbers written on them.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from math import ceil, cos, radians, sqrt
from typing import Final

from store.escape import escape_controls
from store.reporting.bars import Bar, unit_of
from store.reporting.pictures import Pictures, Spot, Village

WIDTH: Final = 720
_PLOT: Final = 220
_LEFT, _TOP, _BELOW = 44, 16, 52
_WIDEST: Final = 90
_SHADES: Final = ("#e8e8e8", "#f3c98b", "#e39a5c", "#c05a3c", "#7d2030")
_INK: Final = "#222222"


def safe(text: str) -> str:
    """Text as it stands in HTML and SVG, with nothing in it that is not seen."""
    return escape(escape_controls(text), quote=True)


def by_month(pictures: Pictures) -> str:
    """Bars of what is documented in each month, with the band of the range behind each."""
    bars = pictures.months
    top = max([1, *(bar.high for bar in bars)])
    step = min((WIDTH - _LEFT) / max(len(bars), 1), _WIDEST)
    label = pictures.line.label
    described = "; ".join(
        f"{bar.label}: {bar.documented} documented, range {bar.low} to {_top(bar)}" for bar in bars
    )
    drawn: list[str] = [_hatch("month"), *_grid(top)]
    every = max(1, ceil(len(bars) / 12))
    for number, bar in enumerate(bars):
        drawn += _month(bar, _LEFT + number * step, step, top, is_named=number % every == 0)
    return _image(
        "month",
        _TOP + _PLOT + _BELOW,
        f"{label} by {unit_of(bars)}",
        f"Bars: documented. Hatched: range from low to high. {described}",
        drawn,
    )


def _top(bar: Bar) -> str:
    return f"{bar.high}, the top not known" if bar.open else str(bar.high)


def _month(bar: Bar, left: float, step: float, top: int, *, is_named: bool) -> Iterator[str]:
    wide = step * 0.8
    x = left + step * 0.1
    low, high, documented = (_PLOT * n / top for n in (bar.low, bar.high, bar.documented))
    ground = _TOP + _PLOT
    yield (
        f'<rect class="band" x="{x:.1f}" y="{ground - high:.1f}" width="{wide:.1f}" '
        f'height="{max(high - low, 1):.1f}" fill="url(#month-hatch)" stroke="{_INK}" '
        f'stroke-width="0.5"/>'
    )
    yield (
        f'<rect class="bar" x="{x + wide * 0.2:.1f}" y="{ground - documented:.1f}" '
        f'width="{wide * 0.6:.1f}" height="{documented:.1f}" fill="#7d2030"/>'
    )
    if is_named:
        middle = left + step / 2
        yield (
            f'<text x="{middle:.1f}" y="{ground + 14}" text-anchor="end" '
            f'transform="rotate(-40 {middle:.1f} {ground + 14})">{safe(bar.label)}</text>'
        )


def _hatch(name: str) -> str:
    """The pattern of bands in the picture with that name."""
    return (
        f'<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="#f6ead9"/>'
        '<line x1="0" y1="0" x2="0" y2="6" stroke="#8a6d3b" stroke-width="1.5"/></pattern></defs>'
    )


def _grid(top: int) -> Iterator[str]:
    """Lines across, at whole numbers."""
    step = max(1, ceil(top / 5))
    for number in range(0, top + 1, step):
        y = _TOP + _PLOT - _PLOT * number / top
        yield (
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{WIDTH}" y2="{y:.1f}" stroke="#cccccc"/>'
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{number}</text>'
        )


def by_township(pictures: Pictures) -> str:
    """Bars of what is documented in each township, the longest first."""
    bars = pictures.by_township
    top = max([1, *(bar.high for bar in bars)])
    high, left = 24, 190
    drawn: list[str] = [_hatch("township")]
    for number, bar in enumerate(bars):
        y = number * high + 4
        wide, possible = ((WIDTH - left - 70) * n / top for n in (bar.documented, bar.high))
        drawn.append(
            f'<text x="{left - 8}" y="{y + 14}" text-anchor="end">{safe(bar.label)}</text>'
            f'<rect x="{left}" y="{y}" width="{possible:.1f}" height="{high - 6}" '
            f'fill="url(#township-hatch)"/>'
            f'<rect x="{left}" y="{y}" width="{wide:.1f}" height="{high - 6}" fill="#7d2030"/>'
            f'<text x="{left + possible + 6:.1f}" y="{y + 14}">{bar_text(bar)}</text>'
        )
    described = "; ".join(f"{bar.label}: {bar_text(bar)}" for bar in bars)
    return _image(
        "township",
        len(bars) * high + 8,
        f"{pictures.line.label} by township",
        f"Solid: documented. Hatched: what may belong there, too. {described}",
        drawn,
    )


def bar_text(bar: Bar) -> str:
    """The numbers of a bar: "4", "4–5" with what may belong there."""
    return f"{bar.documented}–{bar.high}" if bar.high > bar.documented else str(bar.documented)


def point_map(pictures: Pictures) -> str:
    """The villages as points shaded by their township's number, what happened as circles."""
    if not pictures.villages:
        return ""
    frame = _Frame.around(pictures.villages, pictures.spots)
    numbers = {key: many for key, (_, many) in (pictures.townships or {}).items()}
    classes = _classes(list(numbers.values()))
    drawn: list[str] = []
    centres: dict[str, list[tuple[float, float]]] = {}
    for village in pictures.villages:
        at = frame.point(village.lat, village.lon)
        centres.setdefault(village.township, []).append(at)
    for township, points in sorted(centres.items()):
        shade = _SHADES[_class(numbers.get(township, 0), classes)]
        path = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in points)
        drawn.append(
            f'<path d="{path}" fill="none" stroke="{shade}" stroke-width="4" '
            f'stroke-linecap="round"/>'
        )
    most = max([1, *(spot.documented for spot in pictures.spots)])
    drawn += [_circle(frame, spot, most) for spot in pictures.spots]
    drawn += list(_labels(pictures, centres))
    described = "; ".join(f"{name}: {many}" for name, many in (pictures.townships or {}).values())
    return _image(
        "map",
        frame.height,
        f"{pictures.line.label} on the map",
        "Dots: villages, darker where more was documented in their township. Circles: places "
        f"where it happened; dashed where only the township is known. {described}",
        drawn,
    )


def _circle(frame: "_Frame", spot: Spot, most: int) -> str:
    x, y = frame.point(spot.lat, spot.lon)
    radius = 3 + 13 * sqrt(spot.documented / most)
    dashes = ' stroke-dasharray="3 2"' if spot.is_township else ""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" stroke="{_INK}" '
        f'stroke-width="1.5"{dashes}><title>{safe(spot.name)}: {spot.documented}</title></circle>'
    )


def _labels(pictures: Pictures, centres: dict[str, list[tuple[float, float]]]) -> Iterator[str]:
    """The names of the townships, with their numbers, in the middle of their villages."""
    for key, (name, many) in (pictures.townships or {}).items():
        points = centres.get(key)
        if points:
            x = sum(x for x, _ in points) / len(points)
            y = sum(y for _, y in points) / len(points)
            yield (
                f'<text class="place" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">'
                f"{safe(name)} {many}</text>"
            )


class _Frame:
    """Where points of a map stand on the page; a degree of longitude is as wide as there."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._north = max(lat for lat, _ in points)
        self._west = min(lon for _, lon in points)
        south, east = min(lat for lat, _ in points), max(lon for _, lon in points)
        self._narrow = cos(radians((self._north + south) / 2))
        wide = max((east - self._west) * self._narrow, 0.01)
        tall = max(self._north - south, 0.01)
        self._margin = 40
        self._scale = min((WIDTH - 2 * self._margin) / wide, 760 / tall)
        self._offset = (WIDTH - wide * self._scale) / 2
        self.height = int(tall * self._scale + 2 * self._margin)

    @classmethod
    def around(cls, villages: Iterable[Village], spots: Iterable[Spot]) -> "_Frame":
        """The frame that holds all of them."""
        points = [(v.lat, v.lon) for v in villages] + [(s.lat, s.lon) for s in spots]
        return cls(points)

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point (WGS 84) stands."""
        x = self._offset + (lon - self._west) * self._narrow * self._scale
        return x, self._margin + (self._north - lat) * self._scale


def _classes(numbers: list[int]) -> list[int]:
    """The least number of every shade but the first, which is none at all."""
    most = max(numbers, default=0)
    return [max(1, ceil(most * share)) for share in (0.001, 0.25, 0.5, 0.75)]


def _class(number: int, classes: list[int]) -> int:
    return sum(number >= least for least in classes) if number else 0


def legend(pictures: Pictures) -> list[tuple[str, str]]:
    """The shades of the map with the numbers they stand for."""
    numbers = [many for _, many in (pictures.townships or {}).values()]
    ends = [*sorted(set(_classes(numbers))), max([1, *numbers]) + 1]
    found = [(_SHADES[0], "none")]
    for least, above in pairwise(ends):
        text = str(least) if above - 1 == least else f"{least}–{above - 1}"
        found.append((_SHADES[_class(least, _classes(numbers))], text))
    return found


def _image(name: str, height: int, title: str, described: str, drawn: Iterable[str]) -> str:
    return (
        f'<svg role="img" aria-labelledby="{name}-title {name}-text" '
        f'viewBox="0 0 {WIDTH} {height}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{safe(title)}</title>'
        f'<desc id="{name}-text">{safe(described)}</desc>{"".join(drawn)}</svg>'
    )
