"""A ledger that is being opened, its newest records drawn, while the program is still loaded.

Making the key of an encrypted ledger from its passphrase takes longer than everything else of
it and leaves the interpreter free (256,000 rounds, as SQLCipher has it): it goes on beside.
"""

import os
import sys
import threading
from pathlib import Path

from store.ahead import newest_rows, open_ahead
from store.connection import FileConnection
from store.errors import LedgerError
from tui.first_rows import first_rows
from tui.taken_terminal import TakenTerminal

_SWITCH = 0.0005
"""Seconds after which loading lets the opening go on, instead of 5 ms, many times over."""


class OpenedAhead:
    """The opening of one ledger; `terminal` is where its newest records are drawn, if anywhere."""

    def __init__(
        self, path: str | os.PathLike[str], passphrase: str | None, terminal: TakenTerminal | None
    ) -> None:
        self._path, self._passphrase = Path(path), passphrase
        self._terminal = terminal
        self._drawing = threading.Lock()
        self._taking = threading.Lock()
        self._is_drawn = False
        self._connection: FileConnection | None = None
        self._thread: threading.Thread | None = None
        if passphrase is None:
            self._open()
        else:
            self._switch = sys.getswitchinterval()
            sys.setswitchinterval(_SWITCH)
            self._thread = threading.Thread(target=self._open, daemon=True)
            self._thread.start()

    def stop_drawing(self) -> bool:
        """Leaves the screen to the program; whether the newest records stand there by now."""
        with self._drawing:
            self._terminal = None
            return self._is_drawn

    def connection(self) -> FileConnection | None:
        """The open ledger, for `Store.over`, whose it is from now on; waits for it.

        None where something has to be said or asked first: it is to be opened again then; and to
        whoever comes second, so that no two threads ever use or close it.
        """
        with self._taking:
            if self._thread is not None:
                self._thread.join()
                self._thread = None
                sys.setswitchinterval(self._switch)
            taken, self._connection = self._connection, None
            return taken

    def close(self) -> None:
        """Lets go of the ledger, unless somebody took it over."""
        if connection := self.connection():
            connection.close()

    def _open(self) -> None:
        self._connection = open_ahead(self._path, self._passphrase)
        if self._connection is None:
            return
        with self._drawing:
            if self._terminal is not None:
                self._is_drawn = _draw(self._connection, self._terminal)


def _draw(connection: FileConnection, terminal: TakenTerminal) -> bool:
    """Whether the records changed last stand on the screen now."""
    columns, lines = terminal.size
    try:
        drawn = first_rows(newest_rows(connection, lines), columns, lines)
    except LedgerError:
        return False
    terminal.write(drawn)
    return bool(drawn)
