"""Requests that break off or never end: they cost the hub nothing, and its log says nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub.people import register
from tests.hub.process import HubProcess

SENT_WHOLE = "Content-Length: 500"
SENT_IN_CHUNKS = "Transfer-Encoding: chunked"
HALF = {SENT_WHOLE: b'{"email": "a', SENT_IN_CHUNKS: b'c\r\n{"email": "a'}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[HubProcess]:
    made = HubProcess(tmp_path / "data")
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


@pytest.mark.parametrize("size", [SENT_WHOLE, SENT_IN_CHUNKS])
def test_a_client_that_goes_amid_its_body_is_no_failure(own: HubProcess, size: str) -> None:
    with connected(own) as line:
        line.sendall(head("/api/auth/login", size, "Expect: 100-continue"))
        # Says that the hub waits for the body now.
        assert line.recv(100).startswith(b"HTTP/1.1 100")
        line.sendall(HALF[size])
    register(own.url).close()
