"""Where ledgers lie: the default place, real paths, and names that cannot work."""

import os
from pathlib import Path

from store.errors import LedgerMissing, LedgerUnusable

_LONGEST_NAME = 255
_LONGEST_PATH = 511
"""In bytes. SQLite's own limit on POSIX, below the system's, the journal's name included."""


def typed_path(text: str) -> Path:
    """The path that somebody typed; `~` is their own folder, if there is one."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:  # There is no user of that name, so that it is a name like any other.
        return path


def default_ledger() -> Path:
    """The ledger that is meant when none is named: `$FIELDLEDGER`, else the user's own."""
    named = os.environ.get("FIELDLEDGER")
    return typed_path(named) if named else default_folder() / "ledger.fieldledger"


def default_folder() -> Path:
    """The folder for the user's own ledger, which need not exist yet."""
    import platformdirs

    return platformdirs.user_data_path("fieldledger", appauthor=False)


def real_path(path: str | os.PathLike[str], *, follow: bool) -> Path:
    """The absolute path without symbolic links; with `follow`, not even as the last name.

    Raises:
        LedgerMissing: no file can have such a name.
        LedgerUnusable: SQLite cannot make a journal beside a file with so long a path.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute() keeps `..`.
    if "\0" in str(absolute):
        raise LedgerMissing
    if follow:
        real = Path(os.path.realpath(absolute))
    else:
        real = Path(os.path.realpath(absolute.parent)) / absolute.name
    _refuse_too_long(real)
    return real


def _refuse_too_long(path: Path) -> None:
    if os.name == "nt":
        return
    longest_name, longest_path = (
        len(os.fsencode(text)) + len("-journal") for text in (path.name, path)
    )
    if longest_name > _LONGEST_NAME or longest_path > _LONGEST_PATH:
        raise LedgerUnusable(
            "The name of that file, with its folders, is too long.",
            "Give it a shorter name, or put it into a folder nearer to the top.",
        )
