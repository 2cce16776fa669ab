"""Writing a report into a new file, in one go with the note of it in the ledger."""

from pathlib import Path

from store.ledger import Store
from store.paths import real_path
from store.publishing import new_file, refuse_taken, write_new
from store.reporting.making import log_report, written_report
from store.reporting.report import Asked
from store.telling import system_told
from store.unfinished_files import What, forget, written_out


def publish_report(store: Store, asked: Asked, form: str, path: Path, to: str = "") -> None:
    """Writes the report that is asked for into a new file; the ledger keeps for whom it was made.

    One that is opened for reading only keeps nothing: whoever asks for it is to be told.

    Raises:
        LedgerExists: there is something at `path` already.
        LedgerUnusable: another of its subclasses; there is neither a file nor a note.
    """
    place = real_path(path, follow=False)
    refuse_taken(place)
    if store.is_for_reading:
        write_new(place, written_report(store, asked, form)[1])
        return
    with store.ask(written_out, What.REPORT, [place]) as writing, store.together():
        report, text = written_report(store, asked, form)
        log_report(store, report, form, text, to)
        store.ask(forget, writing)
        with new_file(place, *writing.parts) as part, system_told():
            part.write_bytes(text.encode())
