"""The orders that lists can be in, and the seeks in an index that walk them.

Rows follow each other by the value they are sorted by and then by `rid`, both up or both down.
Rows without a value come last, whichever the direction; but what happened on a day that nobody
has filled in yet counts as the newest, so that unfinished records stand on top of the newest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from store.columns import kept_columns, sort_columns
from store.conditions import column_of
from store.errors import FilterInvalid, ParseError
from store.fields import fields_of
from store.filters import bare, field_named
from store.kinds import Condition, SQLValue, quoted
from store.records import Record

CREATION = "created"
"""What the order in which records came into this ledger is called."""

_FILLED, _EMPTY, _NULL = range(3)
"""The three stretches that an order can have."""


class Key(NamedTuple):
    """Where a row stands in an order: the value it is sorted by, and its `rid`."""

    value: SQLValue
    rid: int

    @property
    def stretch(self) -> int:
        """Which part of the order it is in: with a value, with an empty one, with none."""
        if self.value is None:
            return _NULL
        return _EMPTY if self.value == "" else _FILLED


@dataclass(frozen=True, slots=True)
class Sort:
    """By which field a list is sorted, and whether downward; without a field, as created."""

    field: str = ""
    descending: bool = True


def default_sort(model: type[Record]) -> Sort:
    """The newest first: by when it happened where there is such a field, else as created."""
    return Sort(model.dated_by, descending=True)


def read_sort(model: type[Record], text: str) -> Sort:
    """The order that `field` (up) or `-field` (down) means; the default one for ''.

    Raises:
        FilterInvalid: there is no such field, or sorting by it means nothing.
    """
    name = text.strip()
    if not name:
        return default_sort(model)
    descending, name = name.startswith("-"), name.removeprefix("-")
    if bare(name) == CREATION:
        return Sort("", descending)
    try:
        field = field_named(model, name).name
    except ParseError:
        raise _unsortable(model) from None
    if field not in sort_columns(model):
        raise _unsortable(model)
    return Sort(field, descending)


def _unsortable(model: type[Record]) -> FilterInvalid:
    fields = ", ".join((*sort_columns(model), CREATION))
    return FilterInvalid(
        f"{model.many} cannot be sorted by that.", f"They can be sorted by {fields}."
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an order that one seek in the index reads, and how its rows are ordered."""

    condition: Condition
    ordering: str


@dataclass(frozen=True, slots=True)
class Way:
    """An order walked forward or backward, in SQL.

    `column` is '' where only the `rid` orders, `least` is below all its values, `stretches` are
    those that it can have, in the order in which they come walking forward. Rows with a value
    above `latest`, if that is not '', may be left out.
    """

    table: str
    rid: str
    column: str
    least: str
    stretches: tuple[int, ...]
    descending: bool
    backward: bool
    latest: str

    @property
    def goes_down(self) -> bool:
        """Whether values and `rid` fall on this way."""
        return self.descending != self.backward

    def in_order(self, keys: list[Key]) -> list[Key]:
        """The keys as they come on this way."""
        ordered = [
            key
            for stretch in self.stretches
            for key in sorted((k for k in keys if k.stretch == stretch), reverse=self.descending)
        ]
        return ordered[::-1] if self.backward else ordered

    def is_beyond(self, key: Key, start: Key) -> bool:
        """Whether a row comes after another on this way."""
        if key.stretch != start.stretch:
            return self._comes_later(key.stretch, start.stretch)
        return key < start if self.goes_down else key > start

    def _comes_later(self, stretch: int, than: int) -> bool:
        steps = self.stretches.index(stretch) - self.stretches.index(than)
        return steps < 0 if self.backward else steps > 0

    def pieces(self, start: Key | None) -> Iterator[Piece]:
        """The parts of the way beyond `start`, or from its beginning.

        SQLite does not seek by two columns at once: the rest of a run of equal values is a part
        by itself, and so are the rows without a value.
        """
        if not self.column:
            condition = self._beyond(self.rid, start.rid) if start else Condition("TRUE")
            yield Piece(condition, self._by_rid)
            return
        if start:
            yield from self._rest(start)
        for stretch in self.stretches[:: -1 if self.backward else 1]:
            if start is None or self._comes_later(stretch, start.stretch):
                yield self._whole(stretch)

    def _rest(self, start: Key) -> Iterator[Piece]:
        """What is left of the stretch that `start` is in."""
        further = self._beyond(self.rid, start.rid)
        run = f"{self.column} IS ? AND {further.sql}"
        yield Piece(Condition(run, (start.value, *further.parameters)), self._by_rid)
        if start.stretch == _FILLED:
            rest = self._beyond(self.column, start.value)
            bound = Condition(f"{self.column} > {self.least}") if self.goes_down else self._upto
            yield Piece(_both(rest, bound), self._by_value)

    def _whole(self, stretch: int) -> Piece:
        if stretch == _FILLED:
            filled = Condition(f"{self.column} > {self.least}")
            return Piece(_both(filled, self._upto), self._by_value)
        empty = "IS NULL" if stretch == _NULL else "= ''"
        return Piece(Condition(f"{self.column} {empty}"), self._by_rid)

    def _beyond(self, column: str, value: SQLValue) -> Condition:
        return Condition(f"{column} {'<' if self.goes_down else '>'} ?", (value,))

    @property
    def _upto(self) -> Condition:
        return (
            Condition(f"{self.column} <= ?", (self.latest,)) if self.latest else Condition("TRUE")
        )

    @property
    def _by_rid(self) -> str:
        return f"{self.rid} {'DESC' if self.goes_down else 'ASC'}"

    @property
    def _by_value(self) -> str:
        return f"{self.column} {'DESC' if self.goes_down else 'ASC'}, {self._by_rid}"


def _both(one: Condition, other: Condition) -> Condition:
    return Condition(f"{one.sql} AND {other.sql}", (*one.parameters, *other.parameters))


def way_of(model: type[Record], sort: Sort, *, backward: bool, latest: str = "") -> Way:
    """The way through the records of one kind in an order; none wanted begins after `latest`.

    Raises:
        FilterInvalid: sorting by that field means nothing.
    """
    columns = sort_columns(model)
    if sort.field and sort.field not in columns:
        raise _unsortable(model)
    name = columns.get(sort.field, "")
    declared = (column for spec in fields_of(model) for column in spec.columns)
    types = {c.name: c.sql_type for c in (*declared, *kept_columns(model))}
    sql_type = types.get(name, "")
    is_text, can_be_null = sql_type.startswith("TEXT"), "NOT NULL" not in sql_type
    stretches = (_FILLED, *((_EMPTY,) if is_text else ()), *((_NULL,) if can_be_null else ()))
    is_dated = bool(name) and sort.field == model.dated_by
    if is_dated and model.placed_by and sort.descending and not latest:
        # A figure need not have a period; what has a place happened on some day. With `latest`,
        # dates are asked for: to look first through all that have none is slow.
        stretches = (*stretches[1:], _FILLED)
    return Way(
        table=quoted(model.table),
        rid=column_of(model, "rid"),
        column=column_of(model, name) if name else "",
        least="''" if is_text else "-9e999",
        stretches=stretches,
        descending=sort.descending,
        backward=backward,
        latest=latest if is_dated else "",
    )
