"""Places that people add to those that ship."""

from collections.abc import Iterator

import pytest

from store.engine import Connection, IntegrityError
from store.errors import ParseError
from store.gazetteer import PlaceEntry, ensure_places, put_place
from store.places import find_places, label_of, resolve_place
from store.vocabulary import PlaceLevel
from tests.store.gazetteers import CAMP, TENT, below, camp, known, offered, own_places


@pytest.fixture
def conn() -> Iterator[Connection]:
    connection = own_places()
    yield connection
    connection.close()


def mistake(conn: Connection, text: str) -> str:
    with pytest.raises(ParseError) as caught:
        resolve_place(conn, text)
    return caught.value.message


def test_an_added_place_lies_in_what_its_parent_lies_in(conn: Connection) -> None:
    put_place(conn, camp())
    found = known(conn, CAMP)
    assert (found.origin, found.tract, found.township) == ("record", "MMR002001001", "MMR002001")
    assert resolve_place(conn, "camp 5") == CAMP
    assert label_of(conn, CAMP) == "Camp 5 · Loikaw township"
    assert find_places(conn, "camp 5")[0].path == "Pan Kan · Pan Kan tract · Loikaw township"
    assert CAMP in below(conn, "168258")
    assert CAMP in below(conn, "MMR002")


def test_moving_a_place_moves_what_lies_below_it(conn: Connection) -> None:
    put_place(conn, camp())
    put_place(conn, camp(TENT, CAMP, "Block C"))
    assert known(conn, TENT).township == "MMR002001"
    put_place(conn, camp(parent="MMR014010"))
    assert known(conn, TENT).township == "MMR014010"
    assert known(conn, TENT).tract is None
    assert TENT in below(conn, CAMP)
    assert TENT not in below(conn, "MMR002")
    assert resolve_place(conn, "Block C, Pekon") == TENT
    assert resolve_place(conn, "Block C, Camp 5") == TENT


def test_a_changed_name_is_found_and_the_old_one_is_not(conn: Connection) -> None:
    put_place(conn, camp(name="Zephyr"))
    put_place(conn, camp(name="Camp 6"))
    assert offered(conn, "zephyr") == offered(conn, "phyr") == []
    assert offered(conn, "camp 6") == [CAMP]
    conn.execute("INSERT INTO location_tri(location_tri, rank) VALUES ('integrity-check', 1)")


def test_a_place_that_is_not_listed_keeps_its_label(conn: Connection) -> None:
    put_place(conn, PlaceEntry(CAMP, PlaceLevel.CAMP, "Camp 5", parent="168258", listed=False))
    assert offered(conn, "camp 5") == []
    assert label_of(conn, CAMP) == f"Camp 5 ({CAMP})"
    assert resolve_place(conn, label_of(conn, CAMP)) == CAMP


def test_places_that_lie_in_each_other_harm_nothing(conn: Connection) -> None:
    put_place(conn, camp(CAMP, TENT, "Zephyrone"))
    put_place(conn, camp(TENT, CAMP, "Zephyrtwo"))
    assert below(conn, CAMP) == below(conn, TENT) == {CAMP, TENT}
    assert resolve_place(conn, "Zephyrone") == CAMP
    assert mistake(conn, "Zephyrone, Loikaw")
    assert find_places(conn, "Zephyrone", within="MMR002") == []
    assert label_of(conn, CAMP)
    put_place(conn, camp(CAMP, CAMP, "Zephyrone"))
    assert below(conn, CAMP) == {CAMP, TENT}


def test_a_parent_may_come_later(conn: Connection) -> None:
    put_place(conn, camp(TENT, CAMP, "Block C"))
    conn.commit()
    assert known(conn, CAMP).level is PlaceLevel.UNKNOWN
    put_place(conn, camp())
    conn.commit()
    assert known(conn, TENT).township == "MMR002001"
    assert known(conn, CAMP).name == "Camp 5"


def test_a_code_that_is_not_loaded_is_entered_as_far_as_it_tells(conn: Connection) -> None:
    ensure_places(conn, ["MMR003004001", "MMR003004702501", "999999", "MMR002001"])
    conn.commit()
    tract = known(conn, "MMR003004001")
    assert (tract.level, tract.township, tract.state) == (
        PlaceLevel.TRACT,
        "MMR003004",
        "MMR003",
    )
    assert known(conn, "MMR003004702501").parent == "MMR003004702"
    assert known(conn, "999999").level is PlaceLevel.VILLAGE
    assert known(conn, "MMR002001").origin == "shipped"
    assert label_of(conn, "999999") == "999999"


def test_points_outside_the_earth_are_refused(conn: Connection) -> None:
    with pytest.raises(IntegrityError):
        put_place(conn, PlaceEntry(CAMP, PlaceLevel.CAMP, "x", lat=91.0, lon=0.0))
