"""The hub as a process: ready, kept over a crash, ended in time, refused with a sentence."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.hub.hub import HubSettings
from app.hub.server import run
from tests.hub.ears import Ears
from tests.hub.people import Library, new_owner, register
from tests.hub.process import STOP_SECONDS, HubProcess, data_of
from tests.hub.refusals import refused

QUIT_SECONDS = 3.0


@pytest.fixture
def own(tmp_path: Path) -> HubProcess:
    return HubProcess(tmp_path / "data")


def refused_start(settings: HubSettings, capsys: pytest.CaptureFixture[str]) -> str:
    """What a hub says that cannot start with these settings: one line on standard error."""
    assert run(settings) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.endswith(".\n")
    return told.err


def test_the_ready_line_for_people_and_for_programs(tmp_path: Path) -> None:
    program = "import sys; from app.__main__ import main; sys.exit(main(sys.argv[1:]))"
    for flags in ([], ["--json"]):
        command = ["hub", "--port", "0", "--data", str(tmp_path / "data"), "--exit-with-stdin"]
        hub = subprocess.Popen(
            [sys.executable, "-c", program, *command, *flags],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        line = (hub.stdout.readline() if hub.stdout else "").rstrip("\n")
        if flags:
            told = json.loads(line)
            url = told["listening"]
            assert told == {"listening": url, "data": str(tmp_path / "data"), "demo": None}
        else:
            url = line.split()[5].rstrip(",")
            assert line == f"StudySpot hub is listening on {url}, data in {tmp_path / 'data'}"
        assert data_of(httpx.get(f"{url}/api/health"))["status"] == "ok"
        # Closing its standard input is how a desk that is gone ends its hub.
        hub.communicate(timeout=STOP_SECONDS)
        assert hub.returncode == 0


def test_what_was_answered_outlives_a_kill(own: HubProcess) -> None:
    own.start()
    library = new_owner(own.data, own.url)
    booking = library.book(library.owner)
    before = library.events()
    url = own.url
    own.kill9()
    assert own.start() == url
    assert library.events() == before
    assert data_of(library.owner.get(f"/api/bookings/{booking['id']}")) == booking
    refused(
        library.owner.post("/api/bookings", library.asked(studentName="Late")), 409, "seat_taken"
    )
    library.owner.close()
    assert own.stop() == 0


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_it_ends_in_time_with_sockets_open(
    own: HubProcess, ears: Ears, transport: str
) -> None:
    own.start()
    person = register(own.url)
    for _ in range(5):
        await ears().connect(own.url, person.token, transport)
    # A connection that says nothing, and one that stops in the middle of a request.
    port = int(own.url.rpartition(":")[2])
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(2)]
    silent[1].sendall(b"POST /api/bookings HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
    began = time.monotonic()
    assert own.stop() == 0
    assert time.monotonic() - began < QUIT_SECONDS
    for line in silent:
        line.close()
    person.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal to send")
def test_ctrl_c_ends_it_in_peace(own: HubProcess) -> None:
    own.start()
    os.kill(own.pid, signal.SIGINT)
    assert own.stop() == 0
    assert own.errors == ""


def test_a_port_in_use_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = refused_start(HubSettings(data=tmp_path / "data", port=port), capsys)
    assert f"port {port}" in told
    assert "--port" in told
    assert not (tmp_path / "data").exists()


def test_an_address_that_is_not_ours_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for host in ("192.0.2.1", "no.such.host.invalid"):
        assert "--host" in refused_start(HubSettings(data=tmp_path / "data", host=host), capsys)


def test_a_folder_that_cannot_be_used_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("not a folder")
    for folder in (tmp_path / "file", tmp_path / "file" / "deeper"):
        assert "--data" in refused_start(HubSettings(data=folder), capsys)
    assert "--data" in refused_start(HubSettings(), capsys)


@pytest.mark.parametrize(
    "content", [b"this is no database at all" * 100, b"SQLite format 3\x00" * 99]
)
def test_a_damaged_database_is_said_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "data" / "hub.sqlite3"
    path.parent.mkdir()
    path.write_bytes(content)
    assert "damaged" in refused_start(HubSettings(data=path.parent), capsys)
    assert path.read_bytes() == content


def test_a_database_of_a_newer_version_is_said_and_left_alone(
    own: HubProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    own.start()
    assert own.stop() == 0
    path = own.data / "hub.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    assert "newer version" in refused_start(HubSettings(data=own.data), capsys)


def test_a_disk_that_is_full_at_the_start_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "full" in refused_start(HubSettings(data=tmp_path / "data", max_pages=8), capsys)


def test_two_hubs_never_work_on_one_folder(own: HubProcess) -> None:
    own.start()
    second = HubProcess(own.data)
    with pytest.raises(RuntimeError, match="Another hub already works"):
        second.start()
    assert own.stop() == 0
    assert second.start()
    assert second.stop() == 0


def test_a_database_elsewhere_is_said_to_be_for_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for url in ("postgresql+asyncpg://user:hidden@host/base", "nonsense", "sqlite://"):
        told = refused_start(HubSettings(database=url), capsys)
        assert "sqlite:////folder/hub.sqlite3" in told
        assert "hidden" not in told
    hub = HubProcess(tmp_path / "unused", database=f"sqlite:///{tmp_path / 'named.db'}")
    hub.start()
    assert hub.stop() == 0
    assert (tmp_path / "named.db").exists()


@pytest.fixture
def open_umask() -> Iterator[None]:
    """New files may be read by everybody, as on most computers."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights of files")
@pytest.mark.usefixtures("open_umask")
def test_the_data_are_their_owner_s_only(own: HubProcess) -> None:
    own.start()
    assert own.data.stat().st_mode & 0o077 == 0
    assert own.stop() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights of files")
@pytest.mark.usefixtures("open_umask")
def test_the_data_are_their_owner_s_only_in_a_folder_for_everybody(own: HubProcess) -> None:
    own.data.mkdir(mode=0o755)

    def open_to_others() -> list[str]:
        return [path.name for path in own.data.iterdir() if path.stat().st_mode & 0o077]

    own.start()
    new_owner(own.data, own.url).owner.close()
    assert {"hub.sqlite3", "hub.sqlite3-wal", "hub.mark"} <= {p.name for p in own.data.iterdir()}
    assert open_to_others() == []
    own.kill9()
    # As a version before left them behind.
    for path in own.data.glob("hub.sqlite3*"):
        path.chmod(0o644)
    own.start()
    assert open_to_others() == []
    assert own.stop() == 0


def test_a_library_survives_a_restart_as_it_was(own: HubProcess) -> None:
    own.start()
    library: Library = new_owner(own.data, own.url)
    epoch = library.events()[0]["epoch"]
    assert own.stop() == 0
    own.start()
    library.book(library.owner)
    assert [event["position"] for event in library.events()] == [1, 2]
    assert library.events()[-1]["epoch"] == epoch
    library.owner.close()
    assert own.stop() == 0
