"""What a list is sorted by, in words, and the small table in which another order is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from store.fields import FieldSpec, field_of
from store.kinds.dated import SpanKind
from store.kinds.plain import DegreesKind, WholeKind
from store.query import Sort
from store.records import Record
from tui.lists.columns import sortable_fields
from tui.widgets.listed_rows import ListedRows
from tui.widgets.table import Column, TableRow, VirtualTable

_AS_ENTERED = "As entered"
_MOMENTS = ("created_at", "updated_at")
_COLUMNS = (Column("Sort by", 24), Column("Order", 20))


def order_words(model: type[Record], sort: Sort) -> str:
    """The direction of an order in words: "newest first", "A to Z"."""
    up, down = _directions(field_of(model, sort.field) if sort.field else None)
    return down if sort.descending else up


def order_sentence(model: type[Record], sort: Sort) -> str:
    """An order in words: "when, newest first"."""
    label = field_of(model, sort.field).meta.label.lower() if sort.field else _AS_ENTERED.lower()
    return f"{label}, {order_words(model, sort)}"


def _directions(spec: FieldSpec | None) -> tuple[str, str]:
    if spec is None or spec.name in _MOMENTS or isinstance(spec.kind, SpanKind):
        return "oldest first", "newest first"
    if isinstance(spec.kind, WholeKind | DegreesKind) or spec.name == "age":
        return "smallest first", "largest first"
    return "A to Z", "Z to A"


def _first_order(field: str, spec: FieldSpec | None) -> Sort:
    """The order in which a field is most often wanted."""
    return Sort(field, descending=_directions(spec)[1] == "newest first")


class SortChooser(VirtualTable):
    """The orders that a list can be in; choosing the one it is in turns that round."""

    DEFAULT_CSS = """
    SortChooser { height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Sort", show=True),
        Binding("s", "turn_round", "Turn round", show=True),
        Binding("escape", "close", "Back", show=True),
        Binding("space", "choose", show=False),
    ]

    @dataclass
    class Sorted(Message):
        """An order was chosen; `None`: the list stays as it is."""

        sort: Sort | None

    def __init__(self, model: type[Record], sort: Sort) -> None:
        self._orders = tuple(_orders(model, sort))
        rows = [
            TableRow(str(n), (_label(model, order), order_words(model, order) + here))
            for n, order in enumerate(self._orders)
            for here in (" (now)" if order == sort else "",)
        ]
        super().__init__(_COLUMNS, ListedRows(rows))
        self._sort = sort
        self._at = next((n for n, order in enumerate(self._orders) if order == sort), 0)
        self.styles.height = len(rows) + 1

    def on_mount(self) -> None:
        """Puts the cursor on the order that the list is in."""
        super().on_mount()
        self.set_count(len(self._orders))
        self.go_to(self._at)

    def on_resize(self) -> None:
        """Shows the orders from the first on, as far as there is room."""
        super().on_resize()
        at = self.cursor
        self.action_first()
        self.go_to(at)

    def on_blur(self) -> None:
        """Leaves the list as it is when the focus goes elsewhere."""
        self.post_message(self.Sorted(None))

    def action_choose(self) -> None:
        """Takes the order under the cursor; turns it round if the list is in it already."""
        chosen = self._orders[self.cursor]
        if chosen == self._sort:
            self.action_turn_round()
        else:
            self.post_message(self.Sorted(chosen))

    def action_turn_round(self) -> None:
        """Turns round the order that the list is in."""
        self.post_message(self.Sorted(Sort(self._sort.field, not self._sort.descending)))

    def action_close(self) -> None:
        """Leaves the list as it is."""
        self.post_message(self.Sorted(None))


def _orders(model: type[Record], sort: Sort) -> Sequence[Sort]:
    """One order for each field, that of the list as it is."""
    fields = [("", None), *((spec.name, spec) for spec in sortable_fields(model))]
    return [sort if field == sort.field else _first_order(field, spec) for field, spec in fields]


def _label(model: type[Record], sort: Sort) -> str:
    return field_of(model, sort.field).meta.label if sort.field else _AS_ENTERED
