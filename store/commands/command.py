"""What a command is: the arguments that it takes and what it does with them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from store.records import RECORD_TYPES, Record, record_type

VALUED = frozenset({"--where", "--sort", "--why"})
"""Options whose value may begin with a hyphen, as in `--where -kind:shelling`."""


class Misused(Exception):  # noqa: N818 - named after what is the matter, as errors are
    """A command that was given the wrong arguments; the message is for the person."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command; `run` gives back the exit code: 0 done, 1 refused or found wrong."""

    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


class SentenceParser(ArgumentParser):
    """Reads arguments; what is wrong with them is told in a sentence that repeats none."""

    def error(self, message: str) -> NoReturn:
        """Raises what is wrong.

        Raises:
            Misused: always.
        """
        raise Misused(f"{_sentence(message)} See {self.prog} --help.")


def _sentence(message: str) -> str:
    if message.startswith("unrecognized arguments"):
        return "There is an argument too many; words with blanks need quotation marks."
    option, marker, choices = message.partition(": invalid choice")
    if marker:
        return f"The {option} must be one of {choices.rpartition('choose from ')[2].rstrip(')')}."
    option, marker, _ = message.partition(": invalid")
    if marker:
        return f"The {option} does not have the right form."
    return f"{message[:1].upper()}{message[1:]}."


def joined(arguments: list[str]) -> list[str]:
    """The arguments with the values of some options joined to them by `=`."""
    found: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        value = next(waiting, None) if argument in VALUED else None
        found.append(argument if value is None else f"{argument}={value}")
    return found


def takes_ledger(parser: ArgumentParser) -> None:
    """Has the command take the ledger's path."""
    parser.add_argument("ledger", metavar="LEDGER", type=Path, help="the ledger's file")


def kind_named(text: str) -> type[Record]:
    """The kind of record that a table's name or its plural means.

    Raises:
        Misused: there is none of that name.
    """
    try:
        return record_type(text)
    except KeyError:
        raise Misused(f"KIND is one of {', '.join(RECORD_TYPES)}.") from None
