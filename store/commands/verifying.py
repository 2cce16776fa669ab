"""`verify`: whether a handoff is whole and unaltered, and whom it is from."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store.commands.command import Command
from store.commands.jobs import finished
from store.commands.opening import opened
from store.commands.printing import say
from store.quantities import quantity

if TYPE_CHECKING:
    from store.handoff.arriving import Sent
    from store.handoff.keyring import Keyring
    from store.handoff.opened import OpenedHandoff

SEALED = "It is sealed: to look inside, give --ledger with the ledger it was sent to."
STRANGER = "That key is pinned to nobody here: have the sender read out theirs, and compare."


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the handoff; its .minisig beside")
    parser.add_argument(
        "--ledger",
        metavar="LEDGER",
        type=Path,
        help="whose keys to use: unseals what was sent to it, knows whom it knows",
    )


def _run(arguments: Namespace) -> int:
    from store.handoff.arriving import take
    from store.handoff.keyring import Keyring, keyring_of
    from store.handoff.reading import open_sent

    keys = Keyring()
    if arguments.ledger:
        with opened(arguments, reads=True) as store:
            keys = store.ask(keyring_of)
    sent = take(arguments.file)
    if sent.is_sealed and not arguments.ledger:
        say(f"Whole and unaltered since it was signed with the key {sent.fingerprint}.")
        say(SEALED)
        return 0
    with finished(open_sent(sent, keys, trusting=sent.fingerprint)) as handoff:
        for line in _answers(sent, keys, handoff):
            say(line)
    is_known = keys.signing(sent.signature.key) is not None
    return 0 if is_known or not arguments.ledger else 1


def _answers(sent: "Sent", keys: "Keyring", handoff: "OpenedHandoff") -> Iterator[str]:
    manifest = handoff.manifest
    sender, receiver = manifest.sender, manifest.receiver
    yield "Whole and unaltered: signature, tables, every row and every chain are right."
    known = keys.signing(sent.signature.key)
    if known:
        yield f"From {known.name}, {known.prefix}: signed with their key {handoff.fingerprint}."
    else:
        yield (
            f"It says it is from {sender.name}, {sender.prefix}, and is signed with the key"
            f" {handoff.fingerprint}."
        )
        yield STRANGER
    yield (
        f"Sequence {manifest.sequence} for {receiver.name if receiver else 'anybody'}, made"
        f" {manifest.made_at} by that laptop's clock, {'sealed' if handoff.sealed else 'open'}."
    )
    records = quantity(manifest.rows["record"], "record")
    yield f"It holds {quantity(manifest.changes, 'change')} of {records}."


COMMANDS = {"verify": Command(_arguments, _run)}
