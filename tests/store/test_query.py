"""What a list shows of its records, how it is counted, and what completes a filter."""

from collections.abc import Iterator

import pytest

from store import engine, query
from store.conditions import MOMENTS
from store.engine import Connection
from store.kinds import SQLValue
from store.ledger import Store
from store.orders import default_sort
from store.query import ListRow, completed
from store.records import RECORD_TYPES, Casualty, Citation, Figure, Incident, PlaceRecord, Record
from tests.store.conftest import HOSTILE
from tests.store.filled_ledger import ODD, filled_ledger


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled_ledger(tmp_path_factory.mktemp("query"))
    yield store
    store.close()


def rows(store: Store, model: type[Record], terms: str = "") -> list[ListRow]:
    wanted = query.read_filter(model, terms, store.lookup)
    found: list[ListRow] = store.ask(query.page, model, wanted, default_sort(model))
    return found


def row(store: Store, model: type[Record], terms: str) -> ListRow:
    (found,) = rows(store, model, terms)
    return found


def test_a_row_shows_every_listed_field_as_people_read_it(store: Store) -> None:
    church = row(store, Incident, "shelled")
    assert church.cells == {
        "code": "LKW2-0001",
        "title": "Church shelled",
        "kind": "Shelling",
        "when": "24 Feb 2023",
        "where": "Pan Kan",
        "grade": "Ungraded",
        "review": "Submitted",
        "updated_at": "6 Mar 2023",
    }
    assert (church.code, church.review, church.inherited) == ("LKW2-0001", "submitted", frozenset())
    assert church.id == store.find("LKW2-0001").id
    assert church.key == query.Key("2023-02-24", church.rid)


def test_rows_show_what_the_incident_says_and_that_it_does(store: Store) -> None:
    paw = row(store, Casualty, "paw")
    assert (paw.cells["when"], paw.cells["where"]) == ("24 Feb 2023", "Pan Kan")
    assert paw.inherited == {"when", "where"}
    pyaung = row(store, Casualty, "pyaung")
    assert (pyaung.cells["when"], pyaung.cells["where"]) == ("Jan 2023", "Loikaw")
    assert pyaung.inherited == frozenset()
    group = row(store, Casualty, "quantity:4")
    assert (group.cells["when"], group.cells["name"], group.inherited) == ("", "", frozenset())


def test_ages_numbers_and_places_are_shown_in_few_letters(store: Store) -> None:
    cells = [row(store, Casualty, t).cells for t in ("paw", "pyaung", "quantity:4")]
    assert [c["age"] for c in cells] == ["34", "10–12", "about 30"]
    assert [c["quantity"] for c in cells] == ["1", "1", "4"]
    assert row(store, Incident, "Raid").cells["where"] == "by the river"


def test_dates_without_an_end_are_shown_as_open(store: Store) -> None:
    assert row(store, Incident, "March").cells["when"] == "from 1 Mar 2023"
    assert row(store, Incident, "nobody").cells["when"] == "unknown"


def test_references_show_the_name_of_a_source_and_the_code_of_the_rest(store: Store) -> None:
    (figure,) = rows(store, Figure)
    assert figure.cells["source"] == store.ask(
        lambda connection: connection.execute(
            "SELECT name FROM source WHERE id = ?", (store.lookup.record("source", "KNDF"),)
        ).fetchone()[0]
    )
    (citation,) = rows(store, Citation)
    assert (citation.cells["source"], citation.cells["record"]) == ("Source A", "LKW2-0001")


def test_values_are_exact(store: Store) -> None:
    assert row(store, Incident, "thida").cells["title"] == ODD
    assert ODD.startswith(HOSTILE)


def test_a_row_says_how_its_record_stands(store: Store) -> None:
    church = row(store, Incident, "shelled")
    assert (church.waiting, church.draft, church.retired, church.conflict) == (False,) * 4
    planes = row(store, Incident, "planes")
    assert (planes.review, planes.waiting) == ("approved", True)
    nobody = row(store, Incident, "nobody")
    assert (nobody.draft, nobody.waiting) == (True, True)
    double = row(store, Incident, "is:retired")
    assert (double.retired, double.waiting) == (True, False)
    assert row(store, Casualty, "paw").conflict
    assert not row(store, Casualty, "pyaung").conflict


@pytest.mark.parametrize("model", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_lists_of_every_kind_have_text_in_every_cell(store: Store, model: type[Record]) -> None:
    listed = [spec.name for spec in query.listed_fields(model)]
    assert listed[0] == "code"
    for found in rows(store, model, "is:retired,draft,submitted,approved"):
        assert list(found.cells) == listed
        assert all(isinstance(text, str) for text in found.cells.values())
        assert found.code


def test_moments_are_fields_of_every_record() -> None:
    for model in RECORD_TYPES.values():
        assert set(model.model_fields) >= MOMENTS


def test_what_a_newer_version_wrote_is_shown_all_the_same(store: Store) -> None:
    with_point = {"place": None, "place_said": None, "eff_place_name": "", "lat": 19.5, "lon": 97.1}
    newer = {**with_point, "kind": "space_laser", "eff_precision": "century", "updated_at": "soon"}

    def alter(connection: Connection) -> ListRow:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN")
        assignments = ", ".join(f"{name} = ?" for name in newer)
        connection.execute(
            f"UPDATE incident SET {assignments} WHERE title = 'Raid'", tuple(newer.values())
        )
        found = row(store, Incident, "title:raid")
        connection.execute("ROLLBACK")
        return found

    cells = store.ask(alter).cells
    assert (cells["kind"], cells["where"]) == ("space_laser", "19.5, 97.1")
    assert (cells["when"], cells["updated_at"]) == ("1 Jan – 31 Dec 2022", "soon")


def test_a_page_is_read_in_three_statements_at_most(store: Store) -> None:
    """Of which one reads what the rows show, whatever they refer to."""
    statements: list[str] = []
    store.ask(lambda connection: connection.set_trace_callback(statements.append))
    rows(store, Casualty)
    store.ask(lambda connection: connection.set_trace_callback(None))
    assert len(statements) == 3


def test_a_count_that_nobody_waits_for_is_broken_off(store: Store) -> None:
    wanted = query.read_filter(Incident, "-actor:x", store.lookup)

    def interrupted(connection: Connection) -> int | None:
        def interrupts(text: str | None) -> str | None:
            connection.interrupt()
            return text

        connection.create_function("folded", 1, interrupts)
        try:
            query.count(connection, Incident, wanted)
        except engine.OperationalError as error:
            return engine.error_code(error)
        finally:
            query.install_functions(connection)
        return None

    assert store.ask(interrupted) == engine.INTERRUPT
    assert store.ask(query.count, Incident, wanted) == 6


@pytest.mark.parametrize(
    ("terms", "index"),
    [
        ("is:submitted", "incident_review (review=?)"),
        ("review:draft,returned", "incident_review (review=?)"),
        ("kind:shelling", "incident_kind (kind=?)"),
        ("township:Loikaw", "incident_eff_township (eff_township=?)"),
        ("part_of:LKW2-0001", "incident_part_of (part_of=?)"),
    ],
)
def test_equality_is_looked_up_in_an_index(store: Store, terms: str, index: str) -> None:
    wanted = query.read_filter(Incident, terms, store.lookup)
    condition, few = wanted.condition(Incident), wanted.terms[0].sought.few
    assert few
    whole = f"SELECT count(*) FROM incident WHERE {condition.sql}"
    for steps in (plan(store, whole, *condition.parameters), plan(store, few.sql, *few.parameters)):
        assert any(index in step for step in steps), steps
        assert "SCAN incident" not in steps


def plan(store: Store, sql: str, *values: SQLValue) -> list[str]:
    """How SQLite goes about it, step by step."""
    steps = store.ask(lambda c: c.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall())
    return [step[3] for step in steps]


def test_a_filter_by_date_begins_where_its_last_day_is(store: Store) -> None:
    wanted = query.read_filter(Incident, "when:2023-02,2022-05", store.lookup)
    assert wanted.latest == "2023-02-28"
    assert query.read_filter(Incident, "when:2023-02.. -when:2022", store.lookup).latest == ""
    statements: list[str] = []
    store.ask(lambda connection: connection.set_trace_callback(statements.append))
    assert len(rows(store, Incident, "when:2023-02,2022-05")) == 3
    store.ask(lambda connection: connection.set_trace_callback(None))
    steps = store.ask(lambda c: c.execute(f"EXPLAIN QUERY PLAN {statements[0]}").fetchall())
    assert (
        steps[0][3] == "SEARCH incident USING INDEX incident_eff_from (eff_from>? AND eff_from<?)"
    )


def test_text_is_compared_folded(store: Store) -> None:
    asked = store.ask(lambda c: c.execute("SELECT folded('ÉCOLE ၁၂'), folded(NULL)").fetchone())
    assert tuple(asked) == ("ecole 12", None)


@pytest.mark.parametrize(
    ("model", "typed", "offered"),
    [
        (Incident, "ki", ("kind:",)),
        (Incident, "shelled -KI", ("-kind:",)),
        (Incident, "wh", ("when:", "where:", "narrative:")),
        (Incident, "da", ("when:",)),
        (Incident, "the", ("actor_response:",)),
        (Incident, "kind:air", ("kind:airstrike",)),
        (Incident, "-kind:raid,air", ("-kind:raid,airstrike",)),
        (Incident, "is:r", ("is:returned", "is:retired")),
        (Incident, "has:f", ("has:figure",)),
        (Incident, "no:so", ("no:source",)),
        (Casualty, "has:cons", ("has:consent",)),
        (Casualty, "cons", ()),
        (Casualty, "acts:tor", ("acts:torture",)),
        (Casualty, "age:1", ()),
        (Casualty, '"ki', ()),
        (Casualty, "colour:re", ()),
        (Casualty, "x\0", ()),
        (PlaceRecord, "level:ca", ("level:camp",)),
    ],
)
def test_completions(
    store: Store, model: type[Record], typed: str, offered: tuple[str, ...]
) -> None:
    assert store.ask(query.completions, model, typed) == offered


def test_places_are_completed_to_what_reads_back(store: Store) -> None:
    for typed in ("where:Loi", "outcome:killed place:loi", 'township:"Pan Kan, Loi', "home:Dem"):
        offered = store.ask(query.completions, Casualty, typed)
        assert offered
        for term in offered:
            wanted = query.read_filter(Casualty, [term], store.lookup)
            assert wanted.terms[0].asks.value == "field"
            assert query.read_filter(Casualty, completed(typed, term), store.lookup).terms


def test_everything_is_offered_where_nothing_is_typed(store: Store) -> None:
    offered = store.ask(query.completions, Casualty, "")
    assert offered[:5] == ("is:", "has:", "no:", "name:", "outcome:")
    assert store.ask(query.completions, Casualty, "naw ") == offered
    assert len(store.ask(query.completions, Incident, "kind:")) == 20


@pytest.mark.parametrize(
    ("typed", "completion", "whole"),
    [
        ("", "kind:", "kind:"),
        ("shelled ki", "kind:", "shelled kind:"),
        ("shelled ", "is:", "shelled is:"),
        ('where:"Pan K', 'where:"Pan Kan"', 'where:"Pan Kan"'),
        ("a “b c", '"b c d"', 'a "b c d"'),
    ],
)
def test_a_completion_takes_the_place_of_the_last_term(
    typed: str, completion: str, whole: str
) -> None:
    assert completed(typed, completion) == whole
