"""What can be opened from the line at the top: the summary, and a list for each kind of record."""

from store.records import RECORD_TYPES, Record
from tui.widgets.tab_bar import Tab

SUMMARY = "summary"
_KEYS = "1234567890"
_LABELS = {"damage": "Damage"}
"""Where a list is not called by the plural, which is the name of its kind on the command line."""


def list_label(model: type[Record]) -> str:
    """What the list of a kind of record is called."""
    return _LABELS.get(model.table, model.many)


TABS = tuple(
    Tab(name, key, label)
    for key, (name, label) in zip(
        _KEYS,
        [(SUMMARY, "Summary"), *((m.table, list_label(m)) for m in RECORD_TYPES.values())],
        strict=False,
    )
)
"""The summary and the lists, each with its number key."""
