"""`retire` and `restore`: a record counts no longer, or counts again; nothing is deleted."""

from argparse import ArgumentParser, Namespace

from store.commands.command import Command, Misused, takes_ledger
from store.commands.opening import opened
from store.commands.printing import say
from store.errors import LedgerError


def _arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("code", metavar="CODE", help="the record's code or id")
    parser.add_argument("--why", metavar="T", required=True, help="why; kept in the history")


def _why(arguments: Namespace) -> str:
    why: str = arguments.why.strip()
    if not why:
        raise Misused("--why needs a reason: it is kept with the record.")
    return why


def _retire(arguments: Namespace) -> int:
    why = _why(arguments)
    with opened(arguments) as store:
        record = store.find(arguments.code)
        if record.retired is not None:
            raise LedgerError("This record is retired already.", "Nothing was changed.")
        code = store.retire(record, why).code
    say(code)
    return 0


def _restore(arguments: Namespace) -> int:
    why = _why(arguments)
    with opened(arguments) as store:
        record = store.find(arguments.code)
        if record.retired is None:
            raise LedgerError("This record is not retired.", "Nothing was changed.")
        code = store.restore(record, why).code
    say(code)
    return 0


COMMANDS = {"retire": Command(_arguments, _retire), "restore": Command(_arguments, _restore)}
