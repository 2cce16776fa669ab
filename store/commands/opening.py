"""Opening the ledger that a command works on, with its key file or a typed passphrase."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from store import cut_off
from store.commands.asking import ask
from store.commands.printing import complain
from store.errors import PassphraseNeeded
from store.ledger import Store
from store.passphrase import read_key_file


@contextmanager
def opened(arguments: Namespace) -> Iterator[Store]:
    """The command's ledger, closed after the block.

    Raises:
        LedgerUnusable: one of its subclasses says what is the matter.
        NoTerminal: it is encrypted, and there is nobody to ask for the passphrase.
    """
    store = _open(arguments)
    try:
        if (problem := store.ask(cut_off.clear)) is not None:
            complain(f"{problem.title} {problem.advice}")
        yield store
    finally:
        store.close()


def _open(arguments: Namespace) -> Store:
    if arguments.key_file:
        return Store.open(arguments.ledger, read_key_file(arguments.key_file))
    try:
        return Store.open(arguments.ledger)
    except PassphraseNeeded:
        return Store.open(arguments.ledger, ask("Passphrase: "))
