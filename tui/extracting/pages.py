"""The page before an extract and the balance after it, as paragraphs."""

from collections.abc import Iterator, Sequence
from typing import Final

from store.exchange import Extracted
from store.exchange.balance import Share
from store.exchange.preview import Preview, TablePreview
from store.kinds import SQLValue
from store.quantities import quantity
from store.records import RECORD_TYPES
from tui.extracting.questions import Answers
from tui.text import fit
from tui.widgets.text_page import Paragraph

_NAME_CELLS: Final = 22
_SAMPLE_CELLS: Final = 60
_KIND_CELLS: Final = 12
_NUMBER_CELLS: Final = 10


def preview_page(found: Preview, answers: Answers) -> Iterator[Paragraph]:
    """Every column that would leave, with what the first rows hold in it, and the balance."""
    asked = answers.asked
    yield Paragraph("What would leave", is_title=True)
    yield Paragraph(asked.profile.explained)
    if not asked.profile.is_internal:
        yield Paragraph(
            "No history, nobody who wrote, no device, no code of this ledger. Sources by letter "
            "and kind. Ids are made anew. Words only where a column below shows them."
        )
    yield from (Paragraph(sentence) for sentence in _held(found.denamed, found.suppressed, 0))
    yield Paragraph("")
    yield from balance_lines(found.balance)
    for table in found.tables:
        yield Paragraph("")
        yield Paragraph(
            f"{table.name}: {quantity(table.many, 'row')}. {table.about}", is_title=True
        )
        for number, column in enumerate(table.columns):
            lead = fit(column.name, _NAME_CELLS) + " "
            yield Paragraph(_samples(table, number) or "–", lead)


def _samples(table: TablePreview, number: int) -> str:
    values = [_shown(value) for value in table.values(number) if value is not None]
    return " · ".join(dict.fromkeys(values))


def _shown(value: SQLValue) -> str:
    return fit(str(value).replace("\n", " "), _SAMPLE_CELLS).rstrip()


def balance_page(done: Extracted, answers: Answers) -> Iterator[Paragraph]:
    """What was written, and how that adds up to what the ledger holds."""
    yield Paragraph("Written", is_title=True)
    yield Paragraph(str(done.path))
    yield Paragraph("It is not encrypted: anybody who has the file can read it.")
    yield Paragraph(f"SHA-256 {done.sha256}")
    yield Paragraph("It is in the ledger's log: to whom, of what, how many, with this number.")
    yield from (Paragraph(s) for s in _held(done.denamed, done.suppressed, done.held))
    if answers.asked.form == "sqlite":
        yield Paragraph("Beside it lies what Datasette shows of it: its metadata.json.")
    yield Paragraph("")
    yield from balance_lines(done.balance)


def _held(denamed: int, suppressed: int, held: int) -> Iterator[str]:
    if denamed:
        who = (
            "1 person without a name" if denamed == 1 else f"{denamed:,} people without their names"
        )
        yield f"{who}: there is no consent for this use."
    if suppressed:
        who = "1 person" if suppressed == 1 else f"{suppressed:,} people"
        yield f"{who} without particulars: too few in their place and month."
    if held:
        yield (
            "1 text stayed: a name stands in it that must not leave. Reword it."
            if held == 1
            else f"{held:,} texts stayed: a name stands in them that must not leave. Reword them."
        )


def balance_lines(balance: Sequence[Share]) -> Iterator[Paragraph]:
    """The balance as lines of aligned numbers, with the reasons below each."""
    heading = "".join(
        fit(title, _NUMBER_CELLS, right=True) for title in ("ledger", "written", "not")
    )
    yield Paragraph(heading, " " * _KIND_CELLS, is_title=True)
    for share in balance:
        numbers = (share.in_ledger, share.written, share.left_out)
        line = "".join(fit(f"{number:,}", _NUMBER_CELLS, right=True) for number in numbers)
        yield Paragraph(line, fit(RECORD_TYPES[share.kind].many, _KIND_CELLS))
        if share.why:
            yield Paragraph(share.why, " " * _KIND_CELLS)
