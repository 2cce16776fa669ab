"""`keys`: shows this ledger's key for others, and pins theirs."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from store.commands.command import Command, Misused, takes_ledger
from store.commands.opening import opened
from store.commands.printing import say, table_lines, write_exact
from store.publishing import write_new
from store.telling import system_told

if TYPE_CHECKING:
    from store.handoff.keyring import Keyring
    from store.ledger import Store

_ACTIONS = ("list", "card", "import", "compared")


def _arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument(
        "action",
        nargs="?",
        choices=_ACTIONS,
        default="list",
        help="list (default): all keys; card: this ledger's, for others; import: pins somebody's; "
        "compared: notes that a fingerprint was compared",
    )
    which = "import: the file (-: standard input); compared: the fingerprint"
    parser.add_argument("what", metavar="WHAT", nargs="?", help=which)
    parser.add_argument("-o", metavar="FILE", dest="out", type=Path, help="card: a new file for it")
    parser.add_argument(
        "--replace",
        metavar="FINGERPRINT",
        default="",
        help="import: the new key's fingerprint, compared with its owner, if they had another key",
    )


def _run(arguments: Namespace) -> int:
    if (arguments.action in ("import", "compared")) != (arguments.what is not None):
        raise Misused("import takes a file and compared a fingerprint; list and card take nothing.")
    actions = {"list": _list, "card": _card, "import": _import, "compared": _compared}
    with opened(arguments) as store:
        actions[arguments.action](store, arguments)
    return 0


def _list(store: "Store", _: Namespace) -> None:
    from store.handoff.keyring import keyring_of

    keys: Keyring = store.ask(keyring_of)
    if keys.own:
        say(f"This ledger's key: {keys.own.fingerprint}")
    else:
        say("This ledger has no key yet: it makes one when it is first needed.")
    if not keys.pinned:
        say("Nobody else's key is pinned.")
        return
    heading = ("name", "prefix", "fingerprint", "compared", "since")
    rows = [
        (
            *(key.party.name, key.party.prefix, key.fingerprint),
            *(_state(key.compared, key.given_up_at), key.pinned_at),
        )
        for key in keys.pinned
    ]
    for line in table_lines([heading, *rows]):
        say(line)


def _state(compared: bool, given_up_at: str | None) -> str:  # noqa: FBT001 - as it is stored
    if given_up_at:
        return f"replaced {given_up_at}"
    return "yes" if compared else "not yet"


def _card(store: "Store", arguments: Namespace) -> None:
    from store.handoff.cards import card_of
    from store.handoff.keyring import own_keys

    keys = store.do(own_keys)
    write_or_print(card_of(keys), arguments.out)
    if arguments.out:
        say(f"Fingerprint: {keys.fingerprint}")


def _import(store: "Store", arguments: Namespace) -> None:
    from store.handoff.cards import read_card
    from store.handoff.pinning import pin

    party, _ = read_card(read_text(arguments.what))
    key = store.do(pin, party, replace=arguments.replace)
    say(f"Pinned the key of {party.name}, {party.prefix}: {key.fingerprint}")
    if not key.compared:
        say("Have them read out their fingerprint, and compare; then: keys LEDGER compared ...")


def _compared(store: "Store", arguments: Namespace) -> None:
    from store.handoff.pinning import note_compared

    key = store.do(note_compared, arguments.what)
    say(f"Compared: {key.party.name}, {key.party.prefix}.")


def read_text(name: str) -> str:
    """The text in a file, or on standard input if it is called `-`.

    Raises:
        LedgerError: it is no text, or too long for a key or a receipt.
        LedgerUnusable: one of its subclasses; the file cannot be read.
    """
    from store.handoff.signed_text import LONGEST, short_text, text_of_file

    if name != "-":
        return text_of_file(Path(name))
    with system_told():
        return short_text(sys.stdin.buffer.read(LONGEST + 1))


def write_or_print(text: str, path: Path | None) -> None:
    """Writes a short text to a new file, or prints it exactly.

    Raises:
        LedgerUnusable: one of its subclasses; nothing was written.
    """
    if path is None:
        write_exact(text)
        return
    write_new(path, text)
    say(f"Wrote {path}.")


COMMANDS = {"keys": Command(_arguments, _run)}
