"""What happens in scenes about the page of today."""

from __future__ import annotations

import msgspec

from app.core.commands import Action
from tests.ui.days import RULED, at_noon, busy_day, next_noon, seats, shown, visit
from tests.ui.plays import LONG_NAME
from tests.ui.stage import Stage


async def busy(stage: Stage) -> None:
    """Noon of a full day, one line worked on."""
    noon = next_noon()
    await at_noon(stage, *busy_day(noon), places=seats(44))
    await shown(stage, 3, 5)
    stage.window.today.arrivals.lines[1].setFocus()


async def quiet(stage: Stage) -> None:
    """A library in which nothing is booked."""
    await at_noon(stage, places=seats(44))


async def held(stage: Stage) -> None:
    """A late student's seat is held longer, and that can be taken back."""
    await busy(stage)
    line = stage.window.today.arrivals.lines[1]
    line.wanted.emit(Action.HOLD)


async def ruled(stage: Stage) -> None:
    """An owner is asked for the rule."""
    await busy(stage)
    stage.window.today.change_rule.click()


async def long_names(stage: Stage) -> None:
    """Names that do not fit, two libraries, two currencies."""
    noon = next_noon()
    other = msgspec.structs.replace(
        RULED, id="lib-2", name="Lotus Annexe at the Old Post Office, First Floor", currency="KWD"
    )
    long = {"student_name": LONG_NAME, "seat_label": "Quiet wing, window 12"}
    far = {"library_id": other.id, "currency": "KWD", "total_minor": 123_456_789}
    made = busy_day(noon)
    made[0] = msgspec.structs.replace(made[0], **long, total_minor=123_456_789_00)
    made[5] = msgspec.structs.replace(made[5], student_name="محمد عبد الرحمن الأنصاري")
    made.append(visit(500, noon, 2, **far, payment_status="unpaid"))
    made.append(visit(501, noon, 0.25, status="checked_in", **(far | long)))
    places = (*seats(44), *seats(500, other.id)[44:])
    await at_noon(stage, *made, libraries=(RULED, other), places=places)
    await shown(stage, 4, 5)
