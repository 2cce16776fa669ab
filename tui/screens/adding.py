"""What is added to a record from its own screen or from its row in a list."""

from store.records import RECORD_TYPES
from tui.screens.form import RecordForm

_PRESET = {"citation": "record"}
"""The field that points back to the record from which another one is added, if not its kind."""

_ADDABLE = {
    "incident": ("casualty", "detention", "damage", "figure", "citation"),
    "casualty": ("citation",),
    "detention": ("citation",),
    "damage": ("citation",),
    "figure": ("citation",),
    "source": ("figure",),
    "place": ("citation",),
    "link": ("citation",),
}


def can_add(table: str, to: str) -> bool:
    """Whether a record of one kind can be added to one of another."""
    return table in _ADDABLE.get(to, ())


def adding_form(table: str, to: str, record: str) -> RecordForm:
    """An empty form for a record that belongs to the one of the kind `to` with that id."""
    presets = {_PRESET.get(table, to): record}
    if (table, to) == ("figure", "incident"):
        presets["kind"] = "incident"
    return RecordForm(RECORD_TYPES[table], presets=presets)
