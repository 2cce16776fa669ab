"""Whose tallies depend on some records, and what those in turn depend on."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from store.counting.facts import Book, Fact
from store.counting.placing import Gazetteer
from store.counting.reading import COUNTED, read_facts, read_links
from store.engine import Connection


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The records to be tallied anew, and a book with them and all that they depend on."""

    subjects: frozenset[str]
    book: Book


def neighbourhood(connection: Connection, records: Iterable[str]) -> Neighbourhood:
    """The neighbourhood of some records."""
    subjects = _subjects(connection, set(records))
    facts = _facts(connection, subjects)
    around = _incidents_around(connection, facts.values()) - facts.keys()
    context = _read(connection, {"incident": around})
    known = {**context, **facts}
    links = read_links(connection, known) if known else []
    return Neighbourhood(frozenset(facts), Book.of(known.values(), links))


def _listed(records: Iterable[str]) -> str:
    return json.dumps(sorted(records))


def _subjects(connection: Connection, records: set[str]) -> set[str]:
    """The records, whatever is linked with them, and what hangs on the incidents among them."""
    found: set[str] = set()
    waiting = records
    while waiting:
        found |= waiting
        waiting = (_linked(connection, waiting) | _hanging(connection, waiting)) - found
    return found


def _linked(connection: Connection, records: set[str]) -> set[str]:
    return {end for link in read_links(connection, records) for end in (link.a, link.b)}


def _hanging(connection: Connection, records: set[str]) -> set[str]:
    """The parts and the records of those of the records that are incidents."""
    incidents = [
        record
        for (record,) in connection.execute(
            "SELECT id FROM incident WHERE id IN (SELECT value FROM json_each(?))",
            (_listed(records),),
        )
    ]
    if not incidents:
        return set()
    found: set[str] = set()
    for table in COUNTED:
        above = "part_of" if table == "incident" else "incident"
        rows = connection.execute(
            f"SELECT id FROM {table} WHERE {above} IN (SELECT value FROM json_each(?))",
            (_listed(incidents),),
        )
        found.update(record for (record,) in rows)
    return found


def _facts(connection: Connection, records: set[str]) -> dict[str, Fact]:
    rows = connection.execute(
        "SELECT kind, id FROM record WHERE id IN (SELECT value FROM json_each(?))",
        (_listed(records),),
    )
    by_table: dict[str, set[str]] = {}
    for table, record in rows:
        by_table.setdefault(table, set()).add(record)
    return _read(connection, {table: by_table.get(table, set()) for table in COUNTED})


def _read(connection: Connection, by_table: dict[str, set[str]]) -> dict[str, Fact]:
    gazetteer = Gazetteer(connection)
    return {
        fact.id: fact
        for table, records in by_table.items()
        if records
        for fact in read_facts(connection, table, gazetteer, records)
    }


def _incidents_around(connection: Connection, facts: Iterable[Fact]) -> set[str]:
    """The incidents of the facts, those they are the same as, and what these are parts of."""
    found: set[str] = set()
    waiting = {above for fact in facts for above in (fact.incident, fact.part_of) if above}
    while waiting:
        found |= waiting
        listed = _listed(waiting)
        rows = connection.execute(
            "SELECT part_of FROM incident WHERE part_of IS NOT NULL"
            " AND id IN (SELECT value FROM json_each(?))",
            (listed,),
        )
        waiting = {whole for (whole,) in rows} | {
            end
            for link in read_links(connection, waiting)
            if link.decision == "same"
            for end in (link.a, link.b)
        }
        waiting -= found
    return found
