"""Scenes of the product for the eye: `python -m tests.ui.scenes --out DIR` writes them as PNG."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import qasync
from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from app.contract.errors import Unreachable
from app.core.ports import Action, Toast
from app.core.status import DeskStatus, LinkState, LinkStatus
from app.ui.bookings.groups import Group
from app.ui.theme import Scheme, Theme
from app.ui.toast import ToastCard
from app.ui.tray_drawing import tray_image
from app.ui.tray_icon import TrayState
from tests.ui.bookings import a_booking, a_day
from tests.ui.desks import LIBRARY, PlainDesk, live_status
from tests.ui.stage import Stage, until


def _book(count: int) -> Callable[[PlainDesk], object]:
    return lambda desk: desk.arrive(*a_day(count), rings=False)


async def _full(stage: Stage) -> None:
    await stage.tell(_book(64))
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


async def _detail(stage: Stage) -> None:
    await _full(stage)
    stage.window.open_booking("b-901")
    await until(stage.window.bookings.detail.isVisible, "the detail")


async def _cancelled(stage: Stage) -> None:
    await _full(stage)
    stage.window.bookings.show_group(Group.CANCELLED)
    model = stage.window.bookings.model
    await until(lambda: model.settled and 0 < model.rowCount() < 30, "the group")
    stage.window.bookings.table.choose(0)


async def _empty(stage: Stage) -> None:
    await stage.settled(0)


async def _no_match(stage: Stage) -> None:
    await _full(stage)
    stage.window.topbar.search.setText("zebra")
    await stage.settled(0)


async def _sample(stage: Stage) -> None:
    other = msgspec.structs.replace(LIBRARY, id="lib-2", name="Lotus Annexe, First Floor")
    library = msgspec.structs.replace(LIBRARY, demo=True)
    await _full(stage)
    until_ = datetime.now(UTC) + timedelta(minutes=42)
    await stage.tell(
        lambda desk: desk.change_status(libraries=(library, other), quiet_until=until_)
    )
    await until(stage.window.topbar.sample.isVisible, "the badge")


KEYRING = (
    "The keyring is locked, so this sign-in is kept only until StudySpot Desk ends. "
    "Unlock the keyring and it is kept for good."
)


async def _offline(stage: Stage) -> None:
    await _full(stage)
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


async def _blind(stage: Stage) -> None:
    await _offline(stage)
    stage.window.topbar.pill.popover.close()
    since = datetime.now(UTC) - timedelta(minutes=14)
    await stage.tell(lambda desk: desk.change_status(blind_since=since))
    await until(lambda: "blind" in stage.window.banners.names(), "the banner")


async def _asking(stage: Stage) -> None:
    await _full(stage)
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


async def _pending(stage: Stage) -> None:
    await _full(stage)

    async def both(_: object) -> None:
        await stage.desk.check_in("b-902")

    await stage.bridge.call(both)
    stage.window.open_booking("b-902")
    await until(
        lambda: not stage.window.bookings.detail.buttons.check_in_button.isEnabled(), "pending"
    )


async def _cancel_dialog(stage: Stage) -> None:
    await _detail(stage)
    stage.window.bookings.detail.buttons.cancel_button.click()


async def _names(stage: Stage) -> None:
    long = (
        "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Ananthapadmanabhan the Younger "
        "of Thiruvananthapuram"
    )
    note = "Needs a seat near the door, and a socket. Pays the rest on arrival."
    nobody = {"student_name": "", "student_phone": "", "seat_label": ""}
    made = [
        a_booking(1, student_name=long, seat_label="Quiet wing, window 12", note=note),
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


async def _many(stage: Stage) -> None:
    for start in range(0, 10_000, 500):
        page = [a_booking(number) for number in range(start, start + 500)]
        await stage.arrive(*page, rings=False)
    await stage.settled(10_000)
    stage.window.bookings.table.verticalScrollBar().setValue(120_000)
    fresh = a_booking(20_000, created_at=datetime.now(UTC))
    await stage.tell(lambda desk: desk.arrive(fresh))
    await stage.settled(10_001)


async def _first_run_local(stage: Stage) -> None:
    await until(stage.window.first_run.isVisible, "the welcome")
    form = stage.window.first_run.local
    form.name.line.setText("Meera Iyer")
    form.email.line.setText("meera")
    form.password.line.setText("short")
    form.library.line.setText("Lotus Reading Room")
    stage.window.first_run.go.click()


async def _first_run_welcome(stage: Stage) -> None:
    await until(stage.window.first_run.isVisible, "the welcome")


async def _first_run_server(stage: Stage) -> None:
    await _first_run_welcome(stage)
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


async def _first_run_busy(stage: Stage) -> None:
    await _first_run_welcome(stage)
    stage.desk.hold_sign_in = True
    stage.window.first_run.sample.click()


async def _signed_out(stage: Stage) -> None:
    await until(stage.window.first_run.isVisible, "the sign-in")


def _out(server: str, reason: str = "") -> DeskStatus:
    link = LinkStatus(state=LinkState.SIGNED_OUT, since=datetime.now(UTC), reason=reason)
    return DeskStatus(link=link, server=server)


Scene = tuple[Callable[[Stage], Awaitable[None]], DeskStatus | None]
SCENES: dict[str, Scene] = {
    "bookings": (_full, None),
    "detail": (_detail, None),
    "cancelled": (_cancelled, None),
    "empty": (_empty, None),
    "no-match": (_no_match, None),
    "sample": (_sample, None),
    "offline": (_offline, None),
    "blind": (_blind, None),
    "asking": (_asking, None),
    "pending": (_pending, None),
    "cancel-dialog": (_cancel_dialog, None),
    "names": (_names, None),
    "ten-thousand": (_many, None),
    "first-run": (_first_run_welcome, _out("")),
    "first-run-wrong": (_first_run_local, _out("")),
    "first-run-server": (_first_run_server, _out("")),
    "first-run-busy": (_first_run_busy, _out("")),
    "signed-out": (
        _signed_out,
        _out(
            "https://desk.lotus.example",
            "The server ended this sign-in, because the password was changed elsewhere.",
        ),
    ),
}


def tray_sheet() -> QImage:
    """All tray icons at 16, 22 and 32 pixels, on a dark and on a light panel, and enlarged."""
    sizes, counts = (16, 22, 32), (0, 1, 7, 12)
    image = QImage(900, len(TrayState) * 150, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#2b2f36"))
    painter = QPainter(image)
    painter.fillRect(450, 0, 450, image.height(), QColor("#eceff2"))
    for half in (0, 450):
        for row, state in enumerate(TrayState):
            for column, count in enumerate(counts):
                x = half + 16 + column * 106
                for size in sizes:
                    painter.drawImage(x, row * 150 + 10, tray_image(state, count, size))
                    x += size + 6
                big = tray_image(state, count, 22).scaled(
                    66, 66, Qt.AspectRatioMode.KeepAspectRatio
                )
                painter.drawImage(half + 26 + column * 106, row * 150 + 60, big)
    painter.end()
    return image


def toast_stack(theme: Theme) -> QImage:
    """Three toasts of our own as they stack."""
    texts = (
        ("New booking: Asha Verma", "Seat A-12 · today 14:00–16:00 · ₹100.00", True),
        ("12 new bookings and 2 cancellations", "Asha Verma\nRohan Kulkarni\n…", False),
        ("Cancelled: Wolfeschlegelsteinhausenbergerdorff Ananthapadmanabhan", "Seat B-2", False),
    )
    image = QImage(420, 470, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(theme.color("border"))
    painter = QPainter(image)
    y = 20
    for place, (title, body, check_in) in enumerate(texts):
        actions = [(Action.OPEN, "Open")] + ([(Action.CHECK_IN, "Check in")] if check_in else [])
        card = ToastCard(
            Toast(alert_id=str(place), title=title, body=body, actions=tuple(actions)), theme
        )
        card.fit()
        painter.setClipRegion(card.mask().translated(30, y))
        painter.drawPixmap(30, y, card.grab())
        y += card.height() + 10
        card.go()
    painter.end()
    return image


def _picture(window: QWidget) -> QImage:
    """The window with whatever stands on top of it."""
    image = window.grab().toImage()
    painter = QPainter(image)
    for top in QApplication.topLevelWidgets():
        if top is not window and top.isVisible() and top.isWindow() and top.width() > 40:
            corner = top.geometry().topLeft() - window.geometry().topLeft()
            painter.drawPixmap(corner, top.grab())
    painter.end()
    return image


async def draw(name: str, theme: Theme, size: QSize, out: Path) -> Path:
    """Play one scene and write its picture."""
    play, status = SCENES[name]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        stage = Stage(theme, Path(folder), status or live_status())
        await stage.up(size)
        await play(stage)
        # Two turns: one for the layout, one for what the layout asks for.
        for _ in range(4):
            await asyncio.sleep(0.02)
        path = out / f"{name}-{theme.scheme}-{size.width()}x{size.height()}.png"
        _picture(stage.window).save(str(path))
        stage.desk.hold_sign_in = False
        await stage.down()
    return path


async def _draw_all(chosen: argparse.Namespace, theme: Theme) -> None:
    width, _, height = chosen.size.partition("x")
    size = QSize(int(width), int(height))
    for name in chosen.scene or SCENES:
        print(await draw(name, theme, size, chosen.out))
    if not chosen.scene:
        tray_sheet().save(str(chosen.out / "tray.png"))
        toast_stack(theme).save(str(chosen.out / f"toasts-{theme.scheme}.png"))


def main() -> int:
    """Write the scenes asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.scenes")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scheme", type=Scheme, default=Scheme.LIGHT, choices=list(Scheme))
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("scene", nargs="*", choices=[*SCENES, []])
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    QLocale.setDefault(QLocale("en_IN"))
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    theme = Theme(application)
    theme.apply(chosen.scheme)
    loop = qasync.QEventLoop(application)
    with loop:
        loop.run_until_complete(_draw_all(chosen, theme))
    return 0


if __name__ == "__main__":
    sys.exit(main())
