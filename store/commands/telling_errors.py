"""Errors of a command, told in one or two sentences on standard error; no value, no traceback."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

from store.commands.command import Misused
from store.commands.printing import complain
from store.engine import Error
from store.errors import KeyChanged, LedgerError, ParseError, RecordInvalid, SenderUnknown
from store.items import ItemsRejected
from store.telling import translate

REFUSED = 1
MISUSED = 2


@dataclass
class ExitCode:
    """The exit code of a command, as far as it is known."""

    code: int = 0


@contextmanager
def errors_told() -> Iterator[ExitCode]:
    """Has whatever is raised in the block told, and the exit code set to fit it."""
    told = ExitCode()
    try:
        yield told
    except Misused as error:
        complain(str(error))
        told.code = MISUSED
    except KeyboardInterrupt:
        complain("Stopped.")
        told.code = REFUSED
    except BrokenPipeError:
        # Whoever read this has left; what Python would still flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        told.code = REFUSED
    except (LedgerError, ParseError, Error, OSError) as error:
        for line in _sentences(error):
            complain(line)
        told.code = REFUSED


def _sentences(error: LedgerError | ParseError | Error | OSError) -> Iterator[str]:
    match error:
        case ItemsRejected():
            for wrong in error.errors:
                yield f"item {wrong.item}{wrong.field and ', '}{wrong.field}: {wrong.sentence}"
            yield error.title
        case RecordInvalid():
            for field, sentences in error.findings.items():
                for sentence in sentences:
                    yield f"{field}: {sentence}" if field else sentence
            yield error.title
        case SenderUnknown() | KeyChanged():
            yield f"{error.title} {error.advice}"
            yield f"Fingerprint: {error.fingerprint}"
        case LedgerError():
            yield f"{error.title} {error.advice}"
        case ParseError():
            yield error.message
        case _:
            told = translate(error)
            yield f"{told.title} {told.advice}" if told else str(LedgerError())


def report_unforeseen(
    kind: type[BaseException], _: BaseException, trace: TracebackType | None
) -> None:
    """Prints a mistake of the program by its kind and its place, without any value."""
    sys.stderr.write("Something in the program broke; what was saved is saved.\n")
    sys.stderr.write(f"{kind.__module__}.{kind.__qualname__}\n")
    for frame, line in traceback.walk_tb(trace):
        code = frame.f_code
        sys.stderr.write(f"  {frame.f_globals.get('__name__', '?')}:{line} in {code.co_name}\n")
