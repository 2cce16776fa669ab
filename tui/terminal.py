"""What has to be known of the terminal before anything is laid out; without Textual."""

import os
from collections.abc import Mapping, MutableMapping
from typing import Final

from tui.taken_terminal import TakenTerminal

LINK: Final = "FIELDLEDGER_LINK"
"""Bits per second that the line to the terminal carries, such as 9600."""

BURMESE: Final = "FIELDLEDGER_BURMESE"
"""`one` or `none`: the cells of a spacing vowel sign. `ask`, as without it, asks the terminal."""

_CHOICES = {"one": True, "none": False}
_PATIENCE = 0.2  # seconds
_FAR_PATIENCE = 1.5  # seconds, where the terminal is at the other end of a bad line
_NEAR_ESCAPE_DELAY = 100  # milliseconds; the bytes of a key may come that far apart
_FAR_ESCAPE_DELAY = 500
_SLOW_ESCAPE_DELAY = 1000

_FROM_AFAR = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
_IN_WHOLE_KEYS = ("TMUX", "STY")
"""Set where tmux or screen is at this end of the line: they pass keys on in one piece."""
_SERIAL_LINES = ("/dev/ttyS", "/dev/ttyUSB", "/dev/ttyACM", "/dev/ttyAMA")


def prepare_terminal(environment: MutableMapping[str, str] = os.environ) -> None:
    """Settles delays and widths at once, leaving the terminal as it was."""
    set_delays(environment)
    taken = TakenTerminal.take() if is_to_be_asked(environment) else None
    try:
        if taken is not None:
            taken.ask()
        settle_widths(taken, environment)
    finally:
        if taken is not None:
            taken.give_back()


def set_delays(environment: MutableMapping[str, str] = os.environ) -> None:
    """Settles how long an escape waits for the rest of a key; before Textual is imported.

    That long waits a terminal that does not answer when it is asked (`tui.lone_escape`).
    """
    if link_speed(environment) is not None:
        delay = _SLOW_ESCAPE_DELAY
    elif is_far(environment) and not any(name in environment for name in _IN_WHOLE_KEYS):
        delay = _FAR_ESCAPE_DELAY
    else:
        delay = _NEAR_ESCAPE_DELAY
    environment.setdefault("ESCDELAY", str(delay))


def is_far(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal is at the other end of a line."""
    if any(name in environment for name in _FROM_AFAR) or link_speed(environment) is not None:
        return True
    try:
        return os.ttyname(0).startswith(_SERIAL_LINES)
    except (OSError, AttributeError):  # There is no terminal, or Windows, which names none.
        return False


def link_speed(environment: Mapping[str, str] = os.environ) -> int | None:
    """Bits per second that the line to the terminal carries; None if nobody said so."""
    said = environment.get(LINK, "").strip()
    return int(said) or None if said.isascii() and said.isdigit() else None


def is_to_be_asked(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal has to say how wide it draws, since nobody else did."""
    return environment.get(BURMESE, "").strip().lower() not in _CHOICES


def settle_widths(taken: TakenTerminal | None, environment: Mapping[str, str] = os.environ) -> None:
    """Lays out as it is set, or as the terminal answered if it was asked.

    Where there is no terminal to ask, the table of widths stays as Rich has it.
    """
    said = environment.get(BURMESE, "").strip().lower()
    take_a_cell = _CHOICES.get(said)
    if take_a_cell is None and taken is not None:
        patience = _FAR_PATIENCE if is_far(environment) else _PATIENCE
        take_a_cell = taken.sign_takes_a_cell(patience)
    if take_a_cell is not None:
        from tui.widths import set_spacing_signs

        set_spacing_signs(take_a_cell=take_a_cell)
