"""A figure among others: its series, the whole and its parts, what it replaces."""

from collections.abc import Sequence

from store.counting.facts import FigureFact
from store.counting.series import Parts, Series
from store.ledger import Store
from store.reporting import wording
from store.reporting.around_figure import AroundFigure, around_figure
from tui.screens.behind import BehindNumber, View
from tui.summary.behind import Chunk, Read, Told

_SERIES = "Later minus earlier is newly reported, not newly happened; a total cannot fall."
_PARTS = "Parts may not be more than the whole; the rest is not specified."
_REPORTS = "A later report takes the place of an earlier one, which stays here."


def read_around(store: Store, figure: str) -> AroundFigure:
    """What a figure has to do with others."""
    found: AroundFigure = store.ask(around_figure, figure)
    return found


def around_screen(found: AroundFigure) -> BehindNumber | None:
    """The screen of a figure among others, None if it has to do with no other."""
    views: list[View] = []
    if found.series is not None:
        views.append(View("series", _SERIES, _given(_series_rows(found.series))))
    if found.parts is not None:
        views.append(View("whole and parts", _PARTS, _given(_part_rows(found.parts))))
    if len(found.reports) > 1:
        views.append(View("earlier and later", _REPORTS, _given(_report_rows(found.reports))))
    if not views:
        return None
    figure = found.figure
    title = f"Figure {figure.code}"
    return BehindNumber(title, f"{figure.source} {wording.number(figure)}", views)


def _given(rows: Sequence[Told]) -> Read:
    """Gives rows that are known already."""

    def read(store: Store, after: object) -> Chunk:
        del store, after
        return rows, None

    return read


def _series_rows(series: Series) -> list[Told]:
    rules = ["The first report of the series."]
    rules += [_sentence(wording.newly(step)) for step in series.steps]
    return [_told(figure, rule) for figure, rule in zip(series.figures, rules, strict=True)]


def _part_rows(parts: Parts) -> list[Told]:
    whole = "The whole."
    if parts.exceeds:
        whole = "The whole; its PARTS ARE MORE than it: check the reports."
    rows = [_told(parts.whole, whole)]
    rows += [_told(part, "A part of it.") for part in parts.parts]
    rest = _rest(parts)
    about = "What the source does not say more closely."
    return [*rows, Told("figure", "", "", rest, "Not specified", about)]


def _rest(parts: Parts) -> str:
    if parts.exceeds:
        return "–"
    if parts.least_rest is None and parts.most_rest is None:
        return "unknown"
    if parts.most_rest is None:
        return f"{parts.least_rest:,}+"
    least = parts.least_rest or 0
    return f"{least:,}" if least == parts.most_rest else f"{least:,}–{parts.most_rest:,}"


def _report_rows(reports: Sequence[FigureFact]) -> list[Told]:
    last = len(reports) - 1
    return [
        _told(
            figure,
            "The latest; it counts." if n == last else "Replaced by the next; counts no more.",
            is_in=n == last,
        )
        for n, figure in enumerate(reports)
    ]


def _told(figure: FigureFact, rule: str, *, is_in: bool = True) -> Told:
    said = f"{figure.source}: {wording.counts_what(figure)}"
    if figure.reported:
        said += f", reported {wording.day(figure.reported)}"
    return Told("figure", figure.id, figure.code, wording.number(figure), said, rule, is_in)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
