"""How precisely a place or a date is known, in our codes and in those of UCDP and ACLED."""

from collections.abc import Mapping
from typing import Final

from store.vocabulary.codelist import CodeList


class PlacePrecision(CodeList, heading="Place precision"):
    """How precisely the place is known."""

    EXACT = "exact", "Exact", "The building or a GPS point."
    VILLAGE = (
        "village",
        "Village or ward",
        "The village or town ward is known, and not where in it.",
    )
    NEAR_VILLAGE = (
        "near_village",
        "Near a village",
        "Near a named village, but not in it or not surely in it.",
    )
    TRACT = (
        "tract",
        "Village tract or town",
        "The village tract or the town is known, and no village or ward.",
    )
    TOWNSHIP = "township", "Township", "Only the township is known."
    DISTRICT = "district", "District", "Only the district is known."
    STATE = "state", "State", "Only the state or region is known."
    BETWEEN = (
        "between",
        "Between places",
        "Somewhere along a road, river or border between named places.",
    )
    UNKNOWN = "unknown", "Unknown", "Nobody knows where it was."


class DatePrecision(CodeList, heading="Date precision"):
    """How precisely the date is known."""

    DAY = "day", "Day", "One day; the first and the last date are the same."
    RANGE = "range", "Range", "From one date to another, as said."
    WEEK = "week", "Week", "One week, Monday to Sunday."
    MONTH = (
        "month",
        "Month",
        "One month, its first to its last day; never stored as the first day alone.",
    )
    YEAR = "year", "Year", "One year, 1 January to 31 December."
    UNKNOWN = "unknown", "Unknown", "It happened, and nobody knows when; both dates are empty."


UCDP_PLACE: Final[Mapping[PlacePrecision, int]] = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.VILLAGE: 1,
    PlacePrecision.NEAR_VILLAGE: 2,
    PlacePrecision.TRACT: 2,
    PlacePrecision.TOWNSHIP: 3,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.STATE: 4,
    PlacePrecision.BETWEEN: 5,
    PlacePrecision.UNKNOWN: 6,
}
"""UCDP GED's `where_prec`, for exports only."""

ACLED_PLACE: Final[Mapping[PlacePrecision, int]] = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.VILLAGE: 1,
    PlacePrecision.NEAR_VILLAGE: 2,
    PlacePrecision.TRACT: 2,
    PlacePrecision.TOWNSHIP: 2,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.STATE: 3,
    PlacePrecision.BETWEEN: 3,
    PlacePrecision.UNKNOWN: 3,
}
"""ACLED's `geo_precision`, for exports only."""

UCDP_DATE: Final[Mapping[DatePrecision, tuple[int, int] | None]] = {
    DatePrecision.DAY: (1, 1),
    # 2 for up to 6 days, 3 for a week, 4 for longer: the span's length decides.
    DatePrecision.RANGE: (2, 4),
    DatePrecision.WEEK: (3, 3),
    DatePrecision.MONTH: (4, 4),
    DatePrecision.YEAR: (5, 5),
    DatePrecision.UNKNOWN: None,
}
"""Lowest and highest of UCDP GED's `date_prec`, None where it has none; for exports only."""

ACLED_DATE: Final[Mapping[DatePrecision, int | None]] = {
    DatePrecision.DAY: 1,
    DatePrecision.RANGE: 2,
    DatePrecision.WEEK: 2,
    DatePrecision.MONTH: 3,
    DatePrecision.YEAR: None,
    DatePrecision.UNKNOWN: None,
}
"""ACLED's `time_precision`, None where it has none; for exports only."""
