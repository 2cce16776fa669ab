"""Running a long job to its end, with how far it is where somebody watches."""

import sys
from collections.abc import Generator
from typing import TypeVar

from store.progress import Progress

T = TypeVar("T")


def finished(job: Generator[Progress, None, T]) -> T:
    """What the job returns; a terminal shows meanwhile what is being done.

    Being stopped closes the job, which leaves nothing behind.
    """
    watched = sys.stderr.isatty()
    try:
        while True:
            step = next(job)
            if watched:
                sys.stderr.write(f"\r\x1b[K{_line(step)}")
                sys.stderr.flush()
    except StopIteration as done:
        value: T = done.value
        return value
    finally:
        job.close()
        if watched:
            sys.stderr.write("\r\x1b[K")


def _line(step: Progress) -> str:
    return f"{step.what} … {step.done * 100 // step.total} %" if step.total else f"{step.what} …"
