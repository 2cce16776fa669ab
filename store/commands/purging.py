"""`purge`: takes the content of a record out of this ledger, and of every one that merges it."""

from argparse import ArgumentParser, Namespace

from store.commands.command import Command, Misused, takes_ledger
from store.commands.jobs import finished
from store.commands.opening import opened
from store.commands.printing import say


def _arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("code", metavar="CODE", help="the record's code or id")
    parser.add_argument(
        "--field", metavar="F", action="append", default=[], help="only this field; may be repeated"
    )
    parser.add_argument(
        "--why", metavar="T", required=True, help="why; kept and handed on, so name nobody"
    )


def _run(arguments: Namespace) -> int:
    from store.fields import groups_of
    from store.merging.purging import ELSEWHERE, purge, purgeable
    from store.quantities import quantity

    with opened(arguments) as store:
        record = store.find(arguments.code)
        model = type(record)
        group_of = {spec.name: part for part, specs in groups_of(model).items() for spec in specs}
        unknown = [name for name in arguments.field if group_of.get(name) not in purgeable(model)]
        if unknown:
            raise Misused(f"That cannot be purged by itself: {', '.join(unknown)}.")
        parts = frozenset(group_of[name] for name in arguments.field)
        done = finished(store.do_in_steps(purge, model, record.id, arguments.why, parts))
    say(f"Purged the content of {quantity(done.changes, 'change')}; this cannot be undone.")
    say(ELSEWHERE)
    for path in done.backups:
        say(f"Backup that may hold it: {path}")
    return 0


COMMANDS = {"purge": Command(_arguments, _run)}
