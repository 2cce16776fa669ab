"""Places: which one is meant, what lies below it, what is near."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.engine import Connection
from store.errors import ParseError
from store.gazetteer import PlaceEntry, level_of_code, put_place
from store.place_finding import split
from store.place_loading import PlacesLoaded, load_shipped
from store.place_names import squeeze, without_level
from store.places import (
    find_places,
    is_left_out,
    label_of,
    nearest_township,
    place,
    resolve_place,
)
from store.vocabulary import PlaceLevel
from tests.store.gazetteers import below, known, no_places, offered, own_places, shipped_places


@pytest.fixture(scope="module")
def shipped() -> Connection:
    return shipped_places()


@pytest.fixture
def conn() -> Iterator[Connection]:
    connection = own_places()
    yield connection
    connection.close()


def mistake(conn: Connection, text: str) -> str:
    with pytest.raises(ParseError) as caught:
        resolve_place(conn, text)
    return caught.value.message


# What ships


def test_every_place_ships_in_its_township_and_state(shipped: Connection) -> None:
    counts = dict(shipped.execute("SELECT level, count(*) FROM location GROUP BY level"))
    assert counts == {
        "state": 2,
        "district": 4,
        "township": 9,
        "tract": 117,
        "town": 15,
        "ward": 78,
        "village": 1465,
    }
    (lost,) = shipped.execute(
        """SELECT count(*) FROM location WHERE state IS NULL OR origin <> 'shipped'
OR (level NOT IN ('state', 'district') AND (township IS NULL OR district IS NULL))
OR (level = 'village' AND tract IS NULL)"""
    ).fetchone()
    assert lost == 0
    (with_point,) = shipped.execute("SELECT count(lat) FROM location").fetchone()
    assert with_point == 1465 - 428 + 78


def test_the_shipped_codes_say_what_they_are(shipped: Connection) -> None:
    for key, level, district, township, tract in shipped.execute(
        "SELECT key, level, district, township, tract FROM location"
    ):
        shape, parent = level_of_code(key)
        assert shape == level
        if parent:
            above = known(shipped, key)
            assert parent in {above.parent, above.state, district, township, tract}


def test_the_pa_o_zone_has_a_name(shipped: Connection) -> None:
    assert known(shipped, "MMR014S002").name == "Pa-O Self-Administered Zone"


def test_loading_the_shipped_places_again_changes_nothing(conn: Connection) -> None:
    assert load_shipped(conn) == PlacesLoaded()


# Which place is meant


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Loikaw", "MMR002001"),
        ("loi kaw", "MMR002001"),
        ("လွိုင်ကော်", "MMR002001"),
        ("လွိုင်ကော်မြို့နယ်", "MMR002001"),
        ("Loikaw Township", "MMR002001"),
        ("Loikaw district", "MMR002D001"),
        ("Loikaw town", "MMR002001701"),
        ("MMR002001", "MMR002001"),
        (" mmr002d001 ", "MMR002D001"),
        ("168258", "168258"),
        ("Pan Kan", "168258"),
        ("Pan Kan, Loikaw", "168258"),
        ("Pan Kan · Loikaw township", "168258"),
        ("Pan Kan tract, Loikaw, Kayah", "MMR002001001"),
        ("ပန်ကန်း၊ လွိုင်ကော်", "168258"),
        ("somewhere (168258)", "168258"),
        ("Kayah", "MMR002"),
        ("Kayah State", "MMR002"),
        ("karenni", "MMR002"),
        ("Karenni State", "MMR002"),
        ("southern Shan State", "MMR014"),
        ("Bawlakhe Township, Kayah State", "MMR002005"),
        ("Moebye", "202740"),
        ("Mobye", "202740"),
        ("Mongpai town", "202740"),
        ("Moe Bye tract", "MMR014010001"),
        ("Gaw Ra Khar", "168261"),
        ("Ywarthit, Bawlake", "MMR002005702"),
        ("Kayin, Pinlaung", "202711"),
    ],
)
def test_one_place_is_meant(shipped: Connection, text: str, key: str) -> None:
    assert resolve_place(shipped, text) == key


@pytest.mark.parametrize(
    ("code", "spellings"),
    [
        ("MMR002001", ["Loi Kaw"]),
        ("MMR002002", ["Dimawso", "Demawso", "Dee Maw Soe"]),
        ("MMR002003", ["Phruso", "Pruhso", "Fruso"]),
        ("MMR002004", ["Shar Taw", "Shataw"]),
        ("MMR002005", ["Bawlakhe", "Bawlakhae"]),
        ("MMR002006", ["Hpasaung", "Pha Hsaung"]),
        ("MMR002007", ["Mae Se", "Maisal"]),
        ("MMR014010", ["Phekhon", "Pekhon"]),
        ("MMR014009", ["Pin Laung"]),
    ],
)
def test_spellings_met_in_sources_are_understood(
    shipped: Connection, code: str, spellings: Sequence[str]
) -> None:
    assert {resolve_place(shipped, spelling) for spelling in spellings} == {code}


def test_several_places_of_a_name_are_a_question(shipped: Connection) -> None:
    assert mistake(shipped, "Ywar Thit").startswith("2 places have this name: add the township")
    assert mistake(shipped, "Nam Baw Wan").startswith("2 places")
    assert mistake(shipped, "No (1) Ward, Pinlaung").startswith("2 places have this name: choose")


@pytest.mark.parametrize("text", ["", "  ", '"', "' OR 1=1 --", "-", ",", "\x00", "\ud800", "%"])
def test_text_without_a_name_asks_for_one(shipped: Connection, text: str) -> None:
    assert mistake(shipped, text)


def test_unknown_names_are_not_guessed(shipped: Connection) -> None:
    assert mistake(shipped, "Loika") == "No place on the list has this name."
    assert "after the comma" in mistake(shipped, "Pan Kan, Nowhere")
    assert mistake(shipped, "Pan Kan, Mese") == "No place on the list has this name there."


@pytest.mark.parametrize(
    "text", ["Kayin", "Karen", "Karen State", "KAYIN", "ကရင်", "Pan Kan, Kayin"]
)
def test_kayin_is_never_taken_for_kayah(conn: Connection, text: str) -> None:
    assert "two states" in mistake(conn, text)
    put_place(conn, PlaceEntry("MMR003", PlaceLevel.STATE, "Kayin"))
    assert "two states" in mistake(conn, text)
    assert resolve_place(conn, "MMR003") == "MMR003"
    assert resolve_place(conn, label_of(conn, "MMR003")) == "MMR003"


def test_no_message_holds_what_was_typed(shipped: Connection) -> None:
    for text in ("Zephyrine", "Zephyrine, Loikaw", "Pan Kan, Zephyrine"):
        assert "Zephyrine" not in mistake(shipped, text)


def test_every_label_is_read_back_and_offered(shipped: Connection) -> None:
    for n, (key,) in enumerate(shipped.execute("SELECT key FROM location").fetchall()):
        label = label_of(shipped, key)
        assert resolve_place(shipped, label) == key
        if n % 40 == 0:
            assert (key, label) in {(m.key, m.label) for m in find_places(shipped, label)}


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("MMR002", "Kayah"),
        ("MMR002D001", "Loikaw district"),
        ("MMR002001", "Loikaw township"),
        ("MMR002001001", "Pan Kan tract · Loikaw township"),
        ("168258", "Pan Kan · Loikaw township"),
        ("MMR002001701", "Loikaw Town · Loikaw township"),
        ("MMR002001701503", "Daw Au Khu Ward · Loikaw township"),
        ("gone", "gone"),
    ],
)
def test_labels_are_short(shipped: Connection, key: str, label: str) -> None:
    assert label_of(shipped, key) == label


@given(st.text())
def test_any_text_means_a_place_or_gets_a_sentence(shipped: Connection, text: str) -> None:
    with suppress(ParseError):
        assert place(shipped, resolve_place(shipped, text))
    assert len(find_places(shipped, text, limit=5)) <= 5


# Type-ahead


def test_names_come_before_beginnings_and_townships_before_villages(shipped: Connection) -> None:
    keys = offered(shipped, "loikaw")
    assert keys[:3] == ["MMR002001", "MMR002D001", "MMR002001701"]
    assert offered(shipped, "loi")[0] == "MMR002001"
    assert offered(shipped, "Mobye") == ["202740", "MMR014010001"]


def test_what_holds_the_text_comes_last(shipped: Connection) -> None:
    names = [match.name for match in find_places(shipped, "war thit")]
    assert names[0] == "Ywarthit Town"
    assert "Daw Ta Wi Ywar Thit" in names


def test_both_scripts_and_codes_are_offered(shipped: Connection) -> None:
    assert "MMR002001" in offered(shipped, "လွိုင်")
    assert "MMR002001" in offered(shipped, "ကော်")
    assert offered(shipped, "mmr002001")[0] == "MMR002001"
    assert offered(shipped, "168258")[0] == "168258"
    assert "168261" in offered(shipped, "16826")


def test_one_letter_is_enough(shipped: Connection) -> None:
    assert offered(shipped, "k")[0] == "MMR002"
    assert offered(shipped, "က")
    assert offered(shipped, "") == offered(shipped, '"') == []


def test_what_follows_a_comma_narrows(shipped: Connection) -> None:
    matches = find_places(shipped, "pan, loik")
    assert matches
    assert all(known(shipped, m.key).district == "MMR002D001" for m in matches)


def test_within_a_place_only_what_lies_below_it_is_offered(shipped: Connection) -> None:
    keys = offered(shipped, "ywar", within="MMR002001")
    assert keys
    assert set(keys) <= below(shipped, "MMR002001")
    assert offered(shipped, "loikaw", within="MMR014") == []
    town = "MMR002001701"
    assert set(offered(shipped, "daw", within=town)) <= below(shipped, town)


def test_matches_say_what_they_lie_in(shipped: Connection) -> None:
    paths = {m.key: m.path for m in find_places(shipped, "Pan Kan")}
    assert paths["168258"] == "Pan Kan tract · Loikaw township"
    assert paths["MMR002001001"] == "Loikaw township"
    (township, *_) = find_places(shipped, "Loikaw")
    assert township.path == "Loikaw district · Kayah"


def test_kayin_typed_offers_the_villages_and_no_kayah(shipped: Connection) -> None:
    assert "MMR002" not in offered(shipped, "Kayin")


def names_of(conn: Connection, key: str) -> set[str]:
    """Every name of a place as names are compared, and its code."""
    rows = conn.execute("SELECT folded FROM location_name WHERE key = ?", (key,))
    return {*(name for (name,) in rows), key.lower()}


@cache
def asked(sql: str) -> tuple[str, ...]:
    """One column of the places that ship."""
    return tuple(str(value) for (value,) in shipped_places().execute(sql))


NAMES = "SELECT name FROM location UNION SELECT name_local FROM location WHERE name_local <> ''"
KEYS = "SELECT key FROM location ORDER BY key"
WIDE = "SELECT key FROM location WHERE level IN ('state', 'district', 'township') ORDER BY key"


@st.composite
def pieces_of_names(draw: st.DrawFn) -> str:
    """A part of a place's name in either script, as somebody types it."""
    name = draw(st.sampled_from(asked(NAMES)))
    begin = draw(st.integers(0, max(0, len(name) - 1)) | st.just(0))
    piece = name[begin : draw(st.integers(begin + 1, len(name)))]
    return draw(st.sampled_from([piece, piece.upper(), f"\u200b{piece}", piece.replace(" ", "")]))


@given(pieces_of_names())
def test_only_what_holds_the_typed_letters_is_offered(shipped: Connection, piece: str) -> None:
    if not split(piece):
        return
    first = squeeze(split(piece)[0])
    said = {squeeze(piece), first, *(said[0] for said in [without_level(first)] if said)}
    for match in find_places(shipped, piece):
        assert any(part in name for part in said for name in names_of(shipped, match.key))


@given(st.deferred(lambda: st.sampled_from(asked(KEYS))))
def test_a_whole_name_or_code_comes_first(shipped: Connection, key: str) -> None:
    one = known(shipped, key)
    for text in filter(None, (one.name, one.name_local, key.lower())):
        (first, *_) = find_places(shipped, text)
        assert squeeze(text) in names_of(shipped, first.key)
    assert offered(shipped, key)[0] == key


@given(st.deferred(lambda: st.tuples(st.sampled_from(asked(KEYS)), st.sampled_from(asked(WIDE)))))
def test_a_wider_place_leaves_out_what_does_not_lie_in_it(
    shipped: Connection, chosen: tuple[str, str]
) -> None:
    before, now = chosen
    outside = before not in asked(WIDE) and before not in below(shipped, now)
    assert is_left_out(shipped, before, now) is outside


# What lies below, what is near


@pytest.mark.parametrize("key", ["MMR002", "MMR002D002", "MMR002001", "MMR002001001"])
def test_what_lies_below_a_unit(shipped: Connection, key: str) -> None:
    level = known(shipped, key).level
    rows = shipped.execute(f"SELECT key FROM location WHERE {level} = ?", (key,))
    assert below(shipped, key) == {row[0] for row in rows}


def test_what_lies_below_a_town_or_nothing(shipped: Connection) -> None:
    town = below(shipped, "MMR002001701")
    assert len(town) == 20
    assert all(key.startswith("MMR002001701") for key in town)
    assert below(shipped, "168258") == {"168258"}
    assert below(shipped, "unheard-of") == set()


def test_the_nearest_village_tells_the_township(shipped: Connection) -> None:
    assert nearest_township(shipped, 19.6389, 97.2079) == "MMR002001"
    assert nearest_township(shipped, 19.7444, 97.0930) == "MMR014010"
    assert nearest_township(shipped, 18.3, 97.3) is not None
    assert nearest_township(shipped, 48.8, 2.3) is None
    assert nearest_township(shipped, 90.0, 0.0) is None
    assert nearest_township(no_places(), 19.6, 97.2) is None


def test_the_nearest_is_the_nearest_of_all(shipped: Connection) -> None:
    points = shipped.execute(
        """SELECT lat, lon, township FROM location
WHERE level = 'village' AND lat IS NOT NULL"""
    ).fetchall()
    for lat, lon in ((19.0, 97.4), (19.9, 96.7), (18.9, 97.0), (19.5, 97.6)):
        _, township = min(
            ((y - lat) ** 2 + ((x - lon) * 0.944) ** 2, township) for y, x, township in points
        )
        assert nearest_township(shipped, lat, lon) == township
