"""A database that was put back begins a new epoch; one that only stopped goes on in its own."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.hub.accounts import add_owner
from tests.hub.backups import back_up, put_back
from tests.hub.people import Library, new_owner
from tests.hub.process import PASSWORD, HubProcess


@pytest.fixture
def own(tmp_path: Path) -> Iterator[HubProcess]:
    made = HubProcess(tmp_path / "data")
    made.start()
    yield made
    assert made.stop() == 0


@pytest.fixture
def library(own: HubProcess) -> Iterator[Library]:
    made = new_owner(own.data, own.url)
    yield made
    made.owner.close()


def epoch(library: Library) -> str:
    told: str = library.events()[-1]["epoch"]
    return told


def test_a_killed_hub_goes_on_in_its_epoch(own: HubProcess, library: Library) -> None:
    library.book(library.owner)
    before = epoch(library)
    own.kill9()
    own.start()
    assert epoch(library) == before
    assert own.errors == ""


def test_a_library_made_before_the_first_start_needs_no_new_epoch(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "early")
    made = asyncio.run(
        add_owner(
            hub.data,
            name="Olga Owner",
            email="olga@example.com",
            password=PASSWORD,
            library="Reading Room",
            seats=2,
        )
    )
    assert made["libraryId"]
    with contextlib.closing(sqlite3.connect(hub.data / "hub.sqlite3")) as base:
        (before,) = base.execute("SELECT value FROM meta WHERE key = 'epoch'").fetchone()
    hub.start()
    with contextlib.closing(sqlite3.connect(hub.data / "hub.sqlite3")) as base:
        assert base.execute("SELECT value FROM meta WHERE key = 'epoch'").fetchone() == (before,)
    assert hub.stop() == 0
    assert hub.errors == ""


def test_a_backup_that_lacks_what_was_told_is_a_new_epoch(
    own: HubProcess, library: Library, tmp_path: Path
) -> None:
    kept = library.book(library.owner)["id"]
    back_up(own, tmp_path / "backup.sqlite3")
    library.book(library.owner, seat=1)
    before = epoch(library)
    own.kill9()
    put_back(own, tmp_path / "backup.sqlite3")
    own.start()
    assert epoch(library) != before
    assert [event["payload"]["id"] for event in library.events()][1:] == [kept]
    assert "put back" in own.errors
    again = epoch(library)
    own.kill9()
    own.start()
    assert epoch(library) == again


def test_a_backup_that_has_all_that_was_told_is_the_same_epoch(
    own: HubProcess, library: Library, tmp_path: Path
) -> None:
    library.book(library.owner)
    before = epoch(library)
    back_up(own, tmp_path / "backup.sqlite3")
    own.kill9()
    put_back(own, tmp_path / "backup.sqlite3")
    own.start()
    assert epoch(library) == before


@pytest.mark.parametrize("content", [None, b"", b"nonsense", b'{"stream": 7}'])
def test_without_a_mark_that_can_be_read_nobody_knows_how_old_it_is(
    own: HubProcess, library: Library, content: bytes | None
) -> None:
    library.book(library.owner)
    before = epoch(library)
    own.kill9()
    mark = own.data / "hub.mark"
    if content is None:
        mark.unlink()
    else:
        mark.write_bytes(content)
    own.start()
    assert epoch(library) != before
    library.book(library.owner, seat=1)
    own.kill9()
    own.start()
    assert own.errors.count("put back or moved") == 1
