"""The open ledger: everything that screens and commands may ask of it or do to it."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from store import form_drafts, query
from store.chains import ChainWriter, Clock, day_of, stamp
from store.database import create_database, open_database, transaction
from store.engine import Connection, IntegrityError
from store.errors import AmbiguousCode, NothingToUndo, ParseError, RecordInvalid, RecordMissing
from store.fields import FieldSpec
from store.form_drafts import FormDraft
from store.founded import Founding, write_founding
from store.identifiers import RandomBytes
from store.lookup import LedgerLookup
from store.places import PlaceMatch, find_places
from store.records import RECORD_TYPES, ChangeId, Record
from store.settings import Settings, read_settings
from store.vocabulary import Review

if TYPE_CHECKING:
    from store.place_loading import PlacesLoaded
    from store.rules import Finding
    from store.saving import Saved, Saving
    from store.undoing import LastSave, Written
    from store.versions import Version

R = TypeVar("R", bound=Record)
P = ParamSpec("P")
T = TypeVar("T")
Y = TypeVar("Y")

POINTS_NOWHERE = "A field points to a record or a place that is not in this ledger."


def now() -> datetime:
    """The laptop's time, in UTC."""
    return datetime.now(UTC)


class Store:
    """One open ledger. It belongs to one thread; only `interrupt` may come from another.

    `last_written` is what `undo` would take back; what another opening wrote may be put there.
    Nothing can be written in one that `is_for_reading`.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        clock: Clock = now,
        random_bytes: RandomBytes = os.urandom,
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._together = False
        self.is_for_reading = bool(getattr(connection, "read_only", False))
        query.install_functions(connection)
        self.lookup = LedgerLookup(connection, lambda: day_of(clock()))
        settings = read_settings(connection)
        chain = ChainWriter(connection, settings.device, settings.person, clock, random_bytes)
        self._chain = chain
        self._random_bytes = random_bytes
        self._settings = settings
        self.last_written: tuple[Written, ...] = ()

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str | None = None,
        *,
        clock: Clock = now,
        for_reading: bool = False,
    ) -> "Store":
        """The ledger at `path`, which nobody else can open until this one is closed.

        With `for_reading` others can, and whatever would write raises OpenedForReading.

        Raises:
            LedgerUnusable: one of its subclasses says what is the matter.
        """
        return cls.over(open_database(path, passphrase, read_only=for_reading), clock=clock)

    @classmethod
    def over(
        cls, connection: Connection, *, clock: Clock = now, random_bytes: RandomBytes = os.urandom
    ) -> "Store":
        """The ledger to which there is a connection already, which is closed if it is refused.

        Raises:
            LedgerDamaged: it lacks what every ledger has.
        """
        try:
            return cls(connection, clock=clock, random_bytes=random_bytes)
        except BaseException:
            connection.close()
            raise

    @classmethod
    def create(
        cls,
        path: Path,
        founding: Founding,
        passphrase: str | None = None,
        *,
        clock: Clock = now,
        random_bytes: RandomBytes = os.urandom,
    ) -> "Store":
        """A new ledger with the shipped places and no records.

        Raises:
            LedgerExists: something has that name already.
            LedgerUnusable: another of its subclasses; nothing was created.
        """

        def found(connection: Connection) -> None:
            from store.place_loading import load_shipped
            from store.schema import build

            build(connection)
            load_shipped(connection)
            write_founding(connection, founding, random_bytes)

        connection = create_database(path, passphrase, found)
        return cls.over(connection, clock=clock, random_bytes=random_bytes)

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def interrupt(self) -> None:
        """Breaks off what another thread is reading, which then raises Interrupted."""
        self._connection.interrupt()

    @cached_property
    def _saving(self) -> "Saving":
        """What saves records; loading it takes a while, so that it waits until one is saved."""
        from store.saving import Saving
        from store.writing import RecordWriter

        writer = RecordWriter(self._connection, self._chain)
        return Saving(self._connection, writer, self._settings, self._clock, self._random_bytes)

    @property
    def settings(self) -> Settings:
        """What the ledger says of itself."""
        return self._saving.settings if "_saving" in self.__dict__ else self._settings

    @property
    def today(self) -> date:
        """The day as of which this ledger speaks: the laptop's, or the demo's own."""
        return self.settings.as_of or day_of(self._clock())

    @property
    def moment(self) -> str:
        """This moment by the laptop's clock, as it is stored."""
        return stamp(self._clock())

    @contextmanager
    def together(self) -> Iterator[None]:
        """Makes one transaction of the calls in the block: all of them, or none."""
        if self._together:
            yield
            return
        from store.counting.kept_totals import settle

        mark, settings = self._chain.mark(), self._saving.settings
        try:
            with transaction(self._connection):
                self._together = True
                self._saving.writer.written.clear()
                yield
                settle(self._connection)
            self.last_written = tuple(self._saving.writer.written) or self.last_written
        except BaseException as error:
            self._chain.go_back(mark)
            self._saving.settings = settings
            if isinstance(error, IntegrityError):
                raise RecordInvalid({"": [POINTS_NOWHERE]}) from None
            raise
        finally:
            self._together = False

    # Reading

    def get(self, model: type[R], record: str) -> R:
        """The record with that id.

        Raises:
            RecordMissing: there is none of this kind.
        """
        from store.writing import standing

        found = standing(self._connection, model, record)
        if found.row is None:
            raise RecordMissing
        return model.from_row(found.row, found.state.head_ids)

    def find(self, text: str) -> Record:
        """The record, of whatever kind, with that id or code.

        Raises:
            RecordMissing: there is none.
            AmbiguousCode: several carry the code.
        """
        found = self.lookup.matching(text)
        if not found:
            raise RecordMissing
        if len(found) > 1:
            raise AmbiguousCode
        table, record = found[0]
        return self.get(RECORD_TYPES[table], record)

    def read_field(self, spec: FieldSpec, text: str) -> Any:  # noqa: ANN401
        """The value that typed text means for a field.

        Raises:
            ParseError: it means nothing.
        """
        return spec.parse(text, self.lookup)

    def places(self, text: str, within: str | None = None, limit: int = 20) -> list[PlaceMatch]:
        """Places whose names, aliases or codes match what was typed so far, the best first."""
        return find_places(self._connection, text, within=within, limit=limit)

    def findings(self, record: Record, *, errors_only: bool = False) -> "tuple[Finding, ...]":
        """What the rules find in a record, saved or not; its errors alone are found faster."""
        return self._saving.errors(record) if errors_only else self._saving.findings(record)

    def history(self, record: Record) -> "list[Version]":
        """Every change of a record, the oldest first."""
        from store.versions import versions_of

        return versions_of(self._connection, type(record), record.id, self.lookup)

    def ask(self, question: Callable[..., Any], *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        """What a reading function of `store` answers, given this ledger's connection first."""
        return question(self._connection, *arguments, **options)

    # Writing

    def do(
        self, writing: "Callable[Concatenate[Saving, P], T]", *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What a writing function of `store` gives, run in one transaction with the others."""
        with self.together():
            return writing(self._saving, *args, **kwargs)

    def do_in_steps(
        self,
        working: "Callable[Concatenate[Saving, P], Generator[Y, None, T]]",
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Generator[Y, None, T]:
        """As `do`, of work of minutes: yields each step; closing it rolls everything back."""
        with self.together():
            return (yield from working(self._saving, *args, **kwargs))

    def save(self, record: R, *, why: str = "", refuse: bool = False) -> "Saved[R]":
        """Saves a record in one transaction with its change, and drops its form draft.

        A record with errors becomes a draft; with `refuse` it is not saved.

        Raises:
            StaleRecord: somebody else changed it meanwhile.
            RecordInvalid: with `refuse`, it breaks rules and was to be submitted.
            LedgerUnusable: the disk or the file; nothing was saved.
        """
        return self.save_all([record], why=why, refuse=refuse)[0]

    def save_all(
        self, records: Iterable[R], *, why: str = "", refuse: bool = False, form: str = ""
    ) -> "list[Saved[R]]":
        """Saves several records, all or none; `form` names the form draft they came from."""
        with self.together():
            saved = [self._saving.save(record, why=why, refuse=refuse) for record in records]
            if form:
                form_drafts.drop(self._connection, form)
        return saved

    def retire(self, record: R, why: str) -> R:
        """The record as one that counts no longer, because of `why`; nothing is deleted.

        Raises:
            ParseError: no reason was given, or one that cannot be kept.
        """
        if not why.strip():
            raise ParseError("A reason is needed: it is kept with the record.")
        with self.together():
            return self._saving.retire(record, why.strip())

    def restore(self, record: R, why: str = "") -> R:
        """The record, counting again."""
        with self.together():
            return self._saving.retire(record, None, why.strip())

    def approve(self, record: R, comment: str = "") -> R:
        """The record approved as it is seen here.

        Raises:
            StaleRecord: it changed since it was read.
            RecordInvalid: it breaks rules.
        """
        with self.together():
            return self._saving.review(record, Review.APPROVED, comment)

    def give_back(self, record: R, comment: str) -> R:
        """The record returned to its documenter with a question.

        Raises:
            ParseError: no question was given, or one that cannot be kept.
            StaleRecord: it changed since it was read.
        """
        if not comment.strip():
            raise ParseError("Say what is asked: the documenter sees only this.")
        with self.together():
            return self._saving.review(record, Review.RETURNED, comment.strip())

    def bring_back(self, record: R, change: ChangeId, why: str = "") -> "Saved[R]":
        """Saves the record as it stood after one of its changes; what came later stays known.

        Raises:
            KeyError: the record has no such change.
        """
        from store.versions import version_at

        old = version_at(self._connection, type(record), record.id, change)
        current = self.get(type(record), record.id)
        kept = {name: getattr(current, name) for name in ("review", "review_comment", "retired")}
        again = old.model_copy(update={**kept, "heads": current.heads})
        return self.save(again, why=why)

    @property
    def last_save(self) -> "LastSave | None":
        """What `undo` would take back; None if there is nothing."""
        from store.undoing import last_save

        return last_save(self._connection, self.last_written)

    def undo(self) -> int:
        """Takes back the last save of this opening, be it of one record or of many at once.

        Gives the number of records it touched. What it undid stays in their history.

        Raises:
            NothingToUndo: nothing was saved yet, or the last save is undone already.
            StaleRecord: something of it was changed again since.
        """
        from store.undoing import undo

        undone = self.last_written
        if not undone:
            raise NothingToUndo
        with self.together():
            undo(self._saving.writer, undone)
        self.last_written = ()
        return len({record for _, record, _ in undone})

    # Forms that were not saved

    def keep_form(self, form: str, kind: str, fields: Mapping[str, str]) -> None:
        """Keeps the raw text of a form, so that a crash loses at most the last second."""
        with self.together():
            form_drafts.keep(self._connection, FormDraft(form, kind, fields, self.moment))

    def drop_form(self, form: str) -> None:
        """Forgets the raw text of a form."""
        with self.together():
            form_drafts.drop(self._connection, form)

    def kept_forms(self) -> list[FormDraft]:
        """The forms that were left without saving, the newest first."""
        return form_drafts.kept(self._connection)

    # The whole ledger

    def load_places(self, path: Path) -> "PlacesLoaded":
        """Loads a list of places from a CSV file, or outlines from GeoJSON, all of it or nothing.

        Raises:
            ImportRejected: the file is no list of places.
        """
        from store.place_loading import load_file

        with self.together():
            return load_file(self._connection, path)

    def check(self) -> Iterator[str]:
        """One sentence for everything that is wrong with the ledger, '' for every step done."""
        from store import checking

        return checking.check(self._connection, self._saving)
