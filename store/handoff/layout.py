"""The tables of a handoff file: those of a ledger that travel, and a manifest about them.

Every table has a ledger's name and, as far as they travel, a ledger's columns, so that what reads
a ledger's history reads a handoff's too:

- `change` holds the changes that travel, `chain` their chains, `device` and `person` whoever they
  and the records name, `record` the id and kind of every record that a change is about;
- a table for each kind of record has the rows of these records as they stand at the sender's:
  what somebody sees who opens the file in any SQLite tool. A merge rests on the changes alone;
- `location` has the places that those rows use and what these lie in, the tables of codes all
  codes of the sender's program;
- `manifest`, `manifest_chain` and `manifest_table` say who made the file and what is in it.

There are no views, triggers, virtual tables or indexes beyond those of primary keys, and nothing
refers to what stayed behind.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from store.fields import fields_of
from store.kinds import Column, quoted
from store.records import RECORD_TYPES, Record
from store.vocabulary import ALL_LISTS

FORMAT = 1
"""The version of these tables; one that is not known here is refused."""

APPLICATION_ID = int.from_bytes(b"FLDH", "big")

PAGE_SIZE = 4096

_CODES = (
    "code TEXT PRIMARY KEY",
    "label TEXT NOT NULL",
    "definition TEXT NOT NULL",
    "position INTEGER NOT NULL",
)

_HISTORY: dict[str, tuple[str, ...]] = {
    "device": ("id TEXT PRIMARY KEY", "prefix TEXT NOT NULL"),
    "person": ("id TEXT PRIMARY KEY", "name TEXT NOT NULL"),
    "record": ("id TEXT PRIMARY KEY", "kind TEXT NOT NULL"),
    "chain": (
        "id TEXT PRIMARY KEY",
        "device TEXT NOT NULL REFERENCES device(id)",
        "person TEXT NOT NULL REFERENCES person(id)",
        "began_at TEXT NOT NULL",
        "saw TEXT NOT NULL",
        "genesis BLOB NOT NULL",
    ),
    "change": (
        "chain TEXT NOT NULL REFERENCES chain(id)",
        "seq INTEGER NOT NULL",
        "lamport INTEGER NOT NULL",
        "at TEXT NOT NULL",
        "actor TEXT NOT NULL REFERENCES person(id)",
        "kind TEXT NOT NULL",
        "record TEXT NOT NULL REFERENCES record(id)",
        "op TEXT NOT NULL",
        "body TEXT",
        "salt BLOB NOT NULL",
        "body_hash BLOB NOT NULL",
        "prev BLOB NOT NULL",
        "hash BLOB NOT NULL",
        "PRIMARY KEY(chain, seq)",
    ),
    "location": (
        "key TEXT PRIMARY KEY",
        "level TEXT NOT NULL",
        "name TEXT NOT NULL",
        "name_local TEXT",
        "parent TEXT",
        "lat REAL",
        "lon REAL",
        "aliases TEXT NOT NULL",
        "origin TEXT NOT NULL",
        "tract TEXT",
        "township TEXT",
        "district TEXT",
        "state TEXT",
    ),
}

_MANIFEST: dict[str, tuple[str, ...]] = {
    "manifest": ("key TEXT PRIMARY KEY", "value TEXT NOT NULL"),
    "manifest_chain": (
        "chain TEXT PRIMARY KEY",
        "first INTEGER NOT NULL",
        "last INTEGER NOT NULL",
        "before BLOB NOT NULL",
        "hash BLOB NOT NULL",
    ),
    "manifest_table": (
        "name TEXT PRIMARY KEY",
        "rows INTEGER NOT NULL",
        "sha256 TEXT NOT NULL",
    ),
}

MANIFEST_TABLES = tuple(_MANIFEST)


@cache
def tables() -> dict[str, str]:
    """CREATE TABLE by name, of every table of a handoff file, the manifest's last.

    They have no CHECKs: SQLite would evaluate those of a hostile file when it checks the pages.
    """
    made = {codes.table(): _table(codes.table(), _CODES) for codes in ALL_LISTS}
    made |= {name: _table(name, lines) for name, lines in _HISTORY.items()}
    made |= {model.table: _records_table(model) for model in RECORD_TYPES.values()}
    return made | {name: _table(name, lines) for name, lines in _MANIFEST.items()}


def checking_tables() -> dict[str, str]:
    """The same for a copy of our own, whose tables of records have the CHECKs of a ledger."""
    checking = {m.table: _records_table(m, checks=True) for m in RECORD_TYPES.values()}
    return tables() | checking


@cache
def contents() -> tuple[str, ...]:
    """The names of the tables that the manifest is about: all but its own."""
    return tuple(name for name in tables() if name not in MANIFEST_TABLES)


@cache
def columns(table: str) -> tuple[str, ...]:
    """The names of a table's columns, in order; the first ones are its key."""
    if table in RECORD_TYPES:
        return tuple(column.name for column in travelling(RECORD_TYPES[table]))
    lines = (_HISTORY | _MANIFEST).get(table, _CODES)
    return tuple(line.split()[0] for line in lines if not line.startswith("PRIMARY KEY"))


@cache
def key_of(table: str) -> tuple[str, ...]:
    """The columns by which a table's rows are told apart, and ordered in the manifest's hash."""
    if table == "change":
        return ("chain", "seq")
    return ("id",) if table in RECORD_TYPES else columns(table)[:1]


def travelling(model: type[Record]) -> Iterator[Column]:
    """The columns of a kind of record that travel: the declared ones, none that is derived."""
    for spec in fields_of(model):
        for column in spec.columns:
            # What it refers to may have stayed behind.
            yield replace(column, references="")


def _records_table(model: type[Record], *, checks: bool = False) -> str:
    lines = []
    for column in travelling(model):
        if column.name == "id":
            lines.append('"id" TEXT PRIMARY KEY REFERENCES record(id)')
        else:
            lines.append((column if checks else replace(column, check="")).ddl)
    return _table(model.table, lines)


def _table(name: str, lines: tuple[str, ...] | list[str]) -> str:
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {quoted(name)}(\n  {body}\n) STRICT, WITHOUT ROWID"
