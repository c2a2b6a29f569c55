"""How the desk's file is opened: new, kept, newer, damaged, in a place that cannot be written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from app.contract.errors import StoreFailed
from app.core.store import Store
from tests.core.made import ManualClock, a_booking, live, snapshot, told


def filled(path: Path, clock: ManualClock) -> None:
    store = Store(path, clock)
    store.apply(snapshot(0))
    store.apply(live(1, *(told(a_booking(f"b{number}")) for number in range(200))))
    store.close()


def test_rows_outlive_the_process(path: Path, clock: ManualClock) -> None:
    filled(path, clock)
    store = Store(path, clock)
    assert store.set_aside is None
    assert store.booking("b7") is not None
    store.close()


def test_a_damaged_file_is_set_aside_with_a_word(path: Path, clock: ManualClock) -> None:
    filled(path, clock)
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = b"\xff" * (len(content) // 2 - 4096)
    path.write_bytes(content)
    store = Store(path, clock)
    assert store.set_aside is not None
    assert "damaged" in store.set_aside
    assert store.booking("b7") is None
    assert store.cursor("library:lib") is None
    (aside,) = path.parent.glob("*.aside-*")
    assert aside.read_bytes() == bytes(content)
    assert aside.name in store.set_aside
    store.close()


def test_something_that_is_no_database_is_set_aside(path: Path, clock: ManualClock) -> None:
    path.write_text("not a database at all, but long enough to look at " * 10)
    store = Store(path, clock)
    assert store.set_aside is not None
    store.close()


def test_a_newer_file_is_set_aside_unharmed(path: Path, clock: ManualClock) -> None:
    filled(path, clock)
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    store = Store(path, clock)
    assert store.set_aside is not None
    assert "newer version" in store.set_aside
    store.close()
    (aside,) = path.parent.glob("*.aside-*[0-9]")
    kept = sqlite3.connect(aside)
    assert kept.execute("SELECT count(*) FROM bookings").fetchone() == (200,)
    kept.close()


def test_two_files_set_aside_in_one_second_are_both_kept(path: Path, clock: ManualClock) -> None:
    for _ in range(2):
        path.write_text("no database " * 100)
        Store(path, clock).close()
        path.with_name(path.name + "-wal").unlink(missing_ok=True)
    assert len(list(path.parent.glob("*.aside-*"))) == 2


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, clock: ManualClock) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreFailed, match="cannot be opened"):
        Store(tmp_path / "file" / "desk.sqlite3", clock)
