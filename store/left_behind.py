"""What an earlier opening of a ledger was cut off in, told and cleared away at the next one."""

from store import cut_off, unfinished_files
from store.engine import Connection
from store.errors import LedgerError


def left_behind(connection: Connection) -> list[LedgerError]:
    """What there is to tell, after what was left is deleted as far as it can be.

    The ledger must be locked for this connection; one that is open for reading is only told about.
    """
    changed = cut_off.clear(connection)
    return [*([changed] if changed else []), *unfinished_files.clear_away(connection)]
