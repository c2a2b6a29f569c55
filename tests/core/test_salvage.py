"""A copy that is damaged, newer or in the way is made anew, and nothing of ours is lost."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.contract.errors import StoreFailed
from app.core.filters import BookingFilter
from app.core.migrations import MIGRATIONS
from app.core.reader import Reader
from app.core.salvage import KEEP_ASIDE
from app.core.store import Store
from tests.core.damage import ROWS, Files, asides, files, flipped, lay, lived_in
from tests.core.fake_hub import FakeHub
from tests.core.line import Line
from tests.core.made import NOON, STREAM, ManualClock, a_booking, live, told

MAIN, LOG = "desk.sqlite3", "desk.sqlite3-wal"
KEYS = ["k1", "k2", "k3"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of a store in the middle of its life; most of it lies in the log."""
    path = tmp_path_factory.mktemp("sound") / MAIN
    store = lived_in(path, FakeHub())
    content = files(path)
    store.close()
    return content


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The same after a good end: one file, no log."""
    path = tmp_path_factory.mktemp("closed") / MAIN
    lived_in(path, FakeHub()).close()
    return files(path)


def waiting(store: Store) -> list[str]:
    """The keys of the commands that wait, in order; they are taken out."""
    keys = []
    while (command := store.next_command()) is not None:
        keys.append(command.key)
        store.answered(command, None)
    return keys


def two_and_a_half_pages(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: 4096 * 2 + 2048])


def nonsense_in(start: int, length: int) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[start : start + length] = b"\xa5" * length
        path.write_bytes(data)

    return damage


def root_of(table: str) -> Callable[[Path], None]:
    """Damage to the first page of a table."""

    def damage(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
            (page,) = connection.execute(query, (table,)).fetchone()
        connection.close()
        nonsense_in((page - 1) * 4096, 4096)(path)

    return damage


def misspelt(table: str, column: str) -> Callable[[Path], None]:
    """Damage to the name of a column, where the file says what its tables are."""

    def damage(path: Path) -> None:
        root_of("bookings_newest")(path)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?",
            (column, f"{column[:-1]}_", table),
        )
        connection.close()

    return damage


@pytest.mark.parametrize(
    ("table", "column"),
    [("cursors", "position"), ("ledger", "kind"), ("ledger", "rings")],
)
def test_the_name_of_a_column_may_be_damaged_too(
    tmp_path: Path, closed: Files, table: str, column: str
) -> None:
    path = lay(tmp_path / "p", closed)
    misspelt(table, column)(path)
    store = Store(path, ManualClock())
    assert store.set_aside is not None
    assert "could not" in store.set_aside
    assert store.waiting() == len(KEYS)
    store.close()


@pytest.mark.parametrize("column", ["created_at", "starts_at", "ends_at"])
@pytest.mark.parametrize("value", [9_091_469_994_477_056, -1, 1.5])
def test_a_row_with_a_time_that_was_never_written_is_left_to_the_hub(
    tmp_path: Path, closed: Files, column: str, value: float
) -> None:
    path = lay(tmp_path / "p", closed)
    with sqlite3.connect(path) as connection:
        for trigger in ("added", "changed", "removed"):
            connection.execute(f"DROP TRIGGER bookings_words_{trigger}")
        connection.execute(f"UPDATE bookings SET {column} = ? WHERE id = 'b4'", (value,))  # noqa: S608 - ours
        (count,) = connection.execute("SELECT count(*) FROM bookings").fetchone()
    connection.close()
    root_of("bookings_newest")(path)
    store, reader = Store(path, ManualClock()), Reader(path)
    assert store.set_aside is not None
    assert store.waiting() == len(KEYS)
    assert len(reader.rows(BookingFilter(text="asha"))) == count - 1
    reader.close()
    store.close()


@pytest.mark.parametrize(
    "damage",
    [
        root_of("bookings"),
        root_of("bookings_newest"),
        root_of("libraries"),
        nonsense_in(0, 16),
        nonsense_in(16, 2),
        nonsense_in(18, 2),
        nonsense_in(28, 4),
    ],
    ids=["rows", "index", "libraries", "magic", "page size", "version", "length"],
)
def test_what_exists_only_here_is_salvaged(
    tmp_path: Path, closed: Files, damage: Callable[[Path], None]
) -> None:
    path = lay(tmp_path / "p", closed)
    damage(path)
    store = Store(path, ManualClock())
    assert store.set_aside is not None
    assert "set aside" in store.set_aside
    assert "could not" not in store.set_aside
    assert len(asides(path)) == 1
    assert store.notices.unread() == ROWS - 1
    assert store.in_step_at(STREAM) == NOON + timedelta(minutes=1)
    row = store.booking("local:k2")
    assert row is not None
    assert row.pending == "walk_in"
    assert waiting(store) == KEYS
    store.close()


@pytest.mark.parametrize("table", ["outbox", "ledger", "cursors"])
def test_what_could_not_be_read_is_said(tmp_path: Path, closed: Files, table: str) -> None:
    path = lay(tmp_path / "p", closed)
    root_of(table)(path)
    store = Store(path, ManualClock())
    assert store.set_aside is not None
    assert "could not" in store.set_aside
    assert (waiting(store) == KEYS) == (table != "outbox")
    assert (store.notices.unread() == ROWS - 1) == (table != "ledger")
    store.close()


@pytest.mark.parametrize("length", [0, 1, 100, 4096, 10_000])
def test_a_truncated_file_is_set_aside(tmp_path: Path, closed: Files, length: int) -> None:
    path = lay(tmp_path / "p", {MAIN: closed[MAIN][:length]})
    store = Store(path, ManualClock())
    assert store.set_aside is not None
    assert ("empty" in store.set_aside) == (length == 0)
    assert "could not" in store.set_aside
    store.close()


def test_a_folder_in_its_place_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / MAIN
    path.mkdir()
    (path / "something").write_text("in it")
    store = Store(path, ManualClock())
    assert store.set_aside is not None
    assert "is a folder" in store.set_aside
    store.close()
    (aside,) = asides(path)
    assert (aside / "something").read_text() == "in it"


def test_a_log_of_another_time_does_not_spoil_what_can_be_read(
    tmp_path: Path, closed: Files, sound: Files
) -> None:
    """A backup that brought the file back, but not its log."""
    path = lay(tmp_path / "p", {MAIN: closed[MAIN], LOG: sound[LOG][: len(sound[LOG]) // 2]})
    store = Store(path, ManualClock())
    assert waiting(store) in (KEYS, [])
    store.close()
    if store.set_aside is not None:
        assert len(asides(path)) == 1


def test_a_missing_log_costs_only_what_it_held(tmp_path: Path, sound: Files) -> None:
    path = lay(tmp_path / "p", {MAIN: sound[MAIN]})
    Store(path, ManualClock()).close()


def test_a_newer_file_gives_its_commands_and_a_return_to_the_newer_program_works(
    tmp_path: Path, closed: Files
) -> None:
    path = lay(tmp_path / "p", closed)
    newer = sqlite3.connect(path)
    newer.executescript(
        "ALTER TABLE outbox ADD COLUMN colour TEXT; CREATE TABLE novelties (id TEXT);"
        f"PRAGMA user_version = {len(MIGRATIONS) + 1};"
    )
    newer.close()
    store = Store(path, ManualClock())
    assert store.set_aside is not None
    assert "newer version" in store.set_aside
    assert "could not" not in store.set_aside
    assert store.notices.unread() == ROWS - 1
    assert waiting(store) == KEYS
    store.close()
    # What was sent meanwhile is not in the file that the newer program finds.
    again = Store(path, ManualClock())
    assert (again.set_aside, again.waiting()) == (None, 0)
    again.close()


def test_only_the_newest_files_set_aside_are_kept(tmp_path: Path, closed: Files) -> None:
    path, clock = lay(tmp_path / "p", closed), ManualClock()
    named = []
    for _ in range(KEEP_ASIDE + 2):
        store = Store(path, clock)
        store.close()
        root_of("bookings_newest")(path)
        clock.pass_by(hours=1)
        store = Store(path, clock)
        assert waiting_keys(store) == KEYS
        named.append(asides(path)[-1].name)
        store.close()
    assert [each.name for each in asides(path)] == named[-KEEP_ASIDE:]


def waiting_keys(store: Store) -> list[str]:
    found = store.next_command()
    return KEYS[-store.waiting() :] if found is not None else []


def test_a_sign_out_removes_what_was_set_aside(tmp_path: Path, closed: Files) -> None:
    path = lay(tmp_path / "p", closed)
    root_of("bookings")(path)
    store = Store(path, ManualClock())
    store.wipe()
    store.close()
    assert asides(path) == []
    assert b"Asha" not in path.read_bytes()


@pytest.mark.parametrize("stage", ["begun", "between"])
def test_a_rebuild_that_was_cut_off_is_done_again_or_to_its_end(
    tmp_path: Path, closed: Files, stage: str
) -> None:
    path = lay(tmp_path / "p", closed)
    new = path.with_name(f"{MAIN}.new")
    if stage == "begun":
        new.write_bytes(closed[MAIN][:5000])
        root_of("bookings")(path)
    else:
        # Killed between the two renames: the old file is away, the new one not yet there.
        path.replace(new)
        path.with_name(f"{MAIN}-wal").write_bytes(b"of the old file")
    store = Store(path, ManualClock())
    assert not new.exists()
    assert waiting(store) == KEYS
    store.close()


def look(store: Store) -> None:
    """As when a reader met something that made no sense to it."""
    store.check()


def work(store: Store) -> None:
    store.apply(live(ROWS + 1, told(a_booking("b1", version=2))))


@pytest.mark.parametrize("act", [look, work])
def test_damage_met_while_running_is_mended_without_a_restart(
    tmp_path: Path, closed: Files, act: Callable[[Store], None]
) -> None:
    path = lay(tmp_path / "p", closed)
    told_of: list[str] = []
    store = Store(path, ManualClock())
    store.on_rebuilt(lambda: told_of.append("anew"))
    root_of("sqlite_autoindex_bookings_1")(path)
    with sqlite3.connect(path) as other:
        # What another one writes makes the store look at the disk again.
        other.execute("INSERT INTO meta (name, value) VALUES ('looked', 'at')")
    other.close()
    with pytest.raises(StoreFailed, match="made anew"):
        act(store)
    assert told_of == ["anew"]
    assert store.set_aside is not None
    assert store.notices.unread() == ROWS - 1
    assert waiting(store) == KEYS
    store.close()


async def after_the_rebuild(path: Path, hub: FakeHub) -> list[str]:
    """The ids of what rings when the desk with this file is in step with the hub again."""
    line = Line(path, hub)
    line.changes.append(line.store.untold())
    line.connect()
    await line.in_step()
    reader = Reader(path)
    rows = {row.booking.id: row.booking for row in reader.page(reader.rows(BookingFilter()))}
    pending = [row.booking.id for row in reader.page(reader.rows(BookingFilter())) if row.pending]
    reader.close()
    own = {each for each in rows if each.startswith("local:")}
    assert {each: row for each, row in rows.items() if each not in own} == hub.rows
    assert len(pending) == line.store.waiting()
    alerts = [alert.id for alert in line.alerts]
    assert len(alerts) == len(set(alerts))
    told_ids = [
        each for alert in line.alerts for each in (alert.booking_ids or (alert.booking_id or "",))
    ]
    await line.close()
    return told_ids


async def test_what_happened_while_the_desk_was_down_rings_once_after_the_rebuild(
    tmp_path: Path, closed: Files
) -> None:
    hub = FakeHub()
    lived_in(tmp_path / "hub" / MAIN, hub).close()
    later = NOON + timedelta(hours=1)
    hub.commit(a_booking("new", created_at=later, updated_at=later))
    # Told before: its later version must not ring again, whatever the copy forgot.
    hub.commit(
        msgspec.structs.replace(hub.rows["b9"], version=2, note="x", updated_at=later),
        "booking:updated",
    )
    hub.commit(
        msgspec.structs.replace(hub.rows["b7"], version=2, status="cancelled", updated_at=later),
        "booking:cancelled",
    )
    for damage in (root_of("bookings"), root_of("bookings_newest")):
        path = lay(tmp_path / damage.__qualname__ / str(id(damage)), closed)
        damage(path)
        assert sorted(await after_the_rebuild(path, hub)) == ["b7", "new"]
        assert await after_the_rebuild(path, hub) in ([], ["b7", "new"])


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**9), count=st.integers(1, 400), log=st.booleans())
def test_any_damage_ends_in_the_hubs_state_with_each_alert_once(
    tmp_path: Path,
    sound: Files,
    closed: Files,
    seed: int,
    count: int,
    log: bool,
) -> None:
    folder = tmp_path / "any"
    shutil.rmtree(folder, ignore_errors=True)
    content = Files(sound if log else closed)
    name = LOG if log else MAIN
    content[name] = flipped(content[name], seed, count)
    hub = FakeHub()
    lived_in(folder / "hub" / MAIN, hub).close()
    path = lay(folder / "desk", content)
    store = Store(path, ManualClock())
    store.check()
    # Whatever can be read of a file is in the one that took its place.
    if store.set_aside is None:
        assert log or store.waiting() == len(KEYS)
    store.close()
    rang = asyncio.run(after_the_rebuild(path, hub))
    told_again = [each for each in rang if not log]
    if store.set_aside is None or "told already" not in store.set_aside:
        assert told_again == []
