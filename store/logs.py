"""What left the ledger, when and by whose hand, so that it can be told later."""

from collections.abc import Mapping

from store.chains import stamp
from store.kinds import quoted
from store.saving import Saving


def write(saving: Saving, log: str, entry: Mapping[str, str | None]) -> None:
    """Adds a row to a log: its columns, but for when and by whom, which are added here.

    Runs inside the caller's transaction.
    """
    row = {"at": stamp(saving.clock()), "by": saving.settings.person, **entry}
    names, places = ", ".join(map(quoted, row)), ", ".join("?" * len(row))
    saving.connection.execute(f"INSERT INTO {log}({names}) VALUES ({places})", tuple(row.values()))
