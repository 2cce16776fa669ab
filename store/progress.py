"""How far a long job is."""

from collections.abc import Callable
from typing import NamedTuple


class Progress(NamedTuple):
    """What is being done, and how many of how many steps of it are done; 0 of 0 is not known."""

    what: str
    done: int = 0
    total: int = 0


Watch = Callable[[Progress], bool]
"""Is told how far a job is, often; True stops it."""
