"""A declared value has the fields of its class and those above, and is never changed."""

import copy
import pickle
import subprocess
import sys
from typing import Annotated, Any, ClassVar

import pytest

from store.declared import Declared, Declaring
from store.records import RECORD_TYPES, Casualty, Incident, PersonFields, Record


class Shelf(Declared):
    """Something with two fields."""

    place: Annotated[str, "mark"] = "wall"
    boards: Annotated[int | None, "one", "two"] = None
    holds: ClassVar = ("books",)


class Locked(Shelf):
    """The same with a field more, and another default."""

    key: Annotated[str | None, "mark"] = None
    place: Annotated[str, "mark"] = "door"


def test_fields_are_those_above_first_with_the_nearest_declaration() -> None:
    assert list(Locked.model_fields) == ["place", "boards", "key"]
    assert Locked.model_fields["place"].default == "door"
    assert Shelf.model_fields["place"].default == "wall"
    assert Shelf.model_fields["boards"].annotation == int | None
    assert Shelf.model_fields["boards"].marks == ("one", "two")


def test_every_kind_of_record_has_the_shared_fields_before_its_own() -> None:
    shared = list(Record.model_fields)
    for model in RECORD_TYPES.values():
        assert list(model.model_fields)[: len(shared)] == shared
    assert Casualty.model_fields.keys() > PersonFields.model_fields.keys()


def test_what_is_not_given_is_as_declared() -> None:
    assert (Locked().place, Locked(place="box").place, Locked(boards=3).boards) == (
        "door",
        "box",
        3,
    )


@pytest.mark.parametrize("wrong", [{"plase": "door"}, {"holds": ()}])
def test_a_field_that_is_not_declared_is_refused_without_its_value(wrong: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"^Locked has no such field$"):
        Locked(**wrong)
    with pytest.raises(TypeError, match=r"^Locked has no such field$"):
        Locked().model_copy(update=wrong)


def test_nothing_changes_but_a_copy() -> None:
    shelf = Shelf(boards=2)
    with pytest.raises(AttributeError):
        shelf.boards = 3  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del shelf.boards
    longer = shelf.model_copy(update={"boards": 3})
    assert (shelf.boards, longer.boards, longer.place) == (2, 3, "wall")


def test_values_are_equal_in_all_their_fields_and_of_one_class() -> None:
    assert Shelf(boards=2) == Shelf(boards=2) != Shelf(boards=3)
    assert len({Shelf(boards=2), Shelf(boards=2), Shelf(boards=3)}) == 2
    assert Shelf(place="door") != Locked()
    record = Incident(title="Shelling (invented)", heads=(("device", 1),))
    for twin in (copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))):  # noqa: S301
        assert twin == record


def test_what_is_shown_is_what_is_not_as_declared() -> None:
    assert repr(Locked(boards=2, place="door")) == "Locked(boards=2)"


@pytest.mark.parametrize(
    "said", [{"__annotations__": {"a": int}, "a": 1}, {"__annotations__": {"a": Annotated[int, 1]}}]
)
def test_a_field_without_marks_or_default_is_noticed_where_it_stands(said: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"Wrong.a needs marks and a default"):
        Declaring("Wrong", (Declared,), said)


def test_no_record_needs_pydantic() -> None:
    code = "import sys, store.ledger, store.saving, tui.app; print('pydantic' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
