"""A store on a fresh file with a clock that the test moves, and what is shared with other rooms."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.core.reader import Reader
from app.core.store import Store
from tests.core.fake_hub import FakeHub
from tests.core.line import Line
from tests.core.made import NOON, STREAM, ManualClock, snapshot
from tests.shared import library, proxy, student

__all__ = ["library", "proxy", "student"]

# The machine's signs come over D-Bus, whose library is there on Linux only.
if sys.platform == "linux":
    from tests.native.sleeper import bus, logind

    __all__ += ["bus", "logind"]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite3"


@pytest.fixture
def store(path: Path, clock: ManualClock) -> Iterator[Store]:
    """A store that is in step with an empty library at position 0."""
    made = Store(path, clock)
    made.apply(snapshot(0))
    made.settle(STREAM, NOON)
    yield made
    made.close()


@pytest.fixture
def reader(path: Path) -> Iterator[Reader]:
    made = Reader(path)
    yield made
    made.close()


@pytest.fixture
async def line(path: Path) -> AsyncIterator[Line]:
    """In step with an empty library."""
    made = Line(path, FakeHub())
    made.connect()
    await made.in_step()
    yield made
    await made.close()
