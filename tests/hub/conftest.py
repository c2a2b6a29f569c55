"""A hub process shared by the hub's tests, and people who use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub.disks import small_disk
from tests.hub.ears import ears
from tests.hub.people import Library, Person, another_library, hire, new_owner, register
from tests.hub.process import HubProcess

__all__ = ["ears", "small_disk"]


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    process = HubProcess(tmp_path_factory.mktemp("hub") / "data", heads_seconds=0.3)
    process.start()
    yield process
    assert process.stop() == 0
    assert process.errors == ""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[HubProcess]:
    """A hub of the test's own, which ends well."""
    made = HubProcess(tmp_path / "data")
    made.start()
    yield made
    assert made.stop() == 0


@pytest.fixture(scope="session")
def owner(hub: HubProcess) -> Iterator[Person]:
    person = new_owner(hub.data, hub.url).owner
    yield person
    person.close()


@pytest.fixture
def library(owner: Person) -> Library:
    """A library of its own for each test, with six seats."""
    return another_library(owner)


@pytest.fixture(scope="session")
def student(hub: HubProcess) -> Iterator[Person]:
    person = register(hub.url)
    yield person
    person.close()


@pytest.fixture(scope="session")
def stranger(hub: HubProcess) -> Iterator[Person]:
    """The owner of quite another library."""
    person = new_owner(hub.data, hub.url).owner
    yield person
    person.close()


@pytest.fixture
def staff(hub: HubProcess, library: Library) -> Iterator[Person]:
    person = hire(library, hub.url)
    yield person
    person.close()
