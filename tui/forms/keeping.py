"""The raw text of an open form, kept in the ledger's file while it is being typed."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker

from store.errors import LedgerError
from store.ledger import Store
from tui.forms.opening import draft_fields
from tui.forms.session import FormSession
from tui.gateway import gateway_of
from tui.screens.ask import Choose

KEEP_AFTER = 0.6
"""Seconds after the first letter that is not kept: what a crash or a power cut costs at most."""

_WAYS_OUT = {
    "s": "save it",
    "k": "keep it for later: the summary brings it back",
    "t": "throw away what was typed",
}


def ask_way_out(lines: int) -> Choose:
    """Asks what becomes of that many lines that are typed and not saved: s, k, t, or None."""
    what = "1 line is" if lines == 1 else f"{lines} lines are"
    return Choose("Leave the form?", f"{what} typed and not saved.", _WAYS_OUT, "stay in the form")


class DraftKeeper:
    """Keeps what stands in one form, so that a crash costs a second of typing.

    `standing` gives the form's session and the texts of its lines, or None before it is open;
    `fail` is told when the ledger cannot keep them.
    """

    def __init__(
        self,
        form: Screen[Any],
        standing: Callable[[], tuple[FormSession, Mapping[str, str]] | None],
        fail: Callable[[LedgerError], None],
    ) -> None:
        self._form = form
        self._standing = standing
        self._fail = fail
        self._timer: Timer | None = None

    def something_was_typed(self) -> None:
        """Has it kept a moment later, however long the typing goes on."""
        if self._timer is None:
            self._timer = self._form.set_timer(KEEP_AFTER, self._begin_keeping)

    async def keep_now(self) -> None:
        """Keeps at once what was typed since it was kept last."""
        if self._timer is not None:
            await self.keep()

    async def keep(self) -> bool:
        """Keeps all that is typed; False if the ledger could not, which has been told."""
        self.stop()
        return await self._keep()

    async def forget(self) -> None:
        """Throws away what was kept of the form."""
        self.stop()
        if (standing := self._standing()) is not None:
            await self._do(Store.drop_form, standing[0].opening.start.id)

    def stop(self) -> None:
        """Keeps nothing more until something else is typed."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._form.workers.cancel_group(self._form, "keep")

    def _begin_keeping(self) -> Worker[None]:
        self._timer = None
        # Not a coroutine: one that is cancelled before its turn would complain.
        return self._form.run_worker(self._keep_later, group="keep", exclusive=True)

    async def _keep_later(self) -> None:
        await self._keep()

    async def _keep(self) -> bool:
        if (standing := self._standing()) is None:
            return True
        session, texts = standing
        form = session.opening.start.id
        if typed := session.changed(texts):
            fields = draft_fields(typed, session.presets)
            return await self._do(Store.keep_form, form, session.model.table, fields)
        return await self._do(Store.drop_form, form)

    async def _do(self, writing: Callable[..., None], *arguments: object) -> bool:
        try:
            await gateway_of(self._form).call(writing, *arguments)
        except LedgerError as error:
            self._fail(error)
            return False
        return True
