"""The program without a screen: finds the command, runs it, tells errors in a sentence."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

PROGRAM = "fieldledger"

_SERVED = {
    "demo": ("demo", "builds the demo ledger and opens it"),
    "new": ("founding", "makes a ledger"),
    "add": ("adding", "adds records from JSON"),
    "edit": ("adding", "changes fields of a record from JSON"),
    "retire": ("lifecycle", "has a record count no longer"),
    "restore": ("lifecycle", "has a retired record count again"),
    "list": ("reading", "lists records of one kind"),
    "show": ("reading", "shows a record and its history"),
    "report": ("reporting", "counts what is asked for, beside what others published"),
    "extract": ("extracting", "writes chosen records for somebody else"),
    "handoff": ("handing", "writes what changed for somebody who can merge it"),
    "verify": ("verifying", "says whether a handoff is whole, unaltered, and whom it is from"),
    "merge": ("merging", "takes in handoffs, or says what that would do"),
    "conflicts": ("settling", "lists what two people changed differently"),
    "resolve": ("settling", "settles what two people changed differently"),
    "purge": ("purging", "takes the content of a record out for good, to protect somebody"),
    "receipt": ("receipts", "says to a sender what arrived, and reads in such receipts"),
    "keys": ("keys", "shows this ledger's key for others, and pins theirs"),
    "check": ("checking", "looks whether a ledger is whole"),
    "codebook": ("codebook", "says what every column and code means"),
    "places": ("places", "loads a list of places"),
}

COMMANDS: frozenset[str] = frozenset(_SERVED)
"""The words that are commands when they stand first, and no ledger's path."""

OpenScreen = Callable[[Path, str | None], int]
"""Opens the ledger at a path, with its passphrase, on a screen; gives back the exit code."""


def main(argv: Sequence[str] | None = None, open_screen: OpenScreen | None = None) -> int:
    """Runs one command; gives back 0 if it is done, 1 if refused or found wrong, 2 if misused.

    `argv` begins with the command; without it, the process's arguments count.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = arguments[0] if arguments else "--help"
    if name in {"-h", "--help"}:
        for line in _help():
            sys.stdout.write(line + "\n")
        return 0 if arguments else 2
    if name not in _SERVED:
        sys.stderr.write(f"There is no such command; {PROGRAM} --help lists those there are.\n")
        return 2
    return _run(name, arguments[1:], open_screen)


def _help() -> Iterator[str]:
    yield f"usage: {PROGRAM} COMMAND ... (each has its own --help)"
    yield ""
    for name, (_, does) in _SERVED.items():
        yield f"  {name:<9} {does}"
    yield ""
    yield "All take --key-file FILE; else a passphrase is asked for on the terminal."


def _run(name: str, arguments: list[str], open_screen: OpenScreen | None) -> int:
    from store.commands.telling_errors import errors_told, report_unforeseen

    # Whatever no sentence covers ends the process without telling a value.
    sys.excepthook = report_unforeseen
    with errors_told() as told:
        told.code = _command(name, arguments, open_screen)
    return told.code


def _command(name: str, arguments: list[str], open_screen: OpenScreen | None) -> int:
    from store.commands.command import Command, SentenceParser, joined

    module, does = _SERVED[name]
    command: Command = import_module(f"store.commands.{module}").COMMANDS[name]
    parser = SentenceParser(
        prog=f"{PROGRAM} {name}", description=f"{does.capitalize()}.", allow_abbrev=False
    )
    command.arguments(parser)
    parser.add_argument("--key-file", metavar="FILE", help="holds the passphrase, in UTF-8")
    try:
        found: Namespace = parser.parse_args(joined(arguments))
    except SystemExit:  # --help has been printed.
        return 0
    found.open_screen = open_screen
    code = command.run(found)
    sys.stdout.flush()
    return code


def _entry() -> None:
    """Ends the process with what `main` gives back."""
    code = main()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


if __name__ == "__main__":
    _entry()
