"""Commands of a screen that must not begin while another one is still being carried out."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from textual.dom import DOMNode

S = TypeVar("S", bound=DOMNode)
P = ParamSpec("P")

_BUSY = "_is_busy_with_one"


def one_at_a_time(
    action: Callable[Concatenate[S, P], Awaitable[None]],
) -> Callable[Concatenate[S, P], Coroutine[Any, Any, None]]:
    """The action, which does nothing while another such action of the same screen goes on.

    A key that is pressed twice would otherwise save twice, or approve what it has just changed.
    """

    @wraps(action)
    async def once(node: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        if getattr(node, _BUSY, False):
            return
        setattr(node, _BUSY, True)
        try:
            await action(node, *args, **kwargs)
        finally:
            setattr(node, _BUSY, False)

    return once
