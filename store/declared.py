"""Values whose class declares their fields: made by name, compared as a whole, never changed.

Pydantic would do as much, and took an eighth of the program's start for it. It had nothing left
to validate: what is typed, read or imported becomes a value through its kind (`store/kinds`), and
a save refuses what no column takes (`store/unfit.py`).
"""

from collections.abc import Mapping
from inspect import get_annotations
from typing import Annotated, Any, ClassVar, NamedTuple, Self, dataclass_transform, get_origin

_NOTHING = object()


class Declaration(NamedTuple):
    """What a class says of one field: its type, what it is marked with, what stands for nothing."""

    annotation: Any
    marks: tuple[object, ...]
    default: Any


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Declaring(type):
    """The class of a class that declares fields, each `Annotated[type, *marks]` with a default.

    Raises:
        TypeError: a field has no marks, or no default.
    """

    model_fields: dict[str, Declaration]
    """The fields by name, those of the classes above first."""
    defaults: dict[str, Any]

    def __init__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **_: object
    ) -> None:
        super().__init__(name, bases, namespace)
        fields: dict[str, Declaration] = {}
        for above in reversed(cls.__mro__[1:]):
            fields |= vars(above).get("model_fields", {})
        cls.model_fields = fields | _declared_in(cls)
        cls.defaults = {name: field.default for name, field in cls.model_fields.items()}


def _declared_in(cls: type) -> dict[str, Declaration]:
    """The fields that the class itself declares."""
    found: dict[str, Declaration] = {}
    for name, annotation in get_annotations(cls).items():
        origin: Any = get_origin(annotation)
        if ClassVar in (annotation, origin):
            continue
        default = vars(cls).get(name, _NOTHING)
        if origin is not Annotated or default is _NOTHING:
            raise TypeError(f"{cls.__name__}.{name} needs marks and a default")
        found[name] = Declaration(annotation.__origin__, annotation.__metadata__, default)
    return found


class Declared(metaclass=Declaring):
    """A value with the fields that its class and the classes above it declare."""

    def __init__(self, **values: Any) -> None:  # noqa: ANN401
        """The value with those fields, the others as declared.

        Raises:
            TypeError: there is no such field.
        """
        defaults = type(self).defaults
        if not values.keys() <= defaults.keys():
            raise TypeError(f"{type(self).__name__} has no such field")
        vars(self).update({**defaults, **values})

    def model_copy(self, update: Mapping[str, Any]) -> Self:
        """The same value but for some fields.

        Raises:
            TypeError: there is no such field.
        """
        return type(self)(**{**vars(self), **update})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is never changed, only replaced")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is never changed, only replaced")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        defaults = type(self).defaults
        told = (f"{n}={value!r}" for n, value in vars(self).items() if value != defaults[n])
        return f"{type(self).__name__}({', '.join(told)})"
