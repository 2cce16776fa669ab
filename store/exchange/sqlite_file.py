"""An extract as one SQLite file that any SQLite tool opens and that explains itself."""

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from store.code_tables import CODE_COLUMNS, code_rows, code_table
from store.columns import REVISION, kept_columns
from store.exchange.about_itself import BALANCE, CODEBOOK, MANIFEST
from store.exchange.contents import Contents, Row, codebook_rows, text_of
from store.exchange.sqlite_sheets import insert, new_database, sha256_of
from store.exchange.steps import Steps
from store.fields import FieldSpec, fields_of
from store.kinds import Column, ReferenceKind, quoted
from store.progress import Progress
from store.records import RECORD_TYPES, Record
from store.schema import statements
from store.views import VIEWS
from store.vocabulary import ALL_LISTS

_CREATED = re.compile(r'CREATE TABLE "?(\w+)"?\(')

RECORD = """CREATE TABLE record(
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  written INTEGER NOT NULL CHECK(written IN (0, 1))
) STRICT"""
"""Every record that is written, and those that are only referred to."""

_HISTORY = ("device", "person", "chain", "change", "conflict")


def write_sqlite(contents: Contents, part: Path, steps: Steps) -> Generator[Progress, None, str]:
    """Fills the empty file and gives back its SHA-256.

    Raises:
        DiskFull, DiskFailing: as named.
    """
    with new_database(part) as connection:
        for statement in _ddl():
            connection.execute(statement)
        for table, rows in _tables(contents):
            waiting = iter(rows)
            if first := next(waiting, None):
                values = (tuple(row.values()) for row in chain([first], waiting))
                yield from insert(connection, table, tuple(first), values, steps)
        for statement in _indexes():
            connection.execute(statement)
    return sha256_of(part)


def _ddl() -> Iterator[str]:
    of_ledger = {name: sql for sql in statements() for name in _CREATED.findall(sql)[:1]}
    yield from (code_table(codes.table()) for codes in ALL_LISTS)
    yield from (of_ledger["location"], RECORD)
    yield from (of_ledger[name] for name in _HISTORY)
    for model in RECORD_TYPES.values():
        yield table_of(model)
    yield from VIEWS
    yield from (MANIFEST, BALANCE, CODEBOOK)


def table_of(model: type[Record]) -> str:
    """CREATE TABLE for one kind of record; what it refers to may have stayed in the ledger."""
    lines = [_column(spec, column) for spec in fields_of(model) for column in spec.columns]
    lines += [column.ddl for column in kept_columns(model) if column is not REVISION]
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {quoted(model.table)}(\n  {body}\n) STRICT"


def _indexes() -> Iterator[str]:
    """CREATE INDEX for what points to other records, by which views find them."""
    for model in RECORD_TYPES.values():
        for spec in fields_of(model):
            if isinstance(spec.kind, ReferenceKind):
                name = quoted(f"{model.table}_{spec.name}")
                yield f"CREATE INDEX {name} ON {quoted(model.table)}({quoted(spec.name)})"


def _column(spec: FieldSpec, column: Column) -> str:
    if spec.name == "id":
        return '"id" TEXT PRIMARY KEY REFERENCES record(id)'
    if isinstance(spec.kind, ReferenceKind):
        column = replace(column, references="record(id)")
    return column.ddl


def _tables(contents: Contents) -> Iterator[tuple[str, Iterable[Row]]]:
    for codes in ALL_LISTS:
        yield codes.table(), [dict(zip(CODE_COLUMNS, row, strict=True)) for row in code_rows(codes)]
    yield "location", _whole(contents, "location", "key", contents.scope.places)
    yield "record", _record_rows(contents)
    yield from _history(contents)
    for model in RECORD_TYPES.values():
        yield model.table, contents.records(model)
    yield "manifest", [{"key": k, "value": text_of(v)} for k, v in contents.manifest.items()]
    yield "balance", contents.balance_rows
    yield "codebook", codebook_rows()


def _record_rows(contents: Contents) -> Iterator[Row]:
    for table, ids in contents.scope.records.items():
        yield from ({"id": record, "kind": table, "written": 1} for record in sorted(ids))
    for record, kind in contents.scope.others.items():
        yield {"id": record, "kind": kind, "written": 0}


def _history(contents: Contents) -> Iterator[tuple[str, Iterable[Row]]]:
    """The changes of the records that are written, and who made them where."""
    records = contents.all_records
    changes = list(contents.rows("change", ("chain", "actor", "record"), "record", records))
    chains = list(_whole(contents, "chain", "id", {row["chain"] for row in changes}))
    people = {row["actor"] for row in changes} | {row["person"] for row in chains}
    yield "device", _whole(contents, "device", "id", {row["device"] for row in chains})
    yield "person", _whole(contents, "person", "id", people)
    yield "chain", chains
    yield "change", _whole(contents, "change", "record", records)
    yield "conflict", _whole(contents, "conflict", "record", records)


def _whole(contents: Contents, table: str, key: str, among: Iterable[str]) -> Iterator[Row]:
    return contents.rows(table, _columns(contents, table), key, among)


def _columns(contents: Contents, table: str) -> list[str]:
    found: list[str] = contents.store.ask(
        lambda c: [name for _, name, *_ in c.execute(f"PRAGMA table_info({quoted(table)})")]
    )
    return found
