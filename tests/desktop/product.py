"""Starts the product on a rig's desktop and asks its probe."""

from __future__ import annotations

import contextlib
import json
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.rig.bus import wait_until
from tests.rig.session import DesktopSession

LIMIT = 20.0


class Product:
    """One desk as a process on a desktop; `probed` ones can be asked what their window shows."""

    def __init__(
        self,
        session: DesktopSession,
        profile: Path,
        *,
        hidden: bool = False,
        sample: bool = False,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.profile = profile
        self._session = session
        self._env = dict(env or {})
        self._flags = [*(["--hidden"] if hidden else []), *(["--sample"] if sample else [])]
        self._process: subprocess.Popen[str] | None = None
        self._errors = profile.parent / f"{profile.name}.stderr"

    @property
    def pid(self) -> int:
        """The process's id."""
        assert self._process is not None
        return self._process.pid

    @property
    def errors(self) -> str:
        """What it has written to standard error."""
        return self._errors.read_text(encoding="utf-8") if self._errors.exists() else ""

    def command(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run `studyspot-desk` with this profile to its end."""
        return self._session.run(
            sys.executable, "-m", "app", "--profile", str(self.profile), *arguments, stdin=stdin
        )

    def sign_in(self, server: str, email: str, password: str) -> None:
        """Sign the profile in, as a person at a terminal would."""
        done = self.command(
            *("sign-in", "--server", server, "--email", email, "--password-stdin"),
            stdin=f"{password}\n",
        )
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Start it, with the probe inside; returns when the probe answers."""
        command = [sys.executable, "-m", "tests.desktop.probe", "--profile", str(self.profile)]
        with self._errors.open("a", encoding="utf-8") as errors:
            self._process = self._session.popen(
                *command, *self._flags, env=self._env,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
            )  # fmt: skip
        self.ask("status")

    def ask(self, name: str, **more: Any) -> Any:
        """The probe's answer to one question."""
        self.begin(name, **more)
        return self.answer(name)

    def begin(self, name: str, **more: Any) -> None:
        """Ask without waiting; `answer` then gives the answer."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"ask": name, **more}) + "\n")
        self._process.stdin.flush()

    def answer(self, name: str, limit: float = LIMIT) -> Any:
        """The answer to the question begun before, within `limit` seconds."""
        assert self._process is not None
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], limit)
        line = self._process.stdout.readline() if ready else ""
        if not line:
            raise AssertionError(f"no answer to {name!r}:\n{self.errors}")
        return json.loads(line)

    def until(
        self, name: str, fits: Callable[[Any], bool], limit: float = LIMIT, **more: Any
    ) -> Any:
        """Ask until the answer fits, and return it.

        Raises:
            TimeoutError: when it does not within `limit` seconds.
        """
        answers: list[Any] = []

        def fitting() -> bool:
            answers[:] = [self.ask(name, **more)]
            return fits(answers[0])

        try:
            wait_until(fitting, name, limit)
        except TimeoutError as error:
            raise TimeoutError(f"{name} stays {answers}\n{self.errors}") from error
        return answers[0]

    def live(self) -> None:
        """Wait until the desk is live."""
        self.until("status", lambda status: status["state"] == "live")

    def kill9(self) -> None:
        """End it without a warning."""
        assert self._process is not None
        self._process.kill()
        self._finish()

    def ended(self, limit: float = LIMIT) -> int:
        """Wait until it has ended by itself; its exit code.

        Raises:
            subprocess.TimeoutExpired: it still runs.
        """
        assert self._process is not None
        code = self._process.wait(limit)
        self._finish()
        return code

    def stop(self) -> float:
        """Ask it to end; the seconds that took. Fine when it does not run."""
        if self._process is None:
            return 0.0
        began = time.monotonic()
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait(LIMIT)
        took = time.monotonic() - began
        self._finish()
        return took

    def _finish(self) -> None:
        assert self._process is not None
        self._process.wait(LIMIT)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                # A killed process did not read all that was written to it.
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._process = None
