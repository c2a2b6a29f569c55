"""The whole product on a virtual desktop, as a library's owner, and what must hold there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from app.core.profile import Profile
from tests.desktop.product import Product
from tests.faults import invariants
from tests.faults.witness import HEALED_S
from tests.hub.people import Library
from tests.hub.process import PASSWORD
from tests.rig.bus import wait_until
from tests.rig.session import DesktopSession

STOP_S = 3.0
LOAD_S = 1.0
"""What starting and ending a process with a window may take beside."""


def signed_in(rig: DesktopSession, folder: Path, library: Library) -> Product:
    """A product that was signed in from the terminal and is not started yet."""
    product = Product(rig, folder)
    owner = library.owner
    server = str(owner.http.base_url).rstrip("/")
    product.sign_in(server, owner.sign_in["user"]["email"], PASSWORD)
    return product


@contextlib.contextmanager
def on_screen(rig: DesktopSession, folder: Path, library: Library) -> Iterator[Product]:
    """A product that is live, with its window open; ended within 3 s."""
    product = signed_in(rig, folder, library)
    product.start()
    try:
        product.live()
        yield product
    finally:
        took = product.stop()
    assert took < STOP_S + LOAD_S


def since(product: Product, library: Library) -> int:
    """Where the library's stream stands for this desk."""
    return invariants.cursors(Profile(product.profile).store)[library.stream][1]


def stored(product: Product) -> int:
    """How many bookings the desk has in its file, seen from outside."""
    with contextlib.closing(invariants.opened(Profile(product.profile).store)) as file:
        (count,) = file.execute("SELECT count(*) FROM bookings").fetchone()
    return int(count)


def one_set(product: Product, library: Library, began: int) -> None:
    """Hub and desk have the same bookings, each alert recorded once; 10 s from now at most."""
    hub = invariants.committed(library, began)
    store = Profile(product.profile).store
    wait_until(
        lambda: invariants.cursors(store)[library.stream] == (hub.epoch, hub.head),
        "the desk is in step",
        HEALED_S,
    )
    invariants.one_set(hub, invariants.held(store, library))
