"""Programs that tests talk to: one JSON object a line, asked on stdin, answered on stdout."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 20.0

Handler = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


def say(**words: Any) -> None:
    """Write an object, from the program's side."""
    print(json.dumps(words), flush=True)


async def serve(handle: Handler) -> None:
    """Answer each object on stdin with what `handle` makes of it, until stdin ends.

    Objects are handled side by side; an answer carries the `ask` number of its question.
    """
    loop = asyncio.get_running_loop()
    asked: asyncio.Queue[str | None] = asyncio.Queue()

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(asked.put_nowait, line)
        loop.call_soon_threadsafe(asked.put_nowait, None)

    async def answer(question: dict[str, Any]) -> None:
        begun = time.perf_counter()
        try:
            words = await handle(question)
        except Exception as error:  # noqa: BLE001 - the test is told, whatever it is
            words = {"error": type(error).__name__, "message": str(error)}
        say(answer=question["ask"], seconds=time.perf_counter() - begun, **words)

    threading.Thread(target=listen, daemon=True).start()
    say(ready=True)
    tasks = []
    while (line := await asked.get()) is not None:
        tasks.append(asyncio.ensure_future(answer(json.loads(line))))
    await asyncio.gather(*tasks)


class Program:
    """A program that speaks so, from the test's side; use it as a context manager."""

    def __init__(self, module: str, *arguments: str, env: Mapping[str, str]) -> None:
        self._command = [sys.executable, "-m", module, *arguments]
        self._env = {**env, "PYTHONUNBUFFERED": "1"}
        self._heard: list[dict[str, Any]] = []
        self._news = threading.Condition()
        self._asked = 0
        self.process: subprocess.Popen[str]

    def __enter__(self) -> Program:
        self.process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self.wait_for(lambda said: "ready" in said)
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.close()
            self.process.wait(10)
        except (subprocess.TimeoutExpired, BrokenPipeError):
            self.process.kill()
            self.process.wait()
        self._thread.join()
        self.process.stdout.close()

    @property
    def heard(self) -> list[dict[str, Any]]:
        """Everything it said so far."""
        with self._news:
            return list(self._heard)

    def begin(self, **question: Any) -> int:
        """Ask without waiting; returns the number for `answer`."""
        assert self.process.stdin is not None
        self._asked += 1
        self.process.stdin.write(json.dumps({"ask": self._asked, **question}) + "\n")
        self.process.stdin.flush()
        return self._asked

    def answer(self, asked: int, limit: float = LIMIT) -> dict[str, Any]:
        """The answer to a question begun before."""
        return self.wait_for(lambda said: said.get("answer") == asked, limit)

    def ask(self, limit: float = LIMIT, **question: Any) -> dict[str, Any]:
        """Ask and wait for the answer."""
        return self.answer(self.begin(**question), limit)

    def wait_for(
        self, fits: Callable[[dict[str, Any]], bool], limit: float = LIMIT
    ) -> dict[str, Any]:
        """The first thing it says, or has said, that fits.

        Raises:
            TimeoutError: it did not say that; the message has what it said.
        """
        deadline = time.monotonic() + limit
        with self._news:
            while True:
                found = next((said for said in self._heard if fits(said)), None)
                if found is not None:
                    return found
                left = deadline - time.monotonic()
                if left <= 0 or (self.process.poll() is not None and not self._thread.is_alive()):
                    raise TimeoutError(f"not within {limit:g} s; it said {self._heard}")
                self._news.wait(min(left, 1))

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            try:
                said = json.loads(line)
            except ValueError:
                said = {"line": line.rstrip()}
            with self._news:
                self._heard.append(said)
                self._news.notify_all()
        with self._news:
            self._news.notify_all()
