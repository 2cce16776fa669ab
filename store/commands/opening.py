"""Opening the ledger that a command works on, with its key file or a typed passphrase."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from store.commands.asking import ask
from store.commands.printing import complain
from store.errors import LedgerReadOnly, LedgerUnfinished, PassphraseNeeded
from store.ledger import Store
from store.left_behind import left_behind
from store.passphrase import read_key_file

_FOR_READING = "Opened for reading only: the file, its folder or the stick is write-protected."


@contextmanager
def opened(arguments: Namespace, *, reads: bool = False) -> Iterator[Store]:
    """The command's ledger, closed after the block.

    A command that only `reads` gets one that is write-protected, too.

    Raises:
        LedgerUnusable: one of its subclasses says what is the matter.
        NoTerminal: it is encrypted, and there is nobody to ask for the passphrase.
    """
    try:
        store = _open(arguments)
    except LedgerUnfinished:
        raise
    except LedgerReadOnly:
        if not reads:
            raise
        complain(_FOR_READING)
        store = _open(arguments, for_reading=True)
    try:
        for problem in store.ask(left_behind):
            complain(f"{problem.title} {problem.advice}")
        yield store
    finally:
        store.close()


def _open(arguments: Namespace, *, for_reading: bool = False) -> Store:
    open_with = partial(Store.open, arguments.ledger, for_reading=for_reading)
    if arguments.key_file:
        return open_with(read_key_file(arguments.key_file))
    try:
        return open_with()
    except PassphraseNeeded:
        return open_with(ask("Passphrase: "))
