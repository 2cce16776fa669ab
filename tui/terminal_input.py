"""What a terminal sends, read so that no byte of it does anything but what it is.

Textual's parser takes an escape in pasted text for the beginning of a key, and what follows it
for keys: pasted words would go through a form, or approve what they meet in a list.
"""

from collections.abc import Iterable, Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

BEGIN, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and behind pasted text."""

_ESCAPE = "\x1b"
# CSI and SS3, with which keys begin, and DCS, OSC, PM, APC; a word to the left or right as macOS
# sends it, shift+tab as the console of Linux does, a word deleted.
_MAY_BE_ONE_KEY = "[OP]^_bf\t\x7f\x1b"


class PasteParser(XTermParser):
    """Textual's parser of what a terminal sends, which sees nothing of a pasted text."""

    def __init__(self, debug: bool = False, *, typed: str = "") -> None:  # noqa: FBT001, FBT002 - Textual's signature.
        super().__init__(debug)
        self._typed = typed
        self._last = ""  # typed before, as far as a paste may have begun in it
        self._pasted: str | None = None
        self._follows_escape = False

    def feed(self, data: str) -> Iterable[Message]:
        """The keys and other events in the data, and a pasted text once it is whole."""
        data, self._typed = (self._typed + data, "") if data else ("", "")
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                typed, data = self._before_paste(data)
                yield from self._keys(typed)
            else:
                text, data = self._up_to_end(data)
                if text is not None:
                    # The parser is told that it is over, and finds an empty text.
                    list(super().feed(END))
                    yield events.Paste(text.replace("\0", ""))

    def tick(self) -> Iterable[Message]:
        """What was typed before there was a parser, and a key that turns out to be whole."""
        if self._typed:
            typed, self._typed = self._typed, ""
            yield from self.feed(typed)
        yield from super().tick()

    def _keys(self, typed: str) -> Iterator[Message]:
        """The keys in what was typed; an escape with a sign behind it is a key by itself.

        Textual takes both for one key with alt, which nothing is bound to, or drops the escape.
        Those few that stand for another key are left alone.
        """
        begins = 0
        for at, letter in enumerate(typed):
            if self._follows_escape and letter not in _MAY_BE_ONE_KEY:
                if typed[begins:at]:
                    yield from super().feed(typed[begins:at])
                begins = at
                if self._timeout_time is not None:
                    self._timeout_time = 0.0
                    yield from super().tick()
            self._follows_escape = letter == _ESCAPE
        if typed[begins:]:
            yield from super().feed(typed[begins:])

    def _before_paste(self, data: str) -> tuple[str, str]:
        """What was typed, up to where pasted text begins, and that."""
        known = len(self._last)
        seen = self._last + data
        at = seen.find(BEGIN)
        if at < 0:
            self._last = seen[1 - len(BEGIN) :]
            return data, ""
        self._last, self._pasted = "", ""
        begins = at + len(BEGIN) - known
        return data[:begins], data[begins:]

    def _up_to_end(self, data: str) -> tuple[str | None, str]:
        """The pasted text, None if its end is still to come, and what was typed behind it."""
        so_far = self._pasted or ""
        seen = so_far + data
        at = seen.find(END, max(0, len(so_far) - len(END)))
        self._pasted = seen if at < 0 else None
        return (None, "") if at < 0 else (seen[:at], seen[at + len(END) :])
