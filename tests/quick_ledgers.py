"""New ledgers as most tests get them: the tables and the places come from a copied file.

Making them takes most of half a second of processor, and nearly every test wants a ledger.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from store.chains import Clock
from store.database import create_database, open_database
from store.engine import Connection
from store.founded import Founding, write_founding
from store.identifiers import RandomBytes
from store.ledger import Store, now
from store.place_loading import load_shipped
from store.schema import build
from store.transaction import transaction

_create = Store.create


def copy_new_ledgers() -> None:
    """Has `Store.create` copy for the rest of this process, where nothing is special."""
    Store.create = create  # type: ignore[method-assign]


def create(
    path: Path,
    founding: Founding,
    passphrase: str | None = None,
    *,
    clock: Clock = now,
    random_bytes: RandomBytes = os.urandom,
) -> Store:
    """As `Store.create`, which makes those that are encrypted, demos, or refused."""
    if passphrase is not None or founding.demo or path.exists() or not path.parent.is_dir():
        return _create(path, founding, passphrase, clock=clock, random_bytes=random_bytes)
    kept_copy("unfounded", path, _make_unfounded)  # Only its owner may read it, as the first.
    connection = open_database(path, None)
    with transaction(connection):
        write_founding(connection, founding, random_bytes)
    return Store(connection, clock=clock, random_bytes=random_bytes)


def kept_copy(name: str, path: Path, make: Callable[[Path], object]) -> Path:
    """`path`, filled with what `make` makes at a path; that of one name is made once a process."""
    kept = Path(_folder().name) / name
    if not kept.exists():
        make(kept)
    shutil.copy(kept, path)
    return path


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Deleted when the process ends."""
    return tempfile.TemporaryDirectory()


def _make_unfounded(path: Path) -> None:
    def fill(connection: Connection) -> None:
        build(connection)
        load_shipped(connection)

    create_database(path, None, fill).close()
