"""At a Node backend: tokens without refresh, accounts of few words, and what the desk says."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec

from app.contract.models import Pricing, Record, Seat
from app.core.changes import Changes
from app.core.findings import Verdict
from app.core.profile import Profile
from app.core.status import LinkState
from app.doctor import examine
from tests.core.desks import signed_in, started
from tests.core.made import until
from tests.core.test_watch import line_of, state_of
from tests.core.test_watch import started as watching
from tests.core.wire_hub import EMAIL, PASSWORD
from tests.node.conftest import Backend
from tests.node.server import kinds


async def test_a_token_that_ran_out_asks_for_a_new_sign_in_once_and_keeps_the_rows(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend(token_seconds=2)
    async with signed_in(tmp_path / "desk", server.url) as told:
        known = server.book()
        await until(lambda: told.about == [known])
        refused = server.refused()
        async with asyncio.timeout(15.0):
            while told.desk.status.link.state is not LinkState.SIGNED_OUT:
                server.forget_sign_in()
                # Any event makes the desk ask for the list.
                await asyncio.to_thread(server.book)
        assert "sign in again" in told.desk.status.link.reason
        assert told.vault.secrets == {}
        assert server.refused() - refused <= 2
        held = told.row(known)
        server.kill9()
        server.start(token_seconds=3600)
        server.forget_sign_in()
        away = server.book(studentName="Mina")
        rang = len(told.alerts)
        await told.sign_in(server.url)
        await told.becomes(LinkState.LIVE)
        await until(lambda: len(told.alerts) > rang)
        assert told.row(known) == held
        assert told.row(away).student_name == "Mina"
        assert known not in told.about[1:]


async def test_a_socket_that_refuses_an_old_token_ends_the_sign_in(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend()
    async with signed_in(tmp_path / "desk", server.url) as told:
        await asyncio.to_thread(server.kill9)
        await asyncio.to_thread(server.start, secret="another")
        await told.becomes(LinkState.SIGNED_OUT)
        assert told.states.count(LinkState.SIGNED_OUT) == 2  # before the sign-in, and now


async def test_a_socket_that_refuses_good_tokens_is_no_reason_to_sign_out(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend()
    async with signed_in(tmp_path / "desk", server.url) as told:
        await asyncio.to_thread(server.kill9)
        await asyncio.to_thread(server.start, no_sockets=True)
        # Its lists still answer this token, so the desk stays signed in and goes on asking them.
        await until(
            lambda: (
                told.desk.status.link.asking
                and "refused the live connection" in told.desk.status.link.reason
            )
        )
        made = server.book()
        await until(lambda: told.about == [made])
        await asyncio.to_thread(server.kill9)
        await asyncio.to_thread(server.start, no_sockets=False)
        await told.becomes(LinkState.LIVE)


async def test_the_token_itself_is_kept_for_the_next_start(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend()
    async with signed_in(tmp_path / "desk", server.url) as told:
        vault = told.vault
        assert [secret.split()[0] for secret in vault.secrets.values()] == ["bearer"]
    async with started(tmp_path / "desk", vault) as again:
        await again.becomes(LinkState.LIVE)
        made = server.book()
        await until(lambda: again.about == [made])


async def test_a_sign_in_that_says_nothing_of_the_account_is_enough(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend(no_user=True, rooms="none")
    made = server.book()
    async with signed_in(tmp_path / "desk", server.url) as told:
        assert told.desk.status.user is not None
        assert told.desk.status.user.email == EMAIL
        assert told.row(made).status == "confirmed"


async def test_prices_seats_and_libraries_follow_their_events(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend(ids="number")
    row = server.call("GET", f"/api/bookings/{server.book()}")
    library_id, seat_id = row["libraryId"], row["seatId"]
    async with signed_in(tmp_path / "desk", server.url) as told:

        def news() -> list[Record]:
            changes = [each for each in told.updates if isinstance(each, Changes)]
            return [
                one for each in changes for one in (*each.pricing, *each.seats, *each.libraries)
            ]

        # Joining is not acknowledged, and of prices no list tells what was missed.
        await until(lambda: server.joined() == len(told.desk.status.libraries))
        path = f"/api/libraries/{library_id}"
        prices = {"hourly": 49.5, "daily": 300, "monthly": "4999.99"}
        for hourly in (49.5, 55):
            server.call("PUT", f"{path}/pricing", {**prices, "hourly": hourly})
            wanted = Pricing(
                library_id=str(library_id),
                currency="INR",
                hour_minor=int(hourly * 100),
                day_minor=30_000,
                month_minor=499_999,
            )
            await until(lambda wanted=wanted: wanted in news())  # type: ignore[misc]
        # An event that names some prices only changes those.
        server.call("PUT", f"{path}/pricing", {"daily": 250})
        await until(lambda: msgspec.structs.replace(wanted, day_minor=25_000) in news())
        server.call("PUT", f"/api/seats/{seat_id}", {"available": False})
        seat = Seat(id=str(seat_id), library_id=str(library_id), label="A-1", available=False)
        await until(lambda: seat in news())
        server.call("PUT", path, {"name": "Lotus, ground floor"})
        await until(
            lambda: (
                "Lotus, ground floor" in [library.name for library in told.desk.status.libraries]
            )
        )
        server.call("PUT", f"{path}/pricing", {"hourly": "much", "daily": 1})
        made = server.book()
        await until(lambda: made in told.about)
        assert kinds(told) == [("booking:created", made)]
        newest = [each for each in news() if isinstance(each, Pricing)][-1]
        assert newest.day_minor == 25_000


async def test_the_doctor_says_that_it_is_a_basic_server(tmp_path: Path, backend: Backend) -> None:
    server = backend()
    async with signed_in(tmp_path / "desk", server.url) as told:
        profile, vault = told.profile, told.vault
        found = {finding.part: finding for finding in await examine(profile, vault)}
    assert found["server"].verdict is Verdict.OK
    assert "basic server: alerts come from comparing lists" in found["server"].what
    assert found["server"].mend == ""


async def test_watch_says_it_beside_the_alerts(tmp_path: Path, backend: Backend) -> None:
    server = backend()
    process = await watching(Profile(tmp_path / "desk"), server.url, EMAIL, password=PASSWORD)
    try:
        assert await state_of(process, 2) == [
            f"Connecting to {server.url}.",
            "Live. Basic server: alerts come from comparing lists.",
        ]
        made = server.book()
        assert "New booking: Asha Verma" in await line_of(process)
        assert made
    finally:
        process.terminate()
        await process.communicate()
