"""The programs whose screens are measured beside each other, each as the command that starts it."""

import csv
import shutil
import sqlite3
import sys
from pathlib import Path

TIMED = """
import asyncio, atexit, os, time
run, slow = asyncio.events.Handle._run, []
def timed(handle):
    began = time.thread_time()
    run(handle)
    slow.append(time.thread_time() - began)
asyncio.events.Handle._run = timed
def tell():
    with open(os.environ["LOOP_TIMES"], "w") as file:
        file.write(f"{max(slow)} {sum(seconds > 0.05 for seconds in slow)} {len(slow)}")
atexit.register(tell)
"""
"""Makes the event loop write down the processor's time of its longest step, and how many had more
than 50 ms: what a step takes where nothing else runs."""

_MAIN = "from tui.__main__ import main; import sys; sys.exit(main(sys.argv[1:]))"
_EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("EMPTY APP")
Empty(ansi_color=True).run(mouse=False)
"""
_CURSES = """
import curses, sqlite3, sys
def main(screen):
    curses.curs_set(0)
    rows = sqlite3.connect(sys.argv[1]).execute("SELECT * FROM row").fetchall()
    height, width = screen.getmaxyx()
    first = at = 0
    while True:
        first = max(min(first, at), at - height + 1)
        for line in range(height):
            row = rows[first + line] if first + line < len(rows) else ("",)
            text = "  ".join(f"{cell:14}"[:14] for cell in row)[: width - 1]
            look = curses.A_REVERSE if first + line == at else 0
            screen.addstr(line, 0, text.ljust(width - 1), look)
        key = screen.getch()
        steps = {curses.KEY_DOWN: 1, curses.KEY_UP: -1, curses.KEY_NPAGE: height}
        if key in steps:
            at = min(max(at + steps[key], 0), len(rows) - 1)
            first += height if key == curses.KEY_NPAGE else 0
        if key in (curses.KEY_END, curses.KEY_HOME):
            at = len(rows) - 1 if key == curses.KEY_END else 0
curses.wrapper(main)
"""


def python() -> list[str]:
    """The interpreter that does nothing."""
    return [sys.executable, "-c", "print('DONE')"]


def empty_app() -> list[str]:
    """The least that Textual can show."""
    return [sys.executable, "-c", _EMPTY]


def ours(ledger: Path, key_file: Path | None = None, *, timed: bool = False) -> list[str]:
    """This program on a ledger."""
    code = (TIMED if timed else "") + _MAIN
    keys = ["--key-file", str(key_file)] if key_file else []
    return [sys.executable, "-c", code, str(ledger), *keys]


def curses(folder: Path) -> list[str]:
    """A plain list of a thousand rows, with nothing but what comes with Python."""
    path = folder / "rows.sqlite"
    if not path.exists():
        connection = sqlite3.connect(path)
        with connection:
            connection.execute("CREATE TABLE row(code, title, day, place, kind)")
            connection.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?)", _rows())
        connection.close()
    return [sys.executable, "-c", _CURSES, str(path)]


def visidata(folder: Path) -> list[str] | None:
    """VisiData on the same rows; None where it is not installed."""
    found = shutil.which("vd")
    path = folder / "rows.csv"
    if not path.exists():
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("code", "title", "day", "place", "kind"), *_rows()])
    return [found, str(path)] if found else None


def _rows() -> list[tuple[str, ...]]:
    return [
        (f"BM-{n:05}", f"Shelling {n * 7919 % 10**6}", f"2023-02-{n % 28 + 1:02}", "Demoso", "raid")
        for n in range(1000)
    ]
