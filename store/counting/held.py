"""Detention (DESIGN, Counting 9): who is held on a day, as far as the stages reached tell.

Decided here, where DESIGN is silent: an end whose span has the asked day within it may have come
before or after, so that the person is held at the high end only and counts as released, escaped,
dead or disappeared among the documented. Whoever was arrested after the day asked is not held.
Whoever left on a day that nobody knows is held no more; on a day in the past they may have been.
"""

from store.counting.extent import Extent


def held_on(  # noqa: PLR0913 - two spans and a day
    first: str, last: str, left_first: str, left_last: str, day: str, *, is_past: bool = False
) -> Extent:
    """How surely somebody arrested between two days, who left between two, is held on a day.

    The day `is_past` if it is before the one as of which the ledger speaks.
    """
    if is_past and not left_last:
        return Extent.OUTSIDE if first > day else Extent.PARTLY
    if first > day or left_last <= day:
        return Extent.OUTSIDE
    is_sure = last <= day and left_first > day
    return Extent.INSIDE if is_sure else Extent.PARTLY
