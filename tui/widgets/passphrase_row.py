"""The line in which somebody gives the passphrase of a ledger, or names the file that holds it."""

import asyncio

from textual.binding import Binding

from store.passphrase import read_key_file
from store.paths import typed_path
from tui.widgets.field_row import FieldRow
from tui.widgets.line_input import LineInput

KEY_FILE = Binding(
    "f4", "turn_round", "Key file", show=True, tooltip="Names a file that holds the passphrase."
)
"""What a screen with this line binds; its action turns the line round."""

_LABEL = "Passphrase"
_FILE = "Key file"


class PassphraseRow(FieldRow):
    """Shows dots for what is typed; turned round, it takes the name of a key file instead."""

    field: LineInput

    def __init__(self) -> None:
        super().__init__("passphrase", _LABEL, LineInput(password=True))

    def turn_round(self) -> None:
        """Asks for the other of the two; what was typed is forgotten."""
        self.field.value = ""
        self.field.password = not self.field.password
        self._label = _LABEL if self.field.password else _FILE
        self.say()
        self.refresh()
        self.field.focus()

    async def given(self) -> str:
        """The passphrase, which stands in the line no longer; the name of a key file stays.

        Raises:
            KeyFileUnusable: the file cannot be read, or holds no passphrase.
        """
        typed = self.field.value
        if not self.field.password:
            return await asyncio.to_thread(read_key_file, typed_path(typed))
        self.field.value = ""
        return typed
