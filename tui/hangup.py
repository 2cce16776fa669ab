"""Leaving in good order when the terminal is gone or the system is shutting down."""

import asyncio
import signal
from collections.abc import Callable

_NAMES = ("SIGHUP", "SIGTERM")


def leave_on_hangup(loop: asyncio.AbstractEventLoop, leave: Callable[[], None]) -> None:
    """Has `leave` called when the terminal hangs up or somebody asks the program to end.

    What is being typed is then kept to the last letter. A signal that is ignored, as under
    nohup, stays so; where the system has no such signals nothing is done.
    """
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is signal.SIG_IGN:
            continue
        try:
            loop.add_signal_handler(number, leave)
        except (NotImplementedError, RuntimeError, ValueError):
            return  # Windows, or a thread that is not the main one.
