"""When the screen of this device locks by itself."""

from dataclasses import replace

from store.saving import Saving
from store.settings import write_lock_after


def set_lock_after(saving: Saving, minutes: int) -> None:
    """Has it lock after that many minutes without a key, 0 for never.

    Runs inside the caller's transaction. It is this device's own: never handed on or merged.
    """
    write_lock_after(saving.connection, minutes)
    saving.settings = replace(saving.settings, lock_after=minutes)
