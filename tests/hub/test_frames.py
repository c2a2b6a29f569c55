"""What no client of ours sends over the live connection: that connection ends, nothing else."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import ClientConnection, connect

from tests.hub.process import HubProcess

MALFORMED: list[str | bytes] = [
    "garbage", "", "4", "4x", "42", "42[", "42[]", "42[7]", '42{"a":1}', "40{bad", "43[]", "44",
    '451-["a",{"_placeholder":true,"num":0}]', "9", b"\x00\x01", "42" + "[" * 100_000,
]  # fmt: skip


@contextmanager
def opened(hub: HubProcess) -> Iterator[ClientConnection]:
    """A websocket of which the hub has said its first word."""
    address = hub.url.replace("http", "ws", 1)
    with connect(f"{address}/socket.io/?EIO=4&transport=websocket") as websocket:
        assert str(websocket.recv(timeout=5.0)).startswith("0{")
        yield websocket


def test_a_malformed_frame_ends_its_connection_and_is_not_logged(own: HubProcess) -> None:
    with opened(own) as bystander:
        for frame in MALFORMED:
            with opened(own) as websocket:
                websocket.send(frame)
                with pytest.raises(ConnectionClosedError) as ended:
                    websocket.recv(timeout=5.0)
                assert ended.value.rcvd is not None, frame
                assert ended.value.rcvd.code == 1007, frame
        bystander.send("40")
        assert "unauthenticated" in str(bystander.recv(timeout=5.0))
    assert own.errors == ""


def test_a_malformed_payload_of_a_polling_client_is_refused_and_not_logged(
    own: HubProcess,
) -> None:
    with httpx.Client(base_url=own.url) as client:
        door = "/socket.io/?EIO=4&transport=polling"
        session = client.get(door).text.split('"sid":"')[1].split('"')[0]
        for frame in MALFORMED:
            body = frame if isinstance(frame, bytes) else frame.encode()
            assert client.post(f"{door}&sid={session}", content=body).status_code == 400, frame
        assert client.post(f"{door}&sid={session}", content=b"\xff\xfe").status_code == 400
        assert client.post(f"{door}&sid={session}", content=b"d=nothing").status_code == 400
        assert client.post(f"{door}&sid={session}", content="40\x1e3").status_code == 200
        assert "unauthenticated" in client.get(f"{door}&sid={session}").text
    assert own.errors == ""


def test_a_payload_that_is_too_large_is_answered_and_one_that_breaks_off_is_not_logged(
    own: HubProcess,
) -> None:
    with httpx.Client(base_url=own.url, timeout=10) as client:
        door = "/socket.io/?EIO=4&transport=polling"
        session = client.get(door).text.split('"sid":"')[1].split('"')[0]
        for size in (1_100_000, 5_000_000):
            for method in ("POST", "GET", "OPTIONS", "DELETE"):
                answer = client.request(method, f"{door}&sid={session}", content=b"4" * size)
                assert answer.status_code == 413, method
        address = (client.base_url.host, client.base_url.port)
        for _ in range(3):
            with socket.create_connection(address) as broken:
                head = f"POST {door}&sid={session} HTTP/1.1\r\nHost: hub\r\nContent-Length: 500"
                broken.sendall(f"{head}\r\n\r\n40{{".encode())
        assert client.post(f"{door}&sid={session}", content="40\x1e3").status_code == 200
    assert own.stop() == 0
    assert own.errors == ""


def test_what_a_stranger_asks_wrongly_is_logged_in_one_line_and_once(own: HubProcess) -> None:
    with httpx.Client(base_url=own.url) as client:
        for _ in range(3):
            for asked in ("EIO=1&transport=polling", "EIO=4&transport=pigeon", "EIO=4&sid=none"):
                assert client.get(f"/socket.io/?{asked}").status_code == 400
    assert own.stop() == 0
    lines = own.errors.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("ERROR engineio.server: ") for line in lines)


@pytest.mark.skipif(sys.platform == "win32", reason="there a process cannot be halted")
def test_the_hub_ends_well_while_its_clients_say_goodbye(own: HubProcess) -> None:
    with ExitStack() as stack:
        clients = [stack.enter_context(opened(own)) for _ in range(10)]
        os.kill(own.pid, signal.SIGSTOP)
        try:
            for client in clients:
                client.protocol.send_close(1000)
                client.socket.sendall(b"".join(client.protocol.data_to_send()))
            os.kill(own.pid, signal.SIGTERM)
        finally:
            os.kill(own.pid, signal.SIGCONT)
        assert own.stop() == 0, own.errors
    assert own.errors == ""
