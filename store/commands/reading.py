"""`list` and `show`: records as text for people, or exactly as they are stored."""

import csv
import io
import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator

from store.commands.adding import HISTORY
from store.commands.command import Command, kind_named, takes_ledger
from store.commands.opening import opened
from store.commands.printing import say, table_lines, write_exact
from store.commands.telling import history_lines, record_lines
from store.fields import fields_of
from store.items import to_item
from store.kinds import SQLValue
from store.ledger import Store
from store.query import Filter, Key, ListRow, Sort, listed_fields, page, read_filter, read_sort
from store.records import Record
from store.rows import row_of
from store.versions import Version

_PAGE = 500


def _list_arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("kind", metavar="KIND", help="incident, casualty, ...")
    parser.add_argument(
        "--where", metavar="TERM", action="append", default=[], help="which ones; repeatable"
    )
    parser.add_argument("--sort", metavar="FIELD|-FIELD", default="", help="- turns it round")
    parser.add_argument("--limit", metavar="N", type=_number, help="the first N")
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError("invalid")
    return int(text)


def _list(arguments: Namespace) -> int:
    model = kind_named(arguments.kind)
    with opened(arguments, reads=True) as store:
        wanted = read_filter(model, arguments.where, store.lookup)
        rows = rows_listed(store, model, wanted, read_sort(model, arguments.sort), arguments.limit)
        match arguments.format:
            case "json":
                _write_array(store, model, rows)
            case "csv":
                _write_csv(store, model, rows)
            case _:
                _say_table(model, rows)
    return 0


def rows_listed(
    store: Store, model: type[Record], wanted: Filter, sort: Sort, limit: int | None = None
) -> Iterator[ListRow]:
    """The records that a filter wants in their order, read page by page."""
    last: Key | None = None
    left = limit
    while left is None or left > 0:
        many = _PAGE if left is None else min(_PAGE, left)
        found: list[ListRow] = store.ask(page, model, wanted, sort, after=last, limit=many)
        yield from found
        if len(found) < many:
            return
        last = found[-1].key
        left = None if left is None else left - len(found)


def _say_table(model: type[Record], rows: Iterator[ListRow]) -> None:
    specs = listed_fields(model)
    heading = [spec.meta.label for spec in specs]
    shown = [[row.cells[spec.name] for spec in specs] for row in rows]
    for line in table_lines([heading, *shown]):
        say(line)


def _records(store: Store, model: type[Record], rows: Iterator[ListRow]) -> Iterator[Record]:
    for row in rows:
        found: dict[str, SQLValue] = store.ask(row_of, model, row.id)
        yield model.from_row(found)


def _write_array(store: Store, model: type[Record], rows: Iterator[ListRow]) -> None:
    before = "["
    for record in _records(store, model, rows):
        write_exact(f"{before}\n{_json(to_item(record))}")
        before = ","
    write_exact("[]\n" if before == "[" else "\n]\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write_csv(store: Store, model: type[Record], rows: Iterator[ListRow]) -> None:
    """RFC 4180; the columns are those of an item, NULL is an empty cell."""
    columns = [column.name for spec in fields_of(model) for column in spec.columns]
    write_exact(_csv_line(columns))
    for record in _records(store, model, rows):
        row = record.to_row()
        write_exact(_csv_line([row[name] for name in columns]))


def _csv_line(cells: list[str] | list[SQLValue]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _show_arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("code", metavar="CODE", help="the record's code or id")
    parser.add_argument("--history", action="store_true", help="every change, the oldest first")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _show(arguments: Namespace) -> int:
    with opened(arguments, reads=True) as store:
        record = store.find(arguments.code)
        versions = store.history(record) if arguments.history else []
        if arguments.format == "json":
            history = {HISTORY: [_version(v) for v in versions]} if arguments.history else {}
            text = json.dumps({**to_item(record), **history}, ensure_ascii=False, indent=2)
            write_exact(text + "\n")
            return 0
        for line in (*record_lines(store, record), *history_lines(versions)):
            say(line)
    return 0


def _version(version: Version) -> dict[str, object]:
    return {
        "at": version.at,
        "by": version.by,
        "device": version.device,
        "op": version.op,
        "why": version.why,
        "purged": version.purged,
        "fields": [
            {"field": f.field, "label": f.label, "before": f.before, "after": f.after}
            for f in version.fields
        ],
    }


COMMANDS = {"list": Command(_list_arguments, _list), "show": Command(_show_arguments, _show)}
