"""Answers kept as a small JSON object: consent by use, and reasons by warning."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from store.errors import ParseError
from store.kinds.coded import read_code
from store.kinds.kind import Column, Kind, Lookup, SQLValue, quoted
from store.kinds.plain import storable
from store.vocabulary import ConsentAnswer, ConsentGivenBy

USES = ("keep", "partners", "court", "publish")


@dataclass(frozen=True, slots=True)
class Consent:
    """What was agreed to, use by use, when, how it was given and by whom."""

    keep: ConsentAnswer = ConsentAnswer.NOT_ASKED
    partners: ConsentAnswer = ConsentAnswer.NOT_ASKED
    court: ConsentAnswer = ConsentAnswer.NOT_ASKED
    publish: ConsentAnswer = ConsentAnswer.NOT_ASKED
    date: str = ""
    how: str = ""
    by: ConsentGivenBy | None = None


def _object_column(field: str) -> tuple[Column, ...]:
    return (Column(field, "TEXT", f"json_type({quoted(field)}) = 'object'"),)


class ConsentKind(Kind[Consent]):
    """Consent to keep a record and to hand the name on, for each use by itself."""

    name = "consent"
    explained = (
        "A JSON object: keep, partners, court (court or UN) and publish are yes, no, not_asked or "
        "withdrawn; date, how and by (who gave it) as far as known."
    )

    def columns(self, field: str) -> tuple[Column, ...]:
        return _object_column(field)

    def to_columns(self, field: str, value: Consent | None) -> dict[str, SQLValue]:
        if value is None:
            return {field: None}
        filled = {k: str(v) for k, v in asdict(value).items() if v}
        return {field: json.dumps(filled, ensure_ascii=False, sort_keys=True)}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> Consent | None:
        value = row[field]
        return None if value is None else consent_of(json.loads(str(value)))

    def parse(self, text: str, lookup: Lookup) -> Consent:
        """`keep yes, publish no, by relative, on 2023-03-01, how by phone`, in any order."""
        given: dict[str, str] = {}
        for part in re.split(r"[,;·]", storable(text)):
            use, _, answer = part.strip().partition(" ")
            if use:
                given["date" if use == "on" else use.casefold()] = answer.strip()
        return consent_of(given)

    def format(self, value: Consent, lookup: Lookup) -> str:
        parts = [f"{use} {getattr(value, use)}" for use in USES]
        parts += [f"by {value.by}"] if value.by else []
        parts += [f"on {value.date}"] if value.date else []
        parts += [f"how {value.how}"] if value.how else []
        return ", ".join(parts)

    def sort_column(self, field: str) -> str:
        return ""


def consent_of(given: Mapping[str, object]) -> Consent:
    """Consent from its JSON object.

    Raises:
        ParseError: a key or an answer means nothing.
    """
    values: dict[str, object] = {}
    for key, answer in given.items():
        if key in USES:
            values[key] = read_code(ConsentAnswer, str(answer))
        elif key == "by":
            values[key] = read_code(ConsentGivenBy, str(answer))
        elif key in ("date", "how"):
            values[key] = storable(str(answer))
        else:
            raise ParseError(f"Consent has {', '.join(USES)}, by, on (the date) and how.")
    return Consent(**values)  # type: ignore[arg-type]


class ReasonsKind(Kind[dict[str, str]]):
    """Warnings that somebody answered: the rule and the reason."""

    name = "reasons"
    explained = "A JSON object: the name of a warning → why the record is right all the same."

    def columns(self, field: str) -> tuple[Column, ...]:
        return _object_column(field)

    def to_columns(self, field: str, value: dict[str, str] | None) -> dict[str, SQLValue]:
        return {field: json.dumps(value, ensure_ascii=False, sort_keys=True) if value else None}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> dict[str, str] | None:
        value = row[field]
        return None if value is None else {k: str(v) for k, v in json.loads(str(value)).items()}

    def parse(self, text: str, lookup: Lookup) -> dict[str, str]:
        pairs = [line.partition(":") for line in storable(text).splitlines() if line.strip()]
        if any(not colon for _, colon, _ in pairs):
            raise ParseError("One line for each warning: its name, a colon, the reason.")
        return {rule.strip(): reason.strip() for rule, _, reason in pairs}

    def format(self, value: dict[str, str], lookup: Lookup) -> str:
        return "\n".join(f"{rule}: {reason}" for rule, reason in sorted(value.items()))

    def sort_column(self, field: str) -> str:
        return ""
