"""Waiting for what a screen shows or does."""

import asyncio
from collections.abc import Callable

from textual.app import ReturnType
from textual.pilot import Pilot

PATIENCE = 90.0  # seconds


async def until(pilot: Pilot[ReturnType], condition: Callable[[], object]) -> None:
    """Waits until something holds, and the program has nothing more to do.

    Raises:
        TimeoutError: it did not hold for a long time.
        Exception: what broke the program meanwhile.
    """
    async with asyncio.timeout(PATIENCE):
        while not condition():
            # Looking is all: a pause of the pilot keeps every widget busy.
            await asyncio.sleep(0.02)
            if (broken := pilot.app._exception) is not None:
                raise broken
    await pilot.pause()
