"""The tables of a ledger, made from the declarations of its records."""

from collections.abc import Iterator

from store.code_tables import code_table, fill_codes
from store.columns import kept_columns, sort_columns
from store.counting.kept_schema import TALLY_DDL
from store.engine import Connection
from store.fields import FieldSpec, fields_of
from store.gazetteer import LOCATION_DDL
from store.handoff.tables import HANDOFF_DDL
from store.kinds import Column, ReferenceKind, quoted
from store.kinds.placed import PlaceKind
from store.merging.tables import MERGE_DDL
from store.records import RECORD_TYPES, Record
from store.search import SEARCH_DDL
from store.unheld import UNHELD_DDL
from store.views import VIEWS
from store.vocabulary import ALL_LISTS

BOOKKEEPING = (
    """CREATE TABLE setting(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE device(
  id TEXT PRIMARY KEY,
  prefix TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE person(
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE record(
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK(length(id) = 36),
  kind TEXT NOT NULL
) STRICT""",
    """CREATE TABLE chain(
  id TEXT PRIMARY KEY,
  device TEXT NOT NULL REFERENCES device(id),
  person TEXT NOT NULL REFERENCES person(id),
  began_at TEXT NOT NULL,
  saw TEXT NOT NULL CHECK(json_type(saw) = 'array'),
  genesis BLOB NOT NULL CHECK(length(genesis) = 32)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE change(
  chain TEXT NOT NULL REFERENCES chain(id),
  seq INTEGER NOT NULL CHECK(seq > 0),
  lamport INTEGER NOT NULL CHECK(lamport > 0),
  at TEXT NOT NULL,
  actor TEXT NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL,
  record TEXT NOT NULL REFERENCES record(id),
  op TEXT NOT NULL,
  body TEXT,
  salt BLOB NOT NULL,
  body_hash BLOB NOT NULL CHECK(length(body_hash) = 32),
  prev BLOB NOT NULL CHECK(length(prev) = 32),
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  PRIMARY KEY(chain, seq)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX change_record ON change(record)",
    """CREATE TRIGGER change_stays BEFORE UPDATE ON change
WHEN NOT (
  new.body IS NULL AND new.chain = old.chain AND new.seq = old.seq
  AND new.lamport = old.lamport AND new.at = old.at AND new.actor = old.actor
  AND new.kind = old.kind AND new.record = old.record AND new.op = old.op
  AND new.salt = old.salt AND new.body_hash = old.body_hash
  AND new.prev = old.prev AND new.hash = old.hash
)
BEGIN SELECT RAISE(ABORT, 'a change is never altered, only purged'); END""",
    """CREATE TRIGGER change_is_kept BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'a change is never deleted'); END""",
    """CREATE TABLE conflict(
  record TEXT NOT NULL REFERENCES record(id),
  part TEXT NOT NULL,
  changes TEXT NOT NULL CHECK(json_type(changes) = 'array'),
  PRIMARY KEY(record, part)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE draft(
  form TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  fields TEXT NOT NULL CHECK(json_type(fields) = 'object'),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE extract_log(
  rid INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  "to" TEXT NOT NULL,
  profile TEXT NOT NULL,
  format TEXT NOT NULL,
  filter TEXT NOT NULL,
  counts TEXT NOT NULL CHECK(json_type(counts) = 'object'),
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
  "by" TEXT NOT NULL REFERENCES person(id)
) STRICT""",
    """CREATE TABLE report_log(
  rid INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  "to" TEXT NOT NULL,
  format TEXT NOT NULL,
  period_from TEXT,
  period_to TEXT,
  area TEXT NOT NULL CHECK(json_type(area) = 'array'),
  population TEXT NOT NULL,
  as_of TEXT NOT NULL,
  known_on TEXT,
  tables TEXT NOT NULL CHECK(json_type(tables) = 'array'),
  counts TEXT NOT NULL CHECK(json_type(counts) = 'object'),
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
  "by" TEXT NOT NULL REFERENCES person(id)
) STRICT""",
)
"""What a ledger keeps besides its records: who writes, what changed, forms not yet saved, and
what was handed on in extracts and reports."""


def statements() -> Iterator[str]:
    """The statements that make an empty ledger, in order."""
    yield from (code_table(codes.table()) for codes in ALL_LISTS)
    yield from BOOKKEEPING
    yield from HANDOFF_DDL
    yield from UNHELD_DDL
    yield from MERGE_DDL
    yield from LOCATION_DDL
    for model in RECORD_TYPES.values():
        yield table_of(model)
        yield from indexes_of(model)
    yield from TALLY_DDL
    yield from SEARCH_DDL
    yield from VIEWS


def table_of(model: type[Record]) -> str:
    """CREATE TABLE for one kind of record."""
    lines = ["rid INTEGER PRIMARY KEY REFERENCES record(rid)"]
    for spec in fields_of(model):
        lines += [_column_ddl(spec, column) for column in spec.columns]
    lines += [column.ddl for column in kept_columns(model)]
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {quoted(model.table)}(\n  {body}\n) STRICT"


def _column_ddl(spec: FieldSpec, column: Column) -> str:
    if spec.name == "id":
        return '"id" TEXT NOT NULL UNIQUE REFERENCES record(id)'
    return column.ddl


def indexes_of(model: type[Record]) -> Iterator[str]:
    """CREATE INDEX for whatever lists sort by and whatever other records point to."""
    wanted = list(sort_columns(model).values())
    wanted += [s.name for s in fields_of(model) if isinstance(s.kind, ReferenceKind | PlaceKind)]
    for column in dict.fromkeys(filter(None, wanted)):
        yield (
            f"CREATE INDEX {quoted(f'{model.table}_{column}')} "
            f"ON {quoted(model.table)}({quoted(column)})"
        )
    if model.placed_by:
        # Doubles are looked for in one township around one day.
        yield (
            f"CREATE INDEX {quoted(f'{model.table}_eff_township')} "
            f"ON {quoted(model.table)}(eff_township, eff_from)"
        )
        # Most end on the day on which they begin, and are found by that.
        yield (
            f"CREATE INDEX {quoted(f'{model.table}_eff_to')} "
            f"ON {quoted(model.table)}(eff_to) WHERE eff_to <> eff_from"
        )
    if model.cites:
        # Few, but looked for among all.
        yield (
            f"CREATE INDEX {quoted(f'{model.table}_uncited')} "
            f"ON {quoted(model.table)}(cited) WHERE cited = 0"
        )
    # Lists leave the few retired records out: counted here, they need not be looked for.
    yield (
        f"CREATE INDEX {quoted(f'{model.table}_retired')} "
        f"ON {quoted(model.table)}(retired) WHERE retired IS NOT NULL"
    )


def build(connection: Connection) -> None:
    """Makes all tables, indexes, triggers and views, and fills the code lists.

    Runs inside the caller's transaction.
    """
    for statement in statements():
        connection.execute(statement)
    for codes in ALL_LISTS:
        fill_codes(connection, codes)
