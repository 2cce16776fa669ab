"""`merge`: takes in what others handed on; with `--plan` it only says what that would do."""

from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from store.commands.command import Command, Misused, takes_ledger
from store.commands.jobs import finished
from store.commands.opening import opened
from store.commands.printing import say, table_lines

if TYPE_CHECKING:
    from store.ledger import Store
    from store.merging.receiving import Arrival


def _arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("files", metavar="FILE", type=Path, nargs="*", help="the handoffs")
    parser.add_argument("--plan", action="store_true", help="only says what it would do")
    parser.add_argument(
        "--undo", action="store_true", help="takes the last merge back, if nothing came after it"
    )


def _run(arguments: Namespace) -> int:
    from store.merging.receiving import in_order, look_into

    if arguments.undo == bool(arguments.files) or (arguments.undo and arguments.plan):
        raise Misused("merge takes handoffs, or --undo alone.")
    with opened(arguments) as store, ExitStack() as arrived:
        if arguments.undo:
            return _undo(store)
        found = [
            arrived.enter_context(finished(look_into(store, path))) for path in arguments.files
        ]
        codes = [_one(store, arrival, only_plan=arguments.plan) for arrival in in_order(found)]
    return max(codes)


def _one(store: "Store", arrival: "Arrival", *, only_plan: bool) -> int:
    from store.merging.planning import plan
    from store.merging.receiving import Arrival, take
    from store.merging.remarks import remarks_on
    from store.merging.wording import (
        TITLES,
        merged_sentences,
        plan_rows,
        plan_sentences,
        remark_lines,
    )

    handoff = arrival.handoff
    # A file merged just before may have brought what this one builds on.
    again = Arrival(handoff, finished(store.ask(plan, handoff.connection)))
    sender = handoff.manifest.sender
    say(f"From {sender.name}, {sender.prefix}, sequence {handoff.manifest.sequence}:")
    for line in table_lines([TITLES, *plan_rows(again.planned)]):
        say(line)
    for sentence in plan_sentences(again.planned):
        say(sentence)
    if only_plan:
        return 1 if again.planned.refused else 0
    done = finished(take(store, again))
    for sentence in merged_sentences(done):
        say(sentence)
    remarks = finished(store.do_in_steps(remarks_on, done.number)) if done.number else ()
    for line in table_lines(list(remark_lines(remarks))) if remarks else ():
        say(line)
    return 1 if again.planned.refused else 0


def _undo(store: "Store") -> int:
    from store.merging.taking_back import take_back
    from store.quantities import quantity

    records = finished(store.do_in_steps(take_back))
    say(f"Took the last merge back: {quantity(records, 'record')} are as they were before it.")
    return 0


COMMANDS = {"merge": Command(_arguments, _run)}
