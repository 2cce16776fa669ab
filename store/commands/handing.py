"""`handoff`: writes what changed for somebody who can merge it."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from store.commands.command import Command, takes_ledger
from store.commands.jobs import finished
from store.commands.opening import opened
from store.commands.printing import say
from store.quantities import quantity

if TYPE_CHECKING:
    from store.handoff.keyring import Keyring
    from store.handoff.making import HandedOn, Order


def _arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("out", metavar="OUT", type=Path, help="the new file")
    parser.add_argument(
        "--to",
        metavar="RECEIVER",
        default="",
        help="whom it is for: a name, prefix or fingerprint; not needed if only one is known",
    )
    parser.add_argument(
        "--all", action="store_true", help="everything, not only what was not acknowledged yet"
    )
    parser.add_argument(
        "--open", action="store_true", help="leave it open: whoever has the file can read it"
    )


def _run(arguments: Namespace) -> int:
    from store.handoff.keyring import keyring_of
    from store.handoff.making import hand_on

    with opened(arguments) as store:
        order = _order(store.ask(keyring_of), arguments)
        done = finished(hand_on(store, arguments.out, order))
    _tell(done)
    return 0


def _order(keys: "Keyring", arguments: Namespace) -> "Order":
    from store.handoff.making import Order

    if arguments.open and not arguments.to and len(keys.in_force) != 1:
        return Order(None, everything=arguments.all, is_open=True)
    return Order(keys.receiver(arguments.to), everything=arguments.all, is_open=arguments.open)


def _tell(done: "HandedOn") -> None:
    manifest = done.manifest
    receiver = manifest.receiver
    say(f"Wrote {done.path}, and its signature {done.signature.name}: send both.")
    say(
        f"Sequence {manifest.sequence} for {receiver.name if receiver else 'anybody'}: "
        f"{quantity(manifest.changes, 'change')} of {quantity(done.records, 'record')}."
    )
    if done.is_sealed and receiver:
        say(f"It is sealed: only {receiver.name} can read it.")
    else:
        say("It is left open: anybody who has the file can read all of it.")
    say(f"Signed with the key {done.fingerprint}.")


COMMANDS = {"handoff": Command(_arguments, _run)}
