"""What happens in scenes about the list: filters, views, orders, several chosen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QTest

from app.contract.models import Library, Pricing, Seat
from app.core.batch import Batch, Origin
from app.core.commands import Action
from app.core.orders import Order
from app.ui.bookings.columns import Column
from app.ui.bookings.narrowing import Days, Narrowing, Which
from app.ui.bookings.views import usual_views
from app.ui.walk_in.dialog import WalkInDialog
from app.ui.walk_in.paid import Way
from tests.ui.desks import LIBRARY
from tests.ui.plays import detail, full
from tests.ui.stage import Stage, until

NARROW = Narrowing(
    statuses=frozenset({"confirmed", "checked_in", "completed"}),
    payments=frozenset({"unpaid", "partial"}),
    days=Days.DATES,
    which=Which.STARTS,
    first=date(2020, 1, 1),
    last=date(2099, 12, 31),
)


async def filtered(stage: Stage) -> None:
    """Some limits, sorted by name, with the panel open."""
    await full(stage)
    page = stage.window.bookings
    page.look.narrow(NARROW)
    page.look.turn(Order.STUDENT, backwards=False)
    await until(lambda: page.model.settled, "the list")
    page.head.filter.click()


async def tagged(stage: Stage) -> None:
    """The same, with the panel closed, all columns, and a booking in detail."""
    await full(stage)
    page = stage.window.bookings
    page.table.show_columns(list(Column))
    page.look.narrow(NARROW)
    page.look.turn(Order.AMOUNT, backwards=True)
    await until(lambda: page.model.settled, "the list")
    page.table.choose(2)


async def viewed(stage: Stage) -> None:
    """A view that every desk has, with the menu open."""
    await full(stage)
    page = stage.window.bookings
    page.look.show(usual_views()[0])
    await until(lambda: page.model.settled, "the list")
    page.head.views.click()


async def listed(stage: Stage) -> None:
    """The menu of order and columns."""
    await full(stage)
    stage.window.bookings.head.columns.click()


async def several(stage: Stage) -> None:
    """Five bookings chosen, one of them a request."""
    await full(stage)
    table = stage.window.bookings.table
    flags = QItemSelectionModel.SelectionFlag
    table.choose(0)
    for place in (2, 3, 4, 6):
        table.selectionModel().select(table.model().index(place, 0), flags.Select | flags.Rows)


async def save_view(stage: Stage) -> None:
    """A view about to be saved, under a name that is taken."""
    await full(stage)
    page = stage.window.bookings
    page.look.narrow(NARROW)
    page.above.views_menu.save_wanted.emit()


async def _asked(stage: Stage, action: Action) -> None:
    await detail(stage)
    stage.window.bookings.detail.buttons.buttons[action].click()


async def another_end(stage: Stage) -> None:
    """Until when, with what it costs then."""
    await _asked(stage, Action.EXTEND)


def _seats() -> tuple[Seat, ...]:
    """Sixty seats, of which some are closed."""
    return tuple(
        Seat(
            id=f"seat-{number + 1}",
            library_id=LIBRARY.id,
            label=f"A-{number}",
            ordinal=number,
            available=number % 11 != 3,
            closed_reason="lamp broken" if number % 11 == 3 else "",
        )
        for number in range(1, 60)
    )


async def other_seat(stage: Stage) -> None:
    """To which seat, among those that are free and those that are not."""
    seats = _seats()
    await stage.tell(lambda desk: desk.store.apply(Batch(origin=Origin.ANSWER, seats=seats)))
    await _asked(stage, Action.MOVE)


async def payment(stage: Stage) -> None:
    """What was paid."""
    await _asked(stage, Action.PAY)


async def undone(stage: Stage) -> None:
    """A check-in just now, with its way back."""
    await _asked(stage, Action.CHECK_IN)
    await until(stage.window.bookings.undo_bar.isVisible, "the words")


async def _counter(stage: Stage) -> WalkInDialog:
    await full(stage)
    prices = Pricing(
        library_id=LIBRARY.id,
        currency="INR",
        hour_minor=5_000,
        day_minor=32_000,
        month_minor=450_000,
    )
    batch = Batch(origin=Origin.ANSWER, seats=_seats(), pricing=(prices,))
    await stage.tell(lambda desk: desk.store.apply(batch))
    stage.window.pages.book()
    await until(lambda: stage.window.findChild(WalkInDialog) is not None, "the dialog")
    dialog = stage.window.findChild(WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    return dialog


async def new_booking(stage: Stage) -> None:
    """A booking at the desk, half written, a part of it paid."""
    dialog = await _counter(stage)
    dialog.who.tell("Lakshmi Venkatesh", "+91 98450 20817")
    dialog.paid.way.buttons[Way.PART].click()


async def new_booking_libraries(stage: Stage) -> None:
    """A booking at the desk where it may be for any of several libraries."""
    other = Library(
        id="lib-2", name=f"{LIBRARY.name}, the annexe behind the old mill", timezone="UTC"
    )
    await stage.tell(lambda desk: desk.change_status(libraries=(LIBRARY, other)))
    await until(stage.window.topbar.switch.isVisible, "the switch")
    dialog = await _counter(stage)
    dialog.who.tell("محمد علي", "+91 98450 20817")


async def new_booking_found(stage: Stage) -> None:
    """A booking at the desk, with the students that are called so."""
    dialog = await _counter(stage)
    QTest.keyClicks(dialog.who.name.line, "an")
    await until(dialog.who.hits.isVisible, "the hits")
