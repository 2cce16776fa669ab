"""What a command prints: text made safe for a terminal, or exactly what is stored."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from wcwidth import wcswidth

from store.escape import escape_controls


def say(line: str = "") -> None:
    """Prints a line of text for people; what is invisible or steers a terminal is spelt out."""
    _print(sys.stdout, line)


def complain(line: str) -> None:
    """Prints a line on standard error, in the same way."""
    _print(sys.stderr, line)


def _print(stream: TextIO, line: str) -> None:
    encoding = stream.encoding or "utf-8"
    safe = escape_controls(line).encode(encoding, "backslashreplace").decode(encoding)
    stream.write(safe + "\n")


def write_exact(text: str) -> None:
    """Writes text as it is, in UTF-8, without touching its line ends."""
    _write(text.encode())


def write_path(path: Path) -> None:
    """Writes a path as the system has it, and a line end."""
    _write(os.fsencode(path) + b"\n")


def _write(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows, the heading first, as lines with aligned columns (widths in terminal cells)."""
    shown = [[escape_controls(cell) for cell in row] for row in rows]
    widths = [max(map(cells_of, column)) for column in zip(*shown, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - cells_of(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in shown
    ]


def cells_of(text: str) -> int:
    """How many cells of a terminal the text takes."""
    width = wcswidth(text)
    return width if width >= 0 else len(text)
