"""What happens in a scene: what goes wrong, what waits, and what is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from app.contract.errors import SeatTaken, StaleVersion, WrongState
from app.contract.models import BookingRequest, Library
from app.contract.requests import PricingEdit
from app.core.commands import Action, SetPrices
from app.core.silence import Hushed, Silence
from app.core.status import LinkState, LinkStatus
from app.ui.bookings.groups import Group
from tests.ui.bookings import a_booking
from tests.ui.desks import LIBRARY, PlainDesk, live_status
from tests.ui.plays import LONG_NAME, detail, full
from tests.ui.stage import Stage, until

SET_ASIDE = (
    "The settings were damaged, so they were set aside as "
    "settings.damaged-20261125-140512-000000.json. Please sign in again."
)
KEYRING = (
    "The keyring is locked, so this sign-in is kept only until StudySpot Desk ends. "
    "Unlock the keyring and it is kept for good."
)


async def offline(stage: Stage) -> None:
    await full(stage)
    since = datetime.now(UTC) - timedelta(minutes=14)
    link = LinkStatus(
        state=LinkState.OFFLINE,
        since=since,
        reason="The server at desk.lotus.example did not answer within 10 s. "
        "Check this computer's network; the desk keeps trying by itself.",
        retry_at=datetime.now(UTC) + timedelta(seconds=41),
    )

    def away(desk: PlainDesk) -> None:
        desk.last_heard = since
        desk.change_status(
            link=link,
            basic=True,
            waiting=2,
            troubles=(KEYRING,),
        )

    await stage.tell(away)
    await until(lambda: "Offline" in stage.window.topbar.pill.text_shown(), "offline")
    stage.window.topbar.pill.click()


async def blind(stage: Stage) -> None:
    await offline(stage)
    stage.window.topbar.pill.popover.close()
    since = datetime.now(UTC) - timedelta(minutes=14)
    await stage.tell(lambda desk: desk.change_status(blind_since=since))
    await until(lambda: "blind" in stage.window.banners.names(), "the banner")


async def asking(stage: Stage) -> None:
    await full(stage)
    link = LinkStatus(
        state=LinkState.DEGRADED,
        since=datetime.now(UTC) - timedelta(minutes=2),
        reason="No live connection can be had, so the desk asks for news every 5 s. "
        "https://desk.lotus.example refused the live connection (no reason given).",
        retry_at=datetime.now(UTC) + timedelta(seconds=41),
        asking=True,
    )
    await stage.tell(lambda desk: desk.change_status(link=link))
    await until(lambda: "Asking" in stage.window.topbar.pill.text_shown(), "asking")
    stage.window.topbar.pill.click()


LONG_LIBRARY = "The Sri Venkateswara Memorial Reading Room and Study Library, Second Floor"


def _long_library(**fields: Any) -> Library:
    return msgspec.structs.replace(LIBRARY, name=LONG_LIBRARY, **fields)


async def refusals(stage: Stage) -> None:
    """What was done offline comes back: one about a long name, a walk-in, and prices."""
    await full(stage)
    await stage.arrive(a_booking(1, version=2, student_name=LONG_NAME), rings=False)
    now = datetime.now(UTC)
    request = BookingRequest(
        library_id=LIBRARY.id,
        seat_id="seat-3",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        student_name="Zoya Khan",
    )
    edit = PricingEdit(version=3, hour_minor=6_000)

    def refuse(desk: PlainDesk) -> None:
        desk.given(request)
        taken = "Seat A-3 is taken until 4:30 pm. Choose another seat, or another time."
        desk.answer(refusal=SeatTaken(taken))
        desk.refuse(
            SetPrices(library_id=LIBRARY.id, edit=edit),
            StaleVersion("Somebody changed these prices meanwhile. Look at them and try again."),
        )

    async def check_in(_: object) -> None:
        await stage.desk.check_in("b-1")
        stage.desk.answer(refusal=WrongState("This booking is cancelled, so it cannot be used."))

    await stage.bridge.call(check_in)
    await stage.tell(refuse)
    await until(lambda: len(stage.window.banners.names()) == 3, "three banners")


async def walk_in(stage: Stage) -> None:
    await full(stage)
    now = datetime.now(UTC)
    request = BookingRequest(
        library_id=LIBRARY.id,
        seat_id="seat-3",
        starts_at=now,
        ends_at=now + timedelta(hours=9),
        student_name=LONG_NAME,
        student_phone="+91 98450 12345",
    )
    await stage.tell(lambda desk: desk.given(request))
    await stage.tell(
        lambda desk: desk.given(msgspec.structs.replace(request, student_name="Zoya Khan"))
    )
    await stage.settled(69)
    stage.window.bookings.table.choose(1)
    await until(stage.window.bookings.detail.isVisible, "the detail")


async def basic(stage: Stage) -> None:
    await full(stage)
    since = datetime.now(UTC) - timedelta(seconds=12)
    link = LinkStatus(
        state=LinkState.DEGRADED,
        since=since,
        reason="No live connection can be had, so the desk asks for news every 5 s.",
        asking=True,
    )

    def ask(desk: PlainDesk) -> None:
        desk.last_heard = since
        until_ = datetime.now(UTC) + timedelta(minutes=42)
        desk.change_status(
            link=link,
            basic=True,
            libraries=(_long_library(demo=True),),
            hushed=Hushed(Silence.QUIET, until_),
        )

    await stage.tell(ask)
    await until(lambda: "Asking" in stage.window.topbar.pill.text_shown(), "the pill")


async def basic_told(stage: Stage) -> None:
    await full(stage)
    await stage.tell(lambda desk: desk.change_status(basic=True, libraries=(_long_library(),)))
    await until(lambda: (stage.bridge.status or live_status()).basic, "the status")
    stage.window.topbar.pill.click()


async def blind_long(stage: Stage) -> None:
    """Nothing arrives, at a library with a long name, with a booking looked at."""
    await blind(stage)
    stage.window.topbar.pill.popover.close()
    await stage.arrive(a_booking(901, version=2, student_name=LONG_NAME), rings=False)
    await stage.tell(lambda desk: desk.change_status(libraries=(_long_library(),)))
    stage.window.open_booking("b-901")
    await until(stage.window.bookings.detail.isVisible, "the detail")


async def over(stage: Stage) -> None:
    await full(stage)
    ended = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    missed = a_booking(
        950,
        created_at=datetime.now(UTC) - timedelta(hours=30),
        starts_at=ended - timedelta(hours=9),
        ends_at=ended,
    )
    await stage.arrive(missed, rings=False)
    await stage.settled(68)
    stage.window.bookings.show_group(Group.ENDED)
    await until(lambda: stage.window.bookings.model.settled, "the group")
    stage.window.bookings.table.choose(
        next(
            place
            for place in range(stage.window.bookings.model.rowCount())
            if (row := stage.window.bookings.model.row_at(place)) and row.booking.id == "b-950"
        )
    )
    await until(stage.window.bookings.detail.isVisible, "the detail")


async def no_tray(stage: Stage) -> None:
    await full(stage)
    stage.has_tray = False
    stage.window.tell_tray(present=False)
    stage.window.close()


async def settings_damaged(stage: Stage) -> None:
    await until(stage.window.first_run.isVisible, "the welcome")
    await stage.tell(lambda desk: desk.change_status(troubles=(SET_ASIDE, KEYRING)))
    await until(lambda: len(stage.window.first_run.banners.names()) == 2, "the lines on top")


async def not_due(stage: Stage) -> None:
    await full(stage)
    starts = datetime.now(UTC) + timedelta(days=2)
    await stage.arrive(
        a_booking(901, version=2, starts_at=starts, ends_at=starts + timedelta(hours=8)),
        rings=False,
    )
    stage.window.open_booking("b-901")
    await until(stage.window.bookings.detail.isVisible, "the detail")


async def early(stage: Stage) -> None:
    await not_due(stage)
    stage.window.bookings.detail.buttons.check_in_button.click()


async def seat_taken(stage: Stage) -> None:
    await full(stage)
    now = datetime.now(UTC)
    seat: dict[str, Any] = {"seat_id": "seat-31", "seat_label": "B-31"}
    here = a_booking(
        931,
        student_name=LONG_NAME,
        status="checked_in",
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
        **seat,
    )
    then = now + timedelta(hours=1)
    coming = a_booking(932, starts_at=then, ends_at=then + timedelta(hours=2), **seat)
    await stage.arrive(here, coming, rings=False)
    stage.window.open_booking("b-932")
    await until(stage.window.bookings.detail.isVisible, "the detail")
    stage.window.bookings.detail.buttons.check_in_button.click()


async def quitting(stage: Stage) -> None:
    await full(stage)
    await stage.tell(lambda desk: desk.change_status(waiting=3))
    await until(lambda: stage.bridge.status and stage.bridge.status.waiting == 3, "the status")
    stage.window.ask_to_quit()


async def sign_out(stage: Stage) -> None:
    await full(stage)
    await stage.tell(lambda desk: desk.change_status(embedded=True, waiting=2))
    await until(lambda: (stage.bridge.status or live_status()).embedded, "the status")
    stage.window.sidebar.sign_out.trigger()


async def pending(stage: Stage) -> None:
    await full(stage)

    async def both(_: object) -> None:
        await stage.desk.check_in("b-902")

    await stage.bridge.call(both)
    stage.window.open_booking("b-902")
    await until(
        lambda: not stage.window.bookings.detail.buttons.check_in_button.isEnabled(), "pending"
    )


async def cancel_dialog(stage: Stage) -> None:
    await detail(stage)
    stage.window.bookings.detail.buttons.buttons[Action.CANCEL].click()
