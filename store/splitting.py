"""One person taken out of a group, and a detention that ended in death."""

from dataclasses import dataclass
from typing import Any, TypeVar

from store.errors import ParseError
from store.ledger import Store
from store.records import Casualty, Citation, Detention, Link, PersonFields, Record
from store.rows import rows_where
from store.spans import Span
from store.vocabulary import EndedHow, LinkDecision, Outcome, PersonStatus, Review

P = TypeVar("P", Casualty, Detention)

NOT_HANDED_ON = frozenset(Record.model_fields) | {"quantity"}
"""What the one who is taken out does not have from the group."""


@dataclass(frozen=True, slots=True)
class Death:
    """A detention that ended in death, with the death that it ended in."""

    detention: Detention
    casualty: Casualty


def take_one_out(store: Store, group: P, person: dict[str, Any]) -> P:
    """Names one of a group: a record of one, and a group that is one smaller.

    The new record has everything from the group, its sources too, but for what `person` says.
    The last of a group is not taken out: the group itself becomes that person.

    Raises:
        ParseError: the record stands for one person already.
        StaleRecord: the group changed since it was read; nothing was saved.
    """
    if group.quantity <= 1:
        raise ParseError("This record stands for one person already; type the name into it.")
    own = {n: getattr(group, n) for n in type(group).model_fields if n not in NOT_HANDED_ON}
    one = type(group)(**{**own, **person, "quantity": 1, "review": Review.SUBMITTED})
    smaller = group.model_copy(update={"quantity": group.quantity - 1})
    why = f"one was taken out of {group.code}"
    with store.together():
        store.save(smaller, why=why)
        saved = store.save(one, why=why).record
        store.save_all(_citations_for(store, group, saved))
    return saved


def _citations_for(store: Store, group: Record, one: Record) -> list[Citation]:
    """The group's own citations, made out to the one who was taken out of it."""
    standing = "record = ? AND retired IS NULL"
    rows = store.ask(rows_where, Citation, standing, group.id)
    found = [Citation.from_row(row) for row in rows]
    kept = frozenset(Record.model_fields) - {"review"}
    fields = [name for name in Citation.model_fields if name not in kept]
    return [
        Citation(**{**{name: getattr(c, name) for name in fields}, "record": one.id}) for c in found
    ]


def died_in_detention(store: Store, detention: Detention, died_on: Span) -> Death:
    """Ends a detention in death and makes the death, linked as the same person.

    Raises:
        ParseError: the detention ended otherwise already.
        StaleRecord: it changed since it was read; nothing was saved.
    """
    if detention.ended_how or detention.ended or detention.released:
        raise ParseError("This detention has ended already; correct that first.")
    person = {name: getattr(detention, name) for name in _PERSON}
    ended = {"ended": died_on, "ended_how": EndedHow.DIED}
    with store.together():
        after = store.save(detention.model_copy(update=ended), why="died in detention").record
        casualty = Casualty(
            **person,
            outcome=Outcome.DIED_IN_CUSTODY,
            status=PersonStatus.UNKNOWN,
            when=died_on,
            died_on=died_on,
            where=detention.where,
            incident=detention.incident,
            quantity=detention.quantity,
            review=Review.SUBMITTED,
        )
        death = store.save(casualty, why=f"death of {detention.code}").record
        store.save(
            Link(
                a=detention.id,
                b=death.id,
                decision=LinkDecision.SAME_PERSON,
                reason="The detention that ended in this death.",
                review=Review.SUBMITTED,
            )
        )
        store.save_all(_citations_for(store, detention, death))
    return Death(after, death)


_PERSON = frozenset(PersonFields.model_fields) - frozenset(Record.model_fields)
