"""What happens in a scene: the everyday ones, and the first minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
from PySide6.QtTest import QTest

from app.contract.errors import Unreachable
from app.core.silence import Hushed, Silence
from app.core.status import DeskStatus, LinkState, LinkStatus
from app.ui.bookings.groups import Group
from tests.ui.bookings import a_booking, a_day
from tests.ui.desks import LIBRARY, PlainDesk
from tests.ui.stage import Stage, until


def book(count: int) -> Callable[[PlainDesk], object]:
    return lambda desk: desk.arrive(*a_day(count), rings=False)


async def full(stage: Stage) -> None:
    await stage.tell(book(64))
    soon = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=20)
    for number, minutes in ((901, 9), (902, 4), (903, 0)):
        fresh = a_booking(
            number,
            created_at=datetime.now(UTC) - timedelta(minutes=minutes, seconds=5),
            starts_at=soon,
            ends_at=soon + timedelta(hours=3),
            total_minor=12_000_000 if number == 902 else 15_000,
            payment_status="paid",
        )
        await stage.arrive(fresh)
    await stage.settled(67)


async def detail(stage: Stage) -> None:
    await full(stage)
    stage.window.open_booking("b-901")
    await until(stage.window.bookings.detail.isVisible, "the detail")


async def cancelled(stage: Stage) -> None:
    await full(stage)
    stage.window.bookings.show_group(Group.CANCELLED)
    model = stage.window.bookings.model
    await until(lambda: model.settled and 0 < model.rowCount() < 30, "the group")
    stage.window.bookings.table.choose(0)


async def empty(stage: Stage) -> None:
    await stage.settled(0)


async def no_match(stage: Stage) -> None:
    await full(stage)
    stage.window.topbar.search.setText("zebra")
    await stage.settled(0)


async def sample(stage: Stage) -> None:
    other = msgspec.structs.replace(LIBRARY, id="lib-2", name="Lotus Annexe, First Floor")
    library = msgspec.structs.replace(LIBRARY, demo=True)
    await full(stage)
    until_ = datetime.now(UTC) + timedelta(minutes=42)
    await stage.tell(
        lambda desk: desk.change_status(
            libraries=(library, other), hushed=Hushed(Silence.QUIET, until_)
        )
    )
    await until(stage.window.topbar.sample.isVisible, "the badge")


LONG_NAME = (
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Ananthapadmanabhan the Younger "
    "of Thiruvananthapuram"
)


async def zone(stage: Stage) -> None:
    await first_run_welcome(stage)
    line = stage.window.first_run.local.zone.combo.lineEdit()
    if line is not None:
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, "america")


async def names(stage: Stage) -> None:
    note = "Needs a seat near the door, and a socket. Pays the rest on arrival."
    nobody = {"student_name": "", "student_phone": "", "seat_label": ""}
    made = [
        a_booking(1, student_name=LONG_NAME, seat_label="Quiet wing, window 12", note=note),
        a_booking(2, student_name="محمد عبد الرحمن الأنصاري", seat_label="A-2"),
        a_booking(3, student_name="שירה כהן־לוי", seat_label="A-3", status="checked_in"),
        a_booking(4, student_name="อนงค์ ศรีสุวรรณ", seat_label="B-1", status="no_show"),
        a_booking(5, student_name="王小明", seat_label="B-2", currency="JPY", total_minor=1250),
        a_booking(6, currency="KWD", total_minor=1250, **nobody),
        a_booking(7, student_name="<b>Bobby</b> & Söhne", total_minor=123_456_789_00),
    ]
    await stage.tell(lambda desk: desk.arrive(*made, rings=False))
    await stage.settled(7)
    stage.window.open_booking("b-1")
    await until(stage.window.bookings.detail.isVisible, "the detail")


async def many(stage: Stage) -> None:
    for start in range(0, 10_000, 500):
        page = [a_booking(number) for number in range(start, start + 500)]
        await stage.arrive(*page, rings=False)
    await stage.settled(10_000)
    stage.window.bookings.table.verticalScrollBar().setValue(120_000)
    fresh = a_booking(20_000, created_at=datetime.now(UTC))
    await stage.tell(lambda desk: desk.arrive(fresh))
    await stage.settled(10_001)


async def first_run_local(stage: Stage) -> None:
    await until(stage.window.first_run.isVisible, "the welcome")
    form = stage.window.first_run.local
    form.name.line.setText("Meera Iyer")
    form.email.line.setText("meera")
    form.password.line.setText("short")
    form.library.line.setText("Lotus Reading Room")
    stage.window.first_run.go.click()


async def first_run_welcome(stage: Stage) -> None:
    await until(stage.window.first_run.isVisible, "the welcome")


async def first_run_server(stage: Stage) -> None:
    await first_run_welcome(stage)
    stage.desk.refuses = Unreachable(
        "desk.lotus.example did not answer within 10 s. Check the address and the network, "
        "then press Sign in again."
    )
    first = stage.window.first_run
    first.choose_server()
    first.server.address.line.setText("https://desk.lotus.example")
    first.server.email.line.setText("meera@lotus.example")
    first.server.password.line.setText("correct horse")
    first.go.click()
    await until(first.failure, "the failure")


async def first_run_busy(stage: Stage) -> None:
    await first_run_welcome(stage)
    stage.desk.hold_sign_in = True
    stage.window.first_run.sample.click()


async def signed_out(stage: Stage) -> None:
    await until(stage.window.first_run.isVisible, "the sign-in")


def out(server: str, reason: str = "") -> DeskStatus:
    link = LinkStatus(state=LinkState.SIGNED_OUT, since=datetime.now(UTC), reason=reason)
    return DeskStatus(link=link, server=server)
