"""A hub process with a library, and a signed-in desk on the virtual desktop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.product import Product
from tests.hub.people import Library
from tests.hub.process import PASSWORD, HubProcess
from tests.rig.session import DesktopSession
from tests.shared import library, student

__all__ = ["library", "student"]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    process = HubProcess(tmp_path / "hub")
    process.start()
    yield process
    process.stop()


@pytest.fixture
def desk(rig: DesktopSession, tmp_path: Path, library: Library) -> Iterator[Product]:
    """A desk of the library's owner, signed in from the terminal, live, with its window open."""
    product = Product(rig, tmp_path / "profile")
    sign_in(product, library)
    product.start()
    product.live()
    yield product
    product.stop()


def sign_in(product: Product, library: Library) -> None:
    """Sign the desk in as the library's owner."""
    owner = library.owner
    server = str(owner.http.base_url).rstrip("/")
    product.sign_in(server, owner.sign_in["user"]["email"], PASSWORD)
