"""What is written where a date is expected, before the calendar is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from store.shapes import shape
from store.spans.months import FULL_NAMES, SHORT_NAMES

_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One date as written; what was not written is None.

    `week` is an ISO week number, `whole_week` the week around the day, `vague` an "early" or
    "late" before a month or year, `days_ago` a "today" (0) or "yesterday" (1). `day_first`
    means that day and month are both numbers, in this order.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    week: int | None = None
    days_ago: int | None = None
    short_year: bool = False
    day_first: bool = False
    whole_week: bool = False
    vague: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether no other part needs to lend its year."""
        return self.year is not None or self.days_ago is not None

    @property
    def is_one_day(self) -> bool:
        """Whether it is a day, and no week, month or year."""
        return self.days_ago is not None or (self.day is not None and not self.whole_week)

    @property
    def is_ambiguous(self) -> bool:
        """Whether day and month could change places."""
        return (
            self.day_first
            and self.day is not None
            and self.month is not None
            and self.day != self.month
            and max(self.day, self.month) <= _DECEMBER
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A stretch of time as written: its two ends; None is an end left open.

    `single` means that one part was written, which is both ends. `beyond` means that the part
    itself lies outside ("before February" has ended when February begins).
    """

    first: Part | None
    last: Part | None
    single: bool = False
    beyond: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """The ends that were written."""
        return tuple(part for part in (self.first, self.last) if part)


UNKNOWN: Final = Written(None, None)

_Y = r"(?P<y>[0-9]{4})"
_SHORT = r"'?(?P<y>[0-9]{2})"
_EITHER = r"'?(?P<y>[0-9]{4}|[0-9]{2})"
_M = r"(?P<m>[0-9]{1,2})"
_N = r"(?P<d>[0-9]{1,2})"
_D = rf"{_N}(?:st|nd|rd|th)?"
_SPELLED = "|".join(
    [f"{short}(?:{full[3:]})?" for short, full in zip(SHORT_NAMES, FULL_NAMES, strict=True)]
).lower()
_MON = rf"(?P<mon>{_SPELLED}|sept)\.?"

_PARTS: Final = tuple(
    map(
        shape,
        (
            rf"{_Y}(?P<s>[-/.]){_M}(?P=s){_N}",
            rf"{_N}(?P<s>[/.]){_M}(?P=s){_EITHER}",
            rf"{_N}-{_M}-{_Y}",
            rf"{_N}(?P<s>,? |,){_M}(?P=s){_Y}",
            rf"{_D}(?: of)? ?{_MON},? ?{_Y}",
            rf"{_D}(?: of)? ?{_MON},? {_SHORT}",
            rf"{_D}(?P<s>[-/.]){_MON}(?P=s){_EITHER}",
            rf"{_MON} ?{_D}(?:, ?| ){_Y}",
            rf"{_Y},? ?{_MON},? ?{_D}",
            rf"{_MON}[ ,./-]{{0,2}}{_Y}",
            rf"{_Y}[-/]{_M}",
            rf"{_M}[-/.]{_Y}",
            rf"{_Y},? ?{_MON}",
            _Y,
            rf"{_Y}-?w(?P<w>[0-9]{{2}})",
        ),
    )
)

_WITHOUT_YEAR: Final = tuple(
    map(
        shape,
        (rf"{_D}(?: of |[ -]?){_MON}", rf"{_MON} ?{_D}", rf"{_N}[/.]{_M}", _D, _MON),
    )
)

_WEEK_OF: Final = shape("(?:the )?week of (?P<rest>.+)")
_VAGUE: Final = shape(
    "(?:the )?(?:early|mid|late|(?:middle|beginning|start|end)(?: of)?|(?:first|second) half of|"
    "(?:first|second|third|fourth|last) week (?:of|in))[ -](?:in )?(?P<rest>.+)"
)

_UNTIL: Final = shape(
    r"(?:\.\. ?|(?:until|till|by|up to|(?:at )?(?:the )?latest(?: by)?|not? later than|not after) )"
    r"(?P<rest>.+)"
    r"|(?P<rest2>.+?)(?: or before| or earlier| at (?:the )?latest)"
)
_FROM: Final = shape(
    r"(?:since|from|(?:at )?(?:the )?earliest|not? earlier than|not before) (?P<rest>.+)"
    r"|(?P<rest2>.+?)(?: ?\.\.| onwards?| or after| or later| at (?:the )?earliest)"
)
_BEFORE: Final = shape("before (?P<rest>.+)")
_AFTER: Final = shape("after (?P<rest>.+)")

_RANGES: Final = tuple(
    map(
        shape,
        (
            "between (?P<a>.+) and (?P<b>.+)",
            "(?:from )?(?P<a>.+?) (?:to|until|till|through) (?P<b>.+)",
            r"(?P<a>.+?) ?\.\. ?(?P<b>.+)",
            "(?:from )?(?P<a>.+) - (?P<b>.+)",
            "(?P<a>.+?)(?: and | or | ?& ?)(?P<b>.+)",
            "(?P<a>[0-9]{1,2}), ?(?P<b>[0-9]{1,2} .+)",
        ),
    )
)


def read_written(text: str) -> Written | None:
    """What a text in plain spelling says, or None if it is no date in any form that is read."""
    if text in {"unknown", "not known", "not stated", "?"}:
        return UNKNOWN
    part = _part(text)
    if part:
        return Written(part, part, single=True)
    return _open(text) or _range(text)


def lacks_year(text: str) -> bool:
    """Whether the text would be a date if only it had a year."""
    in_figures = re.fullmatch("[0-9]{1,2}[-/.][0-9]{1,2}(?:-[0-9]{2})?", text)
    return bool(in_figures) or read_written(f"{text} 2023") is not None


def _part(text: str) -> Part | None:
    """The one date that the text is, if it is one, with its year."""
    if text in {"today", "yesterday"}:
        return Part(days_ago=int(text == "yesterday"))
    if week := _WEEK_OF.fullmatch(text):
        part = _matched(_PARTS, week["rest"])
        return replace(part, whole_week=True) if part and part.day is not None else None
    return _matched(_PARTS, text) or _vague(_PARTS, text)


def _vague(patterns: tuple[re.Pattern[str], ...], text: str) -> Part | None:
    """The month or year that the text says "early", "late" or the like of."""
    if not (vague := _VAGUE.fullmatch(text)):
        return None
    part = _matched(patterns, vague["rest"])
    if part is None or part.day is not None or part.week is not None:
        return None
    return replace(part, vague=True)


def _matched(patterns: tuple[re.Pattern[str], ...], text: str) -> Part | None:
    for pattern in patterns:
        if found := pattern.fullmatch(text):
            return _of_match(found)
    return None


def _of_match(found: re.Match[str]) -> Part:
    groups = found.groupdict()
    year, month, day, week = (
        int(groups[name]) if groups.get(name) else None for name in ("y", "m", "d", "w")
    )
    numbers = month is not None and day is not None
    if name := groups.get("mon"):
        month = SHORT_NAMES.index(name[:3].capitalize()) + 1
    return Part(
        year,
        month,
        day,
        week,
        short_year=len(groups.get("y") or "year") < len("year"),
        day_first=numbers and found.start("d") < found.start("m"),
    )


def _open(text: str) -> Written | None:
    """A date with one end open, if the text is one."""
    for pattern, has_first, beyond in (
        (_UNTIL, False, False),
        (_BEFORE, False, True),
        (_FROM, True, False),
        (_AFTER, True, True),
    ):
        if found := pattern.fullmatch(text):
            groups = found.groupdict()
            part = _part(groups["rest"] or groups.get("rest2") or "")
            if part:
                return Written(
                    part if has_first else None,
                    None if has_first else part,
                    beyond=beyond and not part.is_one_day and not part.vague,
                )
    return None


def _range(text: str) -> Written | None:
    """Two dates with what stands between them, if the text is that in one way and no other."""
    for pattern in _RANGES:
        if (found := pattern.fullmatch(text)) and (pair := _pair(found["a"], found["b"])):
            return pair
    pairs = [pair for a, b in _joined(text) if (pair := _pair(a, b))]
    return pairs[0] if len(pairs) == 1 else None


def _joined(text: str) -> Iterator[tuple[str, str]]:
    """Every way to take the text apart at a hyphen, or at a slash between day and named month."""
    for at, sign in enumerate(text):
        a, b = text[:at], text[at + 1 :]
        if sign == "-" or (sign == "/" and re.search("[a-z]", b)):
            yield a, b


def _pair(a: str, b: str) -> Written | None:
    """Both ends, the first one with the month and the year that it shares with the last."""
    last = _part(b)
    first = _part(a) or _matched(_WITHOUT_YEAR, a) or _vague(_WITHOUT_YEAR, a)
    if first is None or last is None:
        return None
    if first.is_complete:
        return Written(first, last)
    if last.year is None or last.month is None or (first.day is not None and last.day is None):
        return None
    month = last.month if first.month is None else first.month
    return Written(replace(first, year=last.year, month=month, short_year=last.short_year), last)
