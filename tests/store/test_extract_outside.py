"""What an extract must not let out is not in the bytes of its files, however it is written."""

import base64
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.exchange import ALL_PROFILES, FORMATS, Asked, extracting, finished
from store.exchange.profiles import Profile
from store.fields import Leaves, fields_of
from store.kinds.listed import TextsKind
from store.kinds.placed import PlaceKind
from store.kinds.plain import DegreesKind, TextKind
from store.records import RECORD_TYPES, PersonFields, PlaceRecord
from tests.store.guarded_ledger import (
    DOCUMENTER,
    PREFIX,
    VILLAGE,
    Guarded,
    guarded,
    kinds_filled,
    word,
)

OUTSIDE = [profile for profile in ALL_PROFILES.values() if not profile.is_internal]
LEAVES = ("shelling", "agreed", "unasked", "tookback", "survivor", "held", "church")
"""The nicknames of the records that may leave, and have a text that was written to."""
AGREED = ("agreed", "survivor")
NAMING = ("name", "name_local", "aka", "parent_name", "occupation")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    found = guarded(tmp_path_factory.mktemp("guarded"))
    yield found
    found.store.close()


def written(made: Guarded, folder: Path, asked: Asked) -> bytes:
    """The bytes of all files of an extract, and their names."""
    finished(extracting(made.store, folder / "out", asked))
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = "\n".join(str(path.relative_to(folder)) for path in files).encode()
    return b"\n".join([names, *(path.read_bytes() for path in files)])


def may_leave() -> set[str]:
    """The words that are meant to leave."""
    words = {word(nick, "public_text") for nick in LEAVES}
    return words | {word(nick, field) for nick in AGREED for field in NAMING}


SHORTEST = 8
"""Shorter base64 is found anywhere."""


def forms(text: str) -> Iterator[bytes]:
    """A word as it might hide in a file."""
    raw = text.encode()
    yield raw
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    for lead in range(3):
        # At another offset base64 is other text; its ends depend on the neighbours.
        inner = base64.b64encode(b"\0" * lead + raw)[(4 if lead else 0) : -4]
        if len(inner) >= SHORTEST:
            yield inner


def point_forms(value: float) -> Iterator[bytes]:
    yield repr(value).encode()
    yield repr(value)[:8].encode()
    yield struct.pack("<d", value)
    yield struct.pack(">d", value)
    yield struct.pack("<d", value).hex().encode()


def all_words(made: Guarded) -> set[str]:
    found = {DOCUMENTER.partition(" ")[0], PREFIX, VILLAGE, "Zqhow", "Zqage"}
    for nick, record in made.records.items():
        found |= {word(nick, "said"), word(nick, "day"), record.id, record.code}
        for spec in fields_of(type(record)):
            if isinstance(spec.kind, TextKind | TextsKind):
                found.add(word(nick, spec.name))
    return found | {word("form", "name"), word("gone", "retired")}


def test_the_ledger_under_test_has_something_of_everything(made: Guarded) -> None:
    assert kinds_filled(made) == RECORD_TYPES.keys()
    assert list(filter(None, made.store.check())) == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("profile", OUTSIDE, ids=lambda profile: profile.code)
def test_what_must_not_leave_is_not_in_the_bytes(
    made: Guarded, tmp_path: Path, profile: Profile, form: str
) -> None:
    content = written(made, tmp_path, Asked(profile, form, to=word("receiver", "to")))
    leaves = may_leave()
    assert [text for text in leaves if text.encode() not in content] == []
    stays = (all_words(made) | {word("receiver", "to")}) - leaves
    assert [text for text in stays if any(each in content for each in forms(text))] == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("profile", OUTSIDE, ids=lambda profile: profile.code)
def test_points_of_people_without_a_name_and_all_points_in_public_stay(
    made: Guarded, tmp_path: Path, profile: Profile, form: str
) -> None:
    content = written(made, tmp_path, Asked(profile, form))
    leave = {"shelling", *AGREED} if profile.exact_places else set()
    for nick, (lat, lon) in made.points.items():
        found = [value for value in (lat, lon) if any(f in content for f in point_forms(value))]
        if nick in leave:
            assert found or form == "gpkg", nick
        else:
            assert found == [], nick
    camp = made.records["camp"]
    assert isinstance(camp, PlaceRecord)
    assert camp.lat is not None
    assert not any(each in content for each in point_forms(camp.lat))


@pytest.mark.parametrize("form", FORMATS)
def test_a_public_extract_knows_no_place_finer_than_a_township(
    made: Guarded, tmp_path: Path, form: str
) -> None:
    content = written(made, tmp_path, Asked(ALL_PROFILES["public"], form))
    fine = made.store.lookup.place("Daw Ta Ma Gyi, Demoso")
    for text in (fine, "Daw Ta Ma Gyi", "MMR002001001", "Pan Kan"):
        assert not any(each in content for each in forms(text)), text
    assert b"MMR002002" in content
    assert b"Demoso" in content


def test_a_name_in_a_text_written_to_leave_holds_the_text_back(tmp_path: Path) -> None:
    made = guarded(tmp_path)
    try:
        person = made.records["unasked"]
        slip = f"They found {word('unasked', 'name').upper()} by the road"
        changed = made.records["shelling"].model_copy(update={"public_text": slip})
        made.store.save(changed)
        (tmp_path / "x").mkdir()
        asked = Asked(ALL_PROFILES["court"], "json")
        done = finished(extracting(made.store, tmp_path / "x" / "out", asked))
        assert done.held == 1
        assert b"by the road" not in done.path.read_bytes()
        assert person.id.encode() not in done.path.read_bytes()
    finally:
        made.store.close()


def test_ticked_words_leave_for_a_court_alone(made: Guarded, tmp_path: Path) -> None:
    asked = Asked(ALL_PROFILES["court"], "json", ticked=frozenset({"incident.narrative"}))
    content = written(made, tmp_path, asked)
    assert word("shelling", "narrative").encode() in content
    assert word("kept", "narrative").encode() not in content
    assert word("shelling", "title").encode() not in content


def test_sexual_violence_leaves_only_if_asked_for(made: Guarded, tmp_path: Path) -> None:
    for number, asked_for in enumerate((False, True)):
        folder = tmp_path / str(number)
        folder.mkdir()
        asked = Asked(ALL_PROFILES["court"], "json", with_sexual_violence=asked_for)
        content = written(made, folder, asked)
        assert (word("rape", "public_text").encode() in content) is asked_for
        assert (word("acts", "public_text").encode() in content) is asked_for


TEXT_THAT_LEAVES = {
    *((table, "public_text") for table in ("incident", "casualty", "detention", "damage")),
    *(("place", name) for name in ("name", "name_local")),
    *((table, "id") for table in RECORD_TYPES),
}


def test_words_leave_only_where_they_were_declared_to() -> None:
    """A new field does not leave unless it says so, and a new text not without this test."""
    for table, model in RECORD_TYPES.items():
        for spec in fields_of(model):
            leaves = spec.meta.leaves
            if isinstance(spec.kind, TextKind | TextsKind) and leaves is Leaves.ROW:
                assert (table, spec.name) in TEXT_THAT_LEAVES
            if spec.meta.personal:
                assert leaves in (Leaves.NEVER, Leaves.NAMED)
            if leaves is Leaves.NAMED:
                assert spec.meta.personal
                assert issubclass(model, PersonFields)
            if isinstance(spec.kind, DegreesKind | PlaceKind) and leaves is Leaves.ROW:
                assert table in ("place", "figure")
