"""What a test reads off the list of bookings."""

from __future__ import annotations

from app.ui.bookings.columns import Column
from app.ui.bookings.model import BookingModel
from tests.ui.stage import Stage


def column(model: BookingModel, column: Column) -> list[str]:
    """What the cells of a column say."""
    return [str(model.index(place, column).data()) for place in range(model.rowCount())]


def students(stage: Stage) -> list[str]:
    """The names in the list."""
    return column(stage.window.bookings.model, Column.STUDENT)


def ids(stage: Stage) -> list[str]:
    """The ids of the bookings in the list."""
    model = stage.window.bookings.model
    rows = [model.row_at(place) for place in range(model.rowCount())]
    return [row.booking.id for row in rows if row is not None]


def chosen(stage: Stage) -> str:
    """The id of the chosen booking; empty when none is."""
    row = stage.window.bookings.model.row_at(stage.window.bookings.table.place())
    return row.booking.id if row is not None else ""


def row_height(stage: Stage) -> int:
    """How high a row is."""
    return stage.window.bookings.table.rowHeight(0)


def top_booking(stage: Stage) -> tuple[str, int]:
    """The booking at the upper edge of the list, and how far it is scrolled out."""
    table = stage.window.bookings.table
    place = table.rowAt(0)
    row = stage.window.bookings.model.row_at(place)
    assert row is not None
    return row.booking.id, table.rowViewportPosition(place)
