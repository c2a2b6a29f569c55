"""A database that was put back begins a new epoch; one that only stopped goes on in its own."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.contract.errors import HubFailed
from app.hub.accounts import add_owner
from tests.hub.backups import BASE, back_up, put_back
from tests.hub.people import Library, new_owner
from tests.hub.process import PASSWORD, HubProcess


@pytest.fixture
def library(own: HubProcess) -> Iterator[Library]:
    made = new_owner(own.data, own.url)
    yield made
    made.owner.close()


def epoch(library: Library) -> str:
    told: str = library.events()[-1]["epoch"]
    return told


def add_olga(hub: HubProcess) -> None:
    """A library, made while the hub does not run."""
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


def test_a_killed_hub_goes_on_in_its_epoch(own: HubProcess, library: Library) -> None:
    library.book(library.owner)
    before = epoch(library)
    own.kill9()
    own.start()
    assert epoch(library) == before
    assert own.errors == ""


def test_a_library_made_before_the_first_start_needs_no_new_epoch(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "early")
    add_olga(hub)
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


def lose(hub: HubProcess, how: str) -> None:
    """What a power cut, a full disk or a slip leaves of the database."""
    base = hub.data / BASE
    if how == "missing":
        base.unlink()
    elif how == "empty":
        base.write_bytes(b"")
    else:
        for path in (base, *hub.data.glob(f"{BASE}-*")):
            path.unlink()
        with contextlib.closing(sqlite3.connect(base)) as made:
            made.execute("PRAGMA user_version = 1")


def contents(hub: HubProcess) -> dict[str, bytes]:
    """All that the hub keeps; its lock is no data."""
    found = hub.data.iterdir()
    return {path.name: path.read_bytes() for path in found if not path.name.startswith("hub.lock")}


@pytest.mark.parametrize("how", ["missing", "empty", "without tables"])
def test_a_database_that_is_lost_is_said_and_not_made_anew(
    own: HubProcess, library: Library, tmp_path: Path, how: str
) -> None:
    booking = library.book(library.owner)["id"]
    back_up(own, tmp_path / "backup.sqlite3")
    own.kill9()
    lose(own, how)
    before = contents(own)
    with pytest.raises(RuntimeError, match=r"missing or empty, but hub\.mark .* Put a backup"):
        own.start()
    if how != "without tables":
        assert contents(own) == before
    with pytest.raises(HubFailed, match="missing or empty"):
        new_owner(own.data, own.url)
    put_back(own, tmp_path / "backup.sqlite3")
    own.start()
    assert [event["payload"]["id"] for event in library.events()][1:] == [booking]


def test_whoever_removes_the_mark_begins_anew(own: HubProcess, library: Library) -> None:
    library.book(library.owner)
    own.kill9()
    lose(own, "missing")
    with pytest.raises(RuntimeError, match=r"remove \S*hub\.mark"):
        own.start()
    (own.data / "hub.mark").unlink()
    own.start()
    new_owner(own.data, own.url).owner.close()


def test_a_library_made_before_the_first_start_is_not_lost_silently(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "early")
    add_olga(hub)
    hub.start()
    hub.kill9()
    lose(hub, "empty")
    with pytest.raises(RuntimeError, match="missing or empty"):
        hub.start()


def test_a_first_start_that_failed_half_way_is_made_again(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data")
    hub.start()
    hub.kill9()
    lose(hub, "empty")
    hub.start()
    assert hub.stop() == 0
    assert hub.errors == ""
