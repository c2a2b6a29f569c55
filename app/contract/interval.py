"""Half-open spans of time, the only way this product speaks of when a seat is held."""

from __future__ import annotations

from datetime import datetime


def overlaps(
    first_start: datetime, first_end: datetime, second_start: datetime, second_end: datetime
) -> bool:
    """Whether `[first_start, first_end)` and `[second_start, second_end)` share an instant.

    Spans that only touch do not overlap: 10:00 to 11:00 and 11:00 to 12:00 fit one seat.
    An empty or turned-around span overlaps nothing.
    """
    if first_start >= first_end or second_start >= second_end:
        return False
    return first_start < second_end and second_start < first_end
