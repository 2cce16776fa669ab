"""`check`: whether a ledger is whole, and its records what their changes make them."""

from argparse import Namespace

from store.commands.command import Command, takes_ledger
from store.commands.opening import opened
from store.commands.printing import say
from store.engine import Connection
from store.quantities import quantity


def _run(arguments: Namespace) -> int:
    with opened(arguments, reads=True) as store:
        wrong = [sentence for sentence in store.check() if sentence]
        chains, changes, records = store.ask(_counts)
    for sentence in wrong:
        say(sentence)
    checked = (
        f"the file, {quantity(changes, 'change')} in {quantity(chains, 'chain')},"
        f" {quantity(records, 'record')} and the rules"
    )
    if wrong:
        say(f"Found {len(wrong)} wrong in {checked}.")
        return 1
    say(f"Checked {checked}: nothing is wrong.")
    return 0


def _counts(connection: Connection) -> tuple[int, int, int]:
    chains, changes, records = (
        int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("chain", "change", "record")
    )
    return chains, changes, records


COMMANDS = {"check": Command(takes_ledger, _run)}
