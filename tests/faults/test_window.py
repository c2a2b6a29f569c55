"""Faults around the window: a second start, a notification daemon that goes, a bad keyring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desktop.product import Product
from tests.faults.conftest import Book
from tests.faults.windows import on_screen, one_set, signed_in, since
from tests.hub.people import Library
from tests.rig.keyring import Keyring
from tests.rig.notices import NotificationWatch
from tests.rig.session import DesktopSession, Part

pytestmark = pytest.mark.desktop

QUICK_S = 1.0
"""A window that answers does so within this."""


@pytest.fixture
def product(rig: DesktopSession, tmp_path: Path, library: Library) -> Iterator[Product]:
    with on_screen(rig, tmp_path / "desk", library) as made:
        yield made


def test_fault_24_two_instances_on_one_profile(
    product: Product, library: Library, book: Book, notices: NotificationWatch
) -> None:
    """A second start raises the first one's window and leaves; one desk rings, once."""
    began = since(product, library)
    product.ask("close window")
    product.until("window", lambda window: window["gone"])
    done = product.command()
    assert done.returncode == 0, done.stderr
    product.until("window", lambda window: window["visible"] and window["active"])
    book()
    notices.wait_for("New booking:")
    product.until("count", lambda count: count == 1)
    one_set(product, library, began)
    assert sum("New booking:" in notice.title for notice in notices.notices) == 1


def test_fault_30_the_notification_daemon_restarts(
    rig: DesktopSession,
    product: Product,
    library: Library,
    book: Book,
    notices: NotificationWatch,
) -> None:
    """While the daemon is away bookings are in the list all the same; it is tried again."""
    began = since(product, library)
    book()
    notices.wait_for("New booking:")
    rig.stop_part(Part.NOTIFICATIONS, kill=True)
    book()
    product.until("status", lambda status: status["unread"] == 2)
    product.until("count", lambda count: count == 2)
    rig.start_part(Part.NOTIFICATIONS)
    book()
    product.until("count", lambda count: count == 3)
    last = notices.wait_for("New booking:", count=2)
    assert last.id is not None
    one_set(product, library, began)
    taken = [notice for notice in notices.notices if notice.id is not None]
    assert len(taken) == 2


def lock(rig: DesktopSession) -> None:
    Keyring(rig).lock()


def take_away(rig: DesktopSession) -> None:
    rig.stop_part(Part.KEYRING)


def freeze(rig: DesktopSession) -> None:
    rig.freeze(Part.KEYRING)


def unlock(rig: DesktopSession) -> None:
    Keyring(rig).unlock()


def give_back(rig: DesktopSession) -> None:
    rig.start_part(Part.KEYRING)


def thaw(rig: DesktopSession) -> None:
    rig.thaw(Part.KEYRING)


@pytest.mark.parametrize(
    ("fault", "words", "mend"),
    [
        (lock, "locked", unlock),
        (take_away, "no keyring", give_back),
        (freeze, "does not answer", thaw),
    ],
    ids=["locked", "absent", "slow"],
)
def test_fault_31_the_keyring(
    own_rig: DesktopSession,
    tmp_path: Path,
    library: Library,
    fault: Callable[[DesktopSession], None],
    words: str,
    mend: Callable[[DesktopSession], None],
) -> None:
    """With a keyring locked, absent or slow the window answers, and the fallback is said.

    Once it is mended, the desk is signed in without anybody at it.
    """
    product = signed_in(own_rig, tmp_path / "desk", library)
    fault(own_rig)
    product.start()
    try:
        product.ask("beat")
        assert product.until("window", lambda window: window["visible"])
        said = product.until("status", lambda status: status["troubles"])
        assert words in said["troubles"][0]
        assert "sign in again" in said["troubles"][0]
        product.until("status", lambda status: status["state"] == "signed_out")
        assert product.ask("longest stall") < QUICK_S
        # Somebody mends it: the desk goes on by itself, and nothing is said any more.
        mend(own_rig)
        product.until("status", lambda status: status["state"] == "live")
        product.until("status", lambda status: not status["troubles"])
    finally:
        took = product.stop()
    assert took < 4.0
