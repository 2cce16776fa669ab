"""Which people's names leave for a use, and which words must not stand in any text that leaves."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from store.engine import Connection
from store.exchange.profiles import Profile
from store.exchange.staying import Leaving, sources_of
from store.kinds import quoted
from store.records import RECORD_TYPES, PersonFields
from store.search import fold

_REFUSED: Final = frozenset({"no", "withdrawn"})
_SHORTEST: Final = 4
"""Letters of a name that are looked for in a text; shorter ones are in every other word."""
_NAMES: Final = ("name", "name_local", "aka", "parent_name")


@dataclass(slots=True)
class NamesHeld:
    """The people who are de-named, and by incident (or record) the words that must not leave."""

    denamed: set[str] = field(default_factory=set)
    words: dict[str, set[str]] = field(default_factory=dict)

    def hold(self, about: str, values: Iterable[object]) -> None:
        """Has some words held back from the texts about an incident or a record."""
        folded = {fold(str(value)).strip() for value in values if value}
        self.words.setdefault(about, set()).update(w for w in folded if len(w) >= _SHORTEST)

    def stands_in(self, text: str, *about: str | None) -> bool:
        """Whether a text about an incident or a record holds a word that must not leave."""
        words = [word for each in about if each for word in self.words.get(each, ())]
        if not words:
            return False
        folded = fold(text)
        return any(word in folded for word in words)


def consents(consent: str | None, use: str) -> bool:
    """Whether a name may go out for a use: it was said so, and keeping it was not taken back."""
    given = json.loads(consent) if consent else {}
    return given.get(use) == "yes" and given.get("keep") not in _REFUSED


def refuses(consent: str | None, use: str) -> bool:
    """Whether somebody said no to a use, or took consent back."""
    given = json.loads(consent) if consent else {}
    return bool(_REFUSED & {given.get(use), given.get("keep")})


def names_held(connection: Connection, leaving: Leaving, profile: Profile) -> NamesHeld:
    """Whose names stay, of all people in the ledger: a double's refusal is the person's."""
    held = NamesHeld()
    people = [person for model in _people() for person in _rows_of(connection, model.table)]
    refused = {_person(row, leaving) for row in people if refuses(row["consent"], profile.use)}
    for row in people:
        if consents(row["consent"], profile.use) and _person(row, leaving) not in refused:
            continue
        held.denamed.add(row["id"])
        names = [row[name] for name in _NAMES if name != "aka"]
        names += json.loads(row["aka"]) if row["aka"] else []
        for about in _about(row, leaving):
            held.hold(about, names)
    _hold_sources(connection, leaving, held)
    return held


def _people() -> list[type[PersonFields]]:
    return [model for model in RECORD_TYPES.values() if issubclass(model, PersonFields)]


def _rows_of(connection: Connection, table: str) -> list[dict[str, Any]]:
    names = ("id", "incident", "consent", *_NAMES)
    columns = ", ".join(f"record.{quoted(name)}" for name in names)
    sql = (
        f"SELECT {columns}, tally.thing FROM {quoted(table)} AS record"
        " LEFT JOIN tally ON tally.rid = record.rid"
    )
    return [dict(zip((*names, "thing"), row, strict=True)) for row in connection.execute(sql)]


def _person(row: Mapping[str, Any], leaving: Leaving) -> object:
    """What tells one person from another: the first of their records, else the survivor."""
    return row["thing"] if row["thing"] is not None else leaving.surviving(row["id"])


def _about(row: Mapping[str, Any], leaving: Leaving) -> set[str]:
    incident = row["incident"]
    return {row["id"], leaving.surviving(row["id"])} | (
        {incident, leaving.surviving(incident)} if incident else set()
    )


def _hold_sources(connection: Connection, leaving: Leaving, held: NamesHeld) -> None:
    """What sources are called, from the texts of what they speak for."""
    words = {
        row[0]: row[1:]
        for row in connection.execute("SELECT id, name, contact, origin FROM source")
    }
    for record, sources in sources_of(connection, leaving).items():
        for source in sources:
            held.hold(record, words.get(source, ()))
