"""Diagnostics that help without telling who anybody is; a check-up in a process of its own."""

from __future__ import annotations

import json
import logging
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.contract.errors import CheckFailed, NotWritten
from app.contract.models import User
from app.core import check_up as checking
from app.core.changes import Moment
from app.core.diagnostics import save
from app.core.findings import Finding, Findings, Verdict
from app.core.profile import Profile
from app.core.reader import Reader
from app.core.recent_log import RecentLog
from app.core.rules import AlertRules, Rule
from app.core.settings import Settings
from app.core.settings import save as save_settings
from app.core.store import Store
from tests.core.made import (
    LIBRARY,
    NOON,
    STREAM,
    ManualClock,
    a_booking,
    caught_up,
    live,
    snapshot,
    told,
)

SECRETS = (
    "Meera Iyer",
    "meera@lotus.example",
    "desk.lotus.example",
    "Asha Verma",
    "9810012345",
    LIBRARY.name,
    "p-secret-1",
)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "Meera Iyer's desk")
    user = User(id="u1", name="Meera Iyer", email="meera@lotus.example", role="owner")
    save_settings(
        made,
        Settings(
            profile_id="p-secret-1",
            server="https://desk.lotus.example",
            email=user.email,
            user=user,
            alerts=AlertRules(rules=(Rule(sound=str(made.folder / "bell.mp3")),)),
        ),
    )
    clock = ManualClock()
    store = Store(made.store, clock)
    store.apply(snapshot(0))
    store.settle(STREAM, NOON)
    booking = a_booking("b1", student_name="Asha Verma", student_phone="9810012345")
    (alert,) = store.apply(live(1, told(booking))).alerts
    store.notices.mark(alert.id, Moment.SHOWN)
    store.close()
    return made


def test_no_name_and_no_secret_is_in_it(profile: Profile, tmp_path: Path) -> None:
    log = RecentLog()
    logger = logging.getLogger("tests.diagnostics")
    logger.addHandler(log)
    logger.setLevel(logging.INFO)
    logger.info("%s signed in at %s after %d attempts", "Meera Iyer", "desk.lotus.example", 3)
    who = "Asha Verma"
    try:
        int(who)
    except ValueError:
        logger.exception("it fell")
    logger.removeHandler(log)
    findings = Findings(
        verdict=Verdict.OK,
        parts=(
            Finding(
                part="sign-in",
                verdict=Verdict.OK,
                what=f"Meera Iyer is signed in at https://desk.lotus.example; {LIBRARY.name}",
            ),
            Finding(part="disk", verdict=Verdict.OK, what=f"There is room in {profile.folder}."),
        ),
    )
    path = tmp_path / "given.zip"
    save(path, profile, findings, log.lines(), NOON, {"qt": "6"})
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    whole = "\n".join(files.values())
    for secret in SECRETS:
        assert secret not in whole, secret
    # What helps is there.
    assert "after 3 attempts" in files["log.txt"]
    assert "ValueError" in files["log.txt"]
    copy = json.loads(files["copy.json"])
    assert copy["counts"]["bookings"] == 1
    assert copy["alerts"][0]["kind"] == "booking:created"
    assert copy["alerts"][0]["shownAt"]
    assert json.loads(files["settings.json"])["role"] == "owner"
    assert json.loads(files["about.json"])["qt"] == "6"
    assert "is signed in at <server>" in files["findings.json"]
    assert not list(tmp_path.glob("*.part"))


def test_of_a_profile_without_anything_there_is_little_to_tell(tmp_path: Path) -> None:
    path = tmp_path / "given.zip"
    save(path, Profile(tmp_path / "new"), Findings(verdict=Verdict.OK, parts=()), [], NOON)
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("copy.json"))["counts"] == {}
    assert not (tmp_path / "new").exists()


def test_where_it_cannot_be_written_that_is_said(profile: Profile, tmp_path: Path) -> None:
    nothing = Findings(verdict=Verdict.OK, parts=())
    with pytest.raises(NotWritten, match="Choose another folder"):
        save(tmp_path / "nowhere" / "given.zip", profile, nothing, [], NOON)


async def test_a_check_up_is_what_the_command_finds(profile: Profile) -> None:
    found = await checking.check_up(profile)
    parts = {each.part: each for each in found.parts}
    assert {"tray", "sound", "keyring", "server", "disk"} <= parts.keys()
    assert found.verdict is max((each.verdict for each in found.parts), key=list(Verdict).index)
    assert "1 alerts were received" in parts["alerts"].what or "No alert" in parts["alerts"].what


async def test_a_check_up_speaks_the_language_of_whoever_asks(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "language", lambda: "hi")
    # Without a screen, too.
    for platform in ("offscreen", "xcb"):
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        found = await checking.check_up(profile)
        (server,) = (each for each in found.parts if each.part == "server")
        assert re.search("[\u0900-\u097f]", server.what), server


async def test_a_check_up_that_says_nothing_is_told(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A program that is none of ours.
    monkeypatch.setattr("sys.executable", "/bin/echo")
    with pytest.raises(CheckFailed, match="without a word"):
        await checking.check_up(profile)
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(CheckFailed, match="could not be started"):
        await checking.check_up(profile)


def test_how_long_alerts_took_is_of_those_that_were_told_by_themselves(tmp_path: Path) -> None:
    clock = ManualClock()
    store = Store(tmp_path / "desk.sqlite3", clock)
    store.apply(snapshot(0))
    store.settle(STREAM, NOON)
    # Ten that happened 10, 20, … 100 ms before they were shown; the clock stands still.
    for number in range(1, 11):
        row = told(a_booking(f"b{number}"))
        at = NOON - timedelta(milliseconds=10 * number)
        (alert,) = store.apply(live(number, msgspec.structs.replace(row, at=at))).alerts
        store.notices.mark(alert.id, Moment.SHOWN)
    late = [told(a_booking(f"c{number}")) for number in range(6)]
    store.apply(caught_up(16, *late))
    store.settle(STREAM, NOON)
    store.quiet(NOON + timedelta(hours=1))
    store.apply(live(17, told(a_booking("d1"))))
    reader = Reader(tmp_path / "desk.sqlite3")
    took = reader.latencies(NOON - timedelta(days=1))
    assert (took.count, took.shown_p50_ms, took.shown_p99_ms) == (10, 50.0, 100.0)
    assert reader.latencies(NOON + timedelta(seconds=1)).count == 0
    assert [each.alert.booking_id for each in reader.notices_of("b3", NOON)] == ["b3"]
    reader.close()
    store.close()
