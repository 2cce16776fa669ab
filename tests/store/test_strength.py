"""How strong a passphrase is said to be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from store.strength import Strength, estimate


def test_what_anybody_guesses_is_weak() -> None:
    for passphrase in (
        "",
        "password",
        "Loikaw2021",
        "a" * 20,
        "12345678901234567890",
    ):
        assert estimate(passphrase).strength is Strength.WEAK


def test_words_that_have_nothing_to_do_with_each_other_are_strong() -> None:
    assert estimate("tiger lamp river seven stone").strength is Strength.STRONG


def test_the_name_of_the_documenter_adds_nothing() -> None:
    name = "Xqvzkjwy Plomtrbf Dghnsrtw"
    assert estimate(name).strength is Strength.STRONG
    assert estimate(name, [name]).strength is Strength.WEAK


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_whatever_is_typed_has_an_estimate(text: str) -> None:
    assert estimate(text).withstands
