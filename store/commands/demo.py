"""`demo`: builds the demo ledger, and opens it where there is a screen."""

import os
import secrets
import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path

from store.commands.command import Command
from store.commands.printing import complain, write_path
from store.errors import LedgerError, LedgerExists, LedgerLocked
from store.ledger import Store
from store.paths import default_folder, real_path
from store.telling import system_told

NAME = "demo.fieldledger"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--path", metavar="P", type=Path, help="where; else beside your own ledger")
    parser.add_argument(
        "--no-open", action="store_true", help="builds it and prints its path, no more"
    )


def _run(arguments: Namespace) -> int:
    if sys.stderr.isatty():
        complain("Making the demo ledger. That takes a few seconds.")
    path = build(arguments.path or default_folder() / NAME)
    if arguments.key_file:
        complain("The demo is never encrypted: everything in it is invented or was published.")
    if arguments.no_open or arguments.open_screen is None:
        write_path(path)
        return 0
    code: int = arguments.open_screen(path, None)
    return code


def build(path: Path) -> Path:
    """A fresh demo at `path`, instead of an older demo if there is one.

    Raises:
        LedgerExists: what is there is not a demo; it was left as it is.
        LedgerUnusable: another of its subclasses.
    """
    from store.demo import build_demo

    place = real_path(path, follow=False)
    if not os.path.lexists(place):
        build_demo(place)
        return place
    _refuse_other_than_demo(place)
    fresh = place.with_name(f".{secrets.token_hex(8)}.part")
    try:
        build_demo(fresh)
        with system_told():
            fresh.replace(place)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return place


def _refuse_other_than_demo(place: Path) -> None:
    refusal = LedgerExists(
        "What is there is not a demo; it was left as it is.", "Choose another name."
    )
    if place.is_symlink():
        raise refusal
    try:
        store = Store.open(place)
    except LedgerLocked:
        raise
    except LedgerError:
        raise refusal from None
    is_demo = store.settings.demo
    store.close()
    if not is_demo:
        raise refusal


COMMANDS = {"demo": Command(_arguments, _run)}
