"""Scenes of the product for the eye: `python -m tests.ui.scenes --out DIR` writes them as PNG."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import qasync
from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from app.core.ports import Action, Toast
from app.core.status import DeskStatus
from app.ui.language import LANGUAGES, speak
from app.ui.theme import Scheme, Theme
from app.ui.toast import ToastCard
from app.ui.tray_drawing import tray_image
from app.ui.tray_icon import TrayState
from tests.ui import day_plays as days
from tests.ui import library_plays as library
from tests.ui import list_plays as lists
from tests.ui import notice_plays as notices
from tests.ui import plays
from tests.ui import seat_plays as seats
from tests.ui import settings_plays as settings
from tests.ui import trouble_plays as trouble
from tests.ui.desks import live_status
from tests.ui.stage import Stage

Scene = tuple[Callable[[Stage], Awaitable[None]], DeskStatus | None]
SCENES: dict[str, Scene] = {
    "bookings": (plays.full, None),
    "detail": (plays.detail, None),
    "cancelled": (plays.cancelled, None),
    "empty": (plays.empty, None),
    "no-match": (plays.no_match, None),
    "filtered": (lists.filtered, None),
    "tagged": (lists.tagged, None),
    "viewed": (lists.viewed, None),
    "listed": (lists.listed, None),
    "several": (lists.several, None),
    "save-view": (lists.save_view, None),
    "another-end": (lists.another_end, None),
    "other-seat": (lists.other_seat, None),
    "payment": (lists.payment, None),
    "undone": (lists.undone, None),
    "new-booking": (lists.new_booking, None),
    "new-booking-libraries": (lists.new_booking_libraries, None),
    "new-booking-found": (lists.new_booking_found, None),
    "today": (days.busy, None),
    "today-empty": (days.quiet, None),
    "today-held": (days.held, None),
    "today-rule": (days.ruled, None),
    "today-names": (days.long_names, None),
    "seats": (seats.busy, None),
    "seats-chosen": (seats.chosen, None),
    "seats-carried": (seats.carried, None),
    "seats-stretched": (seats.stretched, None),
    "seats-arranging": (seats.arranging, None),
    "seats-empty": (seats.empty, None),
    "seats-many": (seats.many, None),
    "notices": (notices.rung, None),
    "notices-chosen": (notices.chosen, None),
    "notices-empty": (notices.empty, None),
    "settings": (settings.alerts, None),
    "settings-ruled": (settings.ruled, None),
    "settings-quiet": (settings.quiet, None),
    "settings-quiet-empty": (settings.no_hours, None),
    "settings-computer": (settings.computer, None),
    "settings-check-up": (settings.check_up, None),
    "library": (library.shown, None),
    "keys": (library.keys, None),
    "library-hiring": (library.hiring, None),
    "library-opening": (library.opening, None),
    "library-offline": (library.offline, None),
    "sample": (plays.sample, None),
    "offline": (trouble.offline, None),
    "blind": (trouble.blind, None),
    "asking": (trouble.asking, None),
    "blind-long": (trouble.blind_long, None),
    "basic": (trouble.basic, None),
    "basic-told": (trouble.basic_told, None),
    "refusals": (trouble.refusals, None),
    "walk-in": (trouble.walk_in, None),
    "over": (trouble.over, None),
    "not-due": (trouble.not_due, None),
    "early": (trouble.early, None),
    "seat-taken": (trouble.seat_taken, None),
    "quitting": (trouble.quitting, None),
    "no-tray": (trouble.no_tray, None),
    "sign-out": (trouble.sign_out, None),
    "pending": (trouble.pending, None),
    "cancel-dialog": (trouble.cancel_dialog, None),
    "names": (plays.names, None),
    "ten-thousand": (plays.many, None),
    "first-run": (plays.first_run_welcome, plays.out("")),
    "first-run-zone": (plays.zone, plays.out("")),
    "first-run-wrong": (plays.first_run_local, plays.out("")),
    "first-run-server": (plays.first_run_server, plays.out("")),
    "first-run-damaged": (trouble.settings_damaged, plays.out("")),
    "first-run-busy": (plays.first_run_busy, plays.out("")),
    "signed-out": (
        plays.signed_out,
        plays.out(
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


POPUP = Qt.WindowType.Popup


def _picture(window: QWidget) -> QImage:
    """The window with whatever stands on top of it."""
    image = window.grab().toImage()
    painter = QPainter(image)
    # What pops up stands above dialogs.
    tops = sorted(QApplication.topLevelWidgets(), key=lambda top: top.windowType() is POPUP)
    for top in tops:
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
    parser.add_argument("--language", default="en", choices=list(LANGUAGES))
    parser.add_argument("scene", nargs="*", choices=[*SCENES, []])
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    QLocale.setDefault(QLocale("en_IN"))
    application = QApplication(sys.argv[:1])
    speak(application, chosen.language)
    application.setQuitOnLastWindowClosed(False)
    theme = Theme(application)
    theme.apply(chosen.scheme)
    loop = qasync.QEventLoop(application)
    with loop:
        loop.run_until_complete(_draw_all(chosen, theme))
    return 0


if __name__ == "__main__":
    sys.exit(main())
