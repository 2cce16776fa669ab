"""`add` and `edit`: JSON in, through the one way to save, all or nothing."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from store.commands.command import Command, kind_named, takes_ledger
from store.commands.json_files import read_json
from store.commands.opening import opened
from store.commands.printing import complain, say
from store.errors import ImportRejected, ParseError, RecordInvalid, RecordRetired
from store.fields import fields_of
from store.items import ItemError, ItemsRejected, read_item
from store.ledger import Store
from store.records import Record
from store.rules import Level
from store.saving import Saved
from store.vocabulary import Review

HISTORY = "history"
"""A key that `show --history` prints and that `edit` passes over."""


def _add_arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("kind", metavar="KIND", help="incident, casualty, ...")
    _takes_json(parser, "an object or an array of them; - is standard input")


def _takes_json(parser: ArgumentParser, explained: str) -> None:
    parser.add_argument("--json", metavar="FILE", required=True, help=explained)


def _add(arguments: Namespace) -> int:
    model = kind_named(arguments.kind)
    read = read_json(arguments.json)
    items = read if isinstance(read, list) else [read]
    with opened(arguments) as store:
        saved = add_items(store, model, items)
        notes = [f"item {n}, {note}" for n, one in enumerate(saved, 1) for note in _notes(one)]
    for one in saved:
        say(one.record.code)
    for note in notes:
        complain(note)
    return 0


def add_items(store: Store, model: type[Record], items: Sequence[object]) -> list[Saved[Record]]:
    """Saves a record for each item, all or none; they are submitted unless they say otherwise.

    Raises:
        ItemsRejected: some mean nothing or break rules.
    """
    errors: list[ItemError] = []
    saved: list[Saved[Record]] = []
    with store.together():
        for number, item in enumerate(items, 1):
            try:
                record = read_item(model, _submitted(item), store.lookup)
                saved.append(_put(store, record, None))
            except RecordInvalid as error:
                errors += _told(number, error)
        if errors:
            raise ItemsRejected(tuple(errors))
    return saved


def _submitted(item: object) -> object:
    if not isinstance(item, dict):
        return item
    return item if item.get("review") is not None else {**item, "review": str(Review.SUBMITTED)}


def _told(number: int, error: RecordInvalid) -> Iterator[ItemError]:
    for field, sentences in error.findings.items():
        for sentence in sentences:
            yield ItemError(number, field, sentence)


def _edit_arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("code", metavar="CODE", help="the record's code or id")
    _takes_json(parser, "an object with the fields that change; - is standard input")
    parser.add_argument("--why", metavar="T", default="", help="why; kept in the history")


def _edit(arguments: Namespace) -> int:
    read = read_json(arguments.json)
    if not isinstance(read, dict):
        raise ImportRejected("An edit is one JSON object, with braces; nothing was saved.")
    with opened(arguments) as store:
        saved = edit_record(store, arguments.code, read, arguments.why)
        notes = list(_notes(saved))
    say(saved.record.code)
    for note in notes:
        complain(note)
    return 0


def edit_record(store: Store, code: str, item: dict[str, object], why: str) -> Saved[Record]:
    """Changes the fields that the item names, in one transaction.

    Raises:
        RecordMissing, AmbiguousCode: about the code.
        RecordInvalid: a field means nothing, or the record would break rules.
        RecordRetired: it must be restored first.
    """
    before = store.find(code)
    if before.retired is not None:
        raise RecordRetired
    changes = {key: value for key, value in item.items() if key != HISTORY}
    record = read_item(type(before), changes, store.lookup, before)
    with store.together():
        return _put(store, record, before, why)


def _put(store: Store, record: Record, before: Record | None, why: str = "") -> Saved[Record]:
    """Saves a record; one that became approved or returned goes through the reviewer's gate."""
    review, comment = record.review, record.review_comment
    was, old_comment = (before.review, before.review_comment) if before else (None, None)
    decides = review in {Review.APPROVED, Review.RETURNED} and review != was
    if decides:
        # What is approved must be right, what is returned only as right as it was.
        start = Review.SUBMITTED if was is None or review is Review.APPROVED else was
        record = record.model_copy(update={"review": start, "review_comment": old_comment})
    elif comment and comment != old_comment:
        raise RecordInvalid({"review_comment": ["A comment goes with approving or returning."]})
    saved = store.save(record, why=why, refuse=record.review != Review.DRAFT)
    if not decides:
        return saved
    if review is Review.APPROVED:
        said = comment if comment != old_comment else None
        return Saved(store.approve(saved.record, said or ""), saved.findings)
    try:
        return Saved(store.give_back(saved.record, comment or ""), saved.findings)
    except ParseError as error:
        raise RecordInvalid({"review_comment": [error.message]}) from None


def _notes(saved: Saved[Record]) -> Iterator[str]:
    """The warnings of a record that was submitted, each with the name under which to answer it."""
    if saved.record.review == Review.DRAFT:
        return
    labels = {spec.name for spec in fields_of(type(saved.record))}
    for finding in saved.findings:
        if finding.level is Level.WARNING:
            field = next((name for name in finding.fields if name in labels), "record")
            yield f"{field}: warning {finding.rule}: {finding.sentence}"


COMMANDS = {"add": Command(_add_arguments, _add), "edit": Command(_edit_arguments, _edit)}
