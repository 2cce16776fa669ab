"""How many cells the spacing vowel signs of Burmese and its neighbours take on this screen.

Rich, by whose table everything is laid out, gives them none; most terminals move by one. The
private parts of it that this rests on stand here and nowhere else; `tests/tui/test_hooks.py`
tells when they change.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from rich import cells

_LOADER = "load_cell_table"
_CACHED = ("get_character_cell_size", "cached_cell_len")
_rich_table: Any = getattr(cells, _LOADER, None)


def hooks_present() -> bool:
    """Whether this Rich has the private parts by which its widths can be changed."""
    fields = getattr(getattr(cells, "CellTable", None), "_fields", ())
    cached = (getattr(cells, name, None) for name in _CACHED)
    return (
        _rich_table is not None
        and fields == ("unicode_version", "widths", "narrow_to_wide")
        and all(hasattr(function, "cache_clear") for function in cached)
    )


def set_spacing_signs(*, take_a_cell: bool) -> None:
    """Lays out with spacing signs (general category Mc) one cell wide, or with none.

    It is called before anything is laid out. Without the private hooks it does nothing.
    """
    if hooks_present():
        setattr(cells, _LOADER, _table_with_signs if take_a_cell else _rich_table)
        for name in _CACHED:
            getattr(cells, name).cache_clear()


@cache
def _table_with_signs(unicode_version: str = "auto") -> "cells.CellTable":
    table: cells.CellTable = _rich_table(unicode_version)
    widths = [part for span in table.widths for part in _without_spacing_signs(*span)]
    return table._replace(widths=widths)


def _without_spacing_signs(first: int, last: int, width: int) -> Iterator[tuple[int, int, int]]:
    """A span of code points of one width; of one without width, the parts between the signs."""
    if width:
        yield first, last, width
        return
    start = first
    for point in range(first, last + 1):
        if unicodedata.category(chr(point)) == "Mc":
            if start < point:
                yield start, point - 1, 0
            start = point + 1
    if start <= last:
        yield start, last, 0
