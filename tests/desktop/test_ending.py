"""How the product ends: also amid its start, and with its notifications."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.product import Product
from tests.hub.people import Library
from tests.rig.bus import wait_until
from tests.rig.notices import NotificationWatch
from tests.rig.session import DesktopSession

pytestmark = pytest.mark.desktop

STAGES = (
    "libQt6Core", "libQt6Widgets", "_asyncio.", "libQt6Network", "_sqlite3.", "_ssl.", "QtDBus.",
    "libQt6Svg", "QtSvg.", "_http_parser.", "libqsvg.so",
)  # fmt: skip
"""What a start loads, one after the other."""

LIMIT = 20.0


def _loads(process: subprocess.Popen[str], library: str) -> bool:
    """Whether a process has loaded a library, or has ended."""
    try:
        maps = Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return library in maps or process.poll() is not None


@pytest.mark.skipif(sys.platform != "linux", reason="looks into the process by /proc")
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_amid_its_start_it_does_so_in_peace(
    rig: DesktopSession, tmp_path: Path, stage: str, asked: signal.Signals
) -> None:
    process = rig.popen(
        sys.executable, "-m", "app", "--profile", str(tmp_path / "desk"),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        wait_until(lambda: _loads(process, stage), f"{stage} is loaded")
        process.send_signal(asked)
        _, errors = process.communicate(timeout=LIMIT)
    finally:
        process.kill()
        process.wait(LIMIT)
    assert "Traceback" not in errors
    assert "never awaited" not in errors
    assert process.returncode in {0, -asked}


def test_it_takes_its_notifications_with_it(
    desk: Product, library: Library, notices: NotificationWatch
) -> None:
    for number in range(2):
        library.book(library.owner, hours=3, seat=number)
    desk.until("status", lambda status: status["unread"] == 2)
    wait_until(lambda: len(notices.on_screen) == 2, "both are shown")
    assert desk.stop() < 3.0
    wait_until(lambda: not notices.on_screen, "they are gone")
