"""One person taken out of a group, and a detention that ended in death."""

from dataclasses import dataclass
from typing import TypeVar

from store.errors import ParseError
from store.ledger import Store
from store.records import Casualty, Citation, Detention, Link, PersonFields, Record
from store.rows import rows_where
from store.saving import Saved
from store.vocabulary import EndedHow, LinkDecision, Outcome, PersonStatus, Review

P = TypeVar("P", Casualty, Detention)

NOT_HANDED_ON = frozenset(Record.model_fields) | {"quantity"}
"""What the one who is taken out does not have from the group."""


@dataclass(frozen=True, slots=True)
class Death:
    """A detention that ended in death, with the death that it ended in."""

    detention: Detention
    casualty: Saved[Casualty]


def one_of(group: P) -> P:
    """A record of one with everything that is known of a group; nothing is saved yet."""
    own = {n: getattr(group, n) for n in type(group).model_fields if n not in NOT_HANDED_ON}
    return type(group).model_construct(**{**own, "quantity": 1, "review": Review.SUBMITTED})


def take_one_out(store: Store, group: P, one: P) -> Saved[P]:
    """Saves one of a group as a record of one, and the group as one smaller, all or nothing.

    The group's sources back the new record too. The last of a group is not taken out: the group
    itself becomes that person.

    Raises:
        ParseError: the group stands for one person, or the new record for several.
        StaleRecord: the group changed since it was read; nothing was saved.
    """
    if group.quantity <= 1:
        raise ParseError("This record stands for one person already; type the name into it.")
    if one.quantity != 1:
        raise ParseError("One person is taken out at a time.")
    smaller = group.model_copy(update={"quantity": group.quantity - 1})
    why = f"one was taken out of {group.code}"
    with store.together():
        store.save(smaller, why=why)
        saved = store.save(one, why=why)
        store.save_all(_citations_for(store, group, saved.record))
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


def death_of(detention: Detention) -> Casualty:
    """What a detention tells of the death that it ended in; nothing is saved yet.

    The place of an arrest is no place of a death: it stands for it only where both have the
    incident's.
    """
    person = {name: getattr(detention, name) for name in _PERSON}
    return Casualty.model_construct(
        **person,
        outcome=Outcome.DIED_IN_CUSTODY,
        status=PersonStatus.UNKNOWN,
        incident=detention.incident,
        quantity=detention.quantity,
        review=Review.SUBMITTED,
    )


def died_in_detention(
    store: Store, detention: Detention, death: Casualty, *, backed: bool = False
) -> Death:
    """Ends a detention in a death, dated `when`, and links the two as the same person.

    The detention's sources back the death too, unless it is `backed` by one of its own.

    Raises:
        ParseError: the detention ended otherwise already, or nothing is said of the day.
        StaleRecord: it changed since it was read; nothing was saved.
    """
    if detention.ended_how or detention.ended or detention.released:
        raise ParseError("This detention has ended already; correct that first.")
    if death.when is None:
        raise ParseError("When did the person die? 'unknown' is an answer.")
    ended = {"ended": death.died_on or death.when, "ended_how": EndedHow.DIED}
    with store.together():
        after = store.save(detention.model_copy(update=ended), why="died in detention").record
        dated = death.model_copy(update={"died_on": death.died_on or death.when})
        saved = store.save(dated, why=f"death of {detention.code}")
        store.save(
            Link(
                a=detention.id,
                b=saved.record.id,
                decision=LinkDecision.SAME_PERSON,
                reason="The detention that ended in this death.",
                review=Review.SUBMITTED,
            )
        )
        if not backed:
            store.save_all(_citations_for(store, detention, saved.record))
    return Death(after, saved)


_PERSON = frozenset(PersonFields.model_fields) - frozenset(Record.model_fields)
