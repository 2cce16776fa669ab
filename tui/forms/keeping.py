"""The raw text of an open form, kept in the ledger's file while it is being typed."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen

from store.errors import LedgerError
from store.ledger import Store
from tui.forms.opening import draft_fields
from tui.forms.session import FormSession
from tui.forms.typing_keeper import TypingKeeper
from tui.gateway import gateway_of
from tui.screens.ask import Choose

_WAYS_OUT = {
    "s": "save it",
    "k": "keep it for later: the summary brings it back",
    "t": "throw away what was typed",
}


def ask_way_out(lines: int) -> Choose:
    """Asks what becomes of that many lines that are typed and not saved: s, k, t, or None."""
    what = "1 line is" if lines == 1 else f"{lines} lines are"
    return Choose("Leave the form?", f"{what} typed and not saved.", _WAYS_OUT, "stay in the form")


class DraftKeeper(TypingKeeper):
    """Keeps what stands in the form of a record.

    `standing` gives the form's session and the texts of its lines, or None before it is open;
    `fail` is told when the ledger cannot keep them.
    """

    def __init__(
        self,
        form: Screen[Any],
        standing: Callable[[], tuple[FormSession, Mapping[str, str]] | None],
        fail: Callable[[LedgerError], None],
    ) -> None:
        super().__init__(form, self._keep_fields, fail)
        self._standing = standing

    async def forget(self) -> None:
        """Throws away what was kept of the form."""
        self.stop()
        await self.attempt(self._drop)

    async def _keep_fields(self) -> None:
        if (standing := self._standing()) is None:
            return
        session, texts = standing
        if typed := session.changed(texts):
            fields = draft_fields(typed, session.presets)
            form, table = session.opening.start.id, session.model.table
            await gateway_of(self._screen).call(Store.keep_form, form, table, fields)
        else:
            await self._drop()

    async def _drop(self) -> None:
        if (standing := self._standing()) is not None:
            form = standing[0].opening.start.id
            await gateway_of(self._screen).call(Store.drop_form, form)
