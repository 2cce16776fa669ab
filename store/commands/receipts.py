"""`receipt`: says to a sender what arrived, and reads in what a receiver said."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from store.commands.command import Command, Misused, takes_ledger
from store.commands.keys import read_text, write_or_print
from store.commands.opening import opened
from store.commands.printing import say, table_lines
from store.errors import LedgerError

if TYPE_CHECKING:
    from store.handoff.traffic import ReceivedHandoff, SentHandoff
    from store.ledger import Store

_ACTIONS = ("list", "make", "read")


def _arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument(
        "action",
        nargs="?",
        choices=_ACTIONS,
        default="list",
        help="list (default): what was handed on and what came; make: a receipt for what came; "
        "read: reads one in",
    )
    parser.add_argument(
        "what", metavar="FILE", nargs="?", help="read: the receipt (-: standard input)"
    )
    parser.add_argument(
        "--from", metavar="SENDER", dest="sender", default="", help="make: name or prefix"
    )
    parser.add_argument("--sequence", metavar="N", type=int, help="make: which; else the last one")
    parser.add_argument("-o", metavar="FILE", dest="out", type=Path, help="make: a new file for it")


def _run(arguments: Namespace) -> int:
    if (arguments.action == "read") != (arguments.what is not None):
        raise Misused("read takes a file; list and make take none.")
    actions = {"list": _list, "make": _make, "read": _read}
    with opened(arguments) as store:
        actions[arguments.action](store, arguments)
    return 0


def _list(store: "Store", _: Namespace) -> None:
    from store.handoff.traffic import received_handoffs, sent_handoffs

    sent: list[SentHandoff] = store.ask(sent_handoffs)
    received: list[ReceivedHandoff] = store.ask(received_handoffs)
    if sent:
        heading = ("to", "sequence", "made", "changes", "acknowledged")
        rows = [
            (
                *(s.name or "anybody", str(s.sequence), s.at, str(s.changes)),
                s.acknowledged_at or "not yet",
            )
            for s in sent
        ]
        for line in table_lines([heading, *rows]):
            say(line)
    if received:
        heading = ("from", "sequence", "merged", "changes", "conflicts")
        rows = [
            (r.name or r.prefix, str(r.sequence), r.at, str(r.changes), str(r.conflicts))
            for r in received
        ]
        for line in table_lines([heading, *rows]):
            say(line)
    if not sent and not received:
        say("Nothing was handed on and nothing was merged.")


def _make(store: "Store", arguments: Namespace) -> None:
    from store.handoff.receipts import receipt_text
    from store.handoff.traffic import received_handoffs

    received: list[ReceivedHandoff] = store.ask(received_handoffs)
    wanted = arguments.sender.strip().casefold()
    found = [
        r
        for r in received
        if (not wanted or wanted in (r.name.casefold(), r.prefix.casefold(), r.sender))
        and arguments.sequence in (None, r.sequence)
    ]
    if not found or len({r.sender for r in found}) > 1:
        raise LedgerError(
            "There is no such handoff here, or there are handoffs of several people.",
            "Say whose with --from, and which with --sequence.",
        )
    write_or_print(store.do(receipt_text, found[0].sha256), arguments.out)


def _read(store: "Store", arguments: Namespace) -> None:
    from store.handoff.receipts import read_receipt

    say(store.do(read_receipt, read_text(arguments.what)).words)


COMMANDS = {"receipt": Command(_arguments, _run)}
