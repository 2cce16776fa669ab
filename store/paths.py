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


def path_in(folder: Path, text: str) -> Path:
    """The path that somebody typed; a name alone, or a relative path, begins in the folder."""
    return folder / typed_path(text)


def seen_folder(ledger: Path) -> Path:
    """The folder that is proposed for what leaves a ledger: one that its person sees.

    It is that of the ledger, on a stick for instance; but where the system hides that one, the
    person's documents, or their home.
    """
    folder = ledger.parent
    is_hidden = any(part.startswith(".") for part in folder.parts)
    if not is_hidden and not folder.is_relative_to(default_folder()):
        return folder
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


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
