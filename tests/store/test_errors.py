"""The errors: each in the tree that the module draws, each with two sentences of its own."""

import re

import pytest

from store import errors
from store.errors import LedgerError, ParseError, RecordInvalid


def subclasses(parent: type[LedgerError]) -> list[type[LedgerError]]:
    return [found for child in parent.__subclasses__() for found in (child, *subclasses(child))]


ALL = [found for found in subclasses(LedgerError) if found.__module__ == "store.errors"]


def drawn() -> list[tuple[str, int]]:
    """The names in the drawing, each with its depth."""
    lines = re.findall(r"^    ((?:│   |    )*)[├└]── (\w+) ", errors.__doc__ or "", re.MULTILINE)
    return [(name, len(indent) // 4 + 1) for indent, name in lines]


def test_the_drawing_is_the_tree() -> None:
    depth_of_root = len(LedgerError.__mro__)
    assert drawn() == [(found.__name__, len(found.__mro__) - depth_of_root) for found in ALL]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_an_error_says_what_is_the_matter_and_what_to_do(kind: type[LedgerError]) -> None:
    for sentence in (kind.title, kind.advice):
        assert sentence.endswith(".")
        assert ". " not in sentence
        assert sentence[0].isupper()
    assert "title" in vars(kind)
    assert "advice" in vars(kind)


def test_an_error_may_say_something_closer() -> None:
    closer = errors.LedgerMissing("There is no such folder.")
    assert closer.title == "There is no such folder."
    assert closer.advice == errors.LedgerMissing.advice
    assert str(closer) == f"{closer.title} {closer.advice}"


def test_findings_by_field() -> None:
    error = RecordInvalid({"when": ["The end is before the beginning."], "": ("A source lacks.",)})
    assert error.findings == {
        "when": ("The end is before the beginning.",),
        "": ("A source lacks.",),
    }
    assert "beginning" not in str(error)


def test_text_that_means_nothing_is_another_matter() -> None:
    assert ParseError("Write a date.").message == "Write a date."
    assert not issubclass(ParseError, LedgerError)
