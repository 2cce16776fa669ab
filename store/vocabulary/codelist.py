"""What a code list is: codes with a label and a definition each."""

import re
from enum import StrEnum
from typing import ClassVar, Self


class CodeList(StrEnum):
    """One list of codes; each member is its code, with a `label` and a `definition`.

    A member is written `KILLED = "killed", "Killed", "Died of the harm."`. The code is what is
    stored and exported and never changes; `str(member)` gives it, and `Outcome("killed")`
    finds the member or raises `ValueError`.
    """

    label: str
    definition: str
    _heading: ClassVar[str]

    def __new__(cls, code: str, label: str = "", definition: str = "") -> Self:
        """One member; the defaults let a type checker accept the look-up by the code alone."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.definition = definition
        return member

    def __init_subclass__(cls, *, heading: str) -> None:
        super().__init_subclass__()
        cls._heading = heading

    @classmethod
    def heading(cls) -> str:
        """The list's name as people read it, e.g. "Incident kind"."""
        return cls._heading

    @classmethod
    def table(cls) -> str:
        """The name of the list's table in a ledger file, e.g. "code_incident_kind"."""
        return "code_" + re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
