"""The desk as a window sees it: sign-in, restarts, alerts, quiet, and what is wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.contract.errors import (
    InvalidInput,
    NotAHub,
    ProfileInUse,
    Unauthenticated,
    Unreachable,
)
from app.core.changes import AlertKind, Changes, Moment
from app.core.desk import Desk
from app.core.silence import Hushed, Silence
from app.core.status import DeskStatus, LinkState
from tests.core.desks import FastClock, OpenVault, Told, signed_in, started
from tests.core.made import LIBRARY, PATIENCE_S, a_booking, until
from tests.core.wire_hub import EMAIL, PASSWORD, WireHub, wire_hub


@pytest.fixture
async def hub() -> AsyncIterator[WireHub]:
    async with wire_hub() as made:
        yield made


@pytest.fixture
async def told(tmp_path: Path, hub: WireHub) -> AsyncIterator[Told]:
    async with signed_in(tmp_path / "desk", hub.url) as made:
        yield made


async def ring(hub: WireHub, told: Told, booking_id: str = "b1") -> None:
    await hub.emit(hub.hub.commit(a_booking(booking_id)))
    await until(lambda: booking_id in told.about)


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


async def test_a_fresh_desk_is_signed_out_and_answers(tmp_path: Path) -> None:
    async with started(tmp_path) as told:
        status = told.desk.status
        assert status.link.state is LinkState.SIGNED_OUT
        assert (status.user, status.server, status.unread) == (None, "", 0)
        assert await told.desk.notices.recent() == []
        assert told.desk.last_heard is None


async def test_signing_in_shows_who_and_where(hub: WireHub, told: Told) -> None:
    status = told.desk.status
    assert status.user is not None
    assert status.user.email == EMAIL
    assert (status.server, status.email, status.embedded) == (hub.url, EMAIL, False)
    assert status.libraries == (LIBRARY,)


async def test_what_cannot_be_signed_in_says_why_and_changes_nothing(
    tmp_path: Path, hub: WireHub
) -> None:
    async with started(tmp_path) as told:
        with pytest.raises(Unauthenticated):
            await told.desk.sign_in(hub.url, EMAIL, "wrong")
        with pytest.raises(InvalidInput):
            await told.desk.sign_in("not an address", EMAIL, PASSWORD)
        hub.web_page = True
        with pytest.raises(NotAHub):
            await told.sign_in(hub.url)
        await hub.stop()
        with pytest.raises(Unreachable):
            await told.sign_in(hub.url)
        assert told.desk.status.link.state is LinkState.SIGNED_OUT
        assert told.vault.secrets == {}


async def test_a_wrong_password_leaves_the_sign_in_there_was(hub: WireHub, told: Told) -> None:
    before = dict(told.vault.secrets)
    with pytest.raises(Unauthenticated):
        await told.desk.sign_in(hub.url, EMAIL, "wrong")
    assert told.vault.secrets == before
    assert told.desk.status.link.state is LinkState.LIVE


async def test_the_sign_in_is_remembered_over_a_restart(tmp_path: Path, hub: WireHub) -> None:
    async with signed_in(tmp_path, hub.url) as first:
        vault = first.vault
    async with started(tmp_path, vault) as again:
        await again.becomes(LinkState.LIVE)
        assert again.desk.status.user is not None
    assert hub.calls.count("POST /api/auth/login") == 1


async def test_the_token_is_in_no_file(tmp_path: Path, hub: WireHub) -> None:
    async with signed_in(tmp_path, hub.url) as told:
        await ring(hub, told)
        secrets = [each.encode() for each in (*told.vault.secrets.values(), *hub.valid)]
        assert secrets
        everything = contents(tmp_path)
        assert len(everything) > 1
        assert not [each for each in secrets for content in everything if each in content]


async def test_without_a_kept_token_the_next_start_asks_for_a_sign_in(
    tmp_path: Path, hub: WireHub
) -> None:
    async with signed_in(tmp_path, hub.url):
        pass
    async with started(tmp_path, OpenVault()) as again:
        await again.becomes(LinkState.SIGNED_OUT)
        assert again.desk.status.server == hub.url
        assert again.desk.status.email == EMAIL


async def test_signing_out_takes_the_copy_away(hub: WireHub, told: Told) -> None:
    await ring(hub, told)
    await told.desk.sign_out()
    status = told.desk.status
    assert status.link.state is LinkState.SIGNED_OUT
    assert (status.user, status.unread, status.libraries) == (None, 0, ())
    assert told.vault.secrets == {}
    assert hub.refresh_tokens == {}
    assert Changes(reloaded=True) in told.updates
    assert b"Asha" not in told.profile.store.read_bytes()


async def test_what_is_booked_before_the_first_list_could_be_had_rings(
    tmp_path: Path, hub: WireHub
) -> None:
    hub.hub.commit(a_booking("known"))
    hub.joins.clear()
    async with started(tmp_path) as told:
        await told.sign_in(hub.url)
        hub.hub.commit(a_booking("meanwhile"))
        hub.joins.set()
        await told.becomes(LinkState.LIVE)
        await until(lambda: told.about == ["meanwhile"])
        assert told.row("known").id == "known"


async def test_what_happened_while_the_desk_was_off_is_told_at_the_next_start(
    tmp_path: Path, hub: WireHub
) -> None:
    async with signed_in(tmp_path, hub.url) as first:
        vault = first.vault
    for number in range(5):
        hub.hub.commit(a_booking(f"b{number}"))
    async with started(tmp_path, vault) as again:
        await until(lambda: again.alerts)
        (summary,) = again.alerts
        assert summary.kind == AlertKind.SUMMARY
        assert again.desk.status.unread == 5


async def test_an_alert_that_was_not_shown_is_told_again_and_recorded_once(
    tmp_path: Path, hub: WireHub
) -> None:
    async with signed_in(tmp_path, hub.url) as first:
        vault = first.vault
        await ring(hub, first, "shown")
        await first.desk.notices.mark("shown:created:1", Moment.SHOWN)
        await ring(hub, first, "hidden")
    async with started(tmp_path, vault) as again:
        assert again.about == ["hidden"]
        await again.becomes(LinkState.LIVE)
        assert len(await again.desk.notices.recent()) == 2


async def test_looking_at_a_booking_takes_it_from_the_count(hub: WireHub, told: Told) -> None:
    await ring(hub, told, "b1")
    await ring(hub, told, "b2")
    assert told.desk.status.unread == 2
    await told.desk.notices.seen(["b1"])
    assert told.desk.status.unread == 1
    await told.desk.notices.seen()
    assert told.desk.status.unread == 0


async def test_quiet_ends_by_itself(hub: WireHub, told: Told) -> None:
    until_then = datetime.now(UTC) + timedelta(seconds=0.5)
    await told.desk.quiet.keep(until_then)
    assert told.desk.status.hushed == Hushed(Silence.QUIET, until_then)
    await hub.emit(hub.hub.commit(a_booking("hushed")))
    await until(lambda: told.desk.status.unread == 1)
    assert told.alerts == []
    await until(lambda: told.desk.status.hushed is None)
    await ring(hub, told, "loud")


async def test_a_status_is_told_only_when_something_in_it_is_different(
    hub: WireHub, told: Told
) -> None:
    await ring(hub, told)
    for before, after in zip(told.statuses, told.statuses[1:], strict=False):
        assert before != after
    told_by_now = len(told.statuses)
    heard = told.desk.last_heard
    await until(lambda: told.desk.last_heard != heard)
    assert len(told.statuses) == told_by_now


async def test_a_second_desk_on_the_profile_is_refused(tmp_path: Path) -> None:
    async with started(tmp_path) as told:
        with pytest.raises(ProfileInUse):
            await Desk(told.profile, OpenVault()).start()
    async with started(tmp_path):
        pass


async def test_a_patient_desk_begins_when_the_one_that_has_its_profile_ends(
    hub: WireHub, tmp_path: Path
) -> None:
    async with signed_in(tmp_path, hub.url) as first:
        vault, clock = first.vault, FastClock()
        second = Told(tmp_path, vault, clock)
        await second.desk.start(patient=True)
        with pytest.raises(ProfileInUse):
            await Desk(second.profile, vault).start()
        (trouble,) = second.desk.status.troubles
        assert "Another StudySpot Desk works" in trouble
        assert "begins by itself" in trouble
        assert await second.desk.notices.recent() == []
        for wanted in (
            second.desk.sign_in(hub.url, EMAIL, PASSWORD),
            second.desk.sign_out(),
            second.desk.check_in("any"),
        ):
            with pytest.raises(ProfileInUse):
                await wanted
    try:
        await second.becomes(LinkState.LIVE)
        assert second.desk.status.troubles == ()
        assert any(each.reloaded for each in second.updates if isinstance(each, Changes))
    finally:
        await second.stop()


async def test_a_patient_desk_that_never_got_its_profile_ends_at_once(tmp_path: Path) -> None:
    async with started(tmp_path):
        second = Desk(Told(tmp_path, OpenVault()).profile, OpenVault())
        await second.start(patient=True)
        async with asyncio.timeout(PATIENCE_S):
            await second.stop()


async def test_a_listener_that_fails_does_not_stop_the_others(
    hub: WireHub, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_: object) -> None:
        raise RuntimeError("a window's fault")

    undo = told.desk.subscribe(fails)
    last: list[object] = []
    told.desk.subscribe(last.append)
    with caplog.at_level(logging.CRITICAL):
        await ring(hub, told)
    assert last
    undo()
    undo()


async def test_after_the_undo_nothing_is_told(hub: WireHub, told: Told) -> None:
    heard: list[object] = []
    told.desk.subscribe(heard.append)()
    await ring(hub, told)
    assert heard == []


async def test_a_keyring_that_keeps_nothing_is_said(tmp_path: Path, hub: WireHub) -> None:
    async with started(tmp_path, OpenVault("The keyring is locked.")) as told:
        await told.sign_in(hub.url)
        (trouble,) = told.desk.status.troubles
        assert trouble.startswith("The keyring is locked. Until then")
        assert "after a restart, sign in again" in trouble


async def test_a_damaged_copy_is_fetched_anew_with_a_word(tmp_path: Path, hub: WireHub) -> None:
    async with signed_in(tmp_path, hub.url) as first:
        vault = first.vault
        await ring(hub, first)
    first.profile.store.write_bytes(b"rubbish" * 5000)
    async with started(tmp_path, vault) as again:
        assert "set aside" in again.desk.status.troubles[0]
        await again.becomes(LinkState.LIVE)
        assert again.pending("b1") is None
        assert again.alerts == []


async def test_another_account_does_not_see_the_copy(hub: WireHub, told: Told) -> None:
    await ring(hub, told)
    async with wire_hub() as other:
        await told.sign_in(other.url)
        await told.becomes(LinkState.LIVE)
        assert told.desk.status.unread == 0
        assert await told.desk.notices.recent() == []


async def test_stopping_twice_or_without_a_start_is_fine(tmp_path: Path) -> None:
    desk = Told(tmp_path, OpenVault())
    await desk.stop()
    await desk.desk.start()
    await desk.stop()
    await desk.stop()
    assert isinstance(desk.desk.status, DeskStatus)
