"""Writing a report into a new file, in one go with the note of it in the ledger."""

from contextlib import nullcontext
from pathlib import Path

from store.ledger import Store
from store.paths import real_path
from store.publishing import new_file
from store.reporting.making import log_report, written_report
from store.reporting.report import Asked


def publish_report(store: Store, asked: Asked, form: str, path: Path, to: str = "") -> None:
    """Writes the report that is asked for into a new file; the ledger keeps for whom it was made.

    One that is opened for reading only keeps nothing: whoever asks for it is to be told.

    Raises:
        LedgerExists: there is something at `path` already.
        LedgerUnusable: another of its subclasses; there is neither a file nor a note.
    """
    noted = nullcontext() if store.is_for_reading else store.together()
    with noted, new_file(real_path(path, follow=False)) as part:
        report, text = written_report(store, asked, form)
        if not store.is_for_reading:
            log_report(store, report, form, text, to)
        part.write_bytes(text.encode())
