"""Seats and who holds them, as the copy has it at this moment, for what is asked about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, tzinfo

import msgspec

from app.contract.models import Seat
from app.core.reader import Reader
from app.core.seating import Seating
from app.ui.words import zone_of


def seats_of(reader: Reader, library_id: str) -> Sequence[Seat]:
    """The seats of a library; none when the copy cannot be read."""
    try:
        return reader.seats(library_id)
    except (sqlite3.Error, msgspec.MsgspecError):
        return ()


def zone_for(reader: Reader, library_id: str) -> tzinfo:
    """The zone of a library; UTC when the copy cannot be read."""
    try:
        libraries = reader.libraries()
    except (sqlite3.Error, msgspec.MsgspecError):
        libraries = ()
    return zone_of(next((each for each in libraries if each.id == library_id), None))


def seating_of(reader: Reader, library_id: str, now: datetime) -> Seating:
    """Who holds which seat from `now` on, and who sits there still; nobody when unreadable."""
    try:
        rows = [*reader.holding(library_id, now), *reader.here(library_id)]
    except sqlite3.Error:
        rows = []
    return Seating({row.booking.id: row.booking for row in rows}.values(), now)
