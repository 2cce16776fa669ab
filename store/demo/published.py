"""What was published of February 2023 and since the coup: three sources, two incidents, 21 figures.

The numbers are those that The Irrawaddy reported on 6 March 2023; each is somebody's figure
and none is a record of anybody. The sentences are this ledger's own notes.
"""

from datetime import date
from typing import Any

from store.demo.pen import Pen
from store.publishers import publisher_by_code
from store.records import Citation, Figure, Incident
from store.spans import Span
from store.vocabulary import (
    By,
    Covers,
    DatePrecision,
    FigureKind,
    HowTold,
    IncidentKind,
    Knowledge,
    Measure,
    Population,
    Qualifier,
    TextKind,
)

PUBLISHED = "2023-03-06"
PUBLISHER = "The Irrawaddy"
LOCATOR = "The Irrawaddy, 6 March 2023"
FOUR = "Loikaw, Hpruso, Demoso and Pekon"
FOUR_CODES = ("MMR002001", "MMR002003", "MMR002002", "MMR014010")
WIDER = "Kayah State and neighbouring townships of southern Shan State"
STATE = "Kayah State"

_SINCE_COUP = Span(
    date(2021, 2, 1),
    date(2023, 3, 6),
    DatePrecision.RANGE,
    "since the coup of 1 February 2021; end not stated, at latest 6 March 2023",
)

_C, _S, _R, _N = (
    Population.CIVILIANS,
    Population.STATE_FORCES,
    Population.RESISTANCE,
    Population.NOT_APPLICABLE,
)
_M = Measure

_KNDF_WIDER = (
    (_M.CLASHES, _N, 35, "Clashes in the month."),
    (_M.KILLED, _S, 45, "Soldiers and allied fighters killed."),
    (_M.INJURED, _S, 16, "Soldiers and allied fighters injured."),
    (_M.KILLED, _R, 2, "Fighters of the KNDF killed."),
)
_KNDF_FOUR = (
    (_M.AIRSTRIKES, _N, 6, "Air strikes in four townships."),
    (_M.KILLED, _C, 8, "Civilians killed, children among them; how many children is not said."),
    (_M.INJURED, _C, 12, "Civilians injured."),
    (_M.HOMES_DESTROYED, _N, 9, "Homes destroyed."),
    (_M.HEALTH_DESTROYED, _N, 1, "One clinic destroyed."),
    (_M.RELIGIOUS_DESTROYED, _N, 4, "Religious buildings destroyed."),
)
_KMIC = (
    (_M.KILLED, _S, 10, Qualifier.EXACT, "Soldiers killed near the outpost."),
    (_M.KILLED, _R, None, Qualifier.UNKNOWN_SOME, "Some fighters killed; no number is given."),
    (_M.INJURED, _R, 15, Qualifier.EXACT, "Fighters injured."),
)
_PKPF = (
    (_M.CLASHES, _N, 586, By.NOT_STATED, "Clashes since the coup."),
    (_M.KILLED, _S, 1635, By.NOT_STATED, "Soldiers killed since the coup."),
    (_M.KILLED, _R, 224, By.NOT_STATED, "Fighters of the resistance killed since the coup."),
    (_M.KILLED, _C, 309, By.STATE_AND_ALLIES, "Civilians killed, those who died fleeing apart."),
    (_M.DIED_FLEEING, _C, 130, By.STATE_AND_ALLIES, "Civilians who died while fleeing."),
    (_M.DETAINED, _C, 279, By.STATE_AND_ALLIES, "Civilians arrested since the coup."),
    (_M.HOMES_DESTROYED, _N, 1352, By.STATE_AND_ALLIES, "Homes destroyed since the coup."),
    (_M.RELIGIOUS_DESTROYED, _N, 30, By.STATE_AND_ALLIES, "Religious buildings destroyed."),
)


def add_published(pen: Pen) -> None:
    """Adds the published incidents and figures; the sources come with the figures."""
    pen.add(
        Incident,
        title="Checkpoint seized at the entrance of Saung Pyaung, a week of clashes",
        kind=IncidentKind.GROUND_CLASH,
        when="24 Feb - 3 Mar 2023",
        where="Pinlaung",
        narrative="Published account: a checkpoint at the entrance of Saung Pyaung village was "
        "seized; a week of clashes followed, then artillery and air strikes.",
    )
    outpost = pen.add(
        Incident,
        title="Outpost near the Thai border attacked, jets strike the attackers",
        kind=IncidentKind.GROUND_CLASH,
        when="27 Feb 2023",
        where="Bawlake",
        narrative="Published account: an outpost near the Thai border was attacked; five jets "
        "struck the attackers near a second outpost.",
    )
    pen.add(
        Citation,
        source=_publisher("KMIC"),
        record=outpost.id,
        how=HowTold.SEEN_ONLINE,
        knowledge=Knowledge.UNKNOWN,
        locator=LOCATOR,
        text="Its figures about this attack were published.",
        text_kind=TextKind.NOTE,
    )
    _add_kndf(pen)
    for measure, population, best, qualifier, note in _KMIC:
        _add(
            pen,
            "KMIC",
            FigureKind.INCIDENT,
            (measure, population, best, note),
            qualifier=qualifier,
            incident=outpost.id,
            by=By.NOT_STATED,
        )
    for measure, population, best, by, note in _PKPF:
        apart = measure is _M.KILLED and population is _C
        _add(
            pen,
            "PKPF",
            FigureKind.CUMULATIVE,
            (measure, population, best, note),
            period=_SINCE_COUP,
            scope=("MMR002",),
            scope_said=STATE,
            by=by,
            covers_fleeing=Covers.EXCLUDED if apart else None,
        )


def _add_kndf(pen: Pen) -> None:
    for row in _KNDF_WIDER:
        _add(
            pen,
            "KNDF",
            FigureKind.PERIOD,
            row,
            period="Feb 2023",
            scope=("not_stated",),
            scope_said=WIDER,
            by=By.NOT_STATED,
        )
    for row in _KNDF_FOUR:
        counts_strikes = row[0] is _M.AIRSTRIKES
        _add(
            pen,
            "KNDF",
            FigureKind.PERIOD,
            row,
            period="Feb 2023",
            scope=FOUR_CODES,
            scope_said=FOUR,
            by=By.NOT_STATED if counts_strikes else By.STATE_AND_ALLIES,
        )


def _add(
    pen: Pen,
    source: str,
    kind: FigureKind,
    row: tuple[Measure, Population, int | None, str],
    **values: Any,
) -> None:
    measure, population, best, note = row
    pen.add(
        Figure,
        **{
            "source": _publisher(source),
            "kind": kind,
            "measure": measure,
            "population": population,
            "best": best,
            "qualifier": Qualifier.EXACT,
            "published_on": PUBLISHED,
            "via": PUBLISHER,
            "locator": LOCATOR,
            "text": note,
            "text_kind": TextKind.NOTE,
            **values,
        },
    )


def _publisher(code: str) -> str:
    known = publisher_by_code(code)
    if known is None:
        raise KeyError(code)
    return known.id
