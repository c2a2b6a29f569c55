"""What happens in scenes about the page of notices."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from app.core.batch import Batch, Cursor, Origin, Told
from app.core.changes import Moment
from tests.ui.bookings import a_booking
from tests.ui.desks import LIBRARY, STREAM, PlainDesk
from tests.ui.plays import LONG_NAME
from tests.ui.stage import Stage, until

NAMES = ("Asha Verma", "Rohan Kulkarni", LONG_NAME, "محمد عبد الرحمن الأنصاري", "Tenzin Dorje")


async def rung(stage: Stage) -> None:
    """Two days of alerts, some read, some kept silent."""
    await stage.tell(_some_days)
    stage.window.pages.go_to("notices")
    page = stage.window.notices
    await until(lambda: page.model.rowCount() > 12, "the notices")
    page.list.setFocus()


async def chosen(stage: Stage) -> None:
    """One of them is looked at."""
    await rung(stage)
    page = stage.window.notices
    page.list.setCurrentIndex(page.model.index(2))


async def empty(stage: Stage) -> None:
    """Nothing has rung yet."""
    stage.window.pages.go_to("notices")


def _some_days(desk: PlainDesk) -> None:
    store, now = desk.store, datetime.now(UTC)
    for number in range(14):
        booking = a_booking(number, student_name=NAMES[number % len(NAMES)])
        if number in {4, 9}:
            booking = msgspec.structs.replace(
                booking, version=2, status="cancelled", cancel_reason="Fell ill, comes next week"
            )
        if number == 7:
            store.quiet(now + timedelta(hours=1))
        alert_kind = "cancelled" if booking.status == "cancelled" else "created"
        at = now - timedelta(minutes=20 * (14 - number))
        desk.changed(
            store.apply(
                Batch(
                    origin=Origin.LIVE,
                    bookings=(Told(booking=booking, at=at, event=f"booking:{alert_kind}"),),
                    cursor=Cursor(STREAM, "epoch", 1000 + number),
                )
            )
        )
        if number == 8:
            store.quiet(None)
        alert_id = f"{booking.id}:{alert_kind}:{booking.version}"
        for moment in (Moment.SHOWN, Moment.SOUNDED):
            if number not in {7, 8}:
                store.notices.mark(alert_id, moment)
        if number < 10:
            store.notices.mark(alert_id, Moment.ACKNOWLEDGED)
    desk.changed(store.notices.mark("nothing", Moment.SHOWN))
    desk.change_status(unread=store.notices.unread(), libraries=(LIBRARY,))
