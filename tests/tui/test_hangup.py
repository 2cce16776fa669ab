"""A terminal that hangs up, or a system that shuts down, costs not one letter."""

import asyncio
import os
import signal

import pytest

from tui.hangup import leave_on_hangup


@pytest.mark.skipif(os.name == "nt", reason="There are no such signals.")
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
async def test_a_signal_leaves(number: int) -> None:
    left = asyncio.Event()
    loop = asyncio.get_running_loop()
    leave_on_hangup(loop, left.set)
    try:
        os.kill(os.getpid(), number)
        await asyncio.wait_for(left.wait(), 60)
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
        loop.remove_signal_handler(signal.SIGTERM)


@pytest.mark.skipif(os.name == "nt", reason="There are no such signals.")
async def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    loop = asyncio.get_running_loop()
    try:
        leave_on_hangup(loop, lambda: None)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        loop.remove_signal_handler(signal.SIGTERM)
        signal.signal(signal.SIGHUP, before)
