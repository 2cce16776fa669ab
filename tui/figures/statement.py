"""A statement with many numbers: what is said once, a row for each number, saved together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from store.counting.measures import BY_CODE, LINE_OF, Counted
from store.errors import ParseError, RecordMissing
from store.ledger import Store
from store.records import Figure, Record, Source
from store.reported_numbers import read_reported
from store.rules import Finding, Level
from store.vocabulary import Measure, Population, Qualifier, Review
from tui.forms.counted import number_texts
from tui.forms.editors import lines_of
from tui.forms.filled import Filled, Read, Unread, fresh_id, read_form
from tui.forms.line import FormLine
from tui.forms.notices import errors_by_line
from tui.forms.opening import PRESET

SHARED: Final = (
    "source",
    "published_on",
    "told_on",
    "kind",
    "period",
    "scope",
    "incident",
    "by",
    "locator",
)
"""What is said once for all the numbers of a statement."""

CELLS: Final = ("measure", "population", "number", "qualifier", "text")
"""What is said of each number; `number` is least, best and most as they were said."""

MARK: Final = f"{PRESET}statement"
"""Among what is kept of a form: it is a statement."""

_NUMBERS: Final = ("least", "best", "most")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it stands: its form draft, the shared texts, the texts of each row.

    `starts` are the figures that the rows began with or were saved as, one for each.
    """

    form: str
    shared: Row
    rows: tuple[Row, ...]
    starts: tuple[Figure, ...]

    @property
    def filled(self) -> list[int]:
        """The numbers of the rows in which something stands."""
        return [n for n, row in enumerate(self.rows) if _is_filled(row)]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """What means nothing; nothing was saved. Of the rows by number and cell."""

    shared: Mapping[str, str]
    rows: Mapping[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class StatementSaved:
    """What became of a statement: the figures by row, and what the rules find in each."""

    figures: Mapping[int, Figure]
    errors: Mapping[int, Mapping[str, str]]
    warnings: int
    sources: tuple[Record, ...] = ()

    @property
    def sentence(self) -> str:
        """What was saved, in words."""
        drafts = len(self.errors)
        many = len(self.figures)
        said = f"{many} figure{'' if many == 1 else 's'} saved"
        if drafts:
            said += f", {drafts} of them as draft{'' if drafts == 1 else 's'}: see the rows"
        if self.warnings:
            said += f"; {self.warnings} to look at in the list"
        return f"{said}."


def cell_lines() -> dict[str, FormLine]:
    """What each cell of a row asks for; the number's is that of the plain number."""
    lines = lines_of(Figure)
    return {key: lines["best" if key == "number" else key] for key in CELLS}


def shared_lines() -> list[FormLine]:
    """What is asked once."""
    lines = lines_of(Figure)
    return [lines[key] for key in SHARED]


def new_figure() -> Figure:
    """A figure of which nothing is known yet."""
    return Figure(id=fresh_id())


def population_for(measure: str, before: str) -> str:
    """Whom a number most likely counts: of buildings and events nobody, else as the row above.

    `measure` may be the first letters of one: what was typed is left before it is completed.
    """
    if {_counts_nobody(code) for code in _meant(measure)} == {True}:
        return Population.NOT_APPLICABLE.label
    return "" if before == Population.NOT_APPLICABLE.label else before


def _meant(measure: str) -> list[Measure]:
    typed = measure.casefold()
    exact = [code for code in Measure if code.label.casefold() == typed]
    return exact or [code for code in Measure if code.label.casefold().startswith(typed)]


def _counts_nobody(measure: Measure) -> bool:
    line = LINE_OF.get(measure)
    return line is not None and BY_CODE[line].counted in {Counted.BUILDINGS, Counted.EVENTS}


def save_statement(store: Store, statement: Statement) -> StatementSaved | NotUnderstood:
    """Saves all the numbers of a statement in one transaction, and drops its form draft.

    A number that breaks rules becomes a draft, as in every form.

    Raises:
        StaleRecord: a figure that was saved from here was changed elsewhere meanwhile.
        LedgerError: it could not be saved; nothing was.
    """
    reading = _Reading(store, statement)
    for n in statement.filled:
        reading.read(n)
    if reading.shared_errors or reading.row_errors:
        return NotUnderstood(reading.shared_errors, reading.row_errors)
    sources = list(reading.sources.values())
    saved = store.save_all([*sources, *reading.figures.values()], form=statement.form)
    saved = saved[len(sources) :]
    figures = {n: one.record for n, one in zip(reading.figures, saved, strict=True)}
    found = {n: store.findings(figure) for n, figure in figures.items()}
    return StatementSaved(
        {n: figure for n, figure in figures.items() if isinstance(figure, Figure)},
        {n: _by_cell(figures[n], findings) for n, findings in found.items() if _errors(findings)},
        sum(finding.level is Level.WARNING for findings in found.values() for finding in findings),
        tuple(sources),
    )


def _errors(findings: Sequence[Finding]) -> bool:
    return any(finding.level is Level.ERROR for finding in findings)


def _by_cell(figure: Record, findings: Sequence[Finding]) -> dict[str, str]:
    """The errors of a figure by cell; what belongs to no cell is told at the row as a whole."""
    found: dict[str, str] = {}
    for key, sentence in errors_by_line(figure, findings).items():
        cell = "number" if key in _NUMBERS else key if key in CELLS else ""
        found.setdefault(cell, sentence)
    return found


@dataclass
class _Reading:
    """The rows of a statement as they are read, one after the other."""

    store: Store
    statement: Statement
    figures: dict[int, Figure] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    shared_errors: dict[str, str] = field(default_factory=dict)
    row_errors: dict[int, dict[str, str]] = field(default_factory=dict)

    def read(self, n: int) -> None:
        """Reads one row, with what all rows share."""
        row, start = self.statement.rows[n], self.statement.starts[n]
        texts = {**self.statement.shared}
        texts |= {key: row.get(key, "") for key in CELLS if key != "number"}
        try:
            texts |= _number_texts(row)
        except ParseError as problem:
            self.row_errors.setdefault(n, {})["number"] = problem.message
        read = read_form(self.store, Filled(start, texts))
        if isinstance(read, Unread):
            for key, error in read.errors.items():
                if key in SHARED:
                    self.shared_errors[key] = error
                else:
                    self.row_errors.setdefault(n, {})[key] = error
        else:
            self._take(n, read)

    def _take(self, n: int, read: Read) -> None:
        """Takes over a figure; the source that all rows name anew is made once."""
        figure = read.record
        assert isinstance(figure, Figure)  # noqa: S101 - what a figure's form makes
        for source in read.before:
            if isinstance(source, Source):
                known = self.sources.setdefault(source.name or "", source)
                if figure.source == source.id:
                    figure = figure.model_copy(update={"source": known.id})
        self.figures[n] = figure.model_copy(update={"review": Review.SUBMITTED})


def _number_texts(row: Row) -> dict[str, str]:
    """The number of a row as the lines of a figure's form; the word chosen for it goes before.

    Raises:
        ParseError: it is no number as people report them.
    """
    number, said = row.get("number", "").strip(), row.get("qualifier", "").strip()
    if not number:
        return dict.fromkeys(_NUMBERS, "")
    read = read_reported(number)
    texts = number_texts(read)
    plain = read.qualifier in {None, Qualifier.EXACT}
    if read.qualifier is not None and not (said and plain):
        texts["qualifier"] = read.qualifier.label
    return texts


# What is kept while it is typed


def draft_of(statement: Statement) -> dict[str, str]:
    """What is kept of a statement that is being typed."""
    fields = {MARK: "1"}
    fields |= {f"shared.{key}": text for key, text in statement.shared.items() if text}
    for n in statement.filled:
        fields[f"{n}.id"] = statement.starts[n].id
        fields |= {f"{n}.{key}": text for key, text in statement.rows[n].items() if text}
    return fields


def left_statement(store: Store, form: str = "") -> Statement | None:
    """The statement that was left without saving last, or that of a form; None if there is none."""
    for draft in store.kept_forms():
        if draft.kind == Figure.table and MARK in draft.fields and form in {"", draft.form}:
            return _statement(store, draft.form, draft.fields)
    return None


def _statement(store: Store, form: str, fields: Mapping[str, str]) -> Statement:
    shared = {key: fields.get(f"shared.{key}", "") for key in SHARED}
    numbers = sorted({int(key.split(".")[0]) for key in fields if key.split(".")[0].isdigit()})
    rows = tuple({key: fields.get(f"{n}.{key}", "") for key in CELLS} for n in numbers)
    starts = tuple(_start(store, fields.get(f"{n}.id", "")) for n in numbers)
    return Statement(form, shared, rows, starts)


def _start(store: Store, record: str) -> Figure:
    """The figure that a row was saved as, else a new one."""
    try:
        return store.get(Figure, record)
    except RecordMissing:
        return Figure(id=record or fresh_id())


def _is_filled(row: Row) -> bool:
    """Whether something was typed; whom it counts may have been filled in by the form itself."""
    return any(row.get(key, "").strip() for key in CELLS if key != "population")
