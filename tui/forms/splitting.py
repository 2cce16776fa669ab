"""Forms for one person taken out of a group, and for the death that a detention ended in.

They are forms like any other that begin with what is known already; what they began with is
among their presets, so that one that was left unfinished comes back as what it was.
"""

from collections.abc import Mapping

from store.ledger import Store
from store.records import Casualty, Detention, Record
from store.saving import Saved
from store.splitting import death_of, died_in_detention, one_of, take_one_out
from store.summaries import source_names

OUT_OF = "out_of"
"""The preset that holds the id of the group out of which one is taken."""

DEATH_OF = "death_of"
"""The preset that holds the id of the detention that ended in the death."""

FROM_ANOTHER = frozenset({OUT_OF, DEATH_OF})


def is_split(presets: Mapping[str, str]) -> bool:
    """Whether a form makes something of another record."""
    return bool(FROM_ANOTHER & presets.keys())


def begun_from(
    store: Store, model: type[Record], presets: Mapping[str, str], new_id: str
) -> Record | None:
    """What a form begins with that makes something of another record; None for other forms.

    Raises:
        LedgerError: the other record is not there, or cannot be read.
    """
    begun: Record
    if group := presets.get(OUT_OF):
        begun = _one_of_group(store, model, group)
    elif detention := presets.get(DEATH_OF):
        begun = death_of(store.get(Detention, detention))
    else:
        return None
    return begun.model_copy(update={"id": new_id})


def told_of(store: Store, model: type[Record], presets: Mapping[str, str]) -> str:
    """What is said at the head of such a form; '' for other forms.

    Raises:
        LedgerError: the other record is not there, or cannot be read.
    """
    if group := presets.get(OUT_OF):
        found = _group(store, model, group)
        return f"one taken out of the {found.quantity} of {found.code}"
    if detention := presets.get(DEATH_OF):
        return f"the death in which {store.get(Detention, detention).code} ended"
    return ""


def backed_already(store: Store, presets: Mapping[str, str]) -> str:
    """Who backs the other record and so this one too, unless another source is named."""
    other = presets.get(OUT_OF) or presets.get(DEATH_OF) or ""
    names: tuple[str, ...] = store.ask(source_names, other)
    whose = "group" if OUT_OF in presets else "detention"
    return f"the {whose}'s: {'; '.join(names)}" if names else ""


def save_split(
    store: Store, presets: Mapping[str, str], record: Record, *, backed: bool
) -> Saved[Record]:
    """Saves the record and what becomes of the other one; runs in the caller's transaction.

    Raises:
        ParseError: it cannot be made of the other record, and why.
        LedgerError: it could not be saved.
    """
    if group := presets.get(OUT_OF):
        return _taken_out(store, group, record)
    detention = store.get(Detention, presets[DEATH_OF])
    if not isinstance(record, Casualty):
        raise TypeError(type(record))
    death = died_in_detention(store, detention, record, backed=backed).casualty
    return Saved(death.record, death.findings)


def _one_of_group(store: Store, model: type[Record], group: str) -> Record:
    if model is Detention:
        return one_of(store.get(Detention, group))
    return one_of(store.get(Casualty, group))


def _group(store: Store, model: type[Record], group: str) -> Casualty | Detention:
    if model is Detention:
        return store.get(Detention, group)
    return store.get(Casualty, group)


def _taken_out(store: Store, group: str, record: Record) -> Saved[Record]:
    if isinstance(record, Detention):
        held = take_one_out(store, store.get(Detention, group), record)
        return Saved(held.record, held.findings)
    if isinstance(record, Casualty):
        harmed = take_one_out(store, store.get(Casualty, group), record)
        return Saved(harmed.record, harmed.findings)
    raise TypeError(type(record))
