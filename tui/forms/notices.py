"""What a form says above its line of keys: what was saved, what is missing, what looks odd."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from store.errors import DiskFailing, DiskFull, LedgerError, LedgerGone, LedgerReadOnly
from store.records import Record
from store.rules import Finding, Level
from tui.forms.editors import lines_of
from tui.forms.filled import Outcome

_OF_THE_DISK = (DiskFull, DiskFailing, LedgerGone, LedgerReadOnly)
_ELSEWHERE = "Or F12: copies the ledger to another disk, where you go on; what is typed stays here."


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that sums up, and one for each thing that it is about; '' says nothing.

    `unread` are the lines that it says are not understood. `is_of_rules`: it says what the rules
    find; `stands`: its sentence is somebody's question, whatever they find.
    """

    headline: str
    points: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()
    is_of_rules: bool = False
    stands: bool = False


CAME_BACK = Notice("What was typed here and not saved has come back. F7 throws it away.")
NOTHING_FILLED = Notice("Nothing is filled in yet.")


def of_level(findings: Sequence[Finding], level: Level) -> tuple[Finding, ...]:
    """The errors, or the warnings."""
    return tuple(finding for finding in findings if finding.level is level)


def saved_notice(outcome: Outcome) -> Notice:
    """What the form says when a record was saved and something is still to be said about it."""
    record, findings = outcome.record, outcome.findings
    errors, warnings = of_level(findings, Level.ERROR), of_level(findings, Level.WARNING)
    if errors:
        verb = "is" if len(errors) == 1 else "are"
        head = (
            f"{record.code} saved as a draft: {_things(errors)} {verb} missing or wrong. "
            "esc leaves it so."
        )
    else:
        verb = "looks" if len(warnings) == 1 else "look"
        head = f"{record.code} saved. {_things(warnings)} {verb} odd: F8 answers, esc leaves it so."
    return Notice(head, points_of((*errors, *warnings), outcome.names), is_of_rules=True)


def waiting_notice(record: Record, findings: Sequence[Finding]) -> Notice | None:
    """What the form says when a draft or a returned record is opened again."""
    errors = of_level(findings, Level.ERROR)
    if record.review_comment and record.review == "returned":
        head = f"Returned with a question: {record.review_comment}"
        return Notice(head, points_of(errors), is_of_rules=True, stands=True)
    return Notice(_draft_words(errors), points_of(errors), is_of_rules=True) if errors else None


def checked_notice(before: Notice, found: Outcome) -> Notice:
    """What the form says of what the rules find, now that something was corrected."""
    errors = of_level(found.findings, Level.ERROR)
    warnings = of_level(found.findings, Level.WARNING)
    head = "Nothing is missing or wrong any more: ctrl+s saves."
    if errors:
        head = _draft_words(errors)
    elif warnings:
        verb = "looks" if len(warnings) == 1 else "look"
        head = f"Not saved yet: ctrl+s saves. {_things(warnings)} {verb} odd."
    points = points_of((*errors, *warnings), found.names)
    return replace(before, headline=before.headline if before.stands else head, points=points)


def _draft_words(errors: Sequence[Finding]) -> str:
    verb = "is" if len(errors) == 1 else "are"
    return f"A draft: {_things(errors)} {verb} missing or wrong."


def unread_notice(keys: Collection[str]) -> Notice:
    """What the form says when lines of it mean nothing."""
    if not keys:
        return Notice("")
    what = "one line is" if len(keys) == 1 else f"{len(keys)} lines are"
    sentence = f"Not saved yet: {what} not understood. What was typed stays here."
    return Notice(sentence, unread=frozenset(keys))


def zawgyi_notice(typed: str, unicode: str) -> Notice:
    """What the form says of a line that was typed in the old encoding: before and after."""
    head = "This looks like Zawgyi, the old Burmese encoding. F6 converts the line."
    return Notice(head, (f"as typed   {_first_line(typed)}", f"converted  {_first_line(unicode)}"))


def converted_notice(before: str, after: str) -> Notice:
    """What the form says when a line was converted."""
    points = (f"before  {_first_line(before)}", f"now     {_first_line(after)}")
    return Notice("Converted from Zawgyi. F6 puts back what was typed.", points)


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")


def error_notice(error: LedgerError) -> Notice:
    """What the form says when the ledger could not do it."""
    points = (error.advice, *((_ELSEWHERE,) if isinstance(error, _OF_THE_DISK) else ()))
    return Notice(error.title, points)


def errors_by_line(record: Record, findings: Sequence[Finding]) -> dict[str, str]:
    """The first error of each line that has one, in the order of the form's lines."""
    errors: dict[str, str] = {}
    for finding in of_level(findings, Level.ERROR):
        for name in finding.fields[:1]:
            errors.setdefault(name, finding.sentence)
    return {key: errors[key] for key in lines_of(type(record)) if key in errors}


def _things(findings: Sequence[Finding]) -> str:
    return "1 thing" if len(findings) == 1 else f"{len(findings)} things"


def points_of(
    findings: Sequence[Finding], names: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, ...]:
    """The sentences, `!` before errors and `?` before warnings, with the records they are about."""
    points: list[str] = []
    for finding in findings:
        sign = "!" if finding.level is Level.ERROR else "?"
        others = "; ".join(names[other] for other in finding.others if other in names)
        points.append(f"{sign} {finding.sentence}{f' ({others})' if others else ''}")
    return tuple(points)
