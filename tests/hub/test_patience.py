"""Requests that break off or never end: they cost the hub nothing, and its log says nothing."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import logging
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from app.hub.server import SHORTAGE_SECONDS, Shortage
from tests.hub.people import register
from tests.hub.process import PROGRAM, HubProcess

SENT_WHOLE = "Content-Length: 500"
SENT_IN_CHUNKS = "Transfer-Encoding: chunked"
LIMIT_SECONDS = 0.5
DOOR = "/socket.io/?EIO=4&transport=polling"
MORE_ANSWERS_THAN_BUFFERS_HOLD = 200
HALF = {SENT_WHOLE: b'{"email": "a', SENT_IN_CHUNKS: b'c\r\n{"email": "a'}


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub that waits for half a second only."""
    made = HubProcess(
        tmp_path_factory.mktemp("impatient") / "data",
        request_head_seconds=LIMIT_SECONDS,
        request_body_seconds=LIMIT_SECONDS,
    )
    made.start()
    yield made
    assert made.stop() == 0
    assert made.errors == ""


def connected(hub: HubProcess) -> socket.socket:
    """A bare connection to the hub."""
    return socket.create_connection(("127.0.0.1", int(hub.url.rpartition(":")[2])), timeout=10)


def head(path: str, *headers: str) -> bytes:
    """The head of a POST with these headers."""
    lines = [f"POST {path} HTTP/1.1", "Host: hub", "Content-Type: application/json", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


def said(line: socket.socket, drop: bytes = b"") -> bytes:
    """What the hub says until it closes the connection, on which a `drop` falls now and then."""
    heard = bytearray()
    line.settimeout(LIMIT_SECONDS / 5)
    silences = 0
    while silences < 200:
        try:
            piece = line.recv(65536)
        except TimeoutError:
            silences += 1
            if drop:
                line.sendall(drop)
            continue
        except ConnectionResetError:
            # A drop that came when the hub had closed it.
            piece = b""
        if not piece:
            return bytes(heard)
        heard += piece
    raise AssertionError(f"the hub holds the connection on; it said {bytes(heard[-500:])!r}")


def wait_longer_than_the_limit(hub: HubProcess) -> None:
    """Wait until the hub gives up a connection that is made now."""
    with connected(hub) as line:
        assert said(line) == b""


def connections(hub: HubProcess) -> set[str]:
    """The sockets that the hub holds open; none where that cannot be known."""
    folder = Path(f"/proc/{hub.pid}/fd")
    found: set[str] = set()
    for file in folder.iterdir() if folder.exists() else ():
        # A file may be closed while they are read.
        with contextlib.suppress(FileNotFoundError):
            found.add(str(file.readlink()))
    return {name for name in found if name.startswith("socket:")}


@pytest.mark.parametrize("size", [SENT_WHOLE, SENT_IN_CHUNKS])
def test_a_client_that_goes_amid_its_body_is_no_failure(own: HubProcess, size: str) -> None:
    with connected(own) as line:
        line.sendall(head("/api/auth/login", size, "Expect: 100-continue"))
        # Says that the hub waits for the body now.
        assert line.recv(100).startswith(b"HTTP/1.1 100")
        line.sendall(HALF[size])
    register(own.url).close()
    assert own.stop() == 0
    assert own.errors == ""


@pytest.mark.parametrize("drop", [b"", b"x"])
@pytest.mark.parametrize("start", [b"", b"GET /api/health HTTP/1.1\r\nHost: hub\r\nX-Long: "])
def test_a_head_that_never_ends_is_given_up(
    impatient: HubProcess, start: bytes, drop: bytes
) -> None:
    with connected(impatient) as line:
        line.sendall(start)
        assert said(line, drop) == b""


def test_a_second_head_that_never_ends_is_given_up(impatient: HubProcess) -> None:
    whole = b"GET /api/health HTTP/1.1\r\nHost: hub\r\n\r\n"
    with connected(impatient) as line:
        line.sendall(whole + whole + whole[:-2])
        assert said(line, b"X-More: y\r\n").count(b"HTTP/1.1 200") == 2


@pytest.mark.parametrize("path", ["/api/auth/login", DOOR])
@pytest.mark.parametrize(
    ("size", "drop"),
    [(SENT_WHOLE, b""), (SENT_WHOLE, b" "), (SENT_IN_CHUNKS, b"1\r\n \r\n")],
)
def test_a_body_that_never_ends_is_answered_and_given_up(
    impatient: HubProcess, path: str, size: str, drop: bytes
) -> None:
    with connected(impatient) as line:
        line.sendall(head(path, size) + (b"" if drop.endswith(b"\n") else HALF[size]))
        answer, _, body = said(line, drop).partition(b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"content-type: application/json" in answer
    told = json.loads(body)
    assert told["success"] is False
    assert told["error"]["code"] == "unavailable"
    assert told["error"]["message"].startswith("The request's body was not complete after 0.5 s")


def test_a_body_that_never_ends_behind_its_answer_is_given_up(impatient: HubProcess) -> None:
    with connected(impatient) as line:
        line.sendall(head("/api/nothing", SENT_IN_CHUNKS))
        assert said(line, b"1\r\nx\r\n").startswith(b"HTTP/1.1 404")


def test_an_answer_that_nobody_reads_is_given_up(impatient: HubProcess) -> None:
    whole = b"GET /schema HTTP/1.1\r\nHost: hub\r\n\r\n"
    wait_longer_than_the_limit(impatient)
    before = connections(impatient)
    with connected(impatient) as line:
        line.sendall(whole * MORE_ANSWERS_THAN_BUFFERS_HOLD)
        # It is closed, and broken off when what was said before is not taken either. On a busy
        # machine the hub may need a while until nothing more can be written.
        wait_longer_than_the_limit(impatient)
        for _ in range(30):
            wait_longer_than_the_limit(impatient)
            if connections(impatient) <= before:
                break
        assert connections(impatient) <= before
        heard = said(line).count(b"HTTP/1.1 200")
    assert 0 < heard < MORE_ANSWERS_THAN_BUFFERS_HOLD


def test_an_answer_that_is_read_late_is_sent_whole(impatient: HubProcess) -> None:
    whole = b"GET /schema HTTP/1.1\r\nHost: hub\r\n\r\n"
    with connected(impatient) as line:
        line.sendall(whole * MORE_ANSWERS_THAN_BUFFERS_HOLD)
        count = said(line).count(b"HTTP/1.1 200")
    assert count == MORE_ANSWERS_THAN_BUFFERS_HOLD


def test_a_websocket_and_a_poll_that_wait_are_left_alone(impatient: HubProcess) -> None:
    address = impatient.url.replace("http", "ws", 1)
    with (
        connect(f"{address}/socket.io/?EIO=4&transport=websocket") as websocket,
        httpx.Client(base_url=impatient.url, timeout=20) as client,
    ):
        assert str(websocket.recv(timeout=10)).startswith("0{")
        opened = json.loads(client.get(DOOR).text.removeprefix("0"))
        session = f"{DOOR}&sid={opened['sid']}"
        answers: list[httpx.Response] = []
        poll = threading.Thread(target=lambda: answers.append(client.get(session)))
        poll.start()
        for _ in range(2):
            wait_longer_than_the_limit(impatient)
        assert poll.is_alive()
        # Both ask without a token; only a connection that stands is told so.
        assert client.post(session, content="40").status_code == 200
        poll.join(20)
        assert "unauthenticated" in answers[0].text
        websocket.send("40")
        assert "unauthenticated" in str(websocket.recv(timeout=10))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_more_connections_than_files_are_told_in_one_line_and_taken_later(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)); "
    hub = HubProcess(tmp_path / "data", limit + PROGRAM, request_head_seconds=LIMIT_SECONDS)
    hub.start()
    lines = [connected(hub) for _ in range(100)]
    for line in lines:
        with line:
            assert said(line) == b""
    register(hub.url).close()
    assert hub.stop() == 0
    assert hub.errors.startswith("ERROR app.hub.server: The hub takes no new connections for now")
    assert "Raise the limit of open files" in hub.errors
    assert hub.errors.count("\n") == 1


@pytest.mark.parametrize(("seconds", "times"), [(SHORTAGE_SECONDS, 1), (0.0, 3)])
async def test_a_shortage_of_files_that_lasts_is_told_again(
    caplog: pytest.LogCaptureFixture, seconds: float, times: int
) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(Shortage(seconds))
    try:
        with caplog.at_level(logging.ERROR), socket.socket() as listener:
            for _ in range(3):
                error = OSError(errno.EMFILE, "Too many open files")
                loop.call_exception_handler({"exception": error, "socket": listener})
            loop.call_exception_handler({"message": "something else", "socket": listener})
    finally:
        loop.set_exception_handler(None)
    told = [record.name for record in caplog.records]
    assert told == ["app.hub.server"] * times + ["asyncio"]
