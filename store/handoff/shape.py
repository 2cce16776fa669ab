"""Whether a database that came in has exactly the tables of a handoff, and nothing else.

What is compared is the text of the schema, before SQLite evaluates anything of it. A program of
another version may declare fewer columns, each with the very words that stand here; a column
that is not known here makes the file one of a newer version.
"""

from collections.abc import Mapping

from store.errors import HandoffRejected
from store.handoff.layout import APPLICATION_ID, FORMAT, MANIFEST_TABLES, tables
from store.handoff.memory import Memory
from store.records import RECORD_TYPES
from store.vocabulary import ALL_LISTS

FOREIGN = "This file does not have the tables of a handoff, and no others; nothing was changed."
NEWER = "This handoff was made by a newer version of the program; nothing was changed."
NEWER_ADVICE = "Install the newer version, then merge it."

_MAY_DIFFER = frozenset({*RECORD_TYPES, *(codes.table() for codes in ALL_LISTS)})
"""The tables that a program of another version may lack, or have fewer columns in."""


def columns_found(memory: Memory) -> Mapping[str, tuple[str, ...]]:
    """The columns that each of the file's tables has, the manifest's left out.

    Raises:
        HandoffRejected: the file has other tables or columns, or anything besides tables.
        Error: it cannot be read.
    """
    if _number(memory, "application_id") != APPLICATION_ID:
        raise HandoffRejected(FOREIGN)
    if _number(memory, "user_version") != FORMAT:
        raise HandoffRejected(NEWER, NEWER_ADVICE)
    wanted = tables()
    rows = memory.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchmany(
        len(wanted) + 1
    )
    found: dict[str, str] = {}
    for kind, name, table, sql in rows:
        if kind != "table" or name != table or name not in wanted or name in found:
            raise HandoffRejected(FOREIGN)
        found[name] = str(sql)
    if wanted.keys() - found.keys() - _MAY_DIFFER:
        raise HandoffRejected(FOREIGN)
    return {
        name: _columns(name, sql, wanted[name])
        for name, sql in found.items()
        if _columns(name, sql, wanted[name]) and name not in MANIFEST_TABLES
    }


def _columns(table: str, found: str, wanted: str) -> tuple[str, ...]:
    """The columns of a table that was declared with our own words, in our own order."""
    if found != wanted and table not in _MAY_DIFFER:
        raise HandoffRejected(FOREIGN)
    first, *lines, last = found.split("\n")
    our_first, *ours, our_last = wanted.split("\n")
    if (first, last) != (our_first, our_last):
        raise HandoffRejected(FOREIGN)
    known = {_words(line): number for number, line in enumerate(ours)}
    declared = [_words(line) for line in lines]
    if any(line not in known for line in declared):
        raise HandoffRejected(NEWER, NEWER_ADVICE)
    numbers = [known[line] for line in declared]
    if numbers != sorted(set(numbers)):
        raise HandoffRejected(FOREIGN)
    return tuple(
        line.split()[0].strip('"') for line in declared if not line.startswith("PRIMARY KEY")
    )


def _words(line: str) -> str:
    return line.strip().removesuffix(",")


def _number(memory: Memory, pragma: str) -> int:
    return int(memory.execute(f"PRAGMA {pragma}").fetchone()[0])
