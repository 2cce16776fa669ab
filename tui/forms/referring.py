"""Lines that point to another record: by its code, or by words that only it has."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.errors import ParseError
from store.fields import FieldSpec, field_of
from store.kinds import ReferenceKind
from store.ledger import Store
from store.publishers import PUBLISHERS, publisher_by_id
from store.records import RECORD_TYPES, Citation, Source
from store.search import fold
from store.sources_used import sources_used
from store.summaries import Summary, codes_shared, find_records, summary_of
from tui.forms.line import FormLine, Offers, Value
from tui.widgets.choice_list import Choice

CITED = "source*"
"""The key of the line in which a form asks for the source that backs its record."""

_MOST = 20


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that is in nobody's ledger yet, by the name that was typed for it."""

    name: str


class RecordOffers(Offers):
    """The records in which the typed words stand, the newest first."""

    replaced = True

    def __init__(self, table: str) -> None:
        self._table = table

    def find(self, store: Store, text: str) -> Sequence[Choice]:
        """The records that the words can mean; the newest ones while there are no words."""
        found: tuple[Summary, ...] = store.ask(find_records, self._table, text, _MOST)
        shared = store.ask(codes_shared, found)
        return [_choice(summary, shared) for summary in found]


class SourceOffers(RecordOffers):
    """The sources in which the typed words stand, then the publishers that everybody cites.

    Before anything is typed those stand first that were cited last.
    """

    def __init__(self) -> None:
        super().__init__(Source.table)

    def find(self, store: Store, text: str) -> Sequence[Choice]:
        """The sources and publishers that the words can mean, those that begin so first."""
        wanted = fold(text.strip())
        known = {publisher.code: publisher for publisher in PUBLISHERS}
        found = [choice for choice in super().find(store, text) if choice.text not in known]
        found += [
            Choice(publisher.code, publisher.code, publisher.name)
            for publisher in PUBLISHERS
            if wanted in fold(publisher.name) or wanted in fold(publisher.code)
        ]
        if not wanted:
            used = [source_text(store, source) for source in sources_used_here(store)]
            rank = {text: n for n, text in enumerate(used)}
            return sorted(found, key=lambda choice: rank.get(choice.text, len(rank)))
        return sorted(found, key=lambda choice: not fold(choice.label).startswith(wanted))


def sources_used_here(store: Store) -> tuple[str, ...]:
    """The sources that this ledger's person cited, the last one first."""
    used: tuple[str, ...] = store.ask(sources_used, store.settings.person)
    return used


def source_text(store: Store, source: str) -> str:
    """What stands in a line for a source: its code, or its id where others carry the code."""
    code = store.lookup.code_of(source)
    if known := publisher_by_id(source):
        code = known.code
    return source if len(store.lookup.matching(code, Source.table)) > 1 else code


def _choice(summary: Summary, shared: frozenset[str]) -> Choice:
    text = summary.id if not summary.code or summary.code in shared else summary.code
    label, _, about = summary.line.partition(" · ")
    return Choice(text, label or text, " · ".join(filter(None, (summary.code, about))))


@dataclass(frozen=True)
class ReferenceLine(FormLine):
    """Another record; its code takes the place of words, and its title is the echo."""

    @property
    def _table(self) -> str:
        return self.spec.kind.table if isinstance(self.spec.kind, ReferenceKind) else ""

    def read(self, store: Store, text: str, value: Value) -> Value:
        """The id of the one record with that code, or in which the words stand.

        Raises:
            ParseError: it is none, or several.
        """
        try:
            return super().read(store, text, value)
        except ParseError:
            if not text.strip():
                raise
        found: tuple[Summary, ...] = store.ask(find_records, self._table, text, _MOST)
        if len(found) == 1:
            return found[0].id
        one, many = _called(self._table)
        if not found:
            raise ParseError(f"No {one} has this code, or these words in it.")
        raise ParseError(f"These words stand in {len(found)} {many}: choose one from the list.")

    def tidy(self, store: Store, value: Value, text: str) -> str:
        """The record's code; an id that was typed stays one."""
        typed = text.strip()
        return typed if fold(typed) == value else self.show(store, value)

    def echo(self, store: Store, value: Value, text: str) -> str:
        """What names the record, and its date."""
        del text
        summary: Summary | None = store.ask(summary_of, value) if value else None
        if summary is None:
            return ""
        return " · ".join(filter(None, (summary.title or summary.about, summary.when)))


def _called(table: str) -> tuple[str, str]:
    model = RECORD_TYPES.get(table)
    return (model.one.lower(), model.many.lower()) if model else ("record", "records")


@dataclass(frozen=True)
class SourceLine(ReferenceLine):
    """A source: one of the ledger's, a publisher that everybody cites, or a new name."""

    def read(self, store: Store, text: str, value: Value) -> Value:
        """The source with that code or name; the name as a new one if nobody has it.

        Raises:
            ParseError: several sources have that name.
        """
        if not text.strip():
            return None
        try:
            return FormLine.read(self, store, text, value)
        except ParseError:
            return _named(store, text)

    def tidy(self, store: Store, value: Value, text: str) -> str:
        """The source's code, or its new name."""
        return value.name if isinstance(value, NewSource) else super().tidy(store, value, text)

    def show(self, store: Store, value: Value) -> str:
        """The source's code, or its new name."""
        return value.name if isinstance(value, NewSource) else super().show(store, value)

    def echo(self, store: Store, value: Value, text: str) -> str:
        """The source's name, or that it is a new one."""
        if isinstance(value, NewSource):
            return "a new source"
        return super().echo(store, value, text)


def _named(store: Store, text: str) -> str | NewSource:
    wanted = fold(text.strip())
    found: tuple[Summary, ...] = store.ask(find_records, Source.table, text, _MOST)
    same = {summary.id for summary in found if fold(summary.title) == wanted}
    same |= {p.id for p in PUBLISHERS if wanted in {fold(p.name), fold(p.code)}}
    if len(same) > 1:
        raise ParseError(f"{len(same)} sources have this name: choose one from the list.")
    return same.pop() if same else NewSource(text.strip())


def reference_lines(spec: FieldSpec) -> tuple[FormLine, ...]:
    """The line of a field that points to a record."""
    table = spec.kind.table if isinstance(spec.kind, ReferenceKind) else ""
    if table == Source.table:
        return (SourceLine.of(spec, SourceOffers()),)
    return (ReferenceLine.of(spec, RecordOffers(table)),)


@dataclass(frozen=True)
class CitedLine(SourceLine):
    """The source that backs the record; without one it is saved all the same, and waits."""

    @property
    def is_needed(self) -> bool:
        """No: a record that nobody backs yet can be submitted."""
        return False


def cited_line() -> FormLine:
    """The line in which a form asks for the source, which it keeps as a citation."""
    return CitedLine(
        field_of(Citation, "source"),
        CITED,
        "Source",
        "Who told us: a source, a publisher such as KNDF, or a new name.",
        "",
        SourceOffers(),
    )
