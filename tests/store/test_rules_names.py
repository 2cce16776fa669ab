"""Names romanised by different hands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.names import name_key, names_alike, skeleton

ONE_NAME = (
    ("Saw Htoo Aung", "Saw Htu Awng"),
    ("U Htoo Aung", "Htu Awng"),
    ("Daw Mya Mya Win", "Mya Mya Win"),
    ("Naw Phaw Eh Wah", "Naw Paw Eh Wa"),
    ("Khu Reh", "Khu Re"),
    ("Phre Reh", "Pray Reh"),
    ("Hpre Reh", "Phray Reh"),
    ("Soe Reh", "So Reh"),
    ("Oo Reh", "U Reh"),
    ("Htay Reh", "Htae Reh"),
    ("Shar Reh", "Sha Reh"),
    ("Maw Meh", "Mo Meh"),
    ("Boe Meh", "Boh Meh"),
    ("Su Meh", "Suu Meh"),
    ("Kyaw Zin Min", "Kyaw Zinn Minn"),
    ("Thein Lwin", "Thain Lwin"),
    ("Aung Naing Oo", "Aung Naing U"),
    ("Nyein Su Khin", "Nyain Su Khin"),
    ("Myint Thein", "Myin Thein"),
    ("Zaw Phyo", "Zaw Pyo"),
    ("Khun Aung", "Khoon Aung"),
    ("Sai Htun", "Sai Tun"),
    ("Win Htut", "Win Htoot"),
    ("Chit Ko", "Kyit Ko"),
    ("Tay Zar Aung", "Te Za Aung"),
    ("Yin Yin Htwe", "Yinn Yinn Htway"),
    ("Htoo Aung", "HTOOAUNG"),
    ("Naw Paw", "Náw Paw,"),
    ("မောင်မောင်", "မောင် မောင်"),
)
"""Spellings of one name; all invented."""

TWO_NAMES = (
    ("Soe Reh", "Boe Reh"),
    ("Soe Reh", "Soe Meh"),
    ("Oo Reh", "Soe Reh"),
    ("Khu Reh", "Phre Reh"),
    ("Maw Meh", "Paw Meh"),
    ("Saw Eh Doh", "Naw Eh Doh"),
    ("Kyaw Win", "Kyaw Min"),
    ("Mya Win", "Mya Than"),
    ("U Ba", "Daw Ba"),
    ("Ko Ko", "Ma Ma"),
    ("Zaw Min", "Zaw Win"),
    ("Thein Aung", "Thein Naing"),
    ("Aye Aye Mu", "Aye Aye Nu"),
    ("Saw Kler Moo", "Saw Kler Poe"),
    ("မောင်မောင်", "မောင်လှ"),
    ("မောင်မောင်", "Maung Maung"),
    ("?", "Naw Paw"),
)


def alike(a: str, b: str) -> bool:
    return names_alike([name_key(a)], [name_key(b)])


@pytest.mark.parametrize(("a", "b"), ONE_NAME)
def test_spellings_of_one_name_are_alike(a: str, b: str) -> None:
    assert alike(a, b)
    assert alike(b, a)


@pytest.mark.parametrize(("a", "b"), TWO_NAMES)
def test_two_names_are_not_alike(a: str, b: str) -> None:
    assert not alike(a, b)
    assert not alike(b, a)


def test_a_skeleton_is_what_is_heard() -> None:
    assert skeleton("U Htoo Aung") == skeleton("Htu Awng") == "tuon"
    assert skeleton("မောင်မောင်") == skeleton("") == ""


def test_any_of_several_names_is_enough() -> None:
    some = [name_key("Bo Bo"), name_key("Saw Htoo Aung")]
    assert names_alike(some, [name_key("Kler Moo"), name_key("Saw Htu Awng")])
    assert not names_alike(some, [])


@given(st.text(max_size=30))
def test_every_name_is_like_itself_unless_nothing_of_it_can_be_compared(name: str) -> None:
    key = name_key(name)
    assert alike(name, name) is bool(key.skeletons or key.local)
