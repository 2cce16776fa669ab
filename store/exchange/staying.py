"""Which of the chosen records leave, and why the others stay.

Decided here, where DESIGN is silent, for every profile but the internal one:

- Retired records, doubles of others, and whatever belongs to a discounted or retired incident
  leave every count, and so they stay. Drafts and records that were sent back stay, too.
- A row travels as far as its own sensitivity and that of its incident both allow.
- A source never leaves as a row: only its letter and kind do, whatever its sensitivity. How it
  told of a record (a citation) is a row, and travels as far as its own sensitivity says.
- A link leaves if both its records do and it says something to those who count: `not_same` only
  spares us a question, and of `same` only the survivor leaves.
- Records of sexual violence (by incident, cause or act) stay unless asked for, in every profile.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from store.counting.due import COUNTED
from store.counting.standing import Why
from store.engine import Connection
from store.exchange.asked import Asked
from store.exchange.scope import Scope
from store.kinds import quoted
from store.records import RECORD_TYPES, Record

_SEXUAL: Final = "sexual_violence"
_LIVE: Final = frozenset({"submitted", "approved"})
_TELLING: Final = frozenset({"same_person", "same_building", "part_of_group", "unsure"})


class Stays(StrEnum):
    """Why a record stays in the ledger, as a person reads it."""

    FILTER = "outside the filter"
    SEXUAL_VIOLENCE = "sexual violence, which was not asked for"
    RETIRED = "retired, so it counts no longer"
    UNREVIEWED = "a draft, or sent back with a question"
    SAME = "a double of another record, which counts in its place"
    SPARES = "a decision that changes no count outside"
    DISCOUNTED = "its incident is retired or discounted"
    SENSITIVE = "its sensitivity, or its incident's, keeps it here"
    ABOUT = "about a record that stays"
    LETTER = "backs nothing that leaves"
    UNUSED = "nothing that leaves lies there"


@dataclass(slots=True)
class Leaving:
    """The records that leave, by table, and how many stay for which reason.

    `survivors` has of every double the record that counts in its place.
    """

    records: dict[str, set[str]] = field(default_factory=dict)
    why: dict[str, Counter[str]] = field(default_factory=dict)
    survivors: dict[str, str] = field(default_factory=dict)

    def surviving(self, record: str) -> str:
        """The record that counts for this one."""
        return self.survivors.get(record, record)

    def keep_only(self, table: str, among: AbstractSet[str], why: str) -> None:
        """Has those that are not among some records stay, too."""
        stay = self.records[table] - among
        if stay:
            self.why[table][why] += len(stay)
            self.records[table] -= stay

    def has(self, record: str | None) -> bool:
        """Whether a record leaves."""
        return record is not None and any(record in ids for ids in self.records.values())


def choose_leaving(connection: Connection, scope: Scope, asked: Asked) -> Leaving:
    """Which records of a scope leave, in the profile that was asked for."""
    return _Chooser(connection, scope, asked).choose()


class _Chooser:
    """Goes through the kinds of record, those that others depend on first."""

    def __init__(self, connection: Connection, scope: Scope, asked: Asked) -> None:
        self._connection = connection
        self._scope = scope
        self._asked = asked
        self._leaving = Leaving(survivors=_survivors(connection))
        self._sexual: set[str] = set()
        self._sensitivity: dict[str, str] = {}

    def choose(self) -> Leaving:
        """What leaves and why the rest stays."""
        order = sorted(RECORD_TYPES, key=lambda table: table in ("citation", "link"))
        for table in order:
            self._take(RECORD_TYPES[table])
        self._take_sources()
        return self._leaving

    def _take(self, model: type[Record]) -> None:
        table = model.table
        chosen = self._scope.records[table]
        leaving = self._leaving.records[table] = set()
        why = self._leaving.why[table] = Counter()
        for row in self._rows(model):
            if table == "incident":
                self._note_incident(row)
            if row["id"] not in chosen:
                why[Stays.FILTER] += 1
            elif reason := self._reason(model, row):
                why[reason] += 1
            else:
                leaving.add(row["id"])

    def _rows(self, model: type[Record]) -> Iterator[dict[str, Any]]:
        names = ["id", "review", "retired", "sensitivity", *_ASKED.get(model.table, ())]
        tally = model.table in COUNTED
        columns = [f"record.{quoted(name)}" for name in names]
        join = ""
        if tally:
            columns.append("tally.why")
            join = " LEFT JOIN tally ON tally.rid = record.rid"
            names.append("why")
        sql = f"SELECT {', '.join(columns)} FROM {quoted(model.table)} AS record{join}"
        for values in self._connection.execute(sql):
            yield dict(zip(names, values, strict=True))

    def _note_incident(self, row: Mapping[str, Any]) -> None:
        self._sensitivity[row["id"]] = row["sensitivity"]
        if _SEXUAL in (row["kind"], row["means"]):
            self._sexual.add(row["id"])

    def _reason(self, model: type[Record], row: Mapping[str, Any]) -> str:
        if not self._asked.with_sexual_violence and self._is_sexual(row):
            return Stays.SEXUAL_VIOLENCE
        about = _ABOUT.get(model.table, ())
        if about and any(self._is_kept_out(row[column]) for column in about):
            return Stays.ABOUT
        if self._asked.profile.is_internal or model.table in ("source", "place"):
            return ""
        return self._standing_reason(row) or self._link_reason(row)

    def _standing_reason(self, row: Mapping[str, Any]) -> str:
        if row["retired"] is not None:
            return Stays.RETIRED
        if row["review"] not in _LIVE:
            return Stays.UNREVIEWED
        if row.get("why") in (Why.INCIDENT_RETIRED, Why.DISCOUNTED):
            return Stays.DISCOUNTED
        if row.get("why") == Why.SAME:
            return Stays.SAME
        if not self._travels(row):
            return Stays.SENSITIVE
        return ""

    def _travels(self, row: Mapping[str, Any]) -> bool:
        raw = row.get("incident")
        incidents = {raw, self._leaving.surviving(raw)} if raw else set()
        both = {row["sensitivity"], *(self._sensitivity[i] for i in incidents)}
        return both <= self._asked.profile.travels

    def _is_sexual(self, row: Mapping[str, Any]) -> bool:
        acts = json.loads(row.get("acts") or "[]")
        if _SEXUAL in (row.get("kind"), row.get("means"), *acts):
            self._sexual.add(row["id"])
        return bool({row["id"], row.get("incident")} & self._sexual)

    def _is_kept_out(self, record: str | None) -> bool:
        """Whether what a citation or a link is about stays, though it was among the chosen."""
        if record is None:
            return False
        if self._asked.profile.is_internal:
            return record in self._sexual
        return not self._leaving.has(self._leaving.surviving(record))

    def _link_reason(self, row: Mapping[str, Any]) -> str:
        if "decision" not in row:
            return ""
        ends = {self._leaving.surviving(row[end]) for end in ("a", "b") if row[end]}
        tells = row["decision"] in _TELLING and len(ends) == len(("a", "b"))
        return "" if tells else Stays.SPARES

    def _take_sources(self) -> None:
        """Of the sources those that speak for something that leaves."""
        if self._asked.profile.is_internal:
            return
        speaking = {
            source
            for sources in sources_of(self._connection, self._leaving).values()
            for source in sources
        }
        for source, record in self._connection.execute("SELECT source, id FROM figure"):
            if record in self._leaving.records["figure"]:
                speaking.add(source)
        self._leaving.keep_only("source", speaking, Stays.LETTER)


_ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "incident": ("kind", "means"),
    "casualty": ("incident", "means", "acts"),
    "detention": ("incident",),
    "damage": ("incident",),
    "figure": ("incident",),
    "citation": ("record",),
    "link": ("a", "b", "decision"),
}
"""The columns that decide, beside those that every record has."""

_ABOUT: Final[Mapping[str, tuple[str, ...]]] = {"citation": ("record",), "link": ("a", "b")}


def _survivors(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        """SELECT own.id, other.id FROM tally
JOIN record AS own ON own.rid = tally.rid JOIN record AS other ON other.rid = tally.other
WHERE tally.why = ?""",
        (str(Why.SAME),),
    )
    return dict(rows.fetchall())


def sources_of(connection: Connection, leaving: Leaving) -> dict[str, set[str]]:
    """The sources that back each record that leaves, its incident's not among them."""
    found: dict[str, set[str]] = {}
    rows: Iterable[tuple[str, str]] = connection.execute(
        "SELECT record, source FROM citation WHERE retired IS NULL"
        " AND review IN ('submitted', 'approved')"
        " AND record IS NOT NULL AND source IS NOT NULL"
    )
    for record, source in rows:
        surviving = leaving.surviving(record)
        if leaving.has(surviving):
            found.setdefault(surviving, set()).add(source)
    return found
