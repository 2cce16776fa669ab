"""`new`: makes a ledger."""

import os
import re
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from store.commands.asking import ask, has_terminal
from store.commands.command import Command, Misused, takes_ledger
from store.commands.printing import say
from store.errors import LedgerError, LedgerExists, ParseError
from store.founded import Founding
from store.founding import territory_of
from store.kinds.plain import storable
from store.ledger import Store
from store.passphrase import normalise, read_key_file
from store.settings import COUP, read_prefix

PLAIN = "It is not encrypted: anybody who has the file can read it."


def _arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("--documenter", metavar="NAME", required=True, help="who writes in it")
    parser.add_argument(
        "--prefix", metavar="LKW2", required=True, help="what this device's codes begin with"
    )
    parser.add_argument("--start", metavar="DATE", help=f"the first day it covers ({COUP})")
    parser.add_argument(
        "--territory", metavar="A,...", default="", help="names or codes of the places it covers"
    )


def _run(arguments: Namespace) -> int:
    founding = _founding(arguments)
    path: Path = arguments.ledger
    if os.path.lexists(path):
        raise LedgerExists
    passphrase = _passphrase(arguments)
    Store.create(path, founding, passphrase).close()
    say(f"Made {path}.")
    if passphrase is None:
        say(PLAIN)
    return 0


def _founding(arguments: Namespace) -> Founding:
    try:
        documenter = storable(arguments.documenter.strip())
        prefix = read_prefix(arguments.prefix)
    except ParseError as error:
        raise Misused(f"--documenter or --prefix: {error.message}") from None
    if not documenter:
        raise Misused("--documenter needs a name; an alias will do.")
    territory = _territory(arguments.territory)
    return Founding(documenter, prefix, _start(arguments.start), territory)


def _start(text: str | None) -> date:
    if text is None:
        return COUP
    try:
        return date.fromisoformat(text if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
    except ValueError:
        raise Misused("--start is a date, written YYYY-MM-DD.") from None


def _territory(text: str) -> tuple[str, ...]:
    try:
        return territory_of(text.split(","))
    except ParseError as error:
        raise Misused(f"--territory: {error.message}") from None


def _passphrase(arguments: Namespace) -> str | None:
    """From the key file, else typed twice; None for a plain ledger."""
    if arguments.key_file:
        return read_key_file(arguments.key_file)
    if not has_terminal():
        return None
    typed = ask("Passphrase (empty: not encrypted): ")
    if not typed:
        return None
    again = ask("The same again: ")
    if not again or normalise(again) != normalise(typed):
        raise LedgerError("The two passphrases differ.", "Nothing was created; try again.")
    return typed


COMMANDS = {"new": Command(_arguments, _run)}
