"""A field is declared once: one line on a record, and everything else has it."""

from collections.abc import Callable, Iterator
from typing import Annotated

import pytest

from store.codebook import of_record, record_lines
from store.engine import Connection, connect
from store.exchange import sqlite_file
from store.exchange.contents import columns_written
from store.fields import Meta, field_of, fields_of
from store.items import read_item, to_item
from store.ledger import Store
from store.listing import listed_fields
from store.query import install_functions, read_filter, select_ids, sentence
from store.records import Incident, Record
from store.rows import columns_of, empty_row, put_row
from store.schema import indexes_of, table_of
from store.vocabulary import YesNo
from tui.forms.editors import lines_of


class WiderIncident(Incident):
    """One thing that happened at one place and time."""

    curfew: Annotated[YesNo | None, Meta("Curfew", "Whether there was one.", list=6)] = None


def added(render: Callable[[type[Record]], Iterator[str]]) -> list[str]:
    """The lines that the wider record has more; none of the others may differ."""
    before, after = (list(render(model)) for model in (Incident, WiderIncident))
    more = [line for line in after if line not in before]
    assert [line for line in after if line in before] == before
    return more


def test_the_table_has_one_line_more() -> None:
    (line,) = added(lambda model: iter(table_of(model).splitlines()))
    assert line.strip().startswith('"curfew" TEXT REFERENCES code_yes_no(code)')
    (index,) = added(indexes_of)
    assert '"incident_curfew"' in index


def test_the_codebook_has_one_line_more() -> None:
    (line,) = added(lambda model: record_lines(of_record(model)))
    assert line == (
        "| `curfew` | Curfew | code of `code_yes_no` | `curfew` TEXT → `code_yes_no` "
        "| Whether there was one. Leaves only for our own people. |"
    )


def test_lists_forms_and_extracts_have_it() -> None:
    spec = field_of(WiderIncident, "curfew")
    assert spec in fields_of(WiderIncident)
    assert spec in listed_fields(WiderIncident)
    assert not spec.meta.kept_by_program
    assert "curfew" in columns_of(WiderIncident)
    assert "curfew" in columns_written(WiderIncident)
    (line,) = added(lambda model: iter(sqlite_file.table_of(model).splitlines()))
    assert "curfew" in line


def test_the_form_asks_for_it() -> None:
    """It may move another behind a section, since a form opens on eight lines at most."""
    before, after = lines_of(Incident), lines_of(WiderIncident)
    assert sorted(after) == sorted([*before, "curfew"])


def test_items_have_it_both_ways(ledger: Store) -> None:
    record = read_item(WiderIncident, {"curfew": "yes"}, ledger.lookup)
    assert record.curfew is YesNo.YES
    assert to_item(record)["curfew"] == "yes"
    assert set(to_item(WiderIncident())) - set(to_item(Incident())) == {"curfew"}


@pytest.fixture
def wider() -> Iterator[Connection]:
    """The one table that the wider record needs, with one row in which the field is filled."""
    connection = connect(":memory:")
    install_functions(connection)
    connection.execute(table_of(WiderIncident))
    for number, answer in enumerate(("yes", None), 1):
        row = {**empty_row(WiderIncident), "rid": number, "id": f"id {number}", "curfew": answer}
        put_row(connection, WiderIncident, row)
    yield connection
    connection.close()


def test_a_filter_asks_for_it(ledger: Store, wider: Connection) -> None:
    wanted = read_filter(WiderIncident, ["curfew:yes"], ledger.lookup)
    assert sentence(WiderIncident, wanted, ledger.lookup) == "Incidents · curfew is Yes"
    assert list(select_ids(wider, WiderIncident, wanted)) == ["id 1"]
