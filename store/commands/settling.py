"""`conflicts` lists what two people changed differently, `resolve` settles it."""

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from store.commands.command import Command, Misused, takes_ledger
from store.commands.jobs import finished
from store.commands.opening import opened
from store.commands.printing import say, table_lines, write_exact
from store.errors import LedgerError

if TYPE_CHECKING:
    from store.ledger import Store
    from store.merging.conflicts import InConflict, OpenConflict
    from store.records import Record

_LIMIT = 10_000


def _lists(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("code", metavar="CODE", nargs="?", help="one record, by code or id")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _list(arguments: Namespace) -> int:
    from store.merging.conflicts import listed_conflicts

    with opened(arguments, reads=True) as store:
        if arguments.code:
            records = [store.find(arguments.code)]
        else:
            listed = store.ask(listed_conflicts, _LIMIT)
            records = [store.find(one.summary.id) for one in listed]
        found = [_of(store, record) for record in records]
    if arguments.format == "json":
        told = [_as_json(one) for one in found]
        write_exact(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return 0
    for one in found:
        _tell(one)
    if not any(one.conflicts for one in found):
        say("Nothing is open.")
    return 0


def _of(store: "Store", record: "Record") -> "InConflict":
    from store.errors import RecordMissing
    from store.merging.conflicts import conflicts_in

    found: InConflict | None = store.ask(conflicts_in, type(record), record.id, store.lookup)
    if found is None:
        raise RecordMissing
    return found


def _tell(one: "InConflict") -> None:
    for conflict in one.conflicts:
        say(f"{one.summary.code} {one.summary.title} · {conflict.label} ({conflict.part})")
        rows = [("", "before", conflict.before or "-", "")]
        for number, c in enumerate(conflict.candidates, 1):
            whose = "ours" if c.is_ours else "theirs"
            rows.append((str(number), whose, c.value, f"{c.device} {c.by}, laptop said {c.at}"))
        for line in table_lines(rows):
            say(f"  {line}")


def _as_json(one: "InConflict") -> dict[str, Any]:
    return {
        "id": one.summary.id,
        "code": one.summary.code,
        "kind": one.summary.table,
        "conflicts": [
            {
                "part": conflict.part,
                "before": conflict.before,
                "candidates": [
                    {
                        "number": number,
                        "change": list(c.change),
                        "device": c.device,
                        "by": c.by,
                        "at": c.at,
                        "before": c.before,
                        "value": c.value,
                        "ours": c.is_ours,
                        "shown": c.is_shown,
                    }
                    for number, c in enumerate(conflict.candidates, 1)
                ],
            }
            for conflict in one.conflicts
        ],
    }


def _settles(parser: ArgumentParser) -> None:
    takes_ledger(parser)
    parser.add_argument("code", metavar="CODE", nargs="?", help="the record, by code or id")
    parser.add_argument(
        "choices",
        metavar="PART=N",
        nargs="*",
        help="the value with number N, as `conflicts` numbers them; or ours, or theirs",
    )
    parser.add_argument("--ours", action="store_true", help="ours, of all records at once")
    parser.add_argument(
        "--from", metavar="PREFIX", dest="device", help="all that this laptop said, at once"
    )
    parser.add_argument("--why", metavar="T", default="", help="why; kept in the history")


def _settle(arguments: Namespace) -> int:
    many = arguments.ours or arguments.device is not None
    if many == bool(arguments.code) or (arguments.ours and arguments.device is not None):
        raise Misused("resolve takes a record with PART=N, or --ours, or --from PREFIX.")
    if arguments.code and not arguments.choices:
        raise Misused("Say which value: PART=N, as conflicts lists them.")
    with opened(arguments) as store:
        return _by_rule(store, arguments) if many else _one_by_one(store, arguments)


def _by_rule(store: "Store", arguments: Namespace) -> int:
    from store.merging.conflicts import count_open, devices_in_conflict
    from store.merging.resolving import Rule, resolve_by_rule
    from store.quantities import quantity

    device = (arguments.device or "").strip().upper()
    if device and device not in store.ask(devices_in_conflict):
        raise LedgerError(
            "No laptop with that prefix has a part in what is open.", "See conflicts."
        )
    settled = finished(store.do_in_steps(resolve_by_rule, Rule(device)))
    left = quantity(store.ask(count_open), "record")
    say(f"Settled {quantity(settled, 'record')}; {left} left open.")
    return 0


def _one_by_one(store: "Store", arguments: Namespace) -> int:
    from store.merging.resolving import resolve

    record = store.find(arguments.code)
    found = _of(store, record)
    by_part = {conflict.part: conflict for conflict in found.conflicts}
    choices = {}
    for text in arguments.choices:
        part, _, which = text.partition("=")
        if part not in by_part:
            raise LedgerError("That part of the record is not open.", "See conflicts.")
        choices[part] = _chosen(by_part[part], which)
    left = store.do(resolve, type(record), record.id, choices, heads=found.heads, why=arguments.why)
    say(f"Settled; left open: {', '.join(left) or 'nothing'}.")
    return 0


def _chosen(conflict: "OpenConflict", which: str) -> tuple[str, int]:
    """The change that is meant by a number, or by whose it is if that is one."""
    word = which.strip().casefold()
    if word in ("ours", "theirs"):
        fitting = [c for c in conflict.candidates if c.is_ours == (word == "ours")]
    else:
        numbered = enumerate(conflict.candidates, 1)
        fitting = [c for number, c in numbered if word == str(number)]
    if len(fitting) != 1:
        raise Misused(f"{conflict.part}= takes a number from 1 to {len(conflict.candidates)}.")
    return fitting[0].change


COMMANDS = {"conflicts": Command(_lists, _list), "resolve": Command(_settles, _settle)}
