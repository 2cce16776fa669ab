"""`extract`: writes chosen records into a file for somebody else."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from store.commands.command import Command, Misused, takes_ledger
from store.commands.founding import PLAIN
from store.commands.opening import opened
from store.commands.printing import say, table_lines

_PROFILES = ("internal", "court", "partner", "public")
_FORMATS = ("sqlite", "csv", "gpkg", "json")


def _arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("out", metavar="OUT", type=Path, help="the new file, or folder for csv")
    parser.add_argument("--profile", choices=_PROFILES, required=True)
    parser.add_argument("--format", choices=_FORMATS, required=True)
    parser.add_argument(
        "--where", metavar="TERM", action="append", default=[], help="which incidents; repeatable"
    )


def _run(arguments: Namespace) -> int:
    from store.exchange import FORMATS, PROFILES, extract

    if arguments.profile not in PROFILES:
        raise Misused(f"This version has only the profile {', '.join(PROFILES)}.")
    if arguments.format not in FORMATS:
        raise Misused(f"This version has only the formats {' and '.join(FORMATS)}.")
    with opened(arguments) as store:
        done = extract(store, arguments.out, arguments.format, arguments.where)
    say(f"Wrote {done.path}. {PLAIN}")
    heading = ("", "in the ledger", "written", "left out", "why")
    rows = [
        (s.kind, str(s.in_ledger), str(s.written), str(s.left_out), s.why) for s in done.balance
    ]
    for line in table_lines([heading, *rows]):
        say(line)
    return 0


COMMANDS = {"extract": Command(_arguments, _run)}
