"""What rules ask of a record's neighbours, answered by an open ledger."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from store.engine import Connection
from store.fields import field_of
from store.kept import BACKING
from store.kinds import quoted
from store.outlines import is_inside, outline_of
from store.places import Place, nearest_township
from store.places import place as place_named
from store.publishers import publisher_by_id
from store.records import Citation, Figure, Incident, Record, Source
from store.rows import row_of, rows_where
from store.rules.asked import Likeness, NamedPerson, Repetition
from store.rules.candidates import figures_repeating, possible_doubles
from store.rules.likeness import years
from store.vocabulary import FigureKind, GradeBasis, LinkDecision

_SEEN = (GradeBasis.VISITED, GradeBasis.PHOTO_VIDEO, GradeBasis.SATELLITE)

_NAMED = "(trim(coalesce(name, '') || coalesce(name_local, '')) <> '' OR aka IS NOT NULL)"
_A_DOUBLE = f"""EXISTS (
  SELECT 1 FROM link WHERE link.b = person.id AND link.decision = '{LinkDecision.SAME}'
  AND link.retired IS NULL AND link.review IN ('submitted', 'approved')
)"""


@dataclass(frozen=True, slots=True)
class LedgerSurroundings:
    """Answers from one open ledger about one record; satisfies `Surroundings`.

    Everything is found by an index, so that a save costs the same however long the ledger is.
    """

    connection: Connection
    today: date
    start: date
    _incidents: dict[str, Incident | None] = field(default_factory=dict, init=False, repr=False)
    """Those that were asked for: many rules ask for the incident of the one record."""

    def exists(self, record: str) -> bool:
        """Whether there is a record with that id, or a publisher that a save will put there."""
        found = self.connection.execute("SELECT 1 FROM record WHERE id = ?", (record,)).fetchone()
        return found is not None or publisher_by_id(record) is not None

    def incident(self, record: str) -> Incident | None:
        """The incident with that id."""
        if record not in self._incidents:
            row = row_of(self.connection, Incident, record)
            self._incidents[record] = Incident.from_row(row) if row else None
        return self._incidents[record]

    def pointed_to(self, kind: type[Record], field: str, record: str) -> str | None:
        """What the field of the record with that id points to."""
        (column,) = field_of(kind, field).column_names
        sql = f"SELECT {quoted(column)} FROM {quoted(kind.table)} WHERE id = ?"
        found = self.connection.execute(sql, (record,)).fetchone()
        return None if found is None or found[0] is None else str(found[0])

    def sources(self, records: Collection[str]) -> Mapping[str, Source]:
        """Those of the sources that are there, by id."""
        asked = "id IN (SELECT value FROM json_each(?))"
        rows = rows_where(self.connection, Source, asked, json.dumps(sorted(records)))
        return {source.id: source for source in map(Source.from_row, rows)}

    def citations_of(self, record: str) -> Sequence[Citation]:
        """The standing citations of a record."""
        rows = rows_where(self.connection, Citation, f"record = ? AND {BACKING}", record)
        return [Citation.from_row(row) for row in rows]

    def damage_was_seen(self, incident: str) -> bool:
        """Whether a standing damage of the incident was visited, or seen in a picture."""
        bases = ", ".join(f"'{basis}'" for basis in _SEEN)
        sql = f"SELECT 1 FROM damage WHERE incident = ? AND grade_basis IN ({bases}) AND {BACKING}"
        return self.connection.execute(sql, (incident,)).fetchone() is not None

    def figures_of(self, incident: str) -> Sequence[Figure]:
        """The standing figures about an incident."""
        about = f"incident = ? AND kind = '{FigureKind.INCIDENT}' AND {BACKING}"
        return [
            Figure.from_row(row) for row in rows_where(self.connection, Figure, about, incident)
        ]

    def figures_like(self, figure: Figure) -> Sequence[Figure]:
        """Other standing figures of the same kind, measure, population and period."""
        row = figure.to_row()
        terms = ("measure", "kind", "population", "period_from", "period_to")
        same = " AND ".join(f"{term} IS ?" for term in terms)
        rows = rows_where(
            self.connection,
            Figure,
            f"{same} AND id <> ? AND {BACKING}",
            *(row[term] for term in terms),
            figure.id,
        )
        return [Figure.from_row(found) for found in rows]

    def cumulative_above(self, figure: Figure, number: int) -> Sequence[Figure]:
        """Standing cumulative figures that it may continue and that are above a number."""
        row = figure.to_row()
        rows = rows_where(
            self.connection,
            Figure,
            f"""measure IS ? AND +population IS ? AND kind = '{FigureKind.CUMULATIVE}'
AND coalesce(least, best) > ? AND id <> ? AND (+source = ? OR (? AND series IS NOT NULL))
AND (period_to IS NULL OR ? IS NULL OR period_to <= ?) AND {BACKING}
AND NOT EXISTS (SELECT 1 FROM figure AS newer WHERE newer.replaces = figure.id
  AND newer.retired IS NULL AND newer.review IN ('submitted', 'approved'))""",
            *(row["measure"], row["population"], number, figure.id),
            *(figure.source, bool(figure.series), row["period_to"], row["period_to"]),
        )
        return [Figure.from_row(found) for found in rows]

    def repetitions(self, figure: Figure, incident: Likeness) -> Sequence[Repetition]:
        """Figures of the same measure and number about other incidents of that time."""
        return figures_repeating(self.connection, figure, incident)

    def named_people(self, incident: str) -> Sequence[NamedPerson]:
        """The standing casualties and detentions of an incident that name somebody."""
        about = f"person.incident = ?1 AND {_NAMED} AND {BACKING} AND NOT {_A_DOUBLE}"
        rows = self.connection.execute(
            f"""SELECT id, 0, outcome, status, sex, age_least, age_most, age_group
FROM casualty AS person WHERE {about}
UNION ALL SELECT id, 1, NULL, NULL, sex, age_least, age_most, age_group
FROM detention AS person WHERE {about}""",
            (incident,),
        )
        return [
            NamedPerson(
                *(str(record), bool(detained), outcome or "", status or "", sex or ""),
                *years(least, most, group),
            )
            for record, detained, outcome, status, sex, least, most, group in rows
        ]

    def linked_with(self, record: str) -> Collection[str]:
        """The ids of the records about which and this one something was decided."""
        rows = self.connection.execute(
            f"""SELECT b FROM link WHERE a = ?1 AND {BACKING}
UNION SELECT a FROM link WHERE b = ?1 AND {BACKING}""",
            (record,),
        )
        return {str(other) for (other,) in rows}

    def possible_doubles(self, kind: type[Record], like: Likeness) -> Sequence[Likeness]:
        """Records of a kind that may be about the same, by time and township."""
        return possible_doubles(self.connection, kind, like)

    def place(self, key: str) -> Place | None:
        """The place with that key."""
        return place_named(self.connection, key)

    def nearest_township(self, lat: float, lon: float) -> str | None:
        """The key of the township whose villages are nearest to a point (WGS 84)."""
        return nearest_township(self.connection, lat, lon)

    def lies_inside(self, township: str, lat: float, lon: float) -> bool | None:
        """Whether a point lies inside a township's outline; None if that was not loaded."""
        outline = outline_of(self.connection, township)
        return is_inside(outline, lon, lat) if outline else None

    def has_village_points(self, township: str) -> bool:
        """Whether any village of the township has a point."""
        sql = "SELECT 1 FROM location WHERE township = ? AND level = 'village' AND lat IS NOT NULL"
        return self.connection.execute(sql, (township,)).fetchone() is not None
