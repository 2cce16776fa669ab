"""Detention (DESIGN, Counting 9): who is held on a day, as far as the stages reached tell.

Decided here, where DESIGN is silent: an end whose span has the asked day within it may have come
before or after, so that the person is held at the high end only and counts as released, escaped,
dead or disappeared among the documented. Whoever was arrested after the day asked is not held.
"""

from store.counting.extent import Extent


def held_on(first: str, last: str, left_first: str, left_last: str, day: str) -> Extent:
    """How surely somebody arrested between two days, who left between two, is held on a day."""
    if first > day or left_last <= day:
        return Extent.OUTSIDE
    is_sure = last <= day and left_first > day
    return Extent.INSIDE if is_sure else Extent.PARTLY
