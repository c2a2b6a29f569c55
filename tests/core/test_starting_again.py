"""A desk whose copy cannot be used goes on by itself, and nobody else writes its profile."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.contract.errors import SettingsFailed, StoreFailed
from app.core.changes import Changes
from app.core.status import LinkState
from tests.core.damage import asides
from tests.core.desks import FastClock, OpenVault, Told, signed_in, started
from tests.core.made import a_booking, until
from tests.core.test_salvage import root_of
from tests.core.wire_hub import WireHub, wire_hub
from tests.hub.disks import read_only

# Lets the files of this process grow no further, tries, and then makes room.
_FULL_DISK = """
import asyncio, resource, sys
from pathlib import Path
from tests.core.damage import asides
from tests.core.desks import FastClock, OpenVault, started

async def full(folder):
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, resource.RLIM_INFINITY))
    async with started(folder, OpenVault(), FastClock()) as told:
        print(*told.desk.status.troubles, flush=True)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        async with asyncio.timeout(60):
            while told.desk.status.troubles:
                await asyncio.sleep(0.01)
        print("goes on", told.desk.status.link.state, flush=True)

asyncio.run(full(Path(sys.argv[1])))
"""


async def test_a_copy_that_proves_damaged_amid_the_work_is_fetched_again(tmp_path: Path) -> None:
    async with wire_hub() as hub, signed_in(tmp_path, hub.url) as told:
        for number in range(30):
            await hub.emit(hub.hub.commit(a_booking(f"b{number}")))
        await until(lambda: len(told.alerts) == 30)
        await told.desk.stop()
        root_of("bookings_newest")(told.profile.store)
        path = told.profile.store
        again = Told(tmp_path, told.vault)
        await again.desk.start()
        assert any("set aside" in each for each in again.desk.status.troubles)
        await again.becomes(LinkState.LIVE)
        root_of("sqlite_autoindex_bookings_1")(path)
        with pytest.raises(StoreFailed, match="made anew"):
            await again.desk.check_copy()
        await until(lambda: Changes(reloaded=True) in again.updates)
        later = datetime.now(UTC) + timedelta(minutes=1)
        await hub.emit(hub.hub.commit(a_booking("later", created_at=later, updated_at=later)))
        await until(lambda: "later" in again.about)
        await until(lambda: again.row("b7") == hub.hub.rows["b7"])
        assert again.about.count("later") == 1
        assert again.desk.status.unread == 31
        await again.stop()


async def with_a_command_waiting(told: Told, hub: WireHub) -> None:
    await hub.emit(hub.hub.commit(a_booking()))
    await until(lambda: told.about == ["b1"])
    await hub.stop()
    await told.becomes(LinkState.OFFLINE)
    await told.desk.check_in("b1")
    await told.desk.stop()
    await hub.start()


async def made_anew_without_its_name(told: Told) -> None:
    """The copy loses, amid the work, whose it is; nobody is signed in."""
    await told.becomes(LinkState.SIGNED_OUT)
    root_of("meta")(told.profile.store)
    with pytest.raises(StoreFailed, match="made anew"):
        await told.desk.check_copy()


async def test_who_signs_in_again_keeps_what_waits_in_a_copy_that_lost_its_name(
    tmp_path: Path,
) -> None:
    async with wire_hub() as hub:
        async with signed_in(tmp_path, hub.url) as first:
            await with_a_command_waiting(first, hub)
        # Without what the vault kept, so that nothing is sent before the sign-in.
        async with started(tmp_path, OpenVault()) as told:
            await made_anew_without_its_name(told)
            await told.sign_in(hub.url)
            await until(lambda: any("set aside" in each for each in told.desk.status.troubles))
            await until(lambda: hub.hub.rows["b1"].status == "checked_in")
            await until(lambda: told.desk.status.waiting == 0)
            assert told.desk.status.refusals == ()
            # The file that the message names is there.
            assert asides(told.profile.store)


async def test_who_else_signs_in_is_told_what_waited_in_a_copy_that_lost_its_name(
    tmp_path: Path,
) -> None:
    async with wire_hub() as hub, wire_hub() as other:
        async with signed_in(tmp_path, hub.url) as first:
            await with_a_command_waiting(first, hub)
        async with started(tmp_path, OpenVault()) as told:
            await made_anew_without_its_name(told)
            await told.sign_in(other.url)
            await told.becomes(LinkState.LIVE)
            (refusal,) = told.desk.status.refusals
            assert "another account has signed in" in refusal.message
            assert told.desk.status.waiting == 0
        assert other.keys == hub.keys == []


async def test_a_copy_that_another_program_holds_is_said_and_gets_free(tmp_path: Path) -> None:
    async with (
        wire_hub() as hub,
        signed_in(tmp_path, hub.url, FastClock()) as told,
    ):
        with contextlib.closing(sqlite3.connect(told.profile.store)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            await hub.emit(hub.hub.commit(a_booking()))
            await until(lambda: told.desk.status.troubles, 30)
            (trouble,) = told.desk.status.troubles
            assert "Another program holds the file; end that one." in trouble
            holder.rollback()
        await until(lambda: told.about == ["b1"], 30)
        await until(lambda: told.desk.status.troubles == (), 30)


async def test_a_copy_that_cannot_be_opened_is_tried_again_by_itself(tmp_path: Path) -> None:
    blocked = tmp_path / "desk.sqlite3-wal"
    blocked.mkdir()
    async with started(tmp_path, OpenVault(), FastClock()) as told:
        assert any("cannot be opened" in each for each in told.desk.status.troubles)
        with pytest.raises(StoreFailed):
            await told.desk.notices.seen()
        blocked.rmdir()
        await until(lambda: not told.desk.status.troubles)
        await told.desk.notices.seen()
        assert told.desk.status.link.state is LinkState.SIGNED_OUT


async def test_a_desk_that_never_could_open_its_copy_ends_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite3-wal").mkdir()
    async with started(tmp_path) as told:
        assert told.desk.status.troubles


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits on files there")
def test_a_full_disk_at_the_start_is_said_and_gets_over(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"profileId": "x"}')
    program = [sys.executable, "-c", _FULL_DISK, str(tmp_path)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    first, then = done.stdout.splitlines()
    assert "disk has room" in first
    assert then.startswith("goes on")


@pytest.mark.parametrize("words", [["watch"], ["sign-out"]])
async def test_nobody_else_works_on_the_profile_of_a_desk(tmp_path: Path, words: list[str]) -> None:
    async with wire_hub() as hub, signed_in(tmp_path, hub.url) as told:
        program = (sys.executable, "-m", "app", "--profile", str(tmp_path), *words)
        other = await asyncio.create_subprocess_exec(*program, stderr=asyncio.subprocess.PIPE)
        _, said = await asyncio.wait_for(other.communicate(), 60)
        assert other.returncode == 1
        assert b"Another StudySpot Desk works in" in said
        assert told.desk.status.link.state is LinkState.LIVE
        assert told.desk.status.user is not None


async def test_a_patient_desk_begins_when_its_folder_can_be_used(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "desk", tmp_path / "elsewhere"
    async with wire_hub() as hub:
        async with signed_in(folder, hub.url) as told:
            await hub.emit(hub.hub.commit(a_booking()))
            await until(lambda: told.about == ["b1"])
        folder.rename(elsewhere)
        folder.touch()
        with pytest.raises(SettingsFailed):
            await Told(folder, told.vault).desk.start()
        again = Told(folder, told.vault, FastClock())
        await again.desk.start(patient=True)
        try:
            status = again.desk.status
            assert not status.begun
            assert status.troubles == (status.link.reason,)
            assert "cannot be written" in status.link.reason
            with pytest.raises(SettingsFailed):
                await again.desk.sign_out()
            folder.unlink()
            elsewhere.rename(folder)
            await again.becomes(LinkState.LIVE)
            assert again.desk.status.begun
            assert again.desk.status.troubles == ()
            assert again.row("b1") == hub.hub.rows["b1"]
        finally:
            await again.stop()


async def test_a_copy_that_may_not_be_written_is_not_called_a_full_disk(tmp_path: Path) -> None:
    async with wire_hub() as hub:
        async with signed_in(tmp_path, hub.url) as told:
            await hub.emit(hub.hub.commit(a_booking()))
            await until(lambda: told.about == ["b1"])
        again = Told(tmp_path, told.vault, FastClock())
        with read_only(told.profile.store):
            await again.desk.start()
            (trouble,) = again.desk.status.troubles
            assert "Check that you may write in the profile's folder" in trouble
        await until(lambda: again.desk.status.troubles == (), 30)
        await again.becomes(LinkState.LIVE)
        await again.stop()


class LockedVault(OpenVault):
    """A keyring that can be locked; `asked` are the reads that would have brought up its dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[bool] = []

    def lock(self) -> None:
        self.trouble = "The keyring is locked. Unlock it to keep the sign-in."
        self.asked.clear()

    async def read(self, name: str, *, ask: bool = True) -> str | None:
        self.asked.append(ask)
        return None if self.trouble else await super().read(name)


async def test_a_keyring_that_is_unlocked_later_lets_the_desk_go_on(tmp_path: Path) -> None:
    vault = LockedVault()
    async with wire_hub() as hub:
        async with started(tmp_path, vault) as told:
            await told.sign_in(hub.url)
            await told.becomes(LinkState.LIVE)
        vault.lock()
        async with started(tmp_path, vault, FastClock()) as told:
            await told.becomes(LinkState.SIGNED_OUT)
            await until(lambda: len(vault.asked) > 3)
            # One dialog, not one every few seconds.
            assert vault.asked.count(True) == 1
            assert told.desk.status.link.waits
            assert "cannot be read. The keyring is locked" in told.desk.status.link.reason
            await hub.emit(hub.hub.commit(a_booking("meanwhile")))
            vault.trouble = None
            await told.becomes(LinkState.LIVE)
            await until(lambda: told.about == ["meanwhile"])
            assert not told.desk.status.troubles


async def test_who_does_not_wait_for_the_keyring_signs_in_again(tmp_path: Path) -> None:
    vault = LockedVault()
    async with wire_hub() as hub:
        async with started(tmp_path, vault) as told:
            await told.sign_in(hub.url)
            await told.becomes(LinkState.LIVE)
        vault.lock()
        async with started(tmp_path, vault, FastClock()) as told:
            await until(lambda: told.desk.status.link.waits)
            await told.sign_in(hub.url)
            await told.becomes(LinkState.LIVE)
            reads = len(vault.asked)
            vault.trouble = None
            await hub.emit(hub.hub.commit(a_booking("later")))
            await until(lambda: told.about == ["later"])
            assert len(vault.asked) == reads
