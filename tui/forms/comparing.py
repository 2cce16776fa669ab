"""Two versions of a record that were made from the same one, group of fields by group."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from store.fields import FieldSpec, groups_of
from store.ledger import Store
from store.records import Record
from tui.forms.editors import lines_of
from tui.forms.filled import Filled, Unread, read_form
from tui.forms.referring import CITED

_PASSED_OVER = frozenset({"review", "waived"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A group of fields in which the ledger and the form have become two; '' is empty.

    `clash` tells that both were changed since the form was opened.
    """

    group: str
    label: str
    before: str
    theirs: str
    yours: str
    clash: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands in the ledger now, what was typed, and where these differ."""

    theirs: Record
    differences: tuple[Difference, ...]


def compare(store: Store, filled: Filled) -> Comparison:
    """The record as it stands now beside what a form made of an earlier version.

    Raises:
        LedgerError: the ledger cannot be read, or the record is not there any more.
    """
    start, model = filled.start, type(filled.start)
    theirs = store.get(model, start.id)
    read = read_form(store, filled)
    yours = start if isinstance(read, Unread) else read.record
    differences: list[Difference] = []
    for group, specs in groups_of(model).items():
        own, other = _typed_in(filled, specs), _differ(start, theirs, specs)
        if group in _PASSED_OVER or specs[0].meta.kept_by_program or not (own or other):
            continue
        was, stands, typed = (_text(store, record, specs) for record in (start, theirs, yours))
        if stands != typed:
            label, clash = specs[0].meta.label, own and other
            differences.append(Difference(group, label, was, stands, typed, clash=clash))
    return Comparison(theirs, tuple(differences))


def _typed_in(filled: Filled, specs: tuple[FieldSpec, ...]) -> bool:
    names = {spec.name for spec in specs}
    lines = lines_of(type(filled.start))
    return any(lines[key].spec.name in names for key in filled.texts if key != CITED)


def _differ(one: Record, other: Record, specs: tuple[FieldSpec, ...]) -> bool:
    return any(getattr(one, spec.name) != getattr(other, spec.name) for spec in specs)


def _text(store: Store, record: Record, specs: tuple[FieldSpec, ...]) -> str:
    texts = [s.format(getattr(record, s.name), store.lookup) for s in specs]
    return " · ".join(filter(None, texts))


def keep_yours(filled: Filled, comparison: Comparison, kept: AbstractSet[str]) -> Filled:
    """The form once more, on top of what stands now, with the typed text of the kept groups."""
    lines = lines_of(type(filled.start))
    texts: Mapping[str, str] = {
        key: text
        for key, text in filled.texts.items()
        if key == CITED or lines[key].spec.group in kept
    }
    return Filled(comparison.theirs, texts, filled.waived, filled.why, filled.presets)
