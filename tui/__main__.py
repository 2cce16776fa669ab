"""The program as it is started: opens a ledger on the screen, or passes a command on."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from store.errors import LedgerError, LedgerMissing
from store.passphrase import read_key_file
from store.paths import default_ledger
from tui.left_out import left_out
from tui.taken_terminal import TakenTerminal
from tui.terminal import is_to_be_asked, link_speed, set_delays, settle_widths

_NO_TERMINAL = "The screen needs a terminal; fieldledger --help lists what works without one.\n"
_USAGE = """\
usage: fieldledger [LEDGER] [--key-file FILE]   opens a ledger
       fieldledger COMMAND ...                  works without a screen

Without LEDGER it opens $FIELDLEDGER, else the ledger in your data folder.
--key-file FILE holds the passphrase, in UTF-8; else it is asked for.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Does what the arguments say; gives back 0 if it is done, 1 if refused, 2 if misused."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments:
        from store.__main__ import COMMANDS
        from store.__main__ import main as run_command

        if arguments[0] in COMMANDS:
            return run_command(arguments, open_ledger)
        if arguments[0] in {"-h", "--help"}:
            sys.stdout.write(_USAGE + "\n")
            return run_command(arguments)
    return _open(arguments)


def open_ledger(path: Path, passphrase: str | None = None, *, may_found: bool = False) -> int:
    """Shows the ledger at `path` until it is closed; gives back the exit code.

    With `may_found`, whoever sits there may make one if there is none.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        sys.stderr.write(_NO_TERMINAL)
        return 1
    _prepare_surroundings()
    terminal = TakenTerminal.take()
    try:
        return _show(path, passphrase, terminal, may_found=may_found)
    except KeyboardInterrupt:
        return 130  # as a shell has it
    finally:
        if terminal is not None:
            terminal.give_back()


def _show(
    path: Path, passphrase: str | None, terminal: TakenTerminal | None, *, may_found: bool
) -> int:
    """Opens the ledger and draws its first rows before it loads what takes long."""
    if terminal is not None:
        terminal.enter_screen()
        if is_to_be_asked():
            terminal.ask()
    from tui.opened_ahead import OpenedAhead

    ahead = OpenedAhead(path, passphrase, terminal)
    try:
        # What is loaded now stays: looking for garbage in it costs time, now and with any key.
        gc.disable()
        with left_out():
            from tui.app import Fieldledger
            from tui.crash import keep_quiet
            from tui.opening import Opening

        gc.freeze()
        gc.enable()
        keep_quiet()
        settle_widths(terminal)
        app = Fieldledger(Opening(path, passphrase, may_found, ahead))
        app.link_speed = link_speed()
        if terminal is not None:
            app.go_on_in(terminal)
        if ahead.stop_drawing():
            app.hold_display()
        app.run(mouse=False)
        return app.return_code or 0
    finally:
        ahead.close()


def _open(arguments: list[str]) -> int:
    try:
        paths, key_file = _split(arguments)
    except ValueError:
        sys.stderr.write(_USAGE)
        return 2
    path = Path(paths[0]) if paths else default_ledger()
    try:
        if paths and not os.path.lexists(path):
            raise LedgerMissing
        passphrase = read_key_file(key_file) if key_file else None
    except LedgerError as problem:
        sys.stderr.write(f"{problem.title} {problem.advice}\n")
        return 1
    return open_ledger(path, passphrase, may_found=not paths and passphrase is None)


def _split(arguments: Sequence[str]) -> tuple[list[str], str]:
    """The paths among the arguments, at most one, and the key file.

    Raises:
        ValueError: they mean nothing.
    """
    paths: list[str] = []
    key_file = ""
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if name == "--key-file":
            key_file = value if equals else next(waiting, "")
            if not key_file:
                raise ValueError
        elif argument.startswith("-"):
            raise ValueError
        else:
            paths.append(argument)
    if len(paths) > 1:
        raise ValueError
    return paths, key_file


def _prepare_surroundings() -> None:
    """Sets what Textual reads when it is imported, and takes away what could make it write."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    _refuse_core_dumps()
    set_delays()


def _refuse_core_dumps() -> None:
    """Has the system write no image of the memory, which holds names, should Python crash."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
