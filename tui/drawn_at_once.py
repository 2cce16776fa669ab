"""Showing a screen with what is on it, instead of blank first and then filled."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from textual.app import App

_MOMENT = 0.2  # seconds, after which even a blank page says that the key was heard


async def drawn_at_once(app: App[Any], filling: Coroutine[Any, Any, None]) -> None:
    """Returns when the screen is filled; meanwhile, for a moment, what stood before stays.

    Raises:
        Exception: whatever `filling` raises.
    """
    task = asyncio.create_task(filling)
    try:
        with app.batch_update():
            await asyncio.wait((task,), timeout=_MOMENT)
        await task
    finally:
        task.cancel()
