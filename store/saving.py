"""The one way to save: rules, code, change, row, and what is kept beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from store.chains import Clock, day_of
from store.engine import Connection
from store.errors import RecordInvalid, RecordMissing, RecordRetired, StaleRecord
from store.fields import fields_of
from store.history import RETIRED, REVIEW, GroupChange
from store.identifiers import RandomBytes, new_record_id, short_code
from store.kinds import ReferenceKind
from store.kinds.plain import storable
from store.publishers import Publisher, publisher_by_id
from store.records import ChangeId, Record, Source
from store.rules import (
    Finding,
    Level,
    duplicates,
    errors,
    findings,
    starting_sensitivity,
    unanswered,
)
from store.rules.surroundings import LedgerSurroundings
from store.settings import Settings, write_counter
from store.unfit import unfit
from store.vocabulary import Review, Sensitivity, SourceKind
from store.writing import RecordWriter, Standing, differing, retiring, standing

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Saved(Generic[R]):
    """A record as it was saved, and what the rules still find: errors made it a draft."""

    record: R
    findings: tuple[Finding, ...] = ()


@dataclass
class Saving:
    """Saves records; every call runs inside the caller's transaction."""

    connection: Connection
    writer: RecordWriter
    settings: Settings
    clock: Clock
    random_bytes: RandomBytes

    def save(self, record: R, *, why: str = "", refuse: bool = False) -> Saved[R]:
        """Saves one record; errors make it a draft, or with `refuse` raise RecordInvalid.

        Raises:
            StaleRecord: the ledger holds changes that the record was not made from.
            RecordRetired: it must be restored first.
            RecordInvalid: a field holds what its columns do not take; or, with `refuse`, the
                record breaks rules and was to be submitted.
        """
        if misfits := unfit(self.connection, record):
            raise RecordInvalid(misfits)
        self._adopt_publishers(record)
        record, found = self._placed(record)
        if found.changes and set(record.heads) != set(found.state.head_ids):
            raise StaleRecord
        _refuse_retired(found)
        wrong = self.findings(record)
        grave = [f for f in wrong if f.level is Level.ERROR]
        if grave and record.review is not Review.DRAFT:
            if refuse:
                raise RecordInvalid(by_field(grave))
            record = record.model_copy(update={"review": Review.DRAFT})
        return Saved(self._write(record, found, why), wrong)

    def findings(self, record: Record) -> tuple[Finding, ...]:
        """What the rules find, without the warnings that were answered."""
        return unanswered(findings(record, self._around), record)

    def errors(self, record: Record) -> tuple[Finding, ...]:
        """What keeps the record from being submitted."""
        return errors(record, self._around)

    def doubles(self, record: Record) -> tuple[Finding, ...]:
        """The warning that the record may be on record already, unless it was answered."""
        rules = (rule for rule in duplicates.RULES if isinstance(record, rule.kinds))
        found = tuple(f for rule in rules for f in rule.findings(record, self._around))
        return unanswered(found, record)

    @property
    def _around(self) -> LedgerSurroundings:
        return LedgerSurroundings(self.connection, day_of(self.clock()), self.settings.start)

    def _placed(self, record: R) -> tuple[R, Standing]:
        """The record with an id and a code, and how it stands in the ledger."""
        if record.id:
            found = standing(self.connection, type(record), record.id)
            if found.changes or record.code:
                return record, found
        new_id = record.id or new_record_id(self.clock(), self.random_bytes)
        fresh = {"id": new_id, "code": record.code or self._next_code()}
        if record.sensitivity is type(record).model_fields["sensitivity"].default:
            belongs_to = getattr(record, "incident", None)
            incident = self._around.incident(belongs_to) if belongs_to else None
            fresh["sensitivity"] = starting_sensitivity(record, incident)
        return record.model_copy(update=fresh), standing(self.connection, type(record), new_id)

    def _next_code(self) -> str:
        number = self.settings.counter + 1
        self.settings = replace(self.settings, counter=number)
        write_counter(self.connection, number)
        return short_code(self.settings.prefix, number)

    def _write(self, record: R, found: Standing, why: str) -> R:
        groups = differing(type(record), found.row, record.to_row())
        if not groups and found.changes:
            return record
        op = "edit" if found.changes else "create"
        return self._written(type(record), record.id, found, groups, op=op, why=why)

    def _written(  # noqa: PLR0913 - what a change is made of
        self,
        model: type[R],
        record: str,
        found: Standing,
        groups: dict[str, GroupChange],
        *,
        op: str,
        why: str = "",
        saw: tuple[ChangeId, ...] = (),
    ) -> R:
        after = self.writer.write(model, record, found, groups, op=op, why=why, saw=saw)
        return model.from_row(after.row or {}, after.state.head_ids)

    def retire(self, record: R, reason: str | None, why: str = "") -> R:
        """Retires a record for a reason, or restores it, because of `why`, when that is None.

        Raises:
            RecordMissing: it was never saved.
            ParseError: the reason has a character that cannot be kept.
        """
        found = self._standing(record)
        op = "restore" if reason is None else "retire"
        saw = found.state.head_ids
        groups = retiring(found, reason)
        because = storable(reason or why)
        return self._written(type(record), record.id, found, groups, op=op, why=because, saw=saw)

    def review(self, record: R, answer: Review, comment: str) -> R:
        """Approves a record or returns it; an approval remembers what it saw.

        Raises:
            RecordMissing: it was never saved.
            StaleRecord: the ledger holds changes that the reviewer did not see.
            RecordRetired: it must be restored first.
            RecordInvalid: it is to be approved and breaks rules.
            ParseError: the comment has a character that cannot be kept.
        """
        found = self._standing(record)
        if set(record.heads) != set(found.state.head_ids):
            raise StaleRecord
        _refuse_retired(found)
        wrong = self.errors(record)
        if answer is Review.APPROVED and wrong:
            raise RecordInvalid(by_field(wrong))
        row = found.row or {}
        before = {name: row.get(name) for name in (REVIEW, "review_comment")}
        after = {REVIEW: str(answer), "review_comment": storable(comment) or None}
        op, saw = {
            Review.APPROVED: ("approve", found.state.head_ids),
            Review.RETURNED: ("return", ()),
        }.get(answer, ("edit", ()))
        groups = {REVIEW: GroupChange(before, after)}
        return self._written(type(record), record.id, found, groups, op=op, saw=saw)

    def _standing(self, record: Record) -> Standing:
        found = standing(self.connection, type(record), record.id)
        if not found.changes:
            raise RecordMissing
        return found

    def _adopt_publishers(self, record: Record) -> None:
        """Puts a well-known publisher into the ledger when something cites it."""
        for spec in fields_of(type(record)):
            if isinstance(spec.kind, ReferenceKind) and spec.kind.table in ("", "source"):
                known = publisher_by_id(getattr(record, spec.name) or "")
                if known and known.id != record.id:
                    self._adopt(known)

    def _adopt(self, known: Publisher) -> None:
        if standing(self.connection, Source, known.id).changes:
            return
        source = Source(
            id=known.id,
            code=known.code,
            name=known.name,
            kind=SourceKind(known.kind),
            notes=known.note or None,
            sensitivity=Sensitivity.PUBLIC,
            review=Review.SUBMITTED,
        )
        self.save(source)


def _refuse_retired(found: Standing) -> None:
    if found.row and found.row[RETIRED]:
        raise RecordRetired


def by_field(found: Sequence[Finding]) -> dict[str, list[str]]:
    """The sentences by field, under '' those that concern the whole record."""
    sentences: dict[str, list[str]] = {}
    for finding in found:
        field = finding.fields[0] if finding.fields else ""
        sentences.setdefault(field, []).append(finding.sentence)
    return sentences
