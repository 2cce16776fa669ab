"""Writing what is counted into a file: which format, where, for whom."""

from typing import Final

from textual.widget import Widget

from store.counting.scope import Scope
from store.errors import LedgerError
from store.paths import path_in, seen_folder
from store.reporting.publishing import publish_report
from store.reporting.report import Asked
from tui.for_reading import is_for_reading
from tui.gateway import GatewayClosed, gateway_of
from tui.screens.ask import Ask
from tui.screens.pick import Pick
from tui.screens.problem import Problem
from tui.widgets.offers import Offer

_ENDS: Final = {"text": "txt", "markdown": "md", "csv": "csv", "json": "json", "html": "html"}
_OFFERS: Final = (
    Offer("text", "Text", "for a letter or a terminal"),
    Offer("markdown", "Markdown", "for a text that is edited further"),
    Offer("csv", "CSV", "for a spreadsheet, with HXL tags"),
    Offer("json", "JSON", "for another program, exact"),
    Offer("html", "HTML", "one page to print, with charts and a map"),
)
_WHERE: Final = (
    "Name the file. A name alone is put into {}; nothing is ever written over.\n"
    "Enter alone takes the name in brackets."
)
_WHOM: Final = "Whom is it for? The ledger notes it with the report. It may be left empty."

_NOTED: Final = "Written, and noted in the ledger: {}"
_WRITTEN: Final = "Written, not noted: the ledger is for reading only. {}"


async def write_report(node: Widget, scope: Scope, by: tuple[tuple[str, ...], ...] = ()) -> str:
    """Asks and writes; what came of it in words, '' if somebody thought better of it.

    It awaits screens, so that it belongs into a worker.
    """
    form = await node.app.push_screen_wait(Pick("Write the report as …", _OFFERS))
    if form is None:
        return ""
    folder = seen_folder(node.app.path)  # type: ignore[attr-defined]
    suggested = f"report-{scope.stretch.first}-{scope.stretch.last}.{_ENDS[form]}"
    name = await node.app.push_screen_wait(
        Ask("Where to?", _WHERE.format(folder), placeholder=suggested, required=False)
    )
    if name is None:
        return ""
    to = await node.app.push_screen_wait(Ask("For whom?", _WHOM, required=False))
    if to is None:
        return ""
    path = path_in(folder, name or suggested)
    try:
        await gateway_of(node).call(publish_report, Asked(scope, by), form, path, to)
    except GatewayClosed:
        return ""
    except LedgerError as problem:
        await node.app.push_screen_wait(Problem(problem))
        return ""
    return (_WRITTEN if is_for_reading(node) else _NOTED).format(path.name)
