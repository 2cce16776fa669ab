"""`places load`: reads a list of places, or their outlines, into a ledger."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from store.commands.command import Command, takes_ledger
from store.commands.opening import opened
from store.commands.printing import complain, say
from store.outline_loading import is_geojson


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", metavar="load", choices=("load",), help="reads a file in")
    takes_ledger(parser)
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="a list of places, CSV in UTF-8; or outlines, .geojson",
    )


def _run(arguments: Namespace) -> int:
    with opened(arguments) as store:
        loaded = store.load_places(arguments.file)
    for row in loaded.refused:
        complain(f"row {row.row}: {row.message}")
    if loaded.refused:
        complain("Nothing was written; correct these rows, then try again.")
        return 1
    what = "Outlines" if is_geojson(arguments.file) else "Places"
    say(f"{what}: {loaded.added} added, {loaded.changed} changed.")
    return 0


COMMANDS = {"places": Command(_arguments, _run)}
