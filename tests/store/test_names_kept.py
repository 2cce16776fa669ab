"""Names are kept as they were typed, code point for code point, wherever a record goes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.items import read_item, to_item
from store.ledger import Store
from store.query import default_sort, page, read_filter
from store.records import Casualty
from store.vocabulary import Outcome, PersonStatus, Review
from tests.store.merging.laptops import laptop, merged

SPELLED = (
    "နော်ဖော",
    "Naw Paw နော်ဖော (a.k.a. [b]Ma Paw[/b])",
    "စော\u200bထူး\u200cအောင်\u2060",
    "\u200fأحمد\u200e Ali",
    "\u1031\u1019\u102c\u1004\u1039\u1031\u1019\u102c\u1004\u1039",
    "Zoe\u0308 and Zo\u00eb",
    "ဒေါ်\u1021\u1031\u1038 ၃",
    "Ｎａｗ　Ｐａｗ",
    "Saw \u202eUnverified\u202c 👩🏽‍🌾",
    "က" * 2_000,
)
"""Two scripts, brackets, joiners, marks of direction, Zawgyi, two ways of one letter, very long."""

LETTERS = st.characters(codec="utf-8", exclude_characters="\0;")
NAMES = st.sampled_from(SPELLED) | st.text(
    LETTERS | st.sampled_from("ကခဂ\u103a\u1031\u102c"), min_size=1
)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    folder: Path = tmp_path_factory.mktemp("names")
    ours, theirs = laptop(folder, "AA"), laptop(folder, "BB")
    yield ours, theirs
    ours.close()
    theirs.close()


def found_by(store: Store, words: str) -> set[str]:
    quoted = " ".join(f'"{word}"' for word in words.replace('"', " ").split())
    wanted = read_filter(Casualty, quoted, store.lookup)
    return {row.id for row in store.ask(page, Casualty, wanted, default_sort(Casualty), limit=500)}


@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(NAMES, NAMES), min_size=5, max_size=10))
def test_a_name_is_the_same_wherever_it_goes(
    stores: tuple[Store, Store], names: list[tuple[str, str]]
) -> None:
    ours, theirs = stores
    people = [
        Casualty(
            name=name,
            name_local=local,
            aka=(local, name),
            outcome=Outcome.KILLED,
            status=PersonStatus.CIVILIAN,
            review=Review.DRAFT,
        )
        for name, local in names
    ]
    saved = [one.record for one in ours.save_all(people)]
    merged(theirs, ours)
    for person, (name, local) in zip(saved, names, strict=True):
        item = json.loads(json.dumps(to_item(person)))
        again = read_item(Casualty, item, ours.lookup, person)
        for kept in (ours.get(Casualty, person.id), theirs.get(Casualty, person.id), again):
            assert (kept.name, kept.name_local, kept.aka) == (name, local, (local, name))
        told = [change.after for change in ours.history(person)[0].fields]
        assert {name, local, f"{local}; {name}"} <= set(told)
        for words in (name, local):
            assert person.id in found_by(ours, words)
            assert person.id in found_by(theirs, words)
