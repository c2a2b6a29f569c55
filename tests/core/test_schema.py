"""How the desk's file is opened: new, kept, newer, damaged, in a place that cannot be written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from app.contract.errors import StoreFailed
from app.core.batch import SALVAGED, Cursor
from app.core.filters import BookingFilter
from app.core.migrations import MIGRATIONS
from app.core.reader import Reader
from app.core.schema import DERIVED
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


@pytest.mark.parametrize("version", range(2, len(MIGRATIONS)))
def test_what_an_older_version_kept_is_found_by_words(
    path: Path, clock: ManualClock, version: int
) -> None:
    filled(path, clock)
    with sqlite3.connect(path) as kept:
        (data,) = kept.execute("SELECT data FROM bookings WHERE id = 'b7'").fetchone()
    kept.close()
    path.unlink()
    with sqlite3.connect(path) as older:
        for function in DERIVED:
            older.create_function(*function, deterministic=True)
        for script in MIGRATIONS[:2]:
            older.executescript(script)
        older.execute(
            "INSERT INTO bookings VALUES (1, 'b7', 'lib', 1750000000000000, NULL, NULL,"
            " 'confirmed', 'paid', 'hourly', 'Özgür', '', '', '', 0, 'INR', 1, 0, NULL,"
            " 'as it was looked for then', ?, NULL)",
            (data,),
        )
        for script in MIGRATIONS[2:version]:
            older.executescript(script)
        older.execute(f"PRAGMA user_version = {version}")
    older.close()
    store, reader = Store(path, clock), Reader(path)
    assert store.set_aside is None
    assert list(reader.rows(BookingFilter(text="ozgur"))) == [1]
    assert not reader.rows(BookingFilter(text="looked"))
    reader.close()
    store.close()


def test_a_desk_that_is_brought_up_to_date_takes_its_rows_once_more(
    path: Path, clock: ManualClock
) -> None:
    filled(path, clock)
    with sqlite3.connect(path) as older:
        older.execute("ALTER TABLE outbox DROP COLUMN made")
        for index in ("ledger_notices", "ledger_unshared", "ledger_of_booking"):
            older.execute(f"DROP INDEX {index}")
        for column in ("why", "removed_at", "search", "taken_by", "shared_at"):
            older.execute(f"ALTER TABLE ledger DROP COLUMN {column}")
        older.execute("ALTER TABLE bookings DROP COLUMN written")
        older.execute("PRAGMA user_version = 5")
    older.close()
    store = Store(path, clock)
    assert store.set_aside is None
    assert store.cursor("library:lib") == Cursor("library:lib", SALVAGED, 0)
    assert store.booking("b7") is not None
    store.close()


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
