"""Starts, stops and kills a real Node backend, and uses it from outside over its REST."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from app.core.status import LinkState
from tests.core.desks import Told
from tests.core.made import until
from tests.core.wire_hub import EMAIL, PASSWORD
from tests.hub.people import soon
from tests.hub.process import data_of
from tests.node.modules import BACKEND, node

STUDENT, STAFF = "asha@student.example", "sam@lotus.example"
STOP_S = 10.0


class NodeServer:
    """A backend as a child process on a free port of the loopback.

    After `kill9`, `start` takes the same port and the same rows again. `options` are those of
    backend/server.js, with underscores; True and False turn a switch.
    """

    def __init__(self, data: Path, **options: str | int | bool) -> None:
        self.url = ""
        self.data = data
        self._port = 0
        self._options = {"data": str(data), **options}
        self._process: subprocess.Popen[str] | None = None
        self._errors = data.with_suffix(".stderr")
        self._token = ""

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def errors(self) -> str:
        """What it has written to standard error so far."""
        return self._errors.read_text(encoding="utf-8")

    def start(self, secret: str = "", **options: str | int | bool) -> str:
        """Start it, also with other options than before; returns its address.

        Another `secret` makes the tokens of before worthless.
        """
        self._options |= options
        environment = os.environ | ({"JWT_SECRET": secret} if secret else {})
        arguments = [f"--port={self._port}"]
        for name, value in self._options.items():
            option = f"--{name.replace('_', '-')}"
            if value is not False:
                arguments.append(option if value is True else f"{option}={value}")
        with self._errors.open("a", encoding="utf-8") as errors:
            self._process = subprocess.Popen(
                [node(), str(BACKEND / "server.js"), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                text=True,
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith("listening on "), self.errors
        self.url = line.split()[-1]
        self._port = int(self.url.rpartition(":")[2])
        return self.url

    def kill9(self) -> None:
        """End it without a warning, as a crash would; fine when it has ended."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait(STOP_S)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process = None

    def put_back(self, row: dict[str, Any]) -> None:
        """Write a row into the file of a server that does not run."""
        assert self._process is None
        kept = json.loads(self.data.read_text(encoding="utf-8"))
        kept["bookings"].append(row)
        self.data.write_text(json.dumps(kept), encoding="utf-8")

    # What people do, with other programs than the desk.

    def book(self, **fields: Any) -> str:
        """A student books; the booking's id as the desk knows it."""
        starts = soon(1)
        usual = {
            "studentName": "Asha Verma",
            "startsAt": starts.isoformat(),
            "endsAt": (starts + timedelta(hours=2)).isoformat(),
            "amount": 120.5,
        }
        made = self.call("POST", "/api/bookings", usual | fields)
        return str(made.get("id", made.get("_id")))

    def cancel(self, booking_id: str) -> None:
        self.call("DELETE", f"/api/bookings/{booking_id}")

    def put(self, booking_id: str, **fields: Any) -> None:
        self.call("PUT", f"/api/bookings/{booking_id}", fields)

    def status(self, booking_id: str) -> str:
        return str(self.call("GET", f"/api/bookings/{booking_id}")["status"])

    def booked(self) -> set[str]:
        """The bookings that it has, by their ids as the desk knows them; counts as a list."""
        listed = self.call("GET", "/api/bookings")
        return {str(row.get("id", row.get("_id"))) for row in listed}

    def emit(self, event: str, *arguments: Any) -> None:
        """Everybody on the line gets an event of whatever kind."""
        self.call("POST", "/emit", {"event": event, "arguments": arguments})

    def refused(self) -> int:
        """How often somebody came with a token that is not good."""
        return int(self.call("GET", "/asked")["refused"])

    def forget_sign_in(self) -> None:
        """The student signs in anew with the next call."""
        self._token = ""

    def lists_asked(self) -> int:
        """How often the list was asked for."""
        return int(self.call("GET", "/asked")["lists"])

    def puts_asked(self) -> int:
        """How often a booking was to be changed."""
        return int(self.call("GET", "/asked")["puts"])

    def joined(self) -> int:
        """How often somebody has joined a library's room."""
        return int(self.call("GET", "/asked")["joined"])

    def call(self, method: str, path: str, body: Any = None, who: str = STUDENT) -> Any:
        """The data of an answer; signed in as the student."""
        if not self._token:
            self._token = self.sign_in(who)["token"]
        headers = {"Authorization": f"Bearer {self._token}"}
        return data_of(httpx.request(method, self.url + path, json=body, headers=headers))

    def sign_in(self, email: str = EMAIL) -> dict[str, Any]:
        """The answer to a sign-in."""
        body = {"email": email, "password": PASSWORD}
        answer: dict[str, Any] = data_of(httpx.post(f"{self.url}/api/auth/login", json=body))
        return answer


def kinds(told: Told) -> list[tuple[str, str | None]]:
    """What rang: its kind and booking, in order."""
    return [(alert.kind, alert.booking_id) for alert in told.alerts]


async def compared(told: Told, server: NodeServer) -> None:
    """Return when the desk has compared what stood in the list before the call."""
    asked = server.lists_asked()
    await told.desk.retry()
    await until(lambda: server.lists_asked() > asked)
    await told.becomes(LinkState.LIVE, LinkState.DEGRADED)
