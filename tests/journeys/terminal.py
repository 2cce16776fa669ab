"""A real terminal to press keys in: tmux, with its own server for each journey."""

import re
import secrets
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """One program in one tmux window of a given size."""

    def __init__(
        self,
        command: str,
        *,
        folder: Path,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._server = f"journey-{secrets.token_hex(4)}"
        columns, lines = size
        variables = {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **(environment or {})}
        settings = [f"{name}={value}" for name, value in variables.items()]
        self._tmux(
            *("-f", "/dev/null", "new-session", "-d", "-s", "j", "-c", str(folder)),
            *("-x", str(columns), "-y", str(lines)),
            *("env", *settings, "sh", "-c", f"{command}; echo LEFT WITH $?; sleep 600"),
        )
        self._tmux("set", "-g", "status", "off")
        self._tmux("set", "-g", "escape-time", "10")

    def _tmux(self, *arguments: str) -> str:
        ran = subprocess.run(
            ["tmux", "-L", self._server, *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
        )
        return ran.stdout

    def screen(self) -> str:
        """What stands on the screen, line by line."""
        return self._tmux("capture-pane", "-p", "-t", "j")

    def until(self, pattern: str, seconds: float = 90) -> str:
        """The screen as soon as it matches.

        Raises:
            AssertionError: it never did; the message shows the screen.
        """
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            screen = self.screen()
            if re.search(pattern, screen):
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{pattern!r} never stood on the screen:\n{self.screen()}")

    def press(self, *keys: str) -> None:
        """Presses keys by tmux's names for them: Enter, Tab, Escape, C-s, F2, n."""
        self._tmux("send-keys", "-t", "j", *keys)

    def type(self, text: str) -> None:
        """Types the text, letter by letter, as it is."""
        self._tmux("send-keys", "-t", "j", "-l", text)

    def close(self) -> None:
        """Ends the program and its window."""
        self._tmux("kill-server")
