"""Measures the places offered while letters are typed, over the shipped list and over 70,000.

Then it goes through every beginning of one to three letters, in both scripts, and names the
slowest: a name that two thousand villages share, as in the list of a whole country.

Run it by hand: python -m tests.benchmarks.places
"""

import random
import statistics
import sys
import time

from store.engine import Connection, connect
from store.gazetteer import LOCATION_DDL, Ancestors, PlaceEntry, write_entries
from store.place_loading import load_shipped
from store.places import find_places
from store.vocabulary import PlaceLevel

MANY = 70_000
COMMON, COMMON_LOCAL = "Ywar Thit", "ရွာသစ်"
SHARING = 35  # One village in so many has the common name.
TYPED = ("l", "la", "loi", "loikaw", "daw ta", "ka ya", "mu", "လ", "လွိုင်", "wan pa", "zzzz", "168258")
_SYLLABLES = ("daw", "ta", "ngay", "loi", "kaw", "pan", "mo", "hso", "la", "so", "ka", "lay", "mu")
_LOCAL = ("ဒေါ", "တ", "ငေး", "လွိုင်", "ကော်", "ပန်", "မို", "ဆို", "လာ", "ကလေး")


def many_places(number: int = MANY) -> Connection:
    """The shipped places, and villages of made-up names up to so many."""
    connection = connect(":memory:")
    for statement in LOCATION_DDL:
        connection.execute(statement)
    load_shipped(connection)
    (have,) = connection.execute("SELECT count(*) FROM location").fetchone()
    dice = random.Random(7)  # noqa: S311 - the same names in each run.
    tracts = connection.execute(
        "SELECT key, township, district, state FROM location WHERE level = 'tract'"
    ).fetchall()
    villages = [_village(n, dice.choice(tracts), dice) for n in range(number - have)]
    write_entries(connection, villages, "loaded")
    return connection


def _village(number: int, above: Ancestors, dice: random.Random) -> tuple[PlaceEntry, Ancestors]:
    name = " ".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 4))).title()
    local = "".join(dice.choice(_LOCAL) for _ in range(dice.randint(2, 4)))
    if not number % SHARING:
        name, local = COMMON, COMMON_LOCAL
    lat, lon = 19 + dice.random(), 97 + dice.random()
    entry = PlaceEntry(f"9{number:06}", PlaceLevel.VILLAGE, name, local, above[0], lat, lon)
    return entry, above


def _milliseconds(connection: Connection, typed: str) -> float:
    taken = []
    for _ in range(9):
        begun = time.process_time()
        find_places(connection, typed, limit=30)
        taken.append(time.process_time() - begun)
    return 1000 * statistics.median(taken)


def _beginnings(connection: Connection) -> list[str]:
    """Every text of one to three letters with which a name begins, in either script."""
    names = connection.execute("SELECT name FROM location UNION SELECT name_local FROM location")
    return sorted({name[:n].lower() for (name,) in names if name for n in (1, 2, 3)})


def main() -> None:
    """Prints for each text how long its list takes, few places and many side by side."""
    few, many = connect(":memory:"), many_places()
    for statement in LOCATION_DDL:
        few.execute(statement)
    load_shipped(few)
    for typed in (*TYPED, COMMON.lower(), COMMON_LOCAL, f"{COMMON.lower()}, loi"):
        sys.stdout.write(
            f"{typed:<15} {_milliseconds(few, typed):7.2f} ms of 1,690"
            f" {_milliseconds(many, typed):7.2f} ms of {MANY:,}\n"
        )
    begun = _beginnings(many)
    taken = sorted(((_milliseconds(many, text), text) for text in begun), reverse=True)
    for milliseconds, text in taken[:3]:
        sys.stdout.write(f"{text:<15} {milliseconds:7.2f} ms, the slowest of {len(begun):,}\n")
    sys.stdout.write(f"{'':<15} {taken[len(taken) // 2][0]:7.2f} ms, the median\n")


if __name__ == "__main__":
    main()
