"""`report`: how many, where, since when, beside what others published."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.commands.command import Command, Misused, takes_ledger
from store.commands.opening import opened
from store.commands.printing import complain, write_exact
from store.counting.extent import Area
from store.counting.scope import Scope, read_area, read_day, read_population, read_stretch
from store.counting.tables import DIMENSIONS, read_dimensions
from store.errors import ParseError
from store.ledger import Store
from store.reporting.making import FORMATS, log_report, written_report
from store.reporting.publishing import publish_report
from store.reporting.report import Asked


def _arguments(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument(
        "--period", metavar="P", required=True, help="2023, 2023-Q1, 2023-02, A..B, start..B"
    )
    parser.add_argument(
        "--area", metavar="A,...", default="", help="P-codes or names; none is everywhere"
    )
    parser.add_argument("--population", metavar="P", default="", help="civilians unless given")
    parser.add_argument("--as-of", metavar="DATE", default="", help="still held on; else today")
    parser.add_argument("--known-on", metavar="DATE", default="", help="recounts what was known")
    parser.add_argument(
        "--by",
        metavar="X,Y",
        action="append",
        default=[],
        help=f"a table by one or two of {', '.join(DIMENSIONS)}; repeatable",
    )
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="a new file; else printed")
    parser.add_argument("--to", metavar="WHOM", default="", help="whom it is for; kept in the log")
    parser.add_argument(
        "--with-sexual-violence",
        action="store_true",
        help="gives it rows of its own in tables, which otherwise count it among other",
    )


def _run(arguments: Namespace) -> int:
    with opened(arguments, reads=True) as store:
        asked = Asked(
            _scope(store, arguments),
            tuple(_dimensions(text) for text in arguments.by),
            arguments.with_sexual_violence,
        )
        if arguments.out is None:
            report, text = written_report(store, asked, arguments.format)
            if not store.is_for_reading:
                log_report(store, report, arguments.format, text, arguments.to)
            write_exact(text)
        else:
            publish_report(store, asked, arguments.format, arguments.out, arguments.to)
        if store.is_for_reading:
            complain("The ledger does not note this report, because nothing can be written in it.")
    return 0


def _scope(store: Store, arguments: Namespace) -> Scope:
    """What is to be counted.

    Raises:
        Misused: one of the options means nothing.
    """
    with _named("--period"):
        stretch = read_stretch(arguments.period, start=store.settings.start)
    area: Area
    with _named("--area"):
        area = store.ask(read_area, arguments.area.split(","))
    with _named("--population"):
        population = read_population(arguments.population)
    with _named("--as-of"):
        as_of = read_day(arguments.as_of) or store.today
    with _named("--known-on"):
        known_on = read_day(arguments.known_on)
    return Scope(stretch, area, population, as_of.isoformat(), known_on)


def _dimensions(text: str) -> tuple[str, ...]:
    with _named("--by"):
        return read_dimensions(text)


@contextmanager
def _named(option: str) -> Iterator[None]:
    """Tells what is the matter with the text of an option.

    Raises:
        Misused: it means nothing.
    """
    try:
        yield
    except ParseError as error:
        raise Misused(f"{option}: {error.message}") from None


COMMANDS = {"report": Command(_arguments, _run)}
