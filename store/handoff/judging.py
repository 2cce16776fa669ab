"""Whether the rows of a handoff are such as a ledger writes: each table has its judge.

A judge takes one row and raises ValueError, or another error that Python raises for what is no
number, text or JSON, if the row is none. Codes and columns of a newer version are let through: a
merge keeps them for the day on which this program knows them.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from store.errors import LedgerDamaged
from store.fields import fields_of
from store.handoff.cards import LONGEST_NAME
from store.handoff.layout import columns
from store.handoff.sums import Values
from store.history import genesis_hash
from store.identifiers import is_chain_id, is_record_id
from store.kinds import SQLValue
from store.records import RECORD_TYPES, Record
from store.rows import empty_row
from store.settings import read_prefix
from store.vocabulary import ALL_LISTS

Judge = Callable[[Values], None]

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
HASH_BYTES = 32

_ORIGINS = frozenset({"shipped", "loaded", "record"})
_LISTS = {codes.table(): frozenset(map(str, codes)) for codes in ALL_LISTS}


@dataclass
class Judges:
    """The judges of one handoff, who remember what passed: tables come in a fixed order."""

    codes: dict[str, set[str]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    devices: set[str] = field(default_factory=set)
    chains: dict[str, Values] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)

    def of(self, table: str) -> Judge:
        """The judge of a table's rows; that of the changes is `links.ChainJudge`."""
        if table in RECORD_TYPES:
            return self._of_records(RECORD_TYPES[table])
        if table in _LISTS:
            return self._of_codes(self.codes.setdefault(table, set()))
        judges: dict[str, Judge] = {
            "device": self._device,
            "person": self._person,
            "location": _location,
            "chain": self._chain,
            "record": self._record,
        }
        return judges[table]

    def _of_codes(self, known: set[str]) -> Judge:
        def judge(row: Values) -> None:
            code, label, *_ = map(str, row)
            wrong_unless(0 < len(code) <= LONGEST_NAME and 0 < len(label) <= LONGEST_NAME)
            known.add(code)

        return judge

    def _device(self, row: Values) -> None:
        device, prefix = map(str, row)
        wrong_unless(is_chain_id(device) and read_prefix(prefix) == prefix)
        self.devices.add(device)

    def _person(self, row: Values) -> None:
        person, name = map(str, row)
        wrong_unless(is_chain_id(person) and len(name) > 0)
        self.people.add(person)

    def _chain(self, row: Values) -> None:
        chain, device, person, began_at, saw, genesis = row
        wrong_unless(is_chain_id(str(chain)))
        wrong_unless(device in self.devices and person in self.people)
        wrong_unless(MOMENT.fullmatch(str(began_at)) is not None)
        for seen, last, last_hash in json.loads(str(saw)):
            wrong_unless(is_chain_id(seen) and type(last) is int)
            wrong_unless(len(bytes.fromhex(last_hash)) == HASH_BYTES)
        begun = genesis_hash(str(chain), str(device), str(person), str(began_at), str(saw))
        wrong_unless(begun == genesis)
        self.chains[str(chain)] = row

    def _record(self, row: Values) -> None:
        record, kind = map(str, row)
        wrong_unless(is_record_id(record) and kind in RECORD_TYPES)
        self.records[record] = kind

    def _of_records(self, model: type[Record]) -> Judge:
        """Reads the row as a record, and the record back as a row."""
        names, nothing = columns(model.table), empty_row(model)

        def judge(row: Values) -> None:
            values: dict[str, SQLValue] = dict(zip(names, row, strict=True))  # type: ignore[arg-type]
            wrong_unless(self.records.get(str(values["id"])) == model.table)
            try:
                model.from_row(nothing | values)
            except LedgerDamaged:
                wrong_unless(self._is_of_newer_lists(model, values))

        return judge

    def _is_of_newer_lists(self, model: type[Record], values: dict[str, SQLValue]) -> bool:
        """Whether the row has a code that the file's lists know and ours do not."""
        for spec in fields_of(model):
            for column in spec.columns:
                table, code = column.references.partition("(")[0], values[column.name]
                if code in self.codes.get(table, ()) and code not in _LISTS[table]:
                    return True
        return False


def _location(row: Values) -> None:
    said = dict(zip(columns("location"), row, strict=True))
    aliases = json.loads(str(said["aliases"]))
    wrong_unless(isinstance(aliases, list) and all(isinstance(a, str) for a in aliases))
    wrong_unless(bool(said["key"]) and said["origin"] in _ORIGINS)
    for name, most in (("lat", 90), ("lon", 180)):
        degrees = said[name]
        wrong_unless(degrees is None or (isinstance(degrees, float) and abs(degrees) <= most))


def is_clean(row: Values) -> bool:
    """Whether no text of the row holds a letter that ends a text in other programs."""
    for value in row:  # noqa: SIM110 - a generator would take twice as long, for every row.
        if isinstance(value, str) and "\0" in value:
            return False
    return True


def wrong_unless(right: bool) -> None:  # noqa: FBT001 - it reads as a sentence.
    """Nothing if it is right.

    Raises:
        ValueError: it is not.
    """
    if not right:
        raise ValueError


WRONG = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What a judge raises of a row that no ledger writes."""
