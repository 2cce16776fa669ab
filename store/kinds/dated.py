"""Dates as spans, and ages as pairs."""

from collections.abc import Mapping, Sequence
from datetime import date

from store.ages import Age, format_age, parse_age
from store.errors import ParseError
from store.kinds.kind import (
    Column,
    Condition,
    Kind,
    Lookup,
    SQLValue,
    column_names,
    quoted,
)
from store.spans import Span, format_span, parse_span, read_period
from store.vocabulary import DatePrecision

LEDGER_DAWN = date(1900, 1, 1)


class SpanKind(Kind[Span]):
    """A date or a stretch of time, known as well as it is known."""

    name = "span"
    explained = (
        "The first and the last day on which it can have been, how well that is known, and the "
        "words as said. Both ends and the precision belong together: a month is never its first "
        "day."
    )
    takes_ranges = True

    def columns(self, field: str) -> tuple[Column, ...]:
        first, last = quoted(f"{field}_from"), quoted(f"{field}_to")
        precision = quoted(f"{field}_precision")
        return (
            Column(f"{field}_from", "TEXT", f"{first} = date({first})"),
            Column(f"{field}_to", "TEXT", f"{last} = date({last}) AND {first} <= {last}"),
            Column(
                f"{field}_precision",
                "TEXT",
                f"{precision} IS NOT NULL OR ({first} IS NULL AND {last} IS NULL)",
                references=f"{DatePrecision.table()}(code)",
            ),
            Column(f"{field}_said", "TEXT"),
        )

    def to_columns(self, field: str, value: Span | None) -> dict[str, SQLValue]:
        names = column_names(self, field)
        if value is None:
            return dict.fromkeys(names)
        first = value.first.isoformat() if value.first else None
        last = value.last.isoformat() if value.last else None
        return dict(
            zip(names, (first, last, str(value.precision), value.said or None), strict=True)
        )

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> Span | None:
        first, last, precision, said = (row[name] for name in column_names(self, field))
        if precision is None:
            return None
        return Span(
            date.fromisoformat(str(first)) if first else None,
            date.fromisoformat(str(last)) if last else None,
            DatePrecision(str(precision)),
            str(said or ""),
        )

    def words(self, field: str) -> tuple[str, ...]:
        return (f"{field}_said",)

    def parse(self, text: str, lookup: Lookup) -> Span:
        return parse_span(text, today=lookup.today)

    def format(self, value: Span, lookup: Lookup) -> str:
        return value.said or format_span(value)

    def equals(self, columns: Sequence[str], text: str, lookup: Lookup) -> Condition:
        return self.between(columns, text, text, lookup)

    def between(self, columns: Sequence[str], low: str, high: str, lookup: Lookup) -> Condition:
        """Dates match where they possibly overlap."""
        first = self._period(low, lookup)[0] if low else None
        last = self._period(high, lookup)[1] if high else None
        begins, ends = columns[0], columns[1]
        sql = [f"NOT (coalesce({begins}, '') = '' AND coalesce({ends}, '') = '')"]
        values: list[SQLValue] = []
        if last:
            sql.append(f"coalesce({begins}, '') <= ?")
            values.append(last.isoformat())
        if first:
            sql.append(f"coalesce({ends}, '9999') >= ?")
            values.append(first.isoformat())
        return Condition(" AND ".join(sql), tuple(values))

    @staticmethod
    def _period(text: str, lookup: Lookup) -> tuple[date | None, date | None]:
        try:
            return read_period(text, start=LEDGER_DAWN)
        except ParseError:
            span = parse_span(text, today=lookup.today)
            return span.first, span.last


class AgeKind(Kind[Age]):
    """An age as a least and a most, in whole years, with the words as said."""

    name = "age"
    explained = (
        "The least and the most whole years, at the time of the harm, and the words as said."
    )
    takes_ranges = True

    def columns(self, field: str) -> tuple[Column, ...]:
        least, most = quoted(f"{field}_least"), quoted(f"{field}_most")
        return (
            Column(f"{field}_least", "INTEGER", f"{least} BETWEEN 0 AND 120"),
            Column(f"{field}_most", "INTEGER", f"{most} BETWEEN 0 AND 120 AND {least} <= {most}"),
            Column(f"{field}_said", "TEXT"),
        )

    def to_columns(self, field: str, value: Age | None) -> dict[str, SQLValue]:
        names = column_names(self, field)
        if value is None:
            return dict.fromkeys(names)
        return dict(zip(names, (value.least, value.most, value.said or None), strict=True))

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> Age | None:
        least, most, said = (row[name] for name in column_names(self, field))
        if least is None and most is None and said is None:
            return None
        return Age(
            None if least is None else int(least),
            None if most is None else int(most),
            str(said or ""),
        )

    def words(self, field: str) -> tuple[str, ...]:
        return (f"{field}_said",)

    def parse(self, text: str, lookup: Lookup) -> Age:
        return parse_age(text)

    def format(self, value: Age, lookup: Lookup) -> str:
        return value.said or format_age(value)

    def equals(self, columns: Sequence[str], text: str, lookup: Lookup) -> Condition:
        return self.between(columns, text, text, lookup)

    def between(self, columns: Sequence[str], low: str, high: str, lookup: Lookup) -> Condition:
        """Ages match where they possibly overlap."""
        least, most = columns[0], columns[1]
        sql = [f"NOT ({least} IS NULL AND {most} IS NULL)"]
        values: list[SQLValue] = []
        if high and (top := parse_age(high).most) is not None:
            sql.append(f"coalesce({least}, 0) <= ?")
            values.append(top)
        if low and (bottom := parse_age(low).least) is not None:
            sql.append(f"coalesce({most}, 120) >= ?")
            values.append(bottom)
        return Condition(" AND ".join(sql), tuple(values))
