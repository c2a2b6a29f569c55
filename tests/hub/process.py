"""Starts, stops and kills a real hub process; also for tests of the desk's core."""

from __future__ import annotations

import json
import queue
import threading
from pathlib import Path
from typing import Any

import httpx
import msgspec

from app.hub.hub import HubSettings
from tests.hub.nursery import Child

READY_SECONDS = 30.0
STOP_SECONDS = 10.0
PASSWORD = "right horse battery"

PROGRAM = (
    "import sys, msgspec; from app.hub.server import run; from app.hub.hub import HubSettings; "
    "sys.exit(run(msgspec.json.decode(sys.argv[1], type=HubSettings, dec_hook=lambda t, v: t(v))))"
)


class HubProcess:
    """A hub as a child process on a free port of the loopback.

    `start` gives its address; after `kill9` or `stop`, `start` again takes the same port.
    `settings` are those of `HubSettings`, but for port, data, json_ready and exit_with_stdin.
    `program` replaces the source text that the child runs with the settings as its argument.
    """

    def __init__(self, data: Path, program: str = PROGRAM, **settings: Any) -> None:
        self.data = data
        self.url = ""
        self.demo: dict[str, str] | None = None
        self._program = program
        self._settings = settings
        self._port = 0
        self._process: Child | None = None
        self._errors = data.parent / f"{data.name}.stderr"

    @property
    def pid(self) -> int:
        """The process's id."""
        assert self._process is not None
        return self._process.pid

    @property
    def errors(self) -> str:
        """What the hub has written to standard error so far."""
        return self._errors.read_text(encoding="utf-8") if self._errors.exists() else ""

    def start(self) -> str:
        """Start the hub and wait until it listens; returns its address without a slash."""
        settings = HubSettings(
            data=self.data,
            port=self._port,
            json_ready=True,
            # A test that fails before it stops its hub must not leave it running.
            exit_with_stdin=True,
            **self._settings,
        )
        wanted = msgspec.json.encode(settings, enc_hook=str).decode()
        self._process = Child(self._program, [wanted], self._errors)
        line = self._first_line()
        if not line:
            code = self._process.wait(STOP_SECONDS)
            self._process.close_pipes()
            raise RuntimeError(f"the hub ended with {code} before it was ready:\n{self.errors}")
        told = json.loads(line)
        self.url, self.demo = told["listening"], told["demo"]
        self._port = int(self.url.rpartition(":")[2])
        return self.url

    def stop(self) -> int:
        """Ask the hub to end, wait for it, and return its exit code; fine when it has ended."""
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self._process.terminate()
        return self._end()

    def kill9(self) -> None:
        """End the hub without a warning, as a crash would."""
        assert self._process is not None
        self._process.kill()
        self._end()

    def close_stdin(self) -> int:
        """Close the hub's standard input and wait for it to end; returns its exit code."""
        assert self._process is not None
        self._process.stdin.close()
        return self._end()

    def _end(self) -> int:
        assert self._process is not None
        try:
            code = self._process.wait(STOP_SECONDS)
        except TimeoutError:
            self._process.kill()
            self._process.wait(STOP_SECONDS)
            raise
        finally:
            self._process.close_pipes()
        self._process = None
        return code

    def _first_line(self) -> str:
        assert self._process is not None
        stdout = self._process.stdout
        lines: queue.Queue[str] = queue.Queue()
        reader = threading.Thread(target=lambda: lines.put(stdout.readline()), daemon=True)
        reader.start()
        try:
            return lines.get(timeout=READY_SECONDS)
        except queue.Empty:
            self._process.kill()
            return ""
        finally:
            reader.join(STOP_SECONDS)


def data_of(answer: httpx.Response) -> Any:
    """The data of a successful answer."""
    told = answer.json()
    assert told["success"] is True, told
    return told["data"]


def bearer(sign_in: dict[str, Any]) -> dict[str, str]:
    """The Authorization header of a sign-in's data."""
    return {"Authorization": f"Bearer {sign_in['accessToken']}"}
