"""`extract`: writes chosen records into a file for somebody else."""

import csv
import io
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from store.commands.command import Command, Misused, takes_ledger
from store.commands.founding import PLAIN
from store.commands.opening import opened
from store.commands.printing import say, table_lines, write_exact
from store.errors import ParseError
from store.exchange.balance import BALANCE_COLUMNS, Share
from store.exchange.preview import Preview
from store.exchange.profiles import ALL_PROFILES
from store.kinds import SQLValue
from store.quantities import quantity

_FORMATS = ("sqlite", "csv", "gpkg", "json")


def _arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("out", metavar="OUT", type=Path, help="the new file, or folder for csv")
    parser.add_argument("--profile", choices=tuple(ALL_PROFILES), required=True)
    parser.add_argument("--format", choices=_FORMATS, required=True)
    parser.add_argument(
        "--where", metavar="TERM", action="append", default=[], help="which incidents; repeatable"
    )
    parser.add_argument("--to", metavar="NAME", default="", help="whom it is for; kept in the log")
    parser.add_argument(
        "--tick",
        metavar="FIELD",
        action="append",
        default=[],
        help="for a court: a field that stays otherwise, like incident.narrative; repeatable",
    )
    parser.add_argument("--with-sexual-violence", action="store_true", help="do not leave it out")
    parser.add_argument(
        "--suppress-below",
        metavar="N",
        type=int,
        default=0,
        help="public: no particulars of fewer than N people of one township and month",
    )
    parser.add_argument(
        "--preview", action="store_true", help="show the columns and some rows; write nothing"
    )
    parser.add_argument("--balance", choices=("table", "csv", "json"), default="table")


def _run(arguments: Namespace) -> int:
    from store.exchange import Asked, extracting, finished
    from store.exchange.preview import preview

    try:
        asked = Asked(
            ALL_PROFILES[arguments.profile],
            arguments.format,
            tuple(arguments.where),
            to=arguments.to,
            ticked=frozenset(arguments.tick),
            with_sexual_violence=arguments.with_sexual_violence,
            smallest_cell=arguments.suppress_below,
        )
    except ParseError as error:
        raise Misused(error.message) from None
    with opened(arguments) as store:
        if arguments.preview:
            _say_preview(preview(store, asked))
            return 0
        done = finished(extracting(store, arguments.out, asked))
    if arguments.balance == "table":
        say(f"Wrote {done.path}. {PLAIN}")
        for sentence in held_back(done.denamed, done.suppressed, done.held):
            say(sentence)
    _say_balance(done.balance, arguments.balance)
    return 0


def held_back(denamed: int, suppressed: int, held: int) -> list[str]:
    """What was held back of the rows that left, in sentences."""
    sentences = (
        (denamed, "people left without their names: there is no consent for this use."),
        (suppressed, "people left without particulars: they are too few in their place and month."),
        (held, "texts stayed: a name stands in them that must not leave. Reword them."),
    )
    return [f"{many} {sentence}" for many, sentence in sentences if many]


def _say_balance(balance: Sequence[Share], form: str) -> None:
    rows = [share.row(is_internal=True) for share in balance]
    match form:
        case "json":
            write_exact(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        case "csv":
            write_exact(_csv([BALANCE_COLUMNS, *(tuple(row.values()) for row in rows)]))
        case _:
            heading = ("", "in the ledger", "written", "left out", "why")
            shown = [[str(row[name]) for name in BALANCE_COLUMNS[: len(heading)]] for row in rows]
            for line in table_lines([heading, *shown]):
                say(line)


def _csv(rows: Sequence[Sequence[SQLValue]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _say_preview(found: Preview) -> None:
    for table in found.tables:
        say()
        say(f"{table.name}: {quantity(table.many, 'row')}. {table.about}")
        rows = [
            [column.name, *("" if v is None else str(v) for v in table.values(number))]
            for number, column in enumerate(table.columns)
        ]
        for line in table_lines(rows):
            say(f"  {line}")
    say()
    _say_balance(found.balance, "table")


COMMANDS = {"extract": Command(_arguments, _run)}
