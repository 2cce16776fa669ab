"""Measures the screens in one run, beside an empty Textual app, plain curses and VisiData.

`python -m tests.benchmarks.screens [FOLDER]`; the ledgers (1,000 records, a million, a million
encrypted) are made there once and kept. VisiData is measured if `vd` is on the path. Every number
is a median; on a machine with other work the ratios and the processor's time say something.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks import screen_programs as programs
from tests.benchmarks.grown_ledger import PASSPHRASE, encrypted_copy, grown_ledger
from tests.benchmarks.made_ledger import made_ledger
from tests.benchmarks.pseudo_terminal import KEYS, KEYS_OF_APPLICATION, Press, PseudoTerminal

STARTS = 3
PAUSE = 0.4  # seconds after which a filter is applied
GOALS = {
    "bytes": {"start": 3000, "down": 30, "scroll": 150, "page": 1600, "letter": 50, "form": 2600},
    "ms": 50,
    "MB": 80,
}
FIRST, BOARD = b"Changed last", b"2 Incidents"
START_AFRESH = b"\x1b[18~"  # F7
Keys = dict[str, Press]
"""By key what it took."""


def started(command: Sequence[str], marker: bytes, key: bytes = b"") -> Press:
    """The median from the start to the marker; `key` is pressed once something stands."""
    found: list[Press] = []
    for _ in range(STARTS):
        terminal = PseudoTerminal(command, environment=_environment())
        if key:
            terminal.until(FIRST)
            terminal.type(key)
        seconds = terminal.until(marker)
        found.append(Press(seconds, terminal.worked(), len(terminal.buffer)))
        terminal.quiet(1.0)
        terminal.end()
    return _median(found)


def keys_of(terminal: PseudoTerminal, named: Mapping[str, bytes] = KEYS) -> Keys:
    """What the keys of a list take, which any of the programs shows."""
    quiet = 0.3
    down = [terminal.press(named["down"], quiet) for _ in range(5)]
    for _ in range(25):
        terminal.press(named["down"], 0.1)
    scroll = [terminal.press(named["down"], quiet) for _ in range(5)]
    page = [terminal.press(named["page down"], quiet) for _ in range(5)]
    ends = [terminal.press(named[name], quiet) for name in ("end", "home") * 2]
    return {
        "down": _median(down),
        "scroll": _median(scroll),
        "page": _median(page),
        "end": _median(ends),
    }


def our_keys(command: Sequence[str], loop_times: Path) -> tuple[Keys, float, tuple[float, int]]:
    """What our keys take in the list of incidents, the memory, the event loop's longest steps."""
    terminal = PseudoTerminal(command, environment=_environment(LOOP_TIMES=str(loop_times)))
    terminal.until(BOARD)
    terminal.quiet(1.0)
    found: Keys = {"start": Press(0, 0, len(terminal.buffer))}
    terminal.press(b"2", 1.0)
    found |= keys_of(terminal)
    opened = [(terminal.press(b"\r", 0.5), terminal.press(b"\x1b", 1.0)) for _ in range(5)]
    found["open"] = _median([one for one, _ in opened])
    # An escape is read as one when nothing has followed it for half a second.
    found["back"] = _later(_median([back for _, back in opened]), 0.5)
    found["sort"] = _median([_after(terminal, b"s", b"s") for _ in range(5)])
    found["filter"] = _median([_filtered(terminal, b"raid 1%d" % n) for n in range(5)])
    terminal.press(b"\x1b", 2.0)
    # What an earlier run left in the form has come back, and would ask whether to be kept.
    for key in (b"3", b"n", START_AFRESH, b"\x1b"):
        terminal.press(key, 2.0)
    found["form"] = terminal.press(b"n", 2.0)
    letters = [terminal.press(letter.encode(), 0.2) for letter in "xyzab"]
    found["letter"] = _median(letters)
    before = len(terminal.buffer)
    terminal.quiet(5, 5)
    found["idle 5 s"] = Press(0, 0, len(terminal.buffer) - before)
    memory = terminal.memory()
    terminal.type(b"\x11")
    terminal.quiet(1.0)
    terminal.end()
    longest, many, _ = loop_times.read_text(encoding="ascii").split()
    return found, memory, (float(longest) * 1000, int(many))


def other_keys(command: Sequence[str], marker: bytes, named: Mapping[str, bytes] = KEYS) -> Keys:
    """What the keys of another program take."""
    terminal = PseudoTerminal(command, environment=_environment())
    terminal.until(marker)
    terminal.quiet(1.0)
    found: Keys = {"start": Press(0, 0, len(terminal.buffer)), **keys_of(terminal, named)}
    terminal.end()
    return found


def _filtered(terminal: PseudoTerminal, terms: bytes) -> Press:
    """From the pause behind the last letter to the rows; without the count that comes later."""
    terminal.press(b"/", 0.6)
    for letter in terms[:-1]:
        terminal.type(bytes([letter]))
    terminal.quiet(0.2)
    took = terminal.press_until_still(terms[-1:], least=200, after=PAUSE)
    terminal.press(b"\x1b", 1.2)
    return _later(took, PAUSE)


def _after(terminal: PseudoTerminal, first: bytes, key: bytes) -> Press:
    terminal.press(first, 0.6)
    return terminal.press(key, 0.6)


def _later(took: Press, seconds: float) -> Press:
    """What it took when the program waited so long before it did anything."""
    return took._replace(seconds=max(took.seconds - seconds, 0))


def _median(presses: Sequence[Press]) -> Press:
    return Press(*(statistics.median(values) for values in zip(*presses, strict=True)))


def _environment(**more: str) -> dict[str, str]:
    # Whoever installs the program has its modules compiled.
    here = str(Path(__file__).parents[2])
    written = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": here}
    return {**written, "TEXTUAL_ANIMATIONS": "none", "ESCDELAY": "500", **more}


def tell_starts(commands: dict[str, tuple[Sequence[str], bytes, bytes]]) -> None:
    """Prints what each start takes, and how that is to Python's own and to an empty app's."""
    took = {name: started(*what) for name, what in commands.items()}
    python, empty = took["python"], took["empty Textual app"]
    for name, it in took.items():
        ratios = f"{it.seconds / python.seconds:6.2f} × python, {it.seconds / empty.seconds:.2f}"
        ms, worked = it.seconds * 1000, it.worked * 1000
        say(f"{name:42} {ms:6.0f} ms, {worked:5.0f} of a processor; {ratios} × empty app")


def tell_keys(measured: dict[str, Keys]) -> None:
    """Prints bytes and milliseconds of each key, program beside program."""
    names = list(dict.fromkeys(key for keys in measured.values() for key in keys))
    say("\n" + " " * 10 + "".join(f"{program:>27}" for program in measured) + "   goal")
    for name in names:
        cells = (_cell(keys.get(name)) for keys in measured.values())
        goal = GOALS["bytes"].get(name, "")  # type: ignore[attr-defined]
        say(f"{name:10}" + "".join(f"{cell:>27}" for cell in cells) + f"   {goal}")


def _cell(found: Press | None) -> str:
    if found is None:
        return "–"
    if not found.seconds and not found.worked:
        return f"{found.size:.0f} bytes"
    return f"{found.size:.0f} B {found.seconds * 1000:5.1f} ms ({found.worked * 1000:.1f})"


def main(folder: Path) -> None:
    """Prints what was measured."""
    small = made_ledger(folder / "1000.fieldledger", 1_000)
    million = grown_ledger(folder / "million.fieldledger", 50)
    sealed = encrypted_copy(million, folder / "sealed.fieldledger")
    key = folder / "key"
    key.write_text(PASSPHRASE, encoding="utf-8")
    visidata = programs.visidata(folder)
    curses = programs.curses(folder)
    if visidata is None:
        say("VisiData is not installed (vd): its rows are left out.")
    others: dict[str, tuple[Sequence[str], bytes, bytes]] = {
        "python": (programs.python(), b"DONE", b""),
        "plain curses, 1,000 rows": (curses, b"BM-00010", b""),
        "empty Textual app": (programs.empty_app(), b"EMPTY APP", b""),
    }
    if visidata is not None:
        others["VisiData, 1,000 rows"] = (visidata, b"BM-00010", b"")
    for name, command in (
        ("1,000 records", programs.ours(small)),
        ("1,000,000", programs.ours(million)),
        ("1,000,000 encrypted", programs.ours(sealed, key)),
    ):
        others[f"{name}: first rows"] = (command, FIRST, b"")
        others[f"{name}: tabs and board"] = (command, BOARD, b"")
        others[f"{name}: a key typed at once has its effect"] = (command, b"[2 Incidents]", b"2")
    tell_starts(others)
    loop_times = folder / "loop"
    measured: dict[str, Keys] = {}
    notes: list[str] = []
    for name, command in (
        ("1,000", programs.ours(small, timed=True)),
        ("1,000,000", programs.ours(million, timed=True)),
        ("encrypted", programs.ours(sealed, key, timed=True)),
    ):
        measured[name], memory, (longest, many) = our_keys(command, loop_times)
        notes.append(
            f"{name}: {memory:.0f} MB of memory (goal {GOALS['MB']}); longest step of the event"
            f" loop {longest:.0f} ms of a processor, {many} longer than {GOALS['ms']} ms"
        )
    measured["plain curses"] = other_keys(curses, b"BM-00010", KEYS_OF_APPLICATION)
    if visidata is not None:
        measured["VisiData"] = other_keys(visidata, b"BM-00010")
    say("\nBytes, milliseconds from key to screen, and of them those on a processor")
    tell_keys(measured)
    say("\n" + "\n".join(notes))
    say(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def say(line: str) -> None:
    """Prints one line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()))
