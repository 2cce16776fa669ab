"""Regular expressions that are compiled when they are first asked.

There are some 120 of them in what the first screen loads, of which it asks a dozen: to compile
all took as long as opening the ledger.
"""

import re
from typing import Any, cast


class _Shape:
    """Stands for a compiled expression; what it was asked once, it answers as fast as that."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._said = pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        answer = getattr(re.compile(*self._said), name)
        setattr(self, name, answer)
        return answer


def shape(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, later: methods and attributes are those of a pattern.

    Functions of `re` do not take it.

    Raises:
        re.error: not here, but when it is first asked; a test asks every one.
    """
    return cast("re.Pattern[str]", _Shape(pattern, flags))
