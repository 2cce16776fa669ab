"""The words of a report: numbers, ranges, periods and labels, alike in every format."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from store.counting.comparing import Beside
from store.counting.extent import DAWN, DUSK, Stretch
from store.counting.facts import FigureFact
from store.counting.fitting import PEOPLE_ROWS
from store.counting.lines import Numbers
from store.counting.measures import BY_CODE, Counted
from store.counting.series import Step
from store.counting.tables import ACROSS, UNKNOWN, Table, code_list
from store.reporting.report import Report
from store.spans import Span, format_span
from store.vocabulary import DatePrecision, Measure, Population

DASH: Final = "–"

COLUMNS: Final = ("Documented", "Range", "Reported")

METHOD: Final = (
    (
        "Documented: our own submitted and approved records with an outcome, a date at least to "
        "the year, a place at least to the township, and a source. Every record counts once."
    ),
    (
        "Range: low to high for each incident, summed. Low is the larger of what is documented "
        "for certain and the smallest accepted report of that incident; high is the larger of "
        "what is documented, uncertain included, and its largest accepted report. It is what "
        "sources support and no statistical interval. A plus says that the top is not known."
    ),
    (
        "Reported: numbers that others published, each with its source. They are never added to "
        "ours. Each is compared with ours counted again in its own terms: measure, period, "
        "places, population, whose doing, and what it covers; where it does not state one, that "
        "is said instead of a difference."
    ),
    (
        "Waiting: drafts, records returned with a question and records without a source. "
        "Undecided: pairs of records of which nobody could decide yet whether they are the same."
    ),
)

_DIMENSIONS: Final = {
    "month": "Month",
    "township": "Township",
    "sex": "Sex",
    "age": "Age group",
    "status": "Status",
    "outcome": "Outcome",
    "means": "Means",
    "actor": "Actor",
    "kind": "Kind",
    "grade": "Grade",
    "people": "Who",
}
_ENDS: Final = {
    "held": "Still held",
    "released": "Released",
    "escaped": "Escaped",
    "died": "Died",
    "disappeared": "Disappeared",
    UNKNOWN: "Unknown",
}


def days(stretch: Stretch) -> str:
    """A period in words: "1–28 Feb 2023"; an open end is said."""
    first = None if stretch.first == DAWN else date.fromisoformat(stretch.first)
    last = None if stretch.last == DUSK else date.fromisoformat(stretch.last)
    if first is None and last is None:
        return "all days"
    precision = DatePrecision.DAY if first == last else DatePrecision.RANGE
    return format_span(Span(first, last, precision))


def day(text: str) -> str:
    """A day in words: "6 Mar 2023"."""
    return days(Stretch(text, text))


def places(report: Report) -> str:
    """The area in words; everywhere if none was asked for."""
    keys = report.scope.area.keys
    return ", ".join(report.places.get(key, key) for key in keys) or "everywhere"


def whom(population: Population) -> str:
    """A population in words."""
    return population.label.casefold()


def heading(report: Report) -> tuple[str, ...]:
    """The period, the area, the population, the as-of day, the day known on, each in words."""
    scope = report.scope
    known = () if scope.known_on is None else (f"as known on {day(scope.known_on.isoformat())}",)
    return (
        days(scope.stretch),
        places(report),
        whom(scope.population),
        f"as of {day(scope.as_of)}",
        *known,
    )


def documented(numbers: Numbers) -> str:
    """What is documented, with how many of it are approved: "41 (29 approved)"."""
    if not numbers.documented:
        return "0"
    return f"{numbers.documented:,} ({numbers.approved:,} approved)"


def once(numbers: Numbers) -> str:
    """How many people or buildings those are, '' where that is no other number."""
    if numbers.once == numbers.documented or numbers.line.counted is Counted.EVENTS:
        return ""
    one, many = ("building", "buildings") if is_building(numbers) else ("person", "people")
    return f"{numbers.once:,} {one if numbers.once == 1 else many}"


def is_building(numbers: Numbers) -> bool:
    """Whether the line counts buildings."""
    return numbers.line.counted is Counted.BUILDINGS


def spread(numbers: Numbers) -> str:
    """A range: "7–8", "7" where both ends are one, "35+" where the top is open."""
    text = f"{numbers.low:,}"
    if numbers.high != numbers.low:
        text = f"{text}–{numbers.high:,}"
    return f"{text}+" if numbers.open else text


_SAID: Final = {"at_least": "at least ", "about": "about ", "up_to": "up to "}


def number(figure: FigureFact) -> str:
    """A figure as it was said: "8", "at least 35", "5–12", "some"."""
    if figure.qualifier == "unknown_some":
        return "some"
    if figure.qualifier == "none":
        return "none"
    best = "" if figure.best is None else f"{figure.best:,}"
    said = [f"{n:,}" for n in (figure.least, figure.most) if n is not None]
    if said and (len(set(said)) > 1 or not best):
        ends = "–".join(dict.fromkeys(said))
        return f"{best} ({ends})" if best else ends
    return f"{_SAID.get(figure.qualifier, '')}{best}" if best else "no number"


_IN_SHORT: Final = 3


def in_short(report: Report, code: str) -> str:
    """The figures on a line in few letters: "KNDF 8"; of other people or days it is said which.

    Parts of a figure are not among them: they stand with it.
    """
    figures = [beside.figure for beside in report.beside(code) if not beside.figure.part_of]
    said = [f"{figure.source} {number(figure)}{_apart(report, code, figure)}" for figure in figures]
    more = [f"and {len(said) - _IN_SHORT} more"] if len(said) > _IN_SHORT else []
    if many := report.unlisted.get(code, 0):
        more.append(f"{many:,} about single incidents")
    if code == "killed_in_custody" and not said and _custody_is_not_stated(report):
        said.append("not stated")
    return ", ".join([*said[:_IN_SHORT], *more]) or DASH


def _apart(report: Report, code: str, figure: FigureFact) -> str:
    """What a figure counts other than the line it stands on, in brackets, '' for nothing."""
    scope, apart = report.scope, []
    if figure.measure != BY_CODE[code].figures[0]:
        apart.append(Measure(figure.measure).label.casefold())
    whose = Population(figure.population)
    if whose not in {scope.population, Population.NOT_APPLICABLE}:
        apart.append(whom(whose))
    stretch = Stretch(figure.first or DAWN, figure.last or DUSK)
    if figure.kind == "incident":
        apart.append("one incident")
    elif stretch != scope.stretch:
        apart.append(days(stretch))
    return f" ({'; '.join(apart)})" if apart else ""


def _custody_is_not_stated(report: Report) -> bool:
    """Whether those who report killed do not say how many of them died in custody."""
    killed = [beside.figure.covers_custody for beside in report.beside("killed")]
    return bool(killed) and all(covers in {"", "not_stated"} for covers in killed)


def unlisted(report: Report) -> str:
    """How many figures about single incidents are not listed, as a sentence, '' for none."""
    many = sum(report.unlisted.values())
    if not many:
        return ""
    return f"{many:,} figures about single incidents are not listed: they stand with these."


def parts(report: Report, whole: FigureFact) -> str:
    """The parts that are stated of a figure and the rest, as a sentence, '' without parts."""
    found = next((found for found in report.parts if found.whole.id == whole.id), None)
    if found is None:
        return ""
    told = [f"{number(part)} {_counts_whom(part)} [{part.code}]" for part in found.parts]
    if found.exceeds:
        return f"Its parts: {'; '.join(told)}. They are MORE than it: check them."
    rest = [
        str(end) for end in dict.fromkeys((found.least_rest, found.most_rest)) if end is not None
    ]
    if rest and rest != ["0"]:
        told.append(f"{'–'.join(rest)} not specified")
    return f"Its parts: {'; '.join(told)}."


def _counts_whom(part: FigureFact) -> str:
    measure = Measure(part.measure).label if part.measure in set(Measure) else "something"
    applies = part.population not in {Population.NOT_APPLICABLE, Population.NOT_STATED}
    who = [whom(Population(part.population))] if applies else []
    where = [part.scope_said] if part.scope_said else []
    return ", ".join([measure.casefold(), *who, *where])


def counts_what(figure: FigureFact) -> str:
    """What a figure counts, of whom, where and when, in words."""
    measure = Measure(figure.measure).label if figure.measure in set(Measure) else "something"
    parts = [measure.casefold()]
    if figure.population != Population.NOT_APPLICABLE:
        parts.append(whom(Population(figure.population)))
    if figure.first or figure.last:
        parts.append(days(Stretch(figure.first or DAWN, figure.last or DUSK)))
    if figure.kind == "incident":
        parts.append("one incident")
    return ", ".join(parts)


def compared(beside: Beside) -> str:
    """Ours in a figure's terms with the difference, or why there is none."""
    if beside.ours is None:
        return f"Not comparable. {beside.reason}"
    ours = f"Ours in its terms: {beside.ours:,}"
    if beside.ours_high is not None and beside.ours_high > beside.ours:
        ours = f"{ours}–{beside.ours_high:,}"
    if beside.reason:
        return f"{ours}. Not comparable. {beside.reason}"
    return f"{ours}; {_difference(beside)}."


def _difference(beside: Beside) -> str:
    low, high, ours = beside.figure.low, beside.figure.high, beside.ours or 0
    if low is None or low != high:
        return "comparable"
    if low == ours:
        return "the same"
    return f"{abs(low - ours):,} {'more' if low > ours else 'fewer'} reported"


def remarks(beside: Beside) -> str:
    """What a reader should know of a comparison, as a sentence, '' for nothing."""
    text = "; ".join(beside.remarks)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def waiting(report: Report) -> str:
    """What waits and what is undecided, in words."""
    waits = report.counts.waiting
    drafts = waits["draft"]
    return (
        f"Waiting: {drafts:,} {'draft' if drafts == 1 else 'drafts'}, "
        f"{waits['returned']:,} returned, {waits['uncited']:,} without a source. "
        f"Undecided: {report.counts.undecided:,}."
    )


def title(table: Table) -> str:
    """What a table shows: "Killed by month and township, civilians"."""
    by = " and ".join(_DIMENSIONS[d].casefold() for d in table.by)
    return f"{whole(table)} by {by}, {whom(Population(table.population))}"


def whole(table: Table) -> str:
    """The name of a table's measure, standing by itself."""
    return label_of_line(table.line.code, table.line.label)


def label_of_line(code: str, label: str) -> str:
    """The name of a line where the one above it is not in sight."""
    return {"killed_in_custody": "Killed in custody", "still_held": "Still held"}.get(code, label)


def dimension(name: str) -> str:
    """The heading of a dimension."""
    return _DIMENSIONS[name]


def row_label(table: Table, name: str, code: str, names: Iterable[tuple[str, str]]) -> str:
    """What a code of a dimension means; `names` are those of places by key."""
    if code == ACROSS:
        return "across months"
    if name == "township":
        return "township unknown" if code == UNKNOWN else dict(names).get(code, code)
    if name == "month":
        return "month unknown" if code == UNKNOWN else code
    if name == "people":
        return PEOPLE_ROWS[code]
    codes = code_list(name, table.line)
    if codes is None:
        return _ENDS.get(code, code)
    return codes(code).label if code in set(codes) else code.capitalize()


def newly(step: Step) -> str:
    """What was newly reported from one report of a series to the next; a fall is flagged."""
    until = day(step.later.last or step.later.reported or DUSK)
    if step.low is None and step.high is None:
        return f"to {until}: {number(step.later)}; no plain numbers, nothing follows"
    if step.falls:
        return (
            f"to {until}: {number(step.later)}; FALLS by {-(step.high or 0):,}: check both reports"
        )
    ends = [f"{end:,}" for end in dict.fromkeys((step.low, step.high)) if end is not None]
    return (
        f"to {until}: {number(step.later)}; {'–'.join(ends)} newly reported, whenever it happened"
    )


def about(report: Report) -> tuple[str, ...]:
    """What the ledger covers: where it begins, its territory, its causes, its actors."""
    known = report.about
    start = day(known.start.isoformat())
    territory = ", ".join(known.territory) or "not stated"
    return (
        f"The ledger begins on {start}. Territory: {territory}.",
        f"Causes: {known.causes or 'not stated'}",
        f"Actors: {known.actors or 'not stated'}",
    )
