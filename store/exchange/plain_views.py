"""Views that answer the common questions about an extract in any SQLite tool."""

from typing import Final

from store.views import BUILDING_GROUP, month_of

_MONTH: Final = month_of("counted_from", "counted_to")

VIEWS: Final = (
    f"""CREATE VIEW deaths_by_month_and_township AS
SELECT {_MONTH} AS month, coalesce(township_name, 'unknown') AS township,
  coalesce(status, 'unknown') AS status,
  sum(CASE WHEN outcome IN ('killed', 'died_in_custody') THEN documented ELSE 0 END) AS killed,
  sum(CASE WHEN outcome = 'died_in_custody' THEN documented ELSE 0 END) AS of_whom_in_custody,
  sum(CASE WHEN outcome = 'died_fleeing' THEN documented ELSE 0 END) AS died_in_flight,
  sum(documented) AS all_deaths
FROM casualty
WHERE outcome IN ('killed', 'died_in_custody', 'died_fleeing') AND documented > 0
GROUP BY 1, 2, 3""",
    """CREATE VIEW people_harmed AS
SELECT outcome, coalesce(status, 'unknown') AS status, sum(documented) AS documented,
  sum(documented_low) AS low, sum(documented_high) AS high, count(*) AS records
FROM casualty
GROUP BY 1, 2""",
    """CREATE VIEW detention_by_status AS
SELECT CASE
    WHEN ended_how = 'escaped' THEN 'escaped'
    WHEN ended_how = 'died' THEN 'died_in_custody'
    WHEN ended_how = 'disappeared' THEN 'disappeared'
    WHEN ended_precision IS NOT NULL THEN 'unknown'
    WHEN released_precision IS NOT NULL THEN 'released'
    WHEN sentenced_precision IS NOT NULL THEN 'serving_sentence'
    WHEN charged_precision IS NOT NULL THEN 'charged'
    WHEN arrested_precision IS NOT NULL OR incident IS NOT NULL THEN 'in_custody_not_charged'
    ELSE 'unknown'
  END AS detention_status, sum(documented) AS documented, count(*) AS records
FROM detention
GROUP BY 1""",
    f"""CREATE VIEW damage_by_group_and_grade AS
SELECT {BUILDING_GROUP} AS building_group, coalesce(grade, 'unknown') AS grade,
  coalesce(grade_basis, 'unknown') AS grade_basis, count(*) AS records,
  sum(documented) AS buildings
FROM damage
WHERE documented > 0
GROUP BY 1, 2, 3""",
    """CREATE VIEW figure_with_source AS
SELECT source.letter AS source, source.kind AS source_kind, figure.*
FROM figure LEFT JOIN source ON source.id = figure.source""",
)
"""They add up `documented`: counting the rows instead would count doubles of a group twice."""
