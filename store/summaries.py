"""A record in one line: its code, what names it, what lists show of it, when and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from store.columns import OPEN_END
from store.engine import Connection
from store.fields import FieldSpec, field_of, fields_of
from store.kinds import ReferenceKind
from store.lookup import LedgerLookup
from store.publishers import publisher_by_id
from store.records import RECORD_TYPES, Record
from store.rows import Row, kind_of, row_of, rows_where
from store.search import match_sql
from store.settings import COUP
from store.spans import Span, format_span
from store.vocabulary import DatePrecision

SHOWN_ELSEWHERE = frozenset({"code", "review", "updated_at", "sensitivity"})


@dataclass(frozen=True, slots=True)
class Summary:
    """One record in one line; `when` and `where` are as they count, the incident's included.

    `title` is '' where nothing names the record; `about` is what lists show of it.
    """

    table: str
    id: str
    code: str
    title: str
    about: str
    when: str
    where: str
    review: str
    is_retired: bool

    @property
    def line(self) -> str:
        """The title, what is known of it, when and where, in words.

        Where records of the kind have no names of their own, what is known of it comes first.
        """
        model = RECORD_TYPES[self.table]
        is_named = any(field_of(model, name).meta.list for name in model.titled_by[:1])
        told = (self.title, self.about) if is_named else (self.about, self.title)
        return " · ".join(filter(None, (*told, self.when, self.where)))


def summary_of(connection: Connection, record: str) -> Summary | None:
    """The record with that id, of whatever kind; None if there is none."""
    model = kind_of(connection, record)
    row = row_of(connection, model, record) if model else None
    if model and row:
        return summarised(connection, model, row)
    known = publisher_by_id(record)
    if known is None:
        return None
    return Summary("source", known.id, known.code, known.name, "", "", "", "", is_retired=False)


def summarised(
    connection: Connection, model: type[Record], row: Row, *, beside: str = ""
) -> Summary:
    """The summary of a row; `beside` is the id of a record that need not be named again."""
    # Showing a value asks for no date, so any day will do.
    lookup = LedgerLookup(connection, lambda: COUP)
    specs = {spec.name: spec for spec in fields_of(model)}
    texts = {
        spec.name: text
        for spec in _telling(model)
        if (text := _text(connection, lookup, spec, row, beside))
    }
    titles = [first_line(str(specs[name].from_columns(row) or "")) for name in model.titled_by]
    about = [texts[name] for name in texts if name not in model.titled_by]
    return Summary(
        table=model.table,
        id=str(row["id"]),
        code=str(row["code"] or ""),
        title=next(filter(None, titles), ""),
        about=" · ".join(about),
        when=_when(model, row),
        where=str(row["eff_place_name"]) if model.placed_by else "",
        review=str(row["review"]),
        is_retired=row["retired"] is not None,
    )


def _telling(model: type[Record]) -> Iterator[FieldSpec]:
    """The fields that lists show, but for date and place."""
    elsewhere = {*SHOWN_ELSEWHERE, model.dated_by, model.placed_by}
    listed = [s for s in fields_of(model) if s.meta.list and s.name not in elsewhere]
    order = {name: n for n, name in enumerate(model.opens_with)}
    yield from sorted(listed, key=lambda spec: order.get(spec.name, len(order)))


def _text(
    connection: Connection, lookup: LedgerLookup, spec: FieldSpec, row: Row, beside: str
) -> str:
    if row[spec.column_names[0]] == next(iter(spec.to_columns(None).values())):
        return ""
    value = spec.from_columns(row)
    if not isinstance(spec.kind, ReferenceKind):
        return first_line(spec.format(value, lookup))
    if value == beside:
        return ""
    return name_of_source(connection, str(value)) or lookup.code_of(str(value))


def name_of_source(connection: Connection, record: str) -> str:
    """What the source with that id is called, '' if it is no source or has no name.

    A publisher that everybody cites is called by its letters: KNDF.
    """
    if known := publisher_by_id(record):
        return known.code
    found = connection.execute("SELECT name FROM source WHERE id = ?", (record,)).fetchone()
    return str(found[0] or "") if found else ""


def source_names(connection: Connection, record: str) -> tuple[str, ...]:
    """The sources that back a record, in the order in which they were cited, as they are shown.

    That is a code with a name, or the letters by which everybody knows a publisher.
    """
    return tuple(_code_and_name(connection, source) for source in sources_of(connection, record))


def sources_of(connection: Connection, record: str) -> tuple[str, ...]:
    """The ids of the sources that back a record, in the order in which they were cited."""
    sql = "SELECT source FROM citation WHERE record = ? AND retired IS NULL ORDER BY rid"
    cited = (row[0] for row in connection.execute(sql, (record,)) if row[0])
    return tuple(dict.fromkeys(cited))


def _code_and_name(connection: Connection, source: str) -> str:
    if known := publisher_by_id(source):
        return known.code
    sql = "SELECT code, coalesce(name, '') FROM source WHERE id = ?"
    code, name = connection.execute(sql, (source,)).fetchone() or ("", "")
    return f"{code} {name}".strip() or "unnamed"


def _when(model: type[Record], row: Row) -> str:
    if not model.dated_by or not row["eff_precision"]:
        return ""
    first, last = (str(row[name]) for name in ("eff_from", "eff_to"))
    span = Span(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last and last != OPEN_END else None,
        DatePrecision(str(row["eff_precision"])),
        "",
    )
    return format_span(span)


def first_line(text: str) -> str:
    """The first line of a text that is not blank, '' if there is none."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def find_records(
    connection: Connection, table: str, text: str, limit: int = 20
) -> tuple[Summary, ...]:
    """Records of a table, of any if '', that hold all the words, the newest first.

    Without words these are the newest records. Retired ones are left out.
    """
    models = [RECORD_TYPES[table]] if table else list(RECORD_TYPES.values())
    condition, words = match_sql(text.split())
    found: list[tuple[int, Summary]] = []
    for model in models:
        sql = f"""rid IN (SELECT rid FROM {model.table}
WHERE retired IS NULL AND {condition.format(column="rid")} ORDER BY rid DESC LIMIT {limit:d})"""
        rows = rows_where(connection, model, sql, *words)
        found += [(int(row["rid"] or 0), summarised(connection, model, row)) for row in rows]
    found.sort(key=lambda entry: entry[0], reverse=True)
    return tuple(summary for _, summary in found[:limit])


def codes_shared(connection: Connection, summaries: Iterable[Summary]) -> frozenset[str]:
    """The codes among these that more than one record of the kind carries."""
    shared: set[str] = set()
    for summary in summaries:
        sql = f"SELECT count(*) FROM {summary.table} WHERE code = ?"
        (many,) = connection.execute(sql, (summary.code,)).fetchone()
        if many > 1:
            shared.add(summary.code)
    return frozenset(shared)
