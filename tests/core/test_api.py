"""Outside errors become sentences of our own, once, at the edge."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.contract.errors import (
    LONGEST_SAID,
    CertificateRefused,
    Forbidden,
    InvalidInput,
    NotAHub,
    SeatTaken,
    StudySpotError,
    Unauthenticated,
    Unreachable,
)
from app.core.api import MOST_BYTES, Api, server_address
from tests.core.made import NOON, ManualClock
from tests.core.proxy import serving
from tests.hub.process import HubProcess

JSON = {"content-type": "application/json"}


def api_that(answers: Callable[[httpx.Request], httpx.Response]) -> Api:
    return Api("https://desk.example", ManualClock(), transport=httpx.MockTransport(answers))


async def error_of(answer: httpx.Response) -> StudySpotError:
    api = api_that(lambda _: answer)
    with pytest.raises(StudySpotError) as met:
        await api.request("GET", "/api/x", dict[str, Any])
    await api.close()
    return met.value


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("desk.example.com", "https://desk.example.com"),
        (" https://desk.example.com/ ", "https://desk.example.com"),
        ("http://192.168.1.20:8765", "http://192.168.1.20:8765"),
        ("localhost:8765", "http://localhost:8765"),
        ("127.0.0.1", "http://127.0.0.1"),
        ("[::1]:90", "http://[::1]:90"),
        ("https://a.example/studyspot/", "https://a.example/studyspot"),
        ("https://a.example/api/", "https://a.example"),
        ("a.example/studyspot/api", "https://a.example/studyspot"),
    ],
)
def test_what_people_type_becomes_an_address(typed: str, address: str) -> None:
    assert server_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "http://", "ftp://a.example", "http://a.example:99999", "http://[", "a b",
     "https://me:secret@a.example", "https://a.example/?x=1", "http://a.example:0",
     "http://\uff11\uff12\uff17.0.0.1", "https://desk\u200b.example", "https://desk.example/\x07"],
)  # fmt: skip
def test_what_is_no_address_is_said(typed: str) -> None:
    with pytest.raises(InvalidInput, match="is not the address of a server") as met:
        server_address(typed)
    assert met.value.details == {"field": "server"}


async def test_the_data_of_an_answer_are_decoded() -> None:
    def answers(request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == "Bearer t"
        assert request.headers["idempotency-key"] == "k"
        assert request.url.params["limit"] == "5"
        return httpx.Response(200, json={"success": True, "data": {"a": 1}})

    api = api_that(answers)
    told = await api.request("GET", "/x", dict[str, int], token="t", key="k", params={"limit": 5})
    assert told == {"a": 1}
    await api.close()


async def test_what_the_hub_says_is_passed_on() -> None:
    told = {"code": "seat_taken", "message": "Seat A-1 is taken until 14:00.", "details": {"a": 1}}
    error = await error_of(httpx.Response(409, json={"success": False, "error": told}))
    assert isinstance(error, SeatTaken)
    assert (error.message, error.details) == ("Seat A-1 is taken until 14:00.", {"a": 1})


async def test_an_address_that_lay_in_a_file_is_said_like_a_typed_one() -> None:
    with pytest.raises(InvalidInput, match="is not the address of a server"):
        Api("http://\uff11\uff12\uff17.0.0.1", ManualClock())


async def test_words_of_a_hub_are_short_and_plain_for_a_terminal() -> None:
    words = "\x1b[31mNo\x07 seat\r\nfree.\u2028" + "x" * 100_000
    told = {"code": "seat_taken", "message": words}
    error = await error_of(httpx.Response(409, json={"success": False, "error": told}))
    assert error.message.startswith(" [31mNo  seat  free. xxx")
    assert len(error.message) == LONGEST_SAID
    assert error.message.endswith("x…")


class Endless(httpx.AsyncByteStream):
    """An answer that begins like a hub's and never ends."""

    def __init__(self) -> None:
        self.sent = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        part = b'{"success":true,"data":"' + b"a" * 2**20
        while True:
            self.sent += len(part)
            yield part


async def test_an_answer_without_end_is_read_no_further_than_a_hubs_may_be() -> None:
    endless = Endless()
    error = await error_of(httpx.Response(200, stream=endless))
    assert isinstance(error, NotAHub)
    assert "more than 64 MB" in error.message
    assert endless.sent < MOST_BYTES + 2**22


async def test_a_small_answer_that_unpacks_to_a_large_one_is_read_no_further() -> None:
    packed = gzip.compress(b'{"success":true,"data":"' + b"a" * MOST_BYTES)
    error = await error_of(
        httpx.Response(200, content=packed, headers={"content-encoding": "gzip"})
    )
    assert isinstance(error, NotAHub)
    assert "more than 64 MB" in error.message


async def test_a_basic_backends_plain_error_is_passed_on() -> None:
    error = await error_of(httpx.Response(403, json={"success": False, "message": "No."}))
    assert isinstance(error, Forbidden)


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [
        (httpx.Response(200, html="<html>Welcome</html>"), NotAHub, "a web page"),
        (httpx.Response(200, text="pong"), NotAHub, "something else"),
        (httpx.Response(200, content=b""), NotAHub, "something else"),
        (httpx.Response(200, json={"hello": "world"}), NotAHub, "does not understand"),
        (httpx.Response(200, content=b"\xff{"), NotAHub, "something else"),
        (httpx.Response(302, headers={"location": "http://portal"}), NotAHub, "http://portal"),
        (httpx.Response(502, html="<h1>Bad gateway</h1>"), Unreachable, "not running"),
        (httpx.Response(404, html="<h1>Not found</h1>"), NotAHub, "a web page"),
    ],
)
async def test_something_else_than_a_hub_is_said(
    answer: httpx.Response, kind: type[StudySpotError], says: str
) -> None:
    error = await error_of(answer)
    assert type(error) is kind
    assert says in error.message


async def refusing(port_of: str) -> StudySpotError:
    api = Api(port_of, ManualClock())
    with pytest.raises(StudySpotError) as met:
        await api.request("GET", "/api/health", dict[str, Any], limit_s=2.0)
    await api.close()
    return met.value


@pytest.fixture
async def closed_port() -> int:
    async with serving(lambda reader: reader.read()) as port:
        return port


async def test_nobody_there_is_said(closed_port: int) -> None:
    error = await refusing(f"http://127.0.0.1:{closed_port}")
    assert isinstance(error, Unreachable)
    assert error.message.startswith("Nothing answers at")


async def test_an_unknown_name_is_said() -> None:
    def fails(request: httpx.Request) -> httpx.Response:
        try:
            raise socket.gaierror(-2, "Name or service not known")
        except OSError as cause:
            raise httpx.ConnectError("nope", request=request) from cause

    api = api_that(fails)
    with pytest.raises(Unreachable, match=r"The name desk\.example is not known"):
        await api.request("GET", "/", dict[str, Any])
    await api.close()


async def test_a_server_that_never_answers_is_given_up() -> None:
    async with serving(lambda reader: reader.read()) as port:
        api = Api(f"http://127.0.0.1:{port}", ManualClock())
        with pytest.raises(Unreachable, match="did not answer in time"):
            await api.request("GET", "/", dict[str, Any], limit_s=0.2)
        await api.close()


async def test_https_at_a_server_that_has_none_is_said() -> None:
    async def answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(answers, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        error = await refusing(f"https://127.0.0.1:{port}")
    assert isinstance(error, Unreachable)
    assert "answers, but not by https. Write http://" in error.message


@pytest.mark.parametrize("turns", range(12))
async def test_a_call_under_way_fails_when_all_begins_anew(turns: int) -> None:
    """However far it is: one that only connects would go on, and its connection stay open."""
    async with serving(lambda reader: reader.read()) as port:
        api = Api(f"http://127.0.0.1:{port}", ManualClock())
        call = asyncio.create_task(api.request("GET", "/", dict[str, Any], limit_s=2.0))
        for _ in range(turns + 1):
            await asyncio.sleep(0)
        await api.start_over()
        with pytest.raises(Unreachable, match="given up for a new one"):
            await call
        await api.close()


@pytest.fixture(scope="module")
def self_signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that nobody signed, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return certificate, key


@pytest.fixture
async def untrusted(self_signed: tuple[Path, Path]) -> AsyncIterator[str]:
    """A server that shows such a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*self_signed)
    asked: list[bytes] = []

    async def note(reader: asyncio.StreamReader) -> None:
        asked.append(await reader.read(1))

    async with serving(note, context) as port:
        yield f"https://localhost:{port}"
    assert asked == [], "something was sent over a line that is not trusted"


async def test_a_certificate_nobody_vouches_for_is_refused(untrusted: str) -> None:
    error = await refusing(untrusted)
    assert isinstance(error, CertificateRefused)
    assert "Nothing was sent" in error.message


async def test_the_hubs_clock_is_known_from_its_answers() -> None:
    api = api_that(
        lambda _: httpx.Response(
            200,
            json={"success": True, "data": {}},
            headers={"date": "Tue, 10 Mar 2026 08:30:00 GMT"},
        )
    )
    assert api.server_now() == NOON
    await api.request("GET", "/", dict[str, Any])
    assert api.server_now() == NOON + timedelta(hours=2)
    await api.close()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    process = HubProcess(tmp_path_factory.mktemp("api-hub") / "data")
    process.start()
    yield process
    assert process.stop() == 0


class WrongClock(ManualClock):
    """This computer's clock, set wrong by so many hours."""

    def __init__(self, hours: float) -> None:
        super().__init__()
        self._wrong = timedelta(hours=hours)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._wrong


@pytest.mark.parametrize("hours", [-3, 3])
@pytest.mark.parametrize("path", ["/api/health", "/api/bookings"])
async def test_a_hub_tells_its_time_to_a_desk_whose_clock_is_wrong(
    hub: HubProcess, hours: float, path: str
) -> None:
    clock = WrongClock(hours)
    api = Api(hub.url, clock)
    # Without a sign-in the bookings are refused; the refusal tells the time, too.
    with contextlib.suppress(Unauthenticated):
        await api.request("GET", path, dict[str, Any])
    ahead = api.server_time(clock.now()) - clock.now()
    assert abs(ahead + timedelta(hours=hours)) < timedelta(minutes=1)
    await api.close()


async def test_a_date_that_is_only_cut_to_the_second_corrects_nothing() -> None:
    api = api_that(
        lambda _: httpx.Response(
            200,
            json={"success": True, "data": {}},
            headers={"date": "Tue, 10 Mar 2026 06:29:58 GMT"},
        )
    )
    await api.request("GET", "/", dict[str, Any])
    assert api.server_now() == NOON
    await api.close()


async def test_each_answer_of_a_hub_counts_as_heard() -> None:
    api = api_that(lambda _: httpx.Response(200, json={"success": True, "data": {}}))
    heard: list[bool] = []
    api.on_heard = lambda: heard.append(True)
    await api.request("GET", "/", dict[str, Any])
    assert heard == [True]
    await api.close()
