"""Fixtures of the virtual desktop; a test that asks for one skips where it cannot start."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

# The observers speak D-Bus, whose library is installed on Linux only.
if sys.platform.startswith("linux"):
    from tests.rig.keyring import Keyring
    from tests.rig.notices import NotificationWatch
    from tests.rig.pointer import NOTICE_CLASS, Pointer
    from tests.rig.session import DesktopSession, Part, RigUnavailable
    from tests.rig.sound import SoundRecorder
    from tests.rig.tray import Tray


def _running() -> Iterator[DesktopSession]:
    if not sys.platform.startswith("linux"):
        pytest.skip("The virtual desktop exists only on Linux.")
    session = DesktopSession()
    try:
        session.start()
    except RigUnavailable as error:
        pytest.skip(str(error))
    yield session
    session.stop()


@pytest.fixture(scope="session")
def shared_rig() -> Iterator[DesktopSession]:
    """One desktop for the whole run; tests that change it for good use `own_rig`."""
    yield from _running()


@pytest.fixture
def rig(shared_rig: DesktopSession) -> DesktopSession:
    """The shared desktop with every part running and a clean screen, whatever was before."""
    if Pointer(shared_rig).windows(window_class=NOTICE_CLASS):
        shared_rig.stop_part(Part.NOTIFICATIONS)
    for part in Part:
        shared_rig.start_part(part)
    return shared_rig


@pytest.fixture
def own_rig() -> Iterator[DesktopSession]:
    """A desktop of this test's own, for what cannot be undone."""
    yield from _running()


@pytest.fixture(scope="module")
def rig_of_module() -> Iterator[DesktopSession]:
    """A desktop for the tests of one file, which they change and do not put right again."""
    yield from _running()


@pytest.fixture
def notices(rig: DesktopSession) -> Iterator[NotificationWatch]:
    """What reaches the notification daemon during this test."""
    with NotificationWatch(rig.address) as watch:
        yield watch


@pytest.fixture
def recorder(rig: DesktopSession) -> Iterator[SoundRecorder]:
    """What the speaker plays during this test."""
    with SoundRecorder(rig) as recording:
        yield recording


@pytest.fixture
def pointer(rig: DesktopSession) -> Pointer:
    """The hand on the mouse."""
    return Pointer(rig)


@pytest.fixture
def tray(rig: DesktopSession) -> Tray:
    """The tray of the panel."""
    return Tray(rig)


@pytest.fixture
def keyring_tool(rig: DesktopSession) -> Keyring:
    """The keyring, read from outside the product."""
    return Keyring(rig)
