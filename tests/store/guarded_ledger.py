"""An invented ledger in which every word, point and id is one of a kind, so that it can be found.

Every text field of every kind of record holds a word of its own, made of the record's nickname and
the field's name: `Zqvictimzname` is the name of the person nicknamed `victim`.
"""

from pathlib import Path
from typing import Any

from store.ages import Age
from store.fields import fields_of
from store.founded import Founding
from store.kinds import Consent, Where
from store.kinds.listed import TextsKind
from store.kinds.plain import TextKind
from store.ledger import Store
from store.records import (
    RECORD_TYPES,
    Casualty,
    Citation,
    Damage,
    Detention,
    Figure,
    Incident,
    Link,
    PlaceRecord,
    Record,
    Source,
)
from store.spans import Span
from store.vocabulary import (
    Act,
    BuildingKind,
    ConsentAnswer,
    DamageGrade,
    DatePrecision,
    FigureKind,
    GradeBasis,
    IncidentKind,
    LinkDecision,
    Measure,
    Outcome,
    PersonStatus,
    PlaceLevel,
    PlacePrecision,
    Population,
    Qualifier,
    Review,
    Sensitivity,
    SourceKind,
)
from tests.store.conftest import HOSTILE, clock

DOCUMENTER = "Zqdocumenter (invented)"
PREFIX = "ZQX7"
VILLAGE = "Zqcampzplace"


def consent(answer: ConsentAnswer) -> Consent:
    """The same answer to every use."""
    return Consent(answer, answer, answer, answer, how="Zqhow")


YES = consent(ConsentAnswer.YES)
TAKEN_BACK = consent(ConsentAnswer.WITHDRAWN)


def word(nick: str, field: str) -> str:
    """The word that stands in a field of a record."""
    return f"Zq{nick}z{field.replace('_', '')}"


def point(number: int) -> tuple[float, float]:
    """A point in Kayah that no other record has."""
    return 19.0123457 + number * 0.0101317, 97.0123459 + number * 0.0107753


class Guarded:
    """The ledger with its records by nickname, and the points that were given out."""

    def __init__(self, folder: Path) -> None:
        founding = Founding(DOCUMENTER, PREFIX, territory=("MMR002",))
        self.store = Store.create(folder / "a.fieldledger", founding, clock=clock)
        self.records: dict[str, Record] = {}
        self.points: dict[str, tuple[float, float]] = {}

    def put(self, nick: str, model: type[Record], **values: Any) -> str:  # noqa: ANN401
        """Saves a record with a word of its own in every text field; gives its id."""
        filled = _words(nick, model) | values
        if "where" in model.model_fields and "where" not in values:
            filled["where"] = self._where(nick)
        record = self.store.save(model(**({"review": Review.SUBMITTED} | filled))).record
        self.records[nick] = record
        return record.id

    def _where(self, nick: str) -> Where:
        lat, lon = self.points[nick] = point(len(self.points))
        place = self.store.lookup.place("Daw Ta Ma Gyi, Demoso")
        return Where(place, word(nick, "said"), lat, lon, PlacePrecision.EXACT)


def _words(nick: str, model: type[Record]) -> dict[str, Any]:
    words: dict[str, Any] = {}
    for spec in fields_of(model):
        if spec.meta.kept_by_program:
            continue
        if isinstance(spec.kind, TextKind):
            words[spec.name] = word(nick, spec.name)
        elif isinstance(spec.kind, TextsKind):
            words[spec.name] = (word(nick, spec.name), HOSTILE)
    return words


def day(nick: str) -> Span:
    """A day, with words as said of its own."""
    found = clock().date()
    return Span(found, found, DatePrecision.DAY, word(nick, "day"))


def guarded(folder: Path, travels: Sensitivity = Sensitivity.PUBLIC) -> Guarded:
    """The ledger, closed by whoever asked for it; what may leave is as public as said."""
    made = Guarded(folder)
    with made.store.together():
        _fill(made, travels)
    made.store.keep_form("new:casualty", "casualty", {"name": word("form", "name")})
    return made


def _fill(made: Guarded, travels: Sensitivity) -> None:
    goes: dict[str, Any] = {"sensitivity": travels}
    camp = made.put(
        *("camp", PlaceRecord),
        name=VILLAGE,
        level=PlaceLevel.CAMP,
        parent="MMR002002",
        lat=19.6543217,
        lon=97.2345671,
        sensitivity=Sensitivity.RESTRICTED,
    )
    witness = made.put("witness", Source, kind=SourceKind.WITNESS)
    shelling = made.put(
        "shelling", Incident, kind=IncidentKind.SHELLING, when=day("shelling"), **goes
    )
    kept = made.put(
        "kept", Incident, kind=IncidentKind.RAID, when=day("kept"), sensitivity="internal"
    )
    rape = made.put("rape", Incident, kind=IncidentKind.SEXUAL_VIOLENCE, when=day("rape"), **goes)
    for nick, backed in (("one", shelling), ("two", kept), ("three", rape)):
        made.put(f"told{nick}", Citation, source=witness, record=backed, told_on=day(nick), **goes)
    _people(made, shelling, kept, rape, goes)
    made.put(
        *("church", Damage),
        incident=shelling,
        kind=BuildingKind.HOME,
        grade=DamageGrade.DESTROYED,
        grade_basis=GradeBasis.VISITED,
        when=day("church"),
        quantity=3,
        where=Where(camp, word("church", "said"), *point(60), PlacePrecision.EXACT),
        **goes,
    )
    made.points["church"] = point(60)
    made.put(
        *("figure", Figure),
        source=witness,
        incident=shelling,
        kind=FigureKind.INCIDENT,
        measure=Measure.KILLED,
        population=Population.CIVILIANS,
        best=8,
        qualifier=Qualifier.EXACT,
        told_on=day("figure"),
        scope=("MMR002001001",),
        **goes,
    )


def _people(made: Guarded, shelling: str, kept: str, rape: str, goes: dict[str, Any]) -> None:
    dead: dict[str, Any] = {
        "outcome": Outcome.KILLED,
        "status": PersonStatus.CIVILIAN,
        "age": Age(34, 34, "Zqage"),
        "when": day("dead"),
        "home": "168258" if made.store.lookup.level_of("168258") == "village" else "MMR002001001",
    }
    made.put("agreed", Casualty, incident=shelling, consent=YES, **dead, **goes)
    made.put("unasked", Casualty, incident=shelling, **dead, **goes)
    made.put("tookback", Casualty, incident=shelling, consent=TAKEN_BACK, **dead, **goes)
    made.put("inside", Casualty, incident=kept, consent=YES, **dead, **goes)
    made.put("raped", Casualty, incident=rape, consent=YES, **dead, **goes)
    acts = {**dead, "acts": (Act.SEXUAL_VIOLENCE,)}
    made.put("acts", Casualty, incident=shelling, consent=YES, **acts, **goes)
    made.put("draft", Casualty, incident=shelling, consent=YES, review=Review.DRAFT, **dead, **goes)
    gone = made.put("gone", Casualty, incident=shelling, consent=YES, **dead, **goes)
    made.store.retire(made.store.get(Casualty, gone), word("gone", "retired"))
    double = made.put("double", Casualty, incident=shelling, consent=YES, **dead, **goes)
    survivor = made.put("survivor", Casualty, incident=shelling, consent=YES, **dead, **goes)
    made.put("link", Link, a=survivor, b=double, decision=LinkDecision.SAME, **goes)
    made.put("held", Detention, incident=shelling, arrested=day("held"), quantity=1, **goes)


def kinds_filled(made: Guarded) -> set[str]:
    """The kinds of record of which there is one at least."""
    return {record.table for record in made.records.values()} & RECORD_TYPES.keys()
