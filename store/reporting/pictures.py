"""What a report's pictures show: a measure by month and by township, and where on a map."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from store.counting.bags import Count
from store.counting.counted import counting_of
from store.counting.extent import area_of
from store.counting.lines import Grounds
from store.counting.measures import BY_CODE, Line
from store.counting.scope import Scope
from store.counting.tables import ACROSS, PLACE, UNKNOWN, Cut, TableAsked, make_table
from store.engine import Connection
from store.outlines import Outline, outlines_of
from store.places import place
from store.reporting.bars import Bar, by_township, cut_to_fit, over_time, within
from store.reporting.report import Report

_PICTURED: Final = ("killed", "injured", "homes_destroyed", "detained", "shellings")
_MOST_BARS: Final = 120


@dataclass(frozen=True, slots=True)
class Village:
    """A village's own point (WGS 84), and the key of its township."""

    lat: float
    lon: float
    township: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map with what is documented there; whether only its township is known."""

    name: str
    lat: float
    lon: float
    documented: int
    is_township: bool


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of one measure.

    `months` are quarters or years where there would be too many; `across` is what happened in one
    of them or another, `unplaced` what is on no map because its place has no point. `townships`
    has the name and the documented number of each.
    """

    line: Line
    months: tuple[Bar, ...] = ()
    across: int = 0
    by_township: tuple[Bar, ...] = ()
    villages: tuple[Village, ...] = ()
    townships: Mapping[str, tuple[str, int]] | None = None
    spots: tuple[Spot, ...] = ()
    unplaced: int = 0
    outlines: Mapping[str, Outline] = field(default_factory=dict)


def make_pictures(connection: Connection, report: Report, territory: Iterable[str]) -> Pictures:
    """The pictures of the first measure of a report of which there is anything to see."""
    has_any = (code for code in _PICTURED if report.counts.line(code).high)
    return pictures_of(connection, report.scope, next(has_any, _PICTURED[0]), territory)


def pictures_of(
    connection: Connection, scope: Scope, code: str, territory: Iterable[str]
) -> Pictures:
    """The pictures of a measure; the map is of the scope's area, else of the territory."""
    counting = counting_of(connection, scope.known_on)
    line, ground = BY_CODE[code], Grounds.of(scope).for_line(code)
    months = make_table(counting, TableAsked(scope, ground, line, ("month",)))
    known = [code for code in months.axes[0] if code not in {ACROSS, UNKNOWN}]
    stretches = cut_to_fit(known[0], known[-1], _MOST_BARS) if known else []
    bars = tuple(over_time(counting, scope, line, [within(scope, s) for s in stretches]))
    in_time = months.total.documented - months.at(UNKNOWN).documented
    by_place = counting.spread(ground, Cut(line.code, scope.population, (PLACE,)))
    townships = by_township(connection, counting, scope, line)
    villages = tuple(_villages(connection, scope, territory))
    spots = tuple(_spots(connection, by_place, villages))
    documented = sum(found.documented for found in by_place.values())
    return Pictures(
        line,
        bars,
        in_time - sum(bar.documented for bar in bars),
        townships,
        villages,
        {bar.key: (bar.label, bar.documented) for bar in townships},
        spots,
        documented - sum(spot.documented for spot in spots),
        outlines_of(connection, {village.township for village in villages}),
    )


def _villages(connection: Connection, scope: Scope, territory: Iterable[str]) -> Iterator[Village]:
    """The points of all villages in the area asked for, else in the ledger's territory."""
    area = scope.area if scope.area.keys else area_of(connection, territory)
    rows = connection.execute(
        """SELECT key, lat, lon, township FROM location
WHERE level = 'village' AND lat IS NOT NULL AND township IS NOT NULL ORDER BY township, key"""
    )
    for key, lat, lon, township in rows:
        if not area.keys or key in area.inside:
            yield Village(lat, lon, township)


def _spots(
    connection: Connection,
    by_place: Mapping[tuple[str, ...], Count],
    villages: Iterable[Village],
) -> Iterator[Spot]:
    """The places that have a point, or a township whose villages have, with what happened there."""
    centres = _centres(villages)
    for (key,), found in sorted(by_place.items()):
        known = place(connection, key)
        if known is None or not found.documented:
            continue
        if known.lat is not None and known.lon is not None:
            yield Spot(known.name, known.lat, known.lon, found.documented, is_township=False)
        elif known.township in centres:
            lat, lon = centres[known.township]
            yield Spot(known.name, lat, lon, found.documented, is_township=True)


def _centres(villages: Iterable[Village]) -> dict[str, tuple[float, float]]:
    """Where the villages of each township lie on average."""
    points: dict[str, list[tuple[float, float]]] = {}
    for village in villages:
        points.setdefault(village.township, []).append((village.lat, village.lon))
    return {
        township: (sum(y for y, _ in found) / len(found), sum(x for _, x in found) / len(found))
        for township, found in points.items()
    }
