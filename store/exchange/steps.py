"""How far the writing of an extract has come."""

from store.progress import Progress

_AT_ONCE = 1000


class Steps:
    """Counts the rows that are written, and now and then says how far it is."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0

    def row(self) -> Progress | None:
        """One more row is written; a thousand of them are a step to tell."""
        self._done += 1
        if self._done % _AT_ONCE:
            return None
        return Progress("Writing rows", min(self._done, self._total), self._total)
