"""Going on in a copy of the ledger, when the disk that it lies on fails or is full."""

from typing import TYPE_CHECKING

from store.backup import backup_to
from store.errors import LedgerError
from store.ledger import Store
from store.paths import real_path, typed_path
from tui.screens.ask import Ask
from tui.screens.problem import Problem

if TYPE_CHECKING:
    from tui.protecting import ProtectsLedger

_WHERE = (
    "The whole ledger is copied to a file that you name, on a disk with room, and you go on in"
    " that copy. What is typed in a form stays there and can be saved then. Leave the old file"
    " alone from now on.\n\nWhich file?"
)


async def move_ledger(app: "ProtectsLedger[int]") -> bool:
    """Asks for a file, copies the ledger into it and goes on there; False if it did not.

    An encrypted ledger asks for its passphrase again, since that is kept nowhere.
    """
    named = await app.push_screen_wait(Ask("Go on elsewhere", _WHERE))
    if not named:
        return False
    try:
        place = real_path(typed_path(named), follow=False)
        await app.gateway.call(Store.ask, backup_to, place)
    except LedgerError as problem:
        await app.push_screen_wait(Problem(problem))
        return False
    await app.move_to(place)
    return True
