"""The rig itself: it comes up whole, its parts come and go, and nothing of it stays."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.rig.bus import Bus, BusError, wait_until
from tests.rig.notices import NotificationWatch
from tests.rig.pointer import Pointer
from tests.rig.session import DesktopSession, Part, RigUnavailable
from tests.rig.tray import Tray

pytestmark = pytest.mark.desktop

ROOT = Path(__file__).resolve().parents[2]
RIG = (sys.executable, "-m", "tests.rig")


def living(folder: str) -> list[str]:
    """The processes whose surroundings name a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environ = (process / "environ").read_bytes()
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ")
        except OSError:
            continue
        if folder.encode() in environ + command:
            found.append(command.decode(errors="replace"))
    return found


def wait_until_ended(folder: str) -> None:
    """Wait until no process of that folder lives."""
    try:
        wait_until(lambda: not living(folder), "every process has ended")
    except TimeoutError:
        raise AssertionError(f"still there: {living(folder)}") from None


def test_nothing_stays_when_it_has_ended() -> None:
    with DesktopSession() as session:
        folder = str(session.root)
        assert len(living(folder)) >= 6
        session.popen("sleep", "0").wait()
    assert not Path(folder).exists()
    wait_until_ended(folder)


def test_nothing_stays_when_its_maker_is_killed() -> None:
    maker = subprocess.Popen(
        [*RIG, "--", "sh", "-c", "echo $HOME; exec sleep 60"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert maker.stdout is not None
    folder = Path(maker.stdout.readline().strip()).parent
    sleeping = wait_until(
        lambda: [pid for pid in _children(maker.pid) if _command(pid).startswith(b"sleep\0")],
        "the command runs",
    )
    maker.kill()
    maker.wait()
    # The command is the caller's own; only the desktop under it goes.
    os.kill(sleeping[0], signal.SIGTERM)
    maker.stdout.close()
    wait_until(lambda: not folder.exists(), "the folder is gone")
    wait_until_ended(str(folder))


def test_a_polite_end_takes_the_command_and_the_desktop_down() -> None:
    maker = subprocess.Popen(
        [*RIG, "--", "sh", "-c", "echo $HOME; exec sleep 60"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert maker.stdout is not None
    folder = Path(maker.stdout.readline().strip()).parent
    maker.terminate()
    assert maker.wait(15) == 128 + signal.SIGTERM
    maker.stdout.close()
    assert not folder.exists()
    wait_until_ended(str(folder))


def test_the_command_runs_inside_and_its_exit_code_comes_back() -> None:
    script = "test -S $XDG_RUNTIME_DIR/bus && test -n $DISPLAY && xdotool get_desktop && exit 7"
    done = _run("sh", "-c", script)
    assert done.returncode == 7, done.stderr
    done = _run("no-such-command")
    assert done.returncode == 127
    assert "no-such-command" in done.stderr


def test_parts_that_are_left_out_stay_away_and_can_come_later() -> None:
    with DesktopSession(size="800x600", without=frozenset(Part)) as session:
        names = {
            Part.TRAY: "org.kde.StatusNotifierWatcher",
            Part.NOTIFICATIONS: "org.freedesktop.Notifications",
            Part.KEYRING: "org.freedesktop.secrets",
        }
        # Asking must not bring a service up, as it would on a common desktop.
        with Bus(session.address) as bus:
            for name in names.values():
                with pytest.raises(BusError):
                    bus.call(name, "/", "org.freedesktop.DBus.Peer", "Ping")
        assert session.run("pactl", "info").returncode != 0
        for part in Part:
            session.start_part(part)
        assert all(session.owned(name) for name in names.values())
        assert session.run("pactl", "info").returncode == 0
        session.stop_part(Part.TRAY, kill=True)
        assert not session.owned(names[Part.TRAY])
        assert not session.running(Part.TRAY)


def test_a_frozen_part_does_not_answer_until_it_is_thawed(rig: DesktopSession) -> None:
    ask = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
    method = ("org.freedesktop.Notifications", "GetCapabilities")
    rig.freeze(Part.NOTIFICATIONS)
    with Bus(rig.address) as bus, pytest.raises(TimeoutError):
        bus.call(*ask, *method, limit=0.3)
    rig.thaw(Part.NOTIFICATIONS)
    with Bus(rig.address) as bus:
        assert "body" in bus.call(*ask, *method)[0]


def test_the_picture_shows_the_panel_and_the_background(
    rig: DesktopSession, tmp_path: Path
) -> None:
    with Image.open(rig.screenshot(tmp_path / "screen.png")) as picture:
        assert picture.size == (1280, 800)
        assert picture.convert("RGB").getpixel((640, 400)) == (0x26, 0x33, 0x3F)
        panel = picture.convert("L").crop((0, 0, 1280, 30))
        # Clock and handle stand out from the bar.
        assert sum(panel.histogram()[150:]) > 0


def test_a_tray_icon_is_seen_and_its_menu_chosen_from(rig: DesktopSession, tray: Tray) -> None:
    program = rig.popen(sys.executable, "-m", "tests.bench.bare_tray", cwd=ROOT)
    try:
        item = wait_until(lambda: next(iter(tray.items()), None), "an icon in the tray")
        assert item is not None
        icon = tray.icon(item)
        assert icon is not None
        assert icon.getpixel((5, 5)) == (0, 128, 128, 255)
        assert [entry.label for entry in tray.menu(item)] == ["Quit"]
        tray.choose(item, "Quit")
        assert program.wait(10) == 0
    finally:
        program.kill()
        program.wait()


def test_a_notice_is_watched_from_its_call_to_its_end(
    rig: DesktopSession, notices: NotificationWatch, pointer: Pointer
) -> None:
    path, interface = "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
    hints: dict[str, object] = {"urgency": ("y", 1)}
    actions = ["open", "Open", "later", "Later on"]
    with Bus(rig.address) as bus:
        call = ("Test", 0, "", "A title", "A body", actions, hints, -1)
        (number,) = bus.call(interface, path, interface, "Notify", "susssasa{sv}i", call)
    notice = notices.wait_for("A body")
    assert (notice.id, notice.hints) == (number, {"urgency": 1})
    pointer.press(notices, notice, "later")
    assert notices.wait_closed(number).reason == 2
    assert notices.on_screen == []


def test_a_missing_program_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(RigUnavailable, match=r"lacks Xvfb.*desktop-packages\.txt"):
        DesktopSession().start()


def test_every_package_line_is_a_name_and_its_reason() -> None:
    lines = (ROOT / "installers" / "desktop-packages.txt").read_text(encoding="utf-8").splitlines()
    groups = [line for line in lines if line and not line.startswith("#")]
    assert groups
    for line in groups:
        assert re.fullmatch(r"[a-z0-9.+ -]+# .+", line), line


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RIG, "--no-sound", "--", *command],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()
