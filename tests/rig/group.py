"""The processes of a rig: one group, ended in order, also when their maker is killed."""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.rig.bus import LIMIT

# It leads the process group. When the process that started the rig is gone, its end of the
# pipe closes; then the shell ends the group and removes the folder.
_WARDEN = 'trap "" TERM; read -r _; kill -TERM 0; sleep 1; rm -rf "$1"; kill -KILL 0'


class ProcessGroup:
    """Named processes that live and end together; each writes a log under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._logs = folder / "log"
        self._logs.mkdir()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._warden = subprocess.Popen(
            ["/bin/sh", "-c", _WARDEN, "warden", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )

    def spawn(
        self,
        name: str,
        command: list[str],
        env: Mapping[str, str],
        stdin: str = "",
        pass_fds: tuple[int, ...] = (),
    ) -> None:
        """Start a process; `stdin` is all it gets to read."""
        with (self._logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                env=env,
                stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=pass_fds,
                process_group=self._warden.pid,
            )
        self._processes[name] = process
        if process.stdin is not None:
            process.stdin.write(stdin.encode())
            process.stdin.close()

    def spawn_and_hear(self, name: str, command: list[str], env: Mapping[str, str]) -> str:
        """Start a process that writes a line to the descriptor given as its last argument.

        An option that ends in `-address` takes it after an equals sign.

        Returns:
            That line.

        Raises:
            TimeoutError: it said nothing.
        """
        reader, writer = os.pipe()
        with os.fdopen(reader) as said:
            last = command[-1]
            told = [f"{last}={writer}"] if last.endswith("-address") else [last, str(writer)]
            try:
                self.spawn(name, [*command[:-1], *told], env, pass_fds=(writer,))
            finally:
                os.close(writer)
            ready, _, _ = select.select([said], [], [], LIMIT)
            line = said.readline().strip() if ready else ""
        if not line:
            raise TimeoutError(f"{command[0]} says nothing within {LIMIT:g} s")
        return line

    def running(self, name: str) -> bool:
        """Whether the process of this name lives."""
        process = self._processes.get(name)
        return process is not None and process.poll() is None

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to the process of this name."""
        self._processes[name].send_signal(number)

    def end(self, name: str, *, kill: bool = False) -> None:
        """End a process, politely or with -9, and wait for it; fine when there is none."""
        process = self._processes.pop(name, None)
        if process is None:
            return
        process.send_signal(signal.SIGCONT)
        process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def end_all(self) -> None:
        """End every process, the last started first: it may stand on the ones before."""
        for name in reversed(list(self._processes)):
            self.end(name)
        # What the processes have started themselves belongs to the group too.
        os.killpg(self._warden.pid, signal.SIGKILL)
        self._warden.communicate()

    def last_words(self) -> str:
        """The last lines of every log."""
        said = []
        for log in sorted(self._logs.glob("*.log")):
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            said += [f"{log.stem}: {line}" for line in lines[-5:]]
        return "\n".join(said)
