"""The codebook: what every table, column and code means, read from the declarations."""

import json
import re
from collections.abc import Iterator
from typing import Any

from store.columns import kept_columns
from store.fields import FieldSpec, Leaves, fields_of
from store.kinds import ALL_KINDS, Column
from store.records import RECORD_TYPES, Record
from store.views import VIEWS
from store.vocabulary import ALL_LISTS, CodeList

Entry = dict[str, Any]

KEPT = {
    "rev": "The number of the record's changes in this file; it is never handed on.",
    "eff_from": "The first day it can have been: its own, else its incident's; '' if open.",
    "eff_to": "The last day, in the same way; 9999-12-31 if it is open and the first is known.",
    "eff_precision": "How well that date is known; '' if there is none.",
    "eff_place": "The key of its place: its own, else its incident's; '' if there is none.",
    "eff_place_name": "The name of that place, or the words as said.",
    "eff_township": "The key of the township that the place lies in; '' if that is not known.",
    "cited": "1 if a citation of its own or of its incident backs it, else 0.",
}
"""Columns that the program derives from the others, so that lists and counts need not."""

OTHER_TABLES = {
    "record": "The id and the kind of every record.",
    "location": "Places by key (a P-code, or the id of a place record) and what they lie in.",
    "change": "Every change of every record, in hash-chained order; `body` is JSON by field group.",
    "chain": "One opening of a ledger that wrote: on which device, by whom, what it had seen.",
    "device": "The devices on which the changes were made, by the prefix of their codes.",
    "person": "Who made the changes.",
    "conflict": "What two people changed differently without having seen each other's change.",
    "manifest": "What an extract is: of which ledger, when, by whom, through which filter.",
    "balance": "Of an extract: how many records the ledger has, how many are in it, and why.",
    "codebook": "This codebook, one row for each column.",
}
"""Tables that are no records and no code lists, with a sentence each; not all are everywhere."""

LEAVES = {
    Leaves.NEVER: "Leaves only for our own people.",
    Leaves.ROW: "Leaves with its record.",
    Leaves.NAMED: "Leaves with consent for that use.",
    Leaves.TICKED: "Leaves for a court, if ticked.",
}
"""What becomes of a field in an extract, in a sentence; words as said stay in any case."""

_VIEW = re.compile(r"CREATE VIEW (\w+)")


def codebook() -> Entry:
    """The whole codebook as JSON, the same on every run."""
    return {
        "records": [of_record(model) for model in RECORD_TYPES.values()],
        "values": {kind.name: kind.explained for kind in ALL_KINDS},
        "lists": [_of_list(codes) for codes in ALL_LISTS],
        "tables": OTHER_TABLES,
        "views": [{"name": _VIEW.findall(sql)[0], "sql": sql} for sql in VIEWS],
    }


def of_record(model: type[Record]) -> Entry:
    """One kind of record: its table, its fields with their columns, what is kept beside them."""
    about = (model.__doc__ or "").strip().split("\n")[0]
    return {
        "table": model.table,
        "one": model.one,
        "many": model.many,
        "about": about,
        "fields": [_of_field(spec) for spec in fields_of(model)],
        "kept": [
            {**_of_column(column), "meaning": KEPT[column.name]} for column in kept_columns(model)
        ],
    }


def _of_field(spec: FieldSpec) -> Entry:
    return {
        "name": spec.name,
        "label": spec.meta.label,
        "help": spec.meta.help,
        "value": spec.kind.name,
        "list": _list_of(spec),
        "columns": [_of_column(column) for column in spec.columns],
        "required": spec.meta.required,
        "personal": spec.meta.personal,
        "kept_by_program": spec.meta.kept_by_program,
        "leaves": spec.meta.leaves.value,
    }


def _list_of(spec: FieldSpec) -> str:
    codes = getattr(spec.kind, "codes", None)
    return str(codes.table()) if codes else ""


def _of_column(column: Column) -> Entry:
    return {
        "name": column.name,
        "type": column.sql_type.partition(" ")[0],
        "refers_to": column.references.partition("(")[0],
    }


def _of_list(codes: type[CodeList]) -> Entry:
    return {
        "table": codes.table(),
        "heading": codes.heading(),
        "codes": [
            {"code": str(code), "label": code.label, "definition": code.definition}
            for code in codes
        ],
    }


def as_json(book: Entry) -> str:
    """The codebook as JSON text."""
    return json.dumps(book, ensure_ascii=False, indent=2) + "\n"


def as_markdown(book: Entry) -> str:
    """The codebook as Markdown, one line for each field and each code."""
    return "\n".join(_lines(book)) + "\n"


def _lines(book: Entry) -> Iterator[str]:
    yield "# Codebook"
    yield ""
    yield (
        "Every record has one row in the table of its kind. Dates are `YYYY-MM-DD`, moments are "
        "UTC, points are decimal degrees (WGS 84). Lists and groups are JSON. NULL: not known."
    )
    for record in book["records"]:
        yield from record_lines(record)
    yield from ("", "## Kinds of value", "", "| Value | What its columns hold |", "|---|---|")
    for name, explained in book["values"].items():
        yield _row(name, explained)
    for codes in book["lists"]:
        yield from _list_lines(codes)
    yield from ("", "## Other tables", "", "| Table | What it holds |", "|---|---|")
    for name, meaning in book["tables"].items():
        yield _row(f"`{name}`", meaning)
    yield from ("", "## Views")
    for view in book["views"]:
        yield from ("", f"### `{view['name']}`", "", "```sql", view["sql"], "```")


def record_lines(record: Entry) -> Iterator[str]:
    """One kind of record as Markdown."""
    yield from ("", f"## {record['many']}: table `{record['table']}`", "", record["about"], "")
    yield "| Field | Label | Value | Columns | Meaning |"
    yield "|---|---|---|---|---|"
    for field in record["fields"]:
        value = f"{field['value']} of `{field['list']}`" if field["list"] else field["value"]
        columns = ", ".join(map(_column, field["columns"]))
        yield _row(f"`{field['name']}`", field["label"], value, columns, _meaning(field))
    yield from ("", "Kept by the program:", "", "| Column | Meaning |", "|---|---|")
    for column in record["kept"]:
        yield _row(_column(column), column["meaning"])


def _column(column: Entry) -> str:
    refers = f" → `{column['refers_to']}`" if column["refers_to"] else ""
    return f"`{column['name']}` {column['type']}{refers}"


def _meaning(field: Entry) -> str:
    notes = {
        "required": "Needed to submit.",
        "personal": "Names or points to a person.",
        "kept_by_program": "Kept by the program.",
    }
    said = [note for name, note in notes.items() if field[name]]
    return " ".join([field["help"], *said, LEAVES[Leaves(field["leaves"])]])


def _list_lines(codes: Entry) -> Iterator[str]:
    yield from ("", f"## {codes['heading']}: table `{codes['table']}`", "")
    yield from ("| Code | Label | Definition |", "|---|---|---|")
    for code in codes["codes"]:
        yield _row(f"`{code['code']}`", code["label"], code["definition"])


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
