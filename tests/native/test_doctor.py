"""The doctor on whole and on crippled desktops: what it finds, says and exits with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app.contract.models import Role, User
from app.core.profile import Profile
from app.core.settings import Embedded, ProfileLock, Settings, save
from tests.native.dialogue import Program
from tests.rig.keyring import Keyring
from tests.rig.session import DesktopSession, Part

pytestmark = pytest.mark.desktop

HEALTH = b'{"success": true, "data": {"status": "ok", "version": "9.9", "socket": {"clients": 3}}}'


class _Hub(BaseHTTPRequestHandler):
    """Something that answers over HTTP as the test wishes."""

    body = HEALTH

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub() -> Iterator[tuple[str, type[_Hub]]]:
    handler = type("Hub", (_Hub,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    thread.join()
    server.server_close()


def examine(
    rig: DesktopSession, profile: Path, **variables: str
) -> tuple[int, dict[str, dict[str, str]]]:
    """The doctor's exit code and its findings by part."""
    assignments = [f"{name}={value}" for name, value in variables.items()]
    command = [sys.executable, "-m", "app", "--profile", str(profile), "doctor", "--json"]
    done = rig.run("env", *assignments, *command)
    told = json.loads(done.stdout)
    findings = {finding["part"]: finding for finding in told["parts"]}
    ranks = ["ok", "warn", "fail"]
    assert told["verdict"] == max((f["verdict"] for f in findings.values()), key=ranks.index)
    for finding in findings.values():
        assert finding["what"]
        assert bool(finding["mend"]) == (finding["verdict"] != "ok"), finding
    return done.returncode, findings


def settle(folder: Path, server: str, *, embedded: bool = False) -> Settings:
    """Make a profile that is signed in at `server`."""
    user = User(id="u1", name="Meera Iyer", email="meera@example.com", role=Role.OWNER)
    settings = Settings(
        profile_id="p1",
        server=server,
        email=user.email,
        user=user,
        embedded=Embedded(port=1) if embedded else None,
    )
    save(Profile(folder), settings)
    return settings


def test_on_a_whole_desktop_every_part_is_well(
    rig: DesktopSession, tmp_path: Path, hub: tuple[str, type[_Hub]]
) -> None:
    settings = settle(tmp_path, hub[0])
    with Program("tests.native.keeper", env=rig.env) as keeper:
        keeper.ask(do="write", name=settings.token_name, secret="x")
    # Any bus stands in for the system's: what is asked of it, each allows.
    code, found = examine(rig, tmp_path, DBUS_SYSTEM_BUS_ADDRESS=rig.address)
    assert {part: finding["verdict"] for part, finding in found.items()} == dict.fromkeys(
        (
            "tray",
            "notifications",
            "do not disturb",
            "sound",
            "voice",
            "keyring",
            "sign-in",
            "server",
            "clock",
            "wake",
            "events",
            "alerts",
            "disk",
        ),
        "ok",
    ) | {"live connection": "warn"}
    assert code == 0
    assert "Xfce Notify Daemon" in found["notifications"]["what"]
    assert "actions" in found["notifications"]["what"]
    assert "Meera Iyer" in found["sign-in"]["what"]
    assert "9.9; live connections: 3" in found["server"]["what"]
    # What stands in for a hub here has no websocket.
    assert "by polling" in found["live connection"]["what"]
    assert "does not tell its time" in found["clock"]["what"]
    assert "it is set to" in found["sound"]["what"]


def test_a_clock_that_goes_wrong_is_told(
    rig: DesktopSession, tmp_path: Path, hub: tuple[str, type[_Hub]]
) -> None:
    settle(tmp_path, hub[0])
    for ahead, words in ((timedelta(minutes=5), "behind"), (-timedelta(hours=2), "ahead of")):
        time = (datetime.now(UTC) + ahead).isoformat()
        hub[1].body = HEALTH.replace(b'"9.9"', f'"9.9", "time": "{time}"'.encode())
        _, found = examine(rig, tmp_path)
        assert found["clock"]["verdict"] == "warn"
        assert f"s {words} the server" in found["clock"]["what"]
    hub[1].body = HEALTH.replace(b'"9.9"', f'"9.9", "time": "{datetime.now(UTC)}"'.encode())
    _, found = examine(rig, tmp_path)
    assert found["clock"]["verdict"] == "ok"


def test_a_speaker_that_is_muted_and_do_not_disturb_are_told(
    rig: DesktopSession, tmp_path: Path
) -> None:
    key = ("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb")
    rig.run("pactl", "set-sink-mute", "@DEFAULT_SINK@", "1")
    rig.run(*key, "-n", "-t", "bool", "-s", "true")
    try:
        _, found = examine(rig, tmp_path)
    finally:
        rig.run("pactl", "set-sink-mute", "@DEFAULT_SINK@", "0")
        rig.run(*key, "-r")
    assert found["sound"]["verdict"] == "warn"
    assert "is muted" in found["sound"]["what"]
    assert found["do not disturb"]["verdict"] == "warn"


def test_a_new_profile_is_no_failure_and_is_left_untouched(
    rig: DesktopSession, tmp_path: Path
) -> None:
    code, found = examine(rig, tmp_path / "new")
    assert code == 0
    assert found["sign-in"]["verdict"] == found["server"]["verdict"] == "warn"
    assert not (tmp_path / "new").exists()


def test_on_a_crippled_desktop_each_part_says_what_is_missing(
    own_rig: DesktopSession, tmp_path: Path
) -> None:
    settle(tmp_path, "http://127.0.0.1:1")
    for part in Part:
        own_rig.stop_part(part)
    code, found = examine(own_rig, tmp_path)
    assert code == 1
    assert found["tray"]["verdict"] == "warn"
    assert found["notifications"]["verdict"] == "warn"
    assert "of its own" in found["notifications"]["what"]
    assert found["sound"]["verdict"] == "fail"
    assert "no keyring" in found["keyring"]["what"]
    assert found["sign-in"]["verdict"] == "warn"
    assert "lies in the keyring" in found["sign-in"]["what"]
    assert found["server"]["verdict"] == "fail"


def test_a_system_that_does_not_tell_of_sleep_is_a_warning(
    rig: DesktopSession, tmp_path: Path
) -> None:
    _, found = examine(rig, tmp_path, DBUS_SYSTEM_BUS_ADDRESS="unix:path=/nowhere")
    assert found["wake"]["verdict"] == "warn"
    assert "no system bus tells of sleep here" in found["wake"]["what"]
    assert "by its clock" in found["wake"]["mend"]


def test_without_a_screen_it_says_so_instead_of_ending_in_qt(
    rig: DesktopSession, tmp_path: Path
) -> None:
    for display in ("", ":199"):
        code, found = examine(rig, tmp_path, DISPLAY=display)
        assert code == 1
        assert found["tray"]["verdict"] == "fail"
        assert "no screen" in found["tray"]["what"]


def test_without_a_screen_the_tray_application_says_what_to_do_instead(tmp_path: Path) -> None:
    env = {**os.environ, "DISPLAY": ":199", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    for also in ({}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}):
        done = subprocess.run(
            [sys.executable, "-m", "app", "--profile", str(tmp_path)],
            env=env | also,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "no screen" in done.stderr
        assert "studyspot-desk watch" in done.stderr


def test_a_locked_keyring_is_a_warning_in_time(own_rig: DesktopSession, tmp_path: Path) -> None:
    settle(tmp_path, "http://127.0.0.1:1")
    Keyring(own_rig).lock()
    _, found = examine(own_rig, tmp_path)
    assert found["keyring"]["verdict"] == "warn"
    assert "locked" in found["keyring"]["what"]


def test_a_web_page_instead_of_a_hub_is_a_failure(
    rig: DesktopSession, tmp_path: Path, hub: tuple[str, type[_Hub]]
) -> None:
    hub[1].body = b"<html>Please accept our terms</html>"
    settle(tmp_path, hub[0])
    code, found = examine(rig, tmp_path)
    assert code == 1
    assert found["server"]["verdict"] == "fail"
    assert "web page" in found["server"]["mend"]


def test_the_hub_on_this_computer_is_wanted_only_while_the_desk_runs(
    rig: DesktopSession, tmp_path: Path
) -> None:
    settle(tmp_path, "http://127.0.0.1:1", embedded=True)
    _, found = examine(rig, tmp_path)
    assert found["server"]["verdict"] == "ok"
    lock = ProfileLock(Profile(tmp_path))
    lock.acquire()
    try:
        code, found = examine(rig, tmp_path)
    finally:
        lock.release()
    assert code == 1
    assert found["server"]["verdict"] == "fail"


def test_damaged_settings_are_told_and_left_as_they_are(
    rig: DesktopSession, tmp_path: Path
) -> None:
    profile = Profile(tmp_path)
    profile.settings.write_text("{half", encoding="utf-8")
    _, found = examine(rig, tmp_path)
    assert found["disk"]["verdict"] == "warn"
    assert "cannot be read" in found["disk"]["what"]
    assert [path.name for path in tmp_path.iterdir()] == [profile.settings.name]
    assert os.fspath(profile.settings) in found["disk"]["what"]


def test_a_mistake_in_own_events_is_told_with_its_line(rig: DesktopSession, tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    profile.events.write_text('[[event]]\nname = "x"\ntitel = "y"\n', encoding="utf-8")
    _, found = examine(rig, tmp_path)
    assert found["events"]["verdict"] == "warn"
    assert "events.toml, line 3: there is no field 'titel'" in found["events"]["what"]
    assert os.fspath(profile.events) in found["events"]["mend"]


def test_for_people_each_part_has_a_line_with_its_mend_below(
    rig: DesktopSession, tmp_path: Path
) -> None:
    done = rig.run(sys.executable, "-m", "app", "--profile", str(tmp_path), "doctor")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("ok    tray ")
    server = next(n for n, line in enumerate(lines) if line.startswith("warn  server"))
    assert lines[server + 1].strip() == "Start StudySpot Desk and choose one."
    assert lines[server + 1].index("Start") == lines[server].index("No server")
