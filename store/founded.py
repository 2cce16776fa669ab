"""What a new ledger is told of who writes in it and what it is about."""

from dataclasses import dataclass, replace
from datetime import date

from store.engine import Connection
from store.identifiers import RandomBytes, new_chain_id
from store.settings import COUP, Settings, write_settings


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new ledger needs to know: who writes in it, and what it is about."""

    documenter: str
    prefix: str
    start: date = COUP
    territory: tuple[str, ...] = ()
    causes: str = ""
    actors: str = ""
    demo: bool = False
    as_of: date | None = None


def write_founding(connection: Connection, founding: Founding, random_bytes: RandomBytes) -> None:
    """Writes down who writes in the ledger and what it is about."""
    device, person, ledger = (new_chain_id(random_bytes) for _ in range(3))
    connection.execute("INSERT INTO device VALUES (?, ?)", (device, founding.prefix))
    connection.execute("INSERT INTO person VALUES (?, ?)", (person, founding.documenter))
    settings = Settings(ledger, device, person, founding.prefix)
    about = {
        name: getattr(founding, name)
        for name in ("start", "territory", "causes", "actors", "demo", "as_of")
    }
    write_settings(connection, replace(settings, **about))
