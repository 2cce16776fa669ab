"""What libraries load but this program never shows or does, left out until it is used.

Textual loads its command palette and with it most of its widgets, a finder of downloads and tables
of colours; asyncio loads encrypted connections, without which it is made to work as well. This
takes a tenth of the time that Textual needs before it can show anything. Pydantic loads what
compares secrets, and with it OpenSSL: 4 MB that only a save needs, for its hashes.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

UNUSED = {
    "platformdirs": ("user_downloads_path",),
    "rich.table": ("Table",),
    "secrets": (),
    "textual.command": (
        *("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits"),
        *("Provider", "SimpleProvider"),
    ),
}
"""By module the names that Textual takes from it, none where others ask it; a test compares."""

_UNMADE = ("ssl",)
"""Modules without which asyncio works, as Python may be built without them."""


class Later:
    """A name of a module that is loaded when the name is first called, asked or tested."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _meant(self) -> Any:  # noqa: ANN401
        return getattr(_real(self._module), self._name)

    def __call__(self, *args: object, **options: object) -> Any:  # noqa: ANN401
        """What the function gives, or a new one of the class."""
        return self._meant()(*args, **options)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._meant(), name)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._meant())

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
        # Textual's list of themes is derived from one, for the palette that is never opened.
        return ()


@contextmanager
def left_out() -> Iterator[None]:
    """Has what is loaded for the first time meanwhile do without; later it is there as always."""
    put = [name for name in (*UNUSED, *_UNMADE) if name not in sys.modules]
    for name in put:
        sys.modules[name] = _stand_in(name)  # type: ignore[assignment] # As ImportError has it.
    try:
        yield
    finally:
        for name in put:
            if sys.modules[name] is None or isinstance(sys.modules[name], _StandIn):
                del sys.modules[name]


class _StandIn(ModuleType):
    """A module with names for later; whoever takes another name of it loads it now."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name.startswith("__"):
            raise AttributeError(name)  # What importing itself asks.
        return getattr(_real(self.__name__), name)


def _stand_in(name: str) -> ModuleType | None:
    """What is found instead of a module; None has the import fail."""
    if name not in UNUSED:
        return None
    module = _StandIn(name)
    vars(module).update({known: Later(name, known) for known in UNUSED[name]})
    return module


def _real(name: str) -> ModuleType:
    """The module itself, loaded now if it was left out so far."""
    if isinstance(sys.modules.get(name), _StandIn):
        del sys.modules[name]
    return import_module(name)
