"""Answers chosen from a code list."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.errors import ParseError
from store.kinds.kind import Column, Condition, Kind, Lookup, SQLValue, quoted
from store.vocabulary import CodeList


def read_code(codes: type[CodeList], text: str) -> CodeList:
    """The code that `text` means: the code itself, its label, or the start of only one label.

    Raises:
        ParseError: it means none, or several.
    """
    wanted = text.strip().casefold().replace(" ", "_")
    exact = [c for c in codes if wanted in (c.value.casefold(), labelled(c))]
    starting = [c for c in codes if c.value.casefold().startswith(wanted)]
    starting += [c for c in codes if labelled(c).startswith(wanted) and c not in starting]
    found = exact[:1] or starting
    if len(found) == 1:
        return found[0]
    if found:
        raise ParseError(f"Could be {_listed(found)}.")
    raise ParseError(f"One of {_listed(list(codes))}.")


def labelled(code: CodeList) -> str:
    """A code's label, made comparable."""
    return code.label.casefold().replace(" ", "_")


def label_of(code: str) -> str:
    """What a person reads for a code; a code of a newer list reads as itself."""
    return code.label if isinstance(code, CodeList) else code


def known_or_text(codes: type[CodeList], code: str) -> CodeList:
    """The member, or the bare text where this version of the list does not have it.

    The bare text is typed as a member: whoever shows it asks `label_of`.
    """
    try:
        return codes(code)
    except ValueError:
        return code  # type: ignore[return-value]


def _listed(codes: Sequence[CodeList]) -> str:
    return ", ".join(c.value for c in codes)


@dataclass(frozen=True)
class CodeKind(Kind[CodeList]):
    """One code of a list."""

    codes: type[CodeList]
    default: str = ""
    name = "code"
    explained = "One code of the list."

    def columns(self, field: str) -> tuple[Column, ...]:
        sql_type = f"TEXT NOT NULL DEFAULT '{self.default}'" if self.default else "TEXT"
        return (Column(field, sql_type, references=f"{self.codes.table()}(code)"),)

    def to_columns(self, field: str, value: CodeList | None) -> dict[str, SQLValue]:
        return {field: str(value) if value else self.default or None}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> CodeList | None:
        value = row[field]
        return None if value is None else known_or_text(self.codes, str(value))

    def parse(self, text: str, lookup: Lookup) -> CodeList:
        return read_code(self.codes, text)

    def format(self, value: CodeList, lookup: Lookup) -> str:
        return label_of(value)


@dataclass(frozen=True)
class CodesKind(Kind[tuple[CodeList, ...]]):
    """Several codes of a list, as a JSON array."""

    codes: type[CodeList]
    name = "codes"
    explained = "Codes of the list, as a JSON array."

    def columns(self, field: str) -> tuple[Column, ...]:
        return (Column(field, "TEXT", f"json_type({quoted(field)}) = 'array'"),)

    def to_columns(self, field: str, value: tuple[CodeList, ...] | None) -> dict[str, SQLValue]:
        return {field: json.dumps([str(v) for v in value]) if value else None}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> tuple[CodeList, ...] | None:
        value = row[field]
        if value is None:
            return None
        return tuple(known_or_text(self.codes, str(v)) for v in json.loads(str(value)))

    def parse(self, text: str, lookup: Lookup) -> tuple[CodeList, ...]:
        words = [w for w in text.replace(";", ",").split(",") if w.strip()]
        return tuple(dict.fromkeys(read_code(self.codes, w) for w in words))

    def format(self, value: tuple[CodeList, ...], lookup: Lookup) -> str:
        return ", ".join(label_of(v) for v in value)

    def equals(self, columns: Sequence[str], text: str, lookup: Lookup) -> Condition:
        code = read_code(self.codes, text)
        sql = f"EXISTS (SELECT 1 FROM json_each({columns[0]}) WHERE value = ?)"
        return Condition(sql, (str(code),))

    def sort_column(self, field: str) -> str:
        return ""
