"""The codebook and the schema are what was reviewed: a golden file of each."""

import json
import os
import re
from pathlib import Path

import pytest

from store.codebook import KEPT, OTHER_TABLES, as_json, as_markdown, codebook
from store.columns import kept_columns
from store.exchange import sqlite_file
from store.fields import fields_of
from store.kinds import ALL_KINDS
from store.records import RECORD_TYPES
from store.schema import statements
from store.views import VIEWS
from store.vocabulary import ALL_LISTS

GOLDEN = Path(__file__).parent / "golden"


def schema_text() -> str:
    return "".join(f"{statement};\n\n" for statement in statements())


def as_reviewed(name: str, text: str) -> None:
    """Compares with the golden file; GOLDEN=write makes it anew, to be reviewed as a diff."""
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8"), f"{name} changed: GOLDEN=write, then review"


def test_the_codebook_is_the_reviewed_one() -> None:
    as_reviewed("codebook.md", as_markdown(codebook()))


def test_the_schema_is_the_reviewed_one() -> None:
    as_reviewed("schema.sql", schema_text())


def test_the_codebook_is_complete() -> None:
    book = json.loads(as_json(codebook()))
    assert [record["table"] for record in book["records"]] == list(RECORD_TYPES)
    for record in book["records"]:
        model = RECORD_TYPES[record["table"]]
        assert [field["name"] for field in record["fields"]] == [s.name for s in fields_of(model)]
        assert all(field["label"] and field["help"] for field in record["fields"])
        assert [column["name"] for column in record["kept"]] == [
            column.name for column in kept_columns(model)
        ]
    assert set(book["values"]) == {kind.name for kind in ALL_KINDS}
    assert [codes["table"] for codes in book["lists"]] == [codes.table() for codes in ALL_LISTS]
    for codes, listed in zip(ALL_LISTS, book["lists"], strict=True):
        assert [code["code"] for code in listed["codes"]] == [str(code) for code in codes]
    assert len(book["views"]) == len(VIEWS)


def test_every_column_of_the_program_and_every_table_of_an_extract_is_explained() -> None:
    assert {c.name for model in RECORD_TYPES.values() for c in kept_columns(model)} == set(KEPT)
    created = re.findall(r'CREATE TABLE "?(\w+)', "\n".join(sqlite_file._ddl()))
    lists = {codes.table() for codes in ALL_LISTS}
    assert set(created) - lists - set(RECORD_TYPES) == set(OTHER_TABLES)


@pytest.mark.parametrize("render", [as_markdown, as_json])
def test_it_is_the_same_each_time(render: object) -> None:
    assert callable(render)
    assert render(codebook()) == render(codebook())


def test_a_bar_in_a_text_does_not_end_a_cell() -> None:
    book = codebook()
    book["records"][0]["fields"][0]["help"] = "a | b"
    assert "a \\| b" in as_markdown(book)
