"""Starts programs that run a hub from a process that has imported all of it already.

Most of a hub's start is imports, and the tests start hundreds. Each is a process of its own all the
same, with its own pipes and its own end: where the system can, it is forked from one that has only
imported, else started anew.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TextIO

_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_context: Any = multiprocessing.get_context("forkserver" if _FORKS else "spawn")
if _FORKS:
    _context.set_forkserver_preload(["app.hub.server", "tests.hub.nursery"])


class Child:
    """A program of Python as a child, with `stdin` and `stdout` as pipes.

    `program` is its source, `arguments` what it finds in `sys.argv` behind its name; what it writes
    to standard error goes to the end of the file `errors`.
    """

    def __init__(self, program: str, arguments: Sequence[str], errors: Path) -> None:
        its_stdin, stdin = _context.Pipe(duplex=False)
        stdout, its_stdout = _context.Pipe(duplex=False)
        with its_stdin, its_stdout, stdin, stdout:
            self._process = _context.Process(
                target=_become,
                args=(program, list(arguments), its_stdin, its_stdout, str(errors)),
                daemon=True,
            )
            self._process.start()
            self.stdin: TextIO = os.fdopen(os.dup(stdin.fileno()), "w", encoding="utf-8")
            self.stdout: TextIO = os.fdopen(os.dup(stdout.fileno()), "r", encoding="utf-8")
        pid = self._process.pid
        assert pid is not None
        self.pid: int = pid

    def poll(self) -> int | None:
        """The exit code; negative when a signal ended it, None while it runs."""
        code: int | None = self._process.exitcode
        return code

    def wait(self, timeout_s: float) -> int:
        """Wait until it has ended; its exit code.

        Raises:
            TimeoutError: it still runs.
        """
        self._process.join(timeout_s)
        code = self.poll()
        if code is None:
            raise TimeoutError(f"the child {self.pid} still runs after {timeout_s} s")
        return code

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it without a warning."""
        self._process.kill()

    def close_pipes(self) -> None:
        """Let go of its pipes."""
        for pipe in (self.stdin, self.stdout):
            with contextlib.suppress(OSError):
                pipe.close()


def _become(
    program: str, arguments: list[str], stdin: Connection, stdout: Connection, errors: str
) -> None:
    """Run the program in this process."""
    with Path(errors).open("ab") as stderr:
        for number, end in enumerate((stdin.fileno(), stdout.fileno(), stderr.fileno())):
            os.dup2(end, number)
    stdin.close()
    stdout.close()
    sys.stdin = os.fdopen(0, "r", encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
    sys.argv = ["-c", *arguments]
    exec(compile(program, "<program>", "exec"), {"__name__": "__main__"})  # noqa: S102 - a test's own
