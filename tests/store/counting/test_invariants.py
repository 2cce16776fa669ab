"""What holds of any ledger, however tangled."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from store.counting.explaining import Column, Explained, Question, explain
from store.counting.explaining_ranges import ENDS, explain_excess
from store.counting.extent import EVERYWHERE, Extent, Stretch
from store.counting.facts import Book, Fact, LinkFact
from store.counting.lines import Counts, Grounds, count_all
from store.counting.measures import BY_CODE, LINES
from store.counting.memory import MemoryCounting
from store.counting.scope import Scope
from store.counting.standing import Standing
from store.counting.tables import DIMENSIONS, TableAsked, applies, make_table
from store.counting.tally import Tallies, tally_up
from store.vocabulary import Population
from tests.store.counting.books import IN_LOIKAW
from tests.store.counting.random_books import books, facts, links

SCOPES = st.builds(
    Scope,
    st.sampled_from(
        [
            Stretch("2023-02-01", "2023-02-28"),
            Stretch("2023-01-01", "2023-03-31"),
            Stretch("2021-02-01", "2023-03-06"),
            Stretch(),
        ]
    ),
    st.sampled_from([EVERYWHERE, IN_LOIKAW]),
    st.sampled_from(list(Population)),
    st.sampled_from(["2023-02-25", "2023-03-06"]),
)


def counted(book: Book, scope: Scope) -> Counts:
    return count_all(MemoryCounting.of(book), scope)


def numbers(found: Counts) -> dict[str, int]:
    return {line.line.code: line.documented for line in found.lines}


@given(books(), SCOPES)
def test_the_numbers_of_a_line_are_in_order(book: Book, scope: Scope) -> None:
    for line in counted(book, scope).lines:
        assert 0 <= line.approved <= line.documented <= line.high, line.line.code
        assert 0 <= line.low <= line.high
        assert line.once <= line.documented


@given(books(), SCOPES)
def test_all_deaths_are_killed_and_died_in_flight(book: Book, scope: Scope) -> None:
    found = counted(book, scope)
    parts = [found.line(code) for code in ("killed", "died_fleeing")]
    deaths = found.line("deaths_all")
    assert deaths.documented == sum(part.documented for part in parts)
    assert deaths.low >= sum(part.low for part in parts)
    assert found.line("killed_in_custody").documented <= parts[0].documented
    homes = [found.line(f"homes_{code}").documented for code in ("destroyed", "damaged")]
    assert found.line("homes_affected").documented == sum(homes)


@given(
    books(),
    SCOPES,
    st.sampled_from([*combinations(DIMENSIONS, 2), *((name,) for name in DIMENSIONS)]),
)
def test_tables_add_up(book: Book, scope: Scope, by: tuple[str, ...]) -> None:
    counting = MemoryCounting.of(book)
    found = count_all(replace(counting, trees=()), scope)
    for line in LINES:
        if all(applies(line, dimension) for dimension in by):
            ground = Grounds.of(scope).for_line(line.code)
            table = make_table(counting, TableAsked(scope, ground, line, by))
            expected = found.line(line.code)
            assert table.total.documented == expected.documented
            assert table.total.approved == expected.approved
            assert table.total.possible == expected.high
            assert all(axis[-1] in {"unknown", "age_unknown"} for axis in table.axes)
            assert sum(cell.documented for cell in table.cells) == expected.documented


@given(books(), SCOPES)
def test_a_figure_never_changes_documented(book: Book, scope: Scope) -> None:
    assert numbers(counted(book, scope)) == numbers(counted(replace(book, figures=()), scope))


@given(books(), SCOPES, st.data())
def test_linking_takes_out_exactly_the_absorbed_and_undoing_restores(
    book: Book, scope: Scope, data: st.DataObject
) -> None:
    """Where all have a source of their own: else the survivor may count on those that follow it.

    Of two of one group the group is told apart, too, so that they are left as they are.
    """
    cited = {r: replace(f, cited=True) for r, f in book.facts.items()}
    before = replace(book, facts=cited)
    tallies = tally_up(before)
    groups = tallies.linking.groups
    grouped = {*groups, *(member for members in groups.values() for member in members)}
    free = [
        record
        for record, fact in cited.items()
        if fact.table != "incident" and not fact.retired and record not in grouped
    ]
    if len(free) < 2:
        return
    a, b = (data.draw(st.sampled_from(free)) for _ in range(2))
    kept, lost = (tallies.linking.surviving(record) for record in (a, b))
    alike = cited[a].table == cited[b].table and kept != lost
    if {kept, lost} & grouped or cited[kept].retired or cited[lost].retired:
        return
    linked = replace(before, links=(*before.links, LinkFact("link-9", a, b, "same")))
    alone = {lost: tallies.by_id[lost]} if alike else {}
    gone = numbers(count_all(MemoryCounting(Tallies(alone), (), ()), scope))
    was, now = numbers(counted(before, scope)), numbers(counted(linked, scope))
    assert {code: was[code] - now[code] for code in was} == gone
    assert numbers(counted(replace(linked, links=before.links), scope)) == was


@given(books(), SCOPES, st.data())
def test_linking_incidents_takes_out_one_event_and_keeps_what_hangs_on_it(
    book: Book, scope: Scope, data: st.DataObject
) -> None:
    """Two raids of one grade told twice: their people and buildings follow."""
    incidents = {
        r: replace(f, kind="raid", grade="weak", part_of="", actor="", retired=False, cited=True)
        for r, f in book.facts.items()
        if f.table == "incident"
    }
    if len(incidents) < 2:
        return
    before = replace(book, facts=dict(book.facts) | incidents, links=())
    a, b = (data.draw(st.sampled_from(sorted(incidents))) for _ in range(2))
    linked = replace(before, links=(LinkFact("link-9", a, b, "same"),))
    assert numbers(counted(before, scope)) == numbers(counted(linked, scope))


@given(books(), SCOPES, st.data())
def test_splitting_an_incident_into_parts_keeps_documented(
    book: Book, scope: Scope, data: st.DataObject
) -> None:
    incidents = [f for f in book.facts.values() if f.table == "incident"]
    plain = replace(book, links=())
    if not incidents:
        return
    whole = data.draw(st.sampled_from(incidents))
    part = replace(whole, id="part", rid=999, part_of=whole.id)
    moved = {
        record: replace(fact, incident="part")
        if fact.incident == whole.id and data.draw(st.booleans())
        else fact
        for record, fact in plain.facts.items()
    }
    split = replace(plain, facts={**moved, "part": part})
    before, after = numbers(counted(plain, scope)), numbers(counted(split, scope))
    assert before == after


@given(facts(), st.sampled_from(["2023-02-25", "2023-02-28", "2023-03-06", "2023-03-31"]))
def test_arrested_is_held_and_released_and_all_the_others(found: list[Fact], as_of: str) -> None:
    scope = Scope(Stretch("2023-01-01", "2023-03-31"), as_of=as_of)
    counting = MemoryCounting.of(Book.of(found))
    line = BY_CODE["detained"]
    ground = Grounds.of(scope).for_line("detained")
    ended = make_table(counting, TableAsked(scope, ground, line, ("outcome",)))
    counts = count_all(counting, scope)
    assert set(ended.axes[0]) <= {
        *("held", "released", "escaped", "died", "disappeared", "unknown")
    }
    assert ended.at("held").documented == counts.line("still_held").documented
    assert sum(c.documented for c in ended.cells) == counts.line("detained").documented
    assert all(cell.documented >= 0 for cell in ended.cells)


@given(books(), SCOPES)
def test_every_number_is_the_sum_of_what_stands_behind_it(book: Book, scope: Scope) -> None:
    """Records, and at the ends of a range what figures add to the incidents."""
    counting = MemoryCounting.of(book)
    for line in count_all(counting, scope).lines:
        code, ground = line.line.code, Grounds.of(scope).for_line(line.line.code)
        expected = {
            Column.DOCUMENTED: line.documented,
            Column.APPROVED: line.approved,
            Column.LOW: line.low,
            Column.HIGH: line.high,
        }
        for column, number in expected.items():
            question = Question(scope, ground, code, column)
            rows = list(explain(question, counting.tallies, str))
            assert all(row.quantity == 0 for row in rows if not row.is_in)
            if column in ENDS and not ground.held_on:
                rows += excess_rows(counting, question)
            assert sum(row.quantity for row in rows if row.is_in) == number, (code, column)
            assert all(row.rule.endswith(".") for row in rows)


def excess_rows(counting: MemoryCounting, question: Question) -> list[Explained]:
    population = str(question.scope.population)
    found = counting.excess_by_tree(question.ground, population, question.line)
    trees = {tree.root: tree for tree in counting.trees}
    told = (explain_excess(question, trees[root], excess) for root, excess in found)
    return [row for row in told if row]


@given(books(), SCOPES)
def test_what_waits_and_what_is_undecided_is_the_number_of_records_and_pairs(
    book: Book, scope: Scope
) -> None:
    counting = MemoryCounting.of(book)
    found = count_all(counting, scope)
    ground = Grounds.of(scope).happened
    question = Question(scope, ground, "", Column.WAITING)
    rows = list(explain(question, counting.tallies, str))
    assert sum(row.quantity for row in rows) == sum(found.waiting.values())
    touching = [
        pair
        for pair in counting.tallies.linking.doubts
        if any(ground.extent(counting.tallies.by_id[r]) is not Extent.OUTSIDE for r in pair)
        and all(counting.tallies.by_id[r].dims.standing != Standing.OUT for r in pair)
    ]
    assert len(touching) == found.undecided


@given(books())
def test_what_a_record_counts_for_does_not_depend_on_the_order_of_records(book: Book) -> None:
    turned = Book.of(reversed(list(book.facts.values())), reversed(book.links), book.figures)
    first, second = tally_up(book), tally_up(turned)
    assert first.by_id == second.by_id
    assert first.parents == second.parents


@given(books(), SCOPES)
@settings(max_examples=50)
def test_a_larger_scope_documents_no_less(book: Book, scope: Scope) -> None:
    wider = replace(scope, stretch=Stretch(), area=EVERYWHERE)
    narrow, wide = numbers(counted(book, scope)), numbers(counted(book, wider))
    for code in narrow.keys() - {"in_detention"}:
        assert narrow[code] <= wide[code]


@given(facts(), st.data())
def test_links_never_count_anybody_twice(found: list[Fact], data: st.DataObject) -> None:
    book = Book.of(found, data.draw(links(found)))
    for tally in tally_up(book):
        assert 0 <= tally.sure <= tally.n <= tally.quantity
        if tally.dims.standing != Standing.COUNTS:
            assert tally.sure == 0
