"""Health: writing counts, on a disk that is really full, and asking costs next to nothing."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from tests.hub.people import new_owner, register
from tests.hub.process import HubProcess, data_of
from tests.hub.refusals import refused

PATIENCE_SECONDS = 20.0


def health(hub: HubProcess) -> httpx.Response:
    return httpx.get(f"{hub.url}/api/health", timeout=30)


def becomes(hub: HubProcess, fits: Callable[[httpx.Response], bool]) -> httpx.Response:
    """The first answer of health that fits."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        answer = health(hub)
        if fits(answer):
            return answer
        # Health keeps its answers for some seconds; asking without a pause helps nobody.
        time.sleep(0.2)
    raise AssertionError(f"health stays {answer.status_code}: {answer.text}")


def degraded(answer: httpx.Response) -> dict[str, Any]:
    """The error of an answer that says that the hub cannot save."""
    error = refused(answer, 503, "unavailable")
    assert error["details"]["status"] == "degraded"
    assert error["details"]["database"] == error["message"]
    assert error["details"]["socket"]["clients"] == 0
    return error


def test_a_disk_that_is_full_is_said_until_there_is_room_again(small_disk: Path) -> None:
    hub = HubProcess(small_disk / "data")
    hub.start()
    assert data_of(health(hub))["status"] == "ok"
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    error = degraded(becomes(hub, lambda answer: answer.status_code == 503))
    assert "disk with its data is full" in error["message"]
    assert "Free some space" in error["message"]
    filler.unlink()
    told = data_of(becomes(hub, lambda answer: answer.status_code == 200))
    assert told["status"] == told["database"] == "ok"
    assert hub.stop() == 0


def test_a_file_that_may_not_grow_counts_as_full(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data")
    hub.start()
    assert hub.stop() == 0
    size = (tmp_path / "data" / "hub.sqlite3").stat().st_size // 4096
    full = HubProcess(tmp_path / "data", max_pages=size)
    full.start()
    assert "full" in degraded(health(full))["message"]
    assert full.stop() == 0


def test_a_write_that_failed_counts_though_smaller_ones_work(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data")
    hub.start()
    library = new_owner(hub.data, hub.url, seats=1)
    library.owner.close()
    assert hub.stop() == 0
    size = (tmp_path / "data" / "hub.sqlite3").stat().st_size // 4096
    tight = HubProcess(tmp_path / "data", max_pages=size + 12)
    tight.start()
    student = register(tight.url)
    assert data_of(health(tight))["status"] == "ok"
    many = {"label": None, "count": 1900}
    headers = dict(library.owner.http.headers)
    seats = f"{tight.url}{library.path}/seats"
    refused(httpx.post(seats, json=many, headers=headers, timeout=30), 503, "unavailable")
    # At once, though the last proof holds: what really failed is no matter of asking again.
    assert "full" in degraded(health(tight))["message"]
    # And the hub itself goes on.
    data_of(student.post("/api/bookings", library.asked()))
    degraded(health(tight))
    student.close()
    assert tight.stop() == 0


def test_a_database_that_another_program_holds_is_said_in_time(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data")
    hub.start()
    other = sqlite3.connect(hub.data / "hub.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    error = degraded(health(hub))
    assert "another program" in error["message"]
    # The limit is 2 s; a desk that asks gives up after 5.
    assert time.monotonic() - began < 5
    other.execute("ROLLBACK")
    other.close()
    becomes(hub, lambda answer: answer.status_code == 200)
    assert hub.stop() == 0


def test_asking_often_writes_once(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data")
    hub.start()
    health(hub)
    journal = hub.data / "hub.sqlite3-wal"
    before = journal.stat()
    with httpx.Client(base_url=hub.url) as http:
        assert {http.get("/api/health").status_code for _ in range(50)} == {200}
    # A proof writes two pages at least; one more may fall into that time.
    assert (journal.stat().st_size - before.st_size) / 4096 < 50
    assert hub.stop() == 0
