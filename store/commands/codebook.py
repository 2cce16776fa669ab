"""`codebook`: what every table, column and code means."""

from argparse import ArgumentParser, Namespace

from store.codebook import as_json, as_markdown, codebook
from store.commands.command import Command
from store.commands.printing import write_exact


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=("md", "json"), default="md")


def _run(arguments: Namespace) -> int:
    write_exact((as_json if arguments.format == "json" else as_markdown)(codebook()))
    return 0


COMMANDS = {"codebook": Command(_arguments, _run)}
