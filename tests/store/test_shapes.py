"""An expression is compiled when it is first asked, and every one of them can be."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

import store
from store.shapes import _Shape, shape


def shapes_in(value: object) -> Iterator[object]:
    if type(value) is _Shape:
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from shapes_in(part)


def test_it_answers_as_what_it_stands_for() -> None:
    for said, flags in (("(?P<a>x+)y?", 0), ("(?P<a>x+)", re.IGNORECASE)):
        asked, compiled = shape(said, flags), re.compile(said, flags)
        for text in ("xxy", "XX", "", "y"):
            for name in ("match", "search", "fullmatch"):
                ours, theirs = getattr(asked, name)(text), getattr(compiled, name)(text)
                assert (ours and ours.groupdict()) == (theirs and theirs.groupdict())
        assert asked.sub("-", "axxb") == "a-b"
        assert asked.pattern == said


def test_nothing_is_compiled_before_it_is_asked() -> None:
    wrong = shape("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_every_one_can_be_asked() -> None:
    found = 0
    for module in pkgutil.walk_packages(store.__path__, "store."):
        if module.name != "store.__main__":
            for value in list(vars(import_module(module.name)).values()):
                for one in shapes_in(value):
                    assert re.compile(one.pattern)  # type: ignore[attr-defined]
                    found += 1
    assert found > 90
