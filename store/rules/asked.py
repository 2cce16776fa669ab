"""What a rule may ask about a record's neighbours."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from store.places import Place
from store.records import Citation, Figure, Incident, Record, Source


class Likeness(NamedTuple):
    """What tells whether two records may be about one: who or what it is, when and where.

    Days are `YYYY-MM-DD`, '' where open or unknown; both are the record's own, else its
    incident's, as are place and township. The point (WGS 84) is its own, else its place's.
    """

    id: str = ""
    kind: str = ""
    names: tuple[str, ...] = ()
    owner: str = ""
    sex: str = ""
    least: int = 0
    most: int = 120
    first: str = ""
    last: str = ""
    place: str = ""
    township: str = ""
    lat: float | None = None
    lon: float | None = None


class NamedPerson(NamedTuple):
    """A named person of an incident; the codes are as stored, '' where nothing is."""

    id: str
    detained: bool
    outcome: str
    status: str
    sex: str
    least: int
    most: int


class Repetition(NamedTuple):
    """A figure about another incident with the same number: its words, and that incident."""

    id: str
    words: str
    incident: Likeness


class Surroundings(Protocol):
    """The ledger around a record, as far as rules look.

    A standing record is submitted or approved, and not retired. The record that is asked
    about may itself be among the answers, as it was saved last.
    """

    @property
    def today(self) -> date:
        """The day by the laptop's clock."""

    @property
    def start(self) -> date:
        """The day on which the ledger starts."""

    def exists(self, record: str) -> bool:
        """Whether there is a record with that id, of any kind."""

    def incident(self, record: str) -> Incident | None:
        """The incident with that id."""

    def pointed_to(self, kind: type[Record], field: str, record: str) -> str | None:
        """What the field of the record with that id points to."""

    def sources(self, records: Collection[str]) -> Mapping[str, Source]:
        """Those of the sources that are there, by id."""

    def citations_of(self, record: str) -> Sequence[Citation]:
        """The standing citations of a record."""

    def damage_was_seen(self, incident: str) -> bool:
        """Whether a standing damage of the incident was visited, or seen in a picture."""

    def figures_of(self, incident: str) -> Sequence[Figure]:
        """The standing figures about an incident."""

    def figures_like(self, figure: Figure) -> Sequence[Figure]:
        """Other standing figures of the same kind, measure, population and period."""

    def cumulative_above(self, figure: Figure, number: int) -> Sequence[Figure]:
        """Standing cumulative figures that it may continue and that are above a number.

        They have its measure and population, and its source or its series, and none of them
        was replaced.
        """

    def repetitions(self, figure: Figure, incident: Likeness) -> Sequence[Repetition]:
        """Figures of the same measure and number about other incidents of that time."""

    def named_people(self, incident: str) -> Sequence[NamedPerson]:
        """The standing casualties and detentions of an incident that name somebody.

        Whoever was found to be the same as another is left out.
        """

    def linked_with(self, record: str) -> Collection[str]:
        """The ids of the records about which and this one something was decided."""

    def possible_doubles(self, kind: type[Record], like: Likeness) -> Sequence[Likeness]:
        """Records of a kind that may be about the same, by time and township."""

    def place(self, key: str) -> Place | None:
        """The place with that key."""

    def nearest_township(self, lat: float, lon: float) -> str | None:
        """The key of the township whose villages are nearest to a point (WGS 84)."""

    def lies_inside(self, township: str, lat: float, lon: float) -> bool | None:
        """Whether a point lies inside a township's outline; None if that was not loaded."""

    def has_village_points(self, township: str) -> bool:
        """Whether any village of the township has a point."""
