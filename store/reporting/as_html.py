"""A report as one page of HTML: self-contained, printable, usable with a screen reader.

There is no script and no reference to anything outside the page; the content security policy in
it forbids both.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from store.counting.lines import Numbers
from store.counting.measures import BY_CODE
from store.reporting import svg, wording
from store.reporting.bars import unit_of
from store.reporting.crossing import TOTAL, crossed
from store.reporting.pictures import Pictures
from store.reporting.report import Report
from store.reporting.svg import safe

_STYLE: Final = """
:root { color: #1a1a1a; background: #ffffff; }
body { font: 1rem/1.5 system-ui, "Noto Sans", "Noto Sans Myanmar", Pyidaungsu, sans-serif;
  max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.3; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; margin: 0.5rem 0; }
caption { text-align: left; font-weight: bold; padding: 0.25rem 0; }
th, td { border-bottom: 1px solid #999999; padding: 0.2rem 0.6rem; text-align: left;
  vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.within th { padding-left: 1.8rem; font-weight: normal; }
tr.total th, tr.total td { border-top: 2px solid #1a1a1a; font-weight: bold; }
tbody th { font-weight: normal; } td, .said th { overflow-wrap: anywhere; }
td.n, td.code { overflow-wrap: normal; white-space: nowrap; }
#numbers th[scope=row] { min-width: 12em; }
.counted th[scope=row] { min-width: 8em; }
.wide { overflow-x: auto; }
.demo { border: 3px double #1a1a1a; padding: 0.5rem; font-weight: bold; }
svg { width: 100%; height: auto; } svg text { font-size: 12px; fill: #1a1a1a; }
svg text.place { font-weight: bold; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
.shade { display: inline-block; width: 1.2em; height: 1.2em; border: 1px solid #1a1a1a;
  vertical-align: text-bottom; margin: 0 0.3em 0 1em; }
a.skip { position: absolute; left: -100vw; } a.skip:focus { left: 0; background: #ffffff; }
dt { font-weight: bold; } dd { margin: 0 0 0.5rem 0; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } a.skip { display: none; }
  figure, tr, .short { break-inside: avoid; } .wide { overflow: visible; }
  h2, h3, caption, thead { break-after: avoid; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
"""


def as_html(report: Report, pictures: Pictures) -> str:
    """The report as a whole page."""
    return "\n".join(_lines(report, pictures)) + "\n"


def _lines(report: Report, pictures: Pictures) -> Iterator[str]:
    heading = " · ".join(wording.heading(report))
    yield "<!DOCTYPE html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
    )
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{safe(heading)}</title><style>{_STYLE}</style></head><body>"
    yield '<a class="skip" href="#numbers">To the numbers</a>'
    yield f"<header><h1>{safe(heading)}</h1>"
    if report.about.demo:
        yield '<p class="demo">DEMO: an invented ledger beside numbers that were published.</p>'
    yield "</header><main>"
    yield from _numbers(report)
    yield from _pictures(pictures)
    yield from _reported(report)
    yield from _tables(report)
    yield from _series(report)
    yield from _method(report)
    yield "</main></body></html>"


def _section(name: str, heading: str) -> str:
    """The beginning of a section that a screen reader lists by its heading."""
    return f'<section id="{name}" aria-labelledby="{name}-h"><h2 id="{name}-h">{heading}</h2>'


def _numbers(report: Report) -> Iterator[str]:
    yield _section("numbers", "How many")
    yield '<div class="wide"><table>'
    yield "<caption>Documented, range and reported: never added</caption>"
    yield _heading(("Measure", *wording.COLUMNS), numeric=(1, 2))
    yield "<tbody>"
    for numbers in report.lines:
        yield _numbers_row(report, numbers)
    yield "</tbody></table></div>"
    yield f"<p>{safe(wording.waiting(report))}</p></section>"


def _numbers_row(report: Report, numbers: Numbers) -> str:
    counted = ", ".join(filter(None, (wording.documented(numbers), wording.once(numbers))))
    kind = ' class="within"' if numbers.line.within else ""
    label = wording.label_of_line(numbers.line.code, numbers.line.label)
    return (
        f'<tr{kind}><th scope="row">{safe(label)}</th><td class="n">{safe(counted)}</td>'
        f'<td class="n">{safe(wording.spread(numbers))}</td>'
        f"<td>{safe(wording.in_short(report, numbers.line.code))}</td></tr>"
    )


def _pictures(pictures: Pictures) -> Iterator[str]:
    label = safe(pictures.line.label)
    if pictures.months:
        unit = unit_of(pictures.months)
        yield _section("by-month", f"{label} by {unit}")
        yield f"<figure>{svg.by_month(pictures)}"
        yield "<figcaption>Bars: documented. Hatched: the range, from low to high.</figcaption>"
        yield "</figure>"
        rows = [
            (bar.label, str(bar.documented), f"{bar.low}–{bar.high}{'+' if bar.open else ''}")
            for bar in pictures.months
        ]
        across = (f"across {unit}s", str(pictures.across), wording.DASH)
        yield from _table(
            f"{label} by {unit}", [(unit.title(), "Documented", "Range"), *rows, across]
        )
        yield "</section>"
    if pictures.by_township:
        yield _section("by-township", f"{label} by township")
        yield f"<figure>{svg.by_township(pictures)}"
        yield "<figcaption>Solid: documented. Hatched: what may belong there, too.</figcaption>"
        yield "</figure></section>"
    if drawn := svg.point_map(pictures):
        yield f"{_section('on-the-map', f'{label} on the map')}<figure>{drawn}"
        shades = "".join(
            f'<span class="shade" style="background:{shade}"></span>{safe(text)}'
            for shade, text in svg.legend(pictures)
        )
        yield (
            f"<figcaption>Villages, shaded by their township: {shades}. Circles: where it "
            f"happened; dashed: only the township is known. Without a point on this map: "
            f"{pictures.unplaced}.</figcaption></figure></section>"
        )


def _reported(report: Report) -> Iterator[str]:
    unlisted = f"<p>{safe(text)}</p>" if (text := wording.unlisted(report)) else ""
    if report.besides or unlisted:
        yield _section("reported", "Reported, beside ours in the same terms")
        yield from _besides(report)
        yield f"{unlisted}</section>"


def _besides(report: Report) -> Iterator[str]:
    if not report.besides:
        return
    yield '<div class="wide"><table class="said">'
    yield "<caption>Every figure with its source, and why it can be compared or not</caption>"
    yield _heading(("Source", "Reported", "Figure", "Ours in its terms", "Remarks"))
    yield "<tbody>"
    for beside in report.besides:
        said = f"{wording.number(beside.figure)} {wording.counts_what(beside.figure)}"
        more = filter(None, (wording.remarks(beside), wording.parts(report, beside.figure)))
        source, code = safe(beside.figure.source), safe(beside.figure.code)
        yield f'<tr><th scope="row"><bdi>{source}</bdi></th><td>{safe(said)}</td>'
        cells = _cells((wording.compared(beside), " ".join(more)))
        yield f'<td class="code">{code}</td>{cells}</tr>'
    yield "</tbody></table></div>"


def _cells(cells: Iterable[str]) -> str:
    return "".join(f"<td>{safe(cell)}</td>" for cell in cells)


def _tables(report: Report) -> Iterator[str]:
    tables = (*report.always, *report.tables)
    if tables:
        yield _section("tables", "Tables")
        for table in tables:
            yield from _table(safe(wording.title(table)), crossed(report, table))
        yield "</section>"


def _table(caption: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    heading, *rest = rows
    kinds = "counted" if len(rest) > _SHORT else "counted short"
    yield f'<div class="wide"><table class="{kinds}"><caption>{caption}</caption>'
    yield _heading(heading, numeric=range(1, len(heading)))
    yield "<tbody>"
    for label, *cells in rest:
        kind = ' class="total"' if label == TOTAL else ""
        numbers = "".join(f'<td class="n">{safe(cell)}</td>' for cell in cells)
        yield f'<tr{kind}><th scope="row">{safe(label)}</th>{numbers}</tr>'
    yield "</tbody></table></div>"


_SHORT: Final = 14
"""So many rows are kept on one printed page."""


def _heading(cells: Sequence[str], numeric: Iterable[int] = ()) -> str:
    right = set(numeric)
    drawn = "".join(
        f'<th scope="col"{" class=" + chr(34) + "n" + chr(34) if n in right else ""}>'
        f"{safe(cell)}</th>"
        for n, cell in enumerate(cells)
    )
    return f"<thead><tr>{drawn}</tr></thead>"


def _series(report: Report) -> Iterator[str]:
    for number, series in enumerate(report.series, 1):
        name = series.name or wording.counts_what(series.figures[-1])
        yield f"{_section(f'series-{number}', safe(f'Series: {name}'))}<ul>"
        yield from (f"<li>{safe(wording.newly(step))}</li>" for step in series.steps)
        yield "</ul></section>"


def _method(report: Report) -> Iterator[str]:
    yield _section("method", "The ledger and the method")
    yield from (f"<p>{safe(sentence)}</p>" for sentence in wording.about(report))
    yield from (f"<p>{safe(sentence)}</p>" for sentence in wording.METHOD)
    yield "<h3>What the measures mean</h3><dl>"
    for line in BY_CODE.values():
        label = wording.label_of_line(line.code, line.label)
        yield f"<dt>{safe(label)}</dt><dd>{safe(line.definition)}</dd>"
    yield "</dl><h3>Sources</h3><ul>"
    for source, codes in _sources(report).items():
        yield f"<li><bdi>{safe(source)}</bdi>: {safe(', '.join(codes))}</li>"
    yield "</ul></section>"


def _sources(report: Report) -> dict[str, list[str]]:
    """Every source of a figure that is shown, with the codes of its figures."""
    found: dict[str, list[str]] = {}
    for beside in report.besides:
        found.setdefault(beside.figure.source, []).append(beside.figure.code)
    return dict(sorted(found.items()))
