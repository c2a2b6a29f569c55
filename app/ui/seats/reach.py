"""Where a hand or a key brings a bar of the day, and where it is held nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

import msgspec
from PySide6.QtCore import QPointF

from app.ui.seats.held_bar import Grip, HeldBar, Spot, may_hold, pulled, pushed, standing
from app.ui.seats.lines import HEAD, Lines

_SLIP = 7
"""So many pixels to the side are a slip of the hand and no other time."""


def pointed(
    lines: Lines, held: HeldBar, at: QPointF, height: int, zone: tzinfo, now: datetime
) -> Spot | None:
    """Where the pointer holds a bar in a day `height` pixels high; None outside of the day.

    What lies partly before or behind the day may be stretched there.
    """
    spot = standing(held.row)
    if spot is None or held.from_ is None:
        return None
    scale = lines.scale
    by_end = held.grip is Grip.END
    before = at.x() < scale.left and not (by_end and spot.starts_at < scale.span.since)
    behind = at.x() > scale.left + scale.width
    behind = behind and not (by_end and spot.ends_at > scale.span.until)
    seat_id = lines.seat_at(at.y()) if HEAD <= at.y() <= height else ""
    if before or behind or not seat_id:
        return None
    across = at.x() - held.from_.x()
    slipped = not by_end and abs(across) <= _SLIP
    by = timedelta() if slipped else scale.stretch(across)
    there = pulled(held.row, held.grip, spot, seat_id, by, zone, now)
    if by_end and spot.ends_at <= scale.span.until < there.ends_at:
        # The end is not below the very point that it is held by.
        return msgspec.structs.replace(there, ends_at=scale.span.until)
    return there


def stepped_on(
    lines: Lines, held: HeldBar, grip: Grip, across: int, down: int, zone: tzinfo, now: datetime
) -> Spot | None:
    """Where keys bring a bar by so many steps of the hours, or seats down; None when nowhere.

    What cannot be held by that end is not stretched, however it was taken up.
    """
    spot = held.spot
    if spot is None or held.from_ is not None or not may_hold(held.row, grip, now):
        return None
    if across:
        return pushed(held.row, grip, spot, across, zone, now)
    if grip is Grip.END:
        return spot
    seat_id = lines.beside(spot.seat_id, down)
    return pulled(held.row, grip, spot, seat_id, timedelta(), zone, now)
