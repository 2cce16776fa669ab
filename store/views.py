"""Views that answer the common questions in any SQLite tool."""

from collections.abc import Set as AbstractSet

from store.vocabulary import (
    CAMP,
    EDUCATION,
    HEALTH,
    HOMES,
    HOMES_IF_LIVED_IN,
    HUMANITARIAN,
    RELIGIOUS,
    BuildingKind,
)

_PRECISION = """coalesce(record.place_precision, CASE
    WHEN record.place IS NULL AND record.place_said IS NULL AND record.lat IS NULL
    THEN (SELECT place_precision FROM incident WHERE incident.id = record.incident)
  END, '')"""
"""How exactly the place that counts is known, its incident's if it has none of its own."""

STANDING_LINK = "link.retired IS NULL AND link.review IN ('submitted', 'approved')"


def _counts(table: str) -> str:
    """True of a record that is documented.

    It is reviewed far enough, cited, dated at least to the year, placed at least to the township,
    and no double of another.
    """
    return f"""record.review IN ('submitted', 'approved') AND record.retired IS NULL
  AND record.cited = 1 AND record.eff_from <> '' AND record.eff_to <> ''
  AND julianday(record.eff_to) - julianday(record.eff_from) < 366
  AND record.eff_township <> ''
  AND {_PRECISION} NOT IN ('between', 'district', 'state', 'unknown')
  AND NOT EXISTS (
    SELECT 1 FROM link LEFT JOIN {table} AS kept ON kept.id = link.a
    WHERE link.b = record.id AND link.decision = 'same' AND {STANDING_LINK}
    AND kept.retired IS NULL
  )"""


def _counted(table: str) -> str:
    """For how many a record counts: of a group the rest whom no documented record names."""
    return f"""max(record.quantity - coalesce((
    SELECT sum(one.quantity) FROM link JOIN {table} AS one
      ON one.id = CASE link.a WHEN record.id THEN link.b ELSE link.a END
    WHERE record.id IN (link.a, link.b) AND link.decision = 'part_of_group' AND {STANDING_LINK}
    AND one.quantity < record.quantity AND one.cited = 1 AND one.retired IS NULL
    AND one.review IN ('submitted', 'approved')
  ), 0), 0)"""


STANDING_INCIDENT = """coalesce((
    SELECT incident.retired IS NULL AND incident.grade NOT IN ('discounted', 'unverifiable')
    FROM incident WHERE incident.id = record.incident
  ), 1)"""


def month_of(first: str, last: str) -> str:
    """SQL for the month that holds a span, or that it lies across several."""
    return f"""CASE
    WHEN substr({first}, 1, 7) = substr({last}, 1, 7) THEN substr({first}, 1, 7)
    ELSE 'across months'
  END"""


IN_CUSTODY_DATED = "outcome = 'died_in_custody' AND died_on_from <> '' AND died_on_to <> ''"
"""A death in custody counts when the person died or was found, all else at the harm."""

TOWNSHIP = "coalesce((SELECT name FROM location WHERE key = record.eff_township), 'unknown')"


def _among(kinds: AbstractSet[BuildingKind]) -> str:
    return "kind IN (" + ", ".join(f"'{kind}'" for kind in sorted(kinds)) + ")"


BUILDING_GROUP = f"""CASE
    WHEN {_among(HOMES)} THEN 'homes'
    WHEN {_among(HOMES_IF_LIVED_IN)} AND in_use = 'yes' THEN 'homes'
    WHEN {_among(RELIGIOUS)} THEN 'religious'
    WHEN {_among(HEALTH)} THEN 'health'
    WHEN {_among(EDUCATION)} THEN 'education'
    WHEN {_among(CAMP)} THEN 'camp'
    WHEN {_among(HUMANITARIAN)} THEN 'humanitarian'
    ELSE 'other'
  END"""
"""The group of buildings that a damage belongs to, as reports have it."""


def _documented(table: str, what: str) -> str:
    month = month_of("record.eff_from", "record.eff_to")
    return f"""CREATE VIEW documented_{table} AS
SELECT record.*, {_counted(table)} AS counted, {month} AS month, {TOWNSHIP} AS township
FROM {table} AS record
WHERE {_counts(table)}
  AND record.{what} IS NOT NULL
  AND {STANDING_INCIDENT}"""


IS_DEATH = "outcome IN ('killed', 'died_in_custody', 'died_fleeing')"


def deaths_of(number: str) -> str:
    """SQL for the deaths by kind; `number` is for how many a row counts."""
    killed = f"CASE WHEN outcome IN ('killed', 'died_in_custody') THEN {number} ELSE 0 END"
    return f"""sum({killed}) AS killed,
  sum(CASE WHEN outcome = 'died_in_custody' THEN {number} ELSE 0 END) AS of_whom_in_custody,
  sum(CASE WHEN outcome = 'died_fleeing' THEN {number} ELSE 0 END) AS died_in_flight,
  sum({number}) AS all_deaths"""


def detention_status(is_dated: str) -> str:
    """SQL for how a detention stands; `is_dated` is true where it is known when it began."""
    return f"""CASE
    WHEN ended_how = 'escaped' THEN 'escaped'
    WHEN ended_how = 'died' THEN 'died_in_custody'
    WHEN ended_how = 'disappeared' THEN 'disappeared'
    WHEN ended_precision IS NOT NULL THEN 'unknown'
    WHEN released_precision IS NOT NULL THEN 'released'
    WHEN sentenced_precision IS NOT NULL THEN 'serving_sentence'
    WHEN charged_precision IS NOT NULL THEN 'charged'
    WHEN {is_dated} THEN 'in_custody_not_charged'
    ELSE 'unknown'
  END"""


VIEWS = (
    _documented("casualty", "outcome"),
    _documented("detention", "eff_from"),
    _documented("damage", "kind"),
    f"""CREATE VIEW deaths_by_month_and_township AS
SELECT CASE WHEN {IN_CUSTODY_DATED} THEN {month_of("died_on_from", "died_on_to")}
    ELSE month END AS month,
  township, coalesce(status, 'unknown') AS status,
  {deaths_of("counted")}
FROM documented_casualty
WHERE {IS_DEATH}
GROUP BY 1, 2, 3""",
    f"""CREATE VIEW detention_with_status AS
SELECT {detention_status("eff_precision <> ''")} AS detention_status,
  record.*
FROM detention AS record""",
    f"""CREATE VIEW damage_by_group_and_grade AS
SELECT {BUILDING_GROUP} AS building_group,
  coalesce(grade, 'unknown') AS grade,
  coalesce(grade_basis, 'unknown') AS grade_basis,
  count(*) AS records, sum(counted) AS buildings
FROM documented_damage
GROUP BY 1, 2, 3""",
    """CREATE VIEW figure_with_source AS
SELECT figure.code, source.name AS source, source.kind AS source_kind, figure.kind,
  figure.measure, figure.population, figure."by", figure.least, figure.best, figure.most,
  figure.qualifier, figure.period_from, figure.period_to, figure.period_precision,
  figure.period_said, figure.scope, figure.scope_said, incident.code AS incident,
  figure.via, figure.published_on_from, figure.locator, figure.accepted, figure.review
FROM figure
LEFT JOIN source ON source.id = figure.source
LEFT JOIN incident ON incident.id = figure.incident
WHERE figure.retired IS NULL""",
)
