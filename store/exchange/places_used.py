"""Which places the rows that leave speak of; any other would tell of something that stays."""

import json
from collections.abc import Iterator

from store.counting.due import COUNTED
from store.engine import Connection
from store.exchange.profiles import Profile
from store.exchange.staying import Leaving
from store.fields import FieldSpec, Leaves, fields_of
from store.kinds import NOT_STATED, quoted
from store.kinds.placed import PlaceKind, PlacesKind, WhereKind
from store.records import RECORD_TYPES, PlaceRecord
from store.vocabulary import Review


def places_used(
    connection: Connection, leaving: Leaving, unplaced: frozenset[str] | set[str]
) -> set[str]:
    """The keys of the places that records which leave are about.

    Of those in `unplaced` neither home nor place is told; their state is.
    """
    used: set[str] = set()
    for table, spec in _placed_fields():
        among = leaving.records[table]
        if spec.meta.leaves is Leaves.NAMED:
            among = among - unplaced
        column = spec.column_names[0]
        rows = connection.execute(f"SELECT id, {quoted(column)} FROM {quoted(table)}")
        for record, value in rows:
            if value is not None and record in among:
                used.update(json.loads(value) if isinstance(spec.kind, PlacesKind) else [value])
    for table in COUNTED:
        rows = connection.execute(
            f"SELECT own.id, t.township FROM {quoted(table)} AS own JOIN tally AS t USING(rid)"
        )
        among = leaving.records[table]
        used.update(township for record, township in rows if township and record in among)
    return used - {NOT_STATED}


def _placed_fields() -> Iterator[tuple[str, FieldSpec]]:
    for table, model in RECORD_TYPES.items():
        for spec in fields_of(model):
            is_placed = isinstance(spec.kind, WhereKind | PlaceKind | PlacesKind)
            if is_placed and spec.meta.leaves is not Leaves.NEVER and model is not PlaceRecord:
                yield table, spec


def added_that_stay(connection: Connection, profile: Profile) -> frozenset[str]:
    """The places somebody added that may not travel so far, or that count no longer."""
    rows = connection.execute("SELECT id, sensitivity, review, retired FROM place")
    return frozenset(
        record
        for record, sensitivity, review, retired in rows
        if sensitivity not in profile.travels
        or retired is not None
        or review not in (Review.SUBMITTED, Review.APPROVED)
    )
