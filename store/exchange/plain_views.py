"""Views that answer the common questions about an extract in any SQLite tool."""

from typing import Final

from store.views import BUILDING_GROUP, IS_DEATH, deaths_of, detention_status, month_of

_MONTH: Final = month_of("counted_from", "counted_to")

_STATUS: Final = detention_status("arrested_precision IS NOT NULL OR incident IS NOT NULL")

VIEWS: Final = (
    f"""CREATE VIEW deaths_by_month_and_township AS
SELECT {_MONTH} AS month, coalesce(township_name, 'unknown') AS township,
  coalesce(status, 'unknown') AS status,
  {deaths_of("documented")}
FROM casualty
WHERE {IS_DEATH} AND documented > 0
GROUP BY 1, 2, 3""",
    """CREATE VIEW people_harmed AS
SELECT outcome, coalesce(status, 'unknown') AS status, sum(documented) AS documented,
  sum(documented_low) AS low, sum(documented_high) AS high, count(*) AS records
FROM casualty
GROUP BY 1, 2""",
    f"""CREATE VIEW detention_by_status AS
SELECT {_STATUS} AS detention_status, sum(documented) AS documented, count(*) AS records
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
