"""Pages by key: the same rows in the same order as sorting them all, whatever they hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import paging
from store.columns import sort_columns
from store.engine import Connection, connect
from store.errors import FilterInvalid
from store.filters import Asks, Filter, Term, read_filter
from store.flags import state_sought
from store.kinds import SQLValue
from store.lookup import LedgerLookup
from store.orders import Key, Sort, default_sort, read_sort, way_of
from store.paging import keys, offset_key, position, rows_before
from store.query import count, install_functions, page, select_ids
from store.records import RECORD_TYPES, Casualty, Figure, Incident, Record, Source
from store.rows import empty_row, put_row
from store.schema import build
from store.terms import Value

MODELS = tuple(RECORD_TYPES.values())
TEXTS = st.sampled_from([None, "", "A", "B", "a", "က", "🙂"])
DAYS = st.sampled_from(["", "2022-12-31", "2023-02-01", "2023-02-24"])
NUMBERS = st.sampled_from([None, 0, 1, 2, 10])
STATES = st.sampled_from(["draft", "submitted"])
RETIRED = st.sampled_from([None, None, "a double"])
SUBMITTED = Term(
    Asks.STATE, "", (Value("submitted"),), negated=False, sought=state_sought(Incident, "submitted")
)


@cache
def an_empty_ledger() -> Connection:
    connection = connect(":memory:", isolation_level=None)
    build(connection)
    install_functions(connection)
    return connection


@dataclass(frozen=True)
class Put:
    """Rows of one kind in an otherwise empty ledger."""

    connection: Connection
    model: type[Record]
    rows: list[dict[str, SQLValue]]

    def sorted(self, column: str, *, descending: bool) -> list[Key]:
        """What the order is, said without SQL: rows without a value last, but undated ones new."""
        standing = [r for r in self.rows if r["retired"] is None]
        found = [Key(row[column], int(row["rid"] or 0)) for row in standing]
        filled = sorted((k for k in found if k.value not in {None, ""}), reverse=descending)
        empty = sorted((k for k in found if k.value == ""), reverse=descending)
        nothing = sorted((k for k in found if k.value is None), reverse=descending)
        if column == "eff_from" and descending:
            return [*empty, *filled]
        return [*filled, *empty, *nothing]


def put(model: type[Record], rows: list[dict[str, SQLValue]]) -> Put:
    connection = an_empty_ledger()
    for table in ("record", model.table):
        connection.execute(f"DELETE FROM {table}")
    whole = []
    for number, row in enumerate(rows, start=1):
        record = f"{number:036d}"
        connection.execute("INSERT INTO record VALUES (?, ?, ?)", (number, record, model.table))
        given_row = {"rid": number, "id": record, "code": f"T-{number}", **row}
        whole.append({**empty_row(model), **given_row})
        put_row(connection, model, whole[-1])
    return Put(connection, model, whole)


def pages(
    read: Callable[[Key | None], list[Key]], onward: Callable[[list[Key]], Key]
) -> Iterator[list[Key]]:
    start = None
    while found := read(start):
        yield found
        start = onward(found)


def walked(ledger: Put, sort: Sort, limit: int, wanted: Filter) -> list[Key]:
    def read(start: Key | None) -> list[Key]:
        return keys(ledger.connection, ledger.model, wanted, sort, after=start, limit=limit)

    return [key for found in pages(read, lambda page: page[-1]) for key in found]


def walked_back(ledger: Put, sort: Sort, limit: int, wanted: Filter) -> list[Key]:
    def read(start: Key | None) -> list[Key]:
        return keys(
            *(ledger.connection, ledger.model, wanted, sort),
            before=start,
            from_end=start is None,
            limit=limit,
        )

    return [key for found in pages(read, lambda page: page[0]) for key in reversed(found)][::-1]


def positions(ledger: Put, wanted: Filter, sort: Sort, found: list[Key]) -> list[int | None]:
    place = (ledger.connection, ledger.model, wanted, sort)
    return [position(*place, f"{key.rid:036d}") for key in found]


incidents = st.lists(
    st.fixed_dictionaries({"title": TEXTS, "eff_from": DAYS, "review": STATES, "retired": RETIRED}),
    max_size=25,
)
figures = st.lists(st.fixed_dictionaries({"best": NUMBERS, "retired": RETIRED}), max_size=20)
limits = st.integers(1, 7)


def sorted_by(*fields: str) -> st.SearchStrategy[Sort]:
    return st.builds(Sort, st.sampled_from(fields), st.booleans())


@given(incidents, sorted_by("title", "when", "review"), limits)
def test_pages_of_words_and_dates_are_the_sorted_rows(
    rows: list[dict[str, SQLValue]], sort: Sort, limit: int
) -> None:
    ledger = put(Incident, rows)
    ordered = ledger.sorted(sort_columns(Incident)[sort.field], descending=sort.descending)
    assert walked(ledger, sort, limit, Filter()) == ordered
    assert walked_back(ledger, sort, limit, Filter()) == ordered


@given(figures, sorted_by("best"), limits)
def test_pages_of_numbers_are_the_sorted_rows(
    rows: list[dict[str, SQLValue]], sort: Sort, limit: int
) -> None:
    ledger = put(Figure, rows)
    ordered = ledger.sorted("best", descending=sort.descending)
    assert walked(ledger, sort, limit, Filter()) == ordered
    assert walked_back(ledger, sort, limit, Filter()) == ordered


@given(incidents, sorted_by(""), limits)
def test_pages_in_the_order_of_creation(
    rows: list[dict[str, SQLValue]], sort: Sort, limit: int
) -> None:
    ledger = put(Incident, rows)
    rids = sorted(int(r["rid"] or 0) for r in ledger.rows if r["retired"] is None)
    forward = walked(ledger, sort, limit, Filter())
    assert [key.rid for key in forward] == (rids[::-1] if sort.descending else rids)
    assert walked_back(ledger, sort, limit, Filter()) == forward
    found = select_ids(ledger.connection, Incident, Filter())
    assert [int(record) for record in found] == rids


@given(incidents, sorted_by("title", "when", ""), limits, st.sampled_from([500, -1]))
def test_a_filter_leaves_the_order_as_it_is(
    rows: list[dict[str, SQLValue]], sort: Sort, limit: int, few: int
) -> None:
    """Whether the wanted rows are few enough to be sorted, or picked out on the way."""
    ledger, wanted = put(Incident, rows), Filter((SUBMITTED,))
    submitted = {r["rid"] for r in ledger.rows if r["review"] == "submitted"}
    ordered = [k for k in walked(ledger, sort, 64, Filter()) if k.rid in submitted]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "FEW", few)
        assert walked(ledger, sort, limit, wanted) == ordered
        assert walked_back(ledger, sort, limit, wanted) == ordered
        numbers = range(len(ordered) + 1)
        there = [offset_key(ledger.connection, Incident, wanted, sort, n) for n in numbers]
        assert there == [*ordered, None]
        assert positions(ledger, wanted, sort, ordered) == list(range(len(ordered)))
    assert count(ledger.connection, Incident, wanted) == len(ordered)


@given(incidents, sorted_by("title", "when", ""))
def test_any_row_is_found_by_its_number_from_either_end(
    rows: list[dict[str, SQLValue]], sort: Sort
) -> None:
    ledger = put(Incident, rows)
    ordered = walked(ledger, sort, 64, Filter())
    place = (ledger.connection, Incident, Filter(), sort)
    column = sort_columns(Incident).get(sort.field, "")
    numbers = range(len(ordered))
    assert [offset_key(*place, n) for n in numbers] == ordered
    assert [offset_key(*place, n, from_end=True) for n in numbers] == ordered[::-1]
    assert offset_key(*place, len(ordered)) is None
    assert positions(ledger, Filter(), sort, ordered) == list(numbers)
    retired = [Key(None, int(r["rid"] or 0)) for r in ledger.rows if r["retired"] is not None]
    way = way_of(Incident, sort, backward=False)
    for row in ledger.rows:
        key = Key(row[column] if column else None, int(row["rid"] or 0))
        before = [k for k in ordered if way.is_beyond(key, k)]
        assert rows_before(*place, str(row["id"])) == len(before)
    assert set(positions(ledger, Filter(), sort, retired)) <= {None}
    assert count(ledger.connection, Incident, Filter()) == len(ordered)


@given(incidents, sorted_by("title", "when"), st.data())
def test_a_page_begins_where_a_row_was_that_is_gone(
    rows: list[dict[str, SQLValue]], sort: Sort, data: st.DataObject
) -> None:
    ledger = put(Incident, [*rows, {}])
    ordered = walked(ledger, sort, 64, Filter())
    n = data.draw(st.integers(0, len(ordered) - 1))
    gone = ordered[n]
    ledger.connection.execute("DELETE FROM incident WHERE rid = ?", (gone.rid,))
    place = (ledger.connection, Incident, Filter(), sort)
    assert keys(*place, after=gone) == ordered[n + 1 :]
    assert keys(*place, before=gone) == ordered[:n]


def plans(connection: Connection, ask: Callable[[], object]) -> Iterator[str]:
    """How SQLite goes about each statement that a question makes it run."""
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    ask()
    connection.set_trace_callback(None)
    for statement in statements:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        yield "; ".join(str(row[3]) for row in steps)


def sorts() -> list[tuple[type[Record], Sort]]:
    return [
        (model, Sort(field, descending))
        for model in MODELS
        for field in (*sort_columns(model), "")
        for descending in (False, True)
    ]


@pytest.mark.parametrize(("model", "sort"), sorts(), ids=lambda v: getattr(v, "table", str(v)))
def test_every_unfiltered_page_is_read_from_an_index(model: type[Record], sort: Sort) -> None:
    ledger = put(model, [{}] * 3)
    start = keys(ledger.connection, model, Filter(), sort)[1]
    for where in ({}, {"from_end": True}, {"after": start}, {"before": start}):
        ask = lambda where=where: keys(ledger.connection, model, Filter(), sort, **where)  # noqa: E731
        for plan in plans(ledger.connection, ask):
            assert "TEMP B-TREE" not in plan
            if sort.field:
                assert plan.startswith(f"SEARCH {model.table} USING INDEX"), plan
            else:
                assert plan == f"SCAN {model.table}" or "INTEGER PRIMARY KEY" in plan


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.table)
def test_a_row_by_its_number_is_found_through_the_index_alone(model: type[Record]) -> None:
    ledger = put(model, [{}] * 3)
    for field in sort_columns(model):
        ask = lambda field=field: offset_key(ledger.connection, model, Filter(), Sort(field), 9)  # noqa: E731
        for plan in plans(ledger.connection, ask):
            assert plan.startswith(f"SEARCH {model.table} USING COVERING INDEX"), plan


def test_what_has_no_date_stands_on_top_of_the_newest_unless_a_date_is_asked_for() -> None:
    days = ["2023-02-24", "", "2023-02-01", ""]
    ledger = put(Incident, [{"eff_from": day, "eff_to": day} for day in days])
    newest = default_sort(Incident)
    place = (ledger.connection, Incident)
    lookup = LedgerLookup(ledger.connection, lambda: date(2023, 3, 6))
    asked = read_filter(Incident, "when:2023", lookup)
    assert [key.rid for key in keys(*place, Filter(), newest)] == [4, 2, 1, 3]
    oldest = keys(*place, Filter(), Sort("when", descending=False))
    assert [key.rid for key in oldest] == [3, 1, 2, 4]
    assert [key.rid for key in keys(*place, asked, newest)] == [1, 3]
    statements: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "FEW", -1)
        ledger.connection.set_trace_callback(statements.append)
        assert [key.rid for key in keys(*place, asked, newest, limit=2)] == [1, 3]
        ledger.connection.set_trace_callback(None)
    assert not any("eff_from\" = ''" in statement for statement in statements)


def test_rows_sort_by_when_it_happened_else_as_created() -> None:
    assert default_sort(Casualty) == Sort("when", descending=True)
    assert default_sort(Source) == Sort("", descending=True)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("", Sort("when", descending=True)),
        ("name", Sort("name", descending=False)),
        ("-place", Sort("where", descending=True)),
        ("Date", Sort("when", descending=False)),
        ("-created", Sort("", descending=True)),
    ],
)
def test_an_order_is_read(text: str, sort: Sort) -> None:
    assert read_sort(Casualty, text) == sort


@pytest.mark.parametrize("text", ["notes", "nothing", "-", "consent", "eff_from; DROP"])
def test_an_order_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(FilterInvalid, match="can be sorted by name"):
        read_sort(Casualty, text)
    with pytest.raises(FilterInvalid):
        keys(an_empty_ledger(), Casualty, Filter(), Sort(text or "x"))


def test_ids_are_read_on_while_records_are_written() -> None:
    ledger = put(Incident, [{}] * 2500)
    found = select_ids(ledger.connection, Incident, Filter())
    first = list(islice(found, 10))
    ledger.connection.execute("UPDATE incident SET retired = 'x' WHERE rid = 1500")
    rest = [int(record) for record in found]
    assert len(first) + len(rest) == 2499
    assert 1500 not in rest


def test_a_page_has_64_rows_unless_asked() -> None:
    ledger = put(Incident, [{}] * 70)
    place = (ledger.connection, Incident, Filter(), default_sort(Incident))
    assert len(page(*place)) == 64
    assert [row.rid for row in page(*place, limit=2)] == [70, 69]
