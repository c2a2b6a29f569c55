"""The desktop's own "do not disturb": how it stands, as it is switched, and without a desktop."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from tests.native.dialogue import Program
from tests.rig.session import DesktopSession, Part

pytestmark = pytest.mark.desktop

_KEY = ("-c", "xfce4-notifyd", "-p", "/do-not-disturb")


def switch(rig: DesktopSession, *, on: bool) -> None:
    """As the panel's bell does it."""
    value = ("-n", "-t", "bool", "-s", str(on).lower())
    subprocess.run(["xfconf-query", *_KEY, *value], env=rig.env, check=True)


@pytest.fixture
def minder(rig: DesktopSession) -> Iterator[Program]:
    with Program("tests.native.minder", env=rig.env) as program:
        yield program
    subprocess.run(["xfconf-query", *_KEY, "-r"], env=rig.env, check=False)


def turned(minder: Program, turn: int) -> bool:
    """How it stood after so many turns."""
    return bool(minder.wait_for(lambda told: told.get("turn") == turn)["on"])


def test_each_switch_is_told(rig: DesktopSession, minder: Program) -> None:
    stands = minder.ask(do="open")
    assert stands["is_on"] is False
    assert "Xfce" in stands["name"]
    for turn, on in enumerate((True, False, True), start=1):
        switch(rig, on=on)
        assert turned(minder, turn) is on


def test_how_it_stands_is_known_from_the_start(rig: DesktopSession, minder: Program) -> None:
    switch(rig, on=True)
    assert minder.ask(do="open")["is_on"] is True


def test_a_service_that_comes_later_or_is_started_anew_is_asked(
    rig: DesktopSession, minder: Program
) -> None:
    switch(rig, on=True)
    rig.stop_part(Part.NOTIFICATIONS)
    stands = minder.ask(do="open")
    assert stands == stands | {"is_on": False, "name": ""}
    rig.start_part(Part.NOTIFICATIONS)
    assert turned(minder, 1) is True


def test_without_a_bus_nobody_is_told_anything(rig: DesktopSession) -> None:
    without = rig.env | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"}
    with Program("tests.native.minder", env=without) as minder:
        stands = minder.ask(do="open")
    assert stands == stands | {"is_on": False, "name": ""}
