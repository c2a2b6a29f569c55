"""A private desktop in memory: X server, bus, window manager, panel, notifications, keyring, sound.

Everything lives under one temporary folder and one process group, and both are gone at the
end, also when the process that made them is killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from tests.rig.bus import Bus, BusError, wait_until
from tests.rig.furnishing import furnish
from tests.rig.group import ProcessGroup
from tests.rig.packages import accessibility_launcher, lacking, notification_daemon
from tests.rig.screen import paint_background, panel_height

SINK = "desk"
"""The speaker of the sound server; it plays nowhere and can be recorded."""

KEYRING_PASSWORD = "desk"

_DARK, _LIGHT = 0x26333F, 0xC9D3DB


class Part(StrEnum):
    """What can be left out of a desktop, ended and started again."""

    TRAY = "tray"
    NOTIFICATIONS = "notifications"
    KEYRING = "keyring"
    SOUND = "sound"
    ACCESSIBILITY = "accessibility"


_ON_WISH = frozenset({Part.ACCESSIBILITY})
"""Started by `start_part` alone: every program would pay for it."""


@dataclass(frozen=True)
class _Recipe:
    """How a part is started and when it is ready."""

    command: list[str]
    ready: Callable[[], bool]
    stdin: str = ""


class RigUnavailable(Exception):
    """The desktop cannot be started here; the message says what is missing."""


class DesktopSession:
    """A desktop to run programs on; use it as a context manager, or `start` and `stop`."""

    def __init__(
        self,
        *,
        size: str = "1280x800",
        without: frozenset[Part] = frozenset(),
        dark: bool = True,
        expire: int = 30,
    ) -> None:
        """Prepare; nothing runs yet.

        Args:
            size: of the screen, width x height in pixels.
            without: parts that are not started; `start_part` can start them later.
            dark: whether panel, dialogs and background are dark.
            expire: seconds until a notification goes by itself.
        """
        self.size = size
        self.env: dict[str, str] = {}
        self._without = without
        self._dark = dark
        self._expire = expire
        self._group: ProcessGroup | None = None
        self._root: Path | None = None

    @property
    def root(self) -> Path:
        """The folder that holds home/, run/ and log/."""
        if self._root is None:
            raise RuntimeError("the desktop session is not running")
        return self._root

    @property
    def home(self) -> Path:
        """HOME of the programs on this desktop."""
        return self.root / "home"

    @property
    def address(self) -> str:
        """Where the session bus is, as D-Bus writes it."""
        return self.env["DBUS_SESSION_BUS_ADDRESS"]

    def __enter__(self) -> DesktopSession:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Bring the desktop up; returns when every part answers.

        Raises:
            RigUnavailable: programs are missing, or one of them did not come up.
        """
        reason = lacking()
        if reason:
            raise RigUnavailable(reason)
        self._root = Path(tempfile.mkdtemp(prefix="desk-rig-"))
        try:
            bus_configuration = furnish(self.root, dark=self._dark, expire=self._expire)
            self._group = ProcessGroup(self.root)
            self.env = _environment(self.root)
            self.env["DISPLAY"] = f":{self._start_display()}"
            self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus(bus_configuration)
            paint_background(self.env["DISPLAY"], _DARK if self._dark else _LIGHT)
            self._group.spawn("windows", ["xfwm4", "--compositor=off"], self.env)
            wanted = [part for part in Part if part not in self._without | _ON_WISH]
            for part in wanted:
                self._launch(part)
            wait_until(self._managed, "the window manager answers")
            self.run("xdotool", "mousemove", *self.size.split("x"))
            for part in wanted:
                self._await(part)
        except BaseException as error:
            logs = self._group.last_words() if self._group else ""
            self.stop()
            if isinstance(error, TimeoutError | OSError | BusError):
                raise RigUnavailable(f"The virtual desktop did not come up: {error}\n{logs}") from (
                    error
                )
            raise

    def stop(self) -> None:
        """End every process of this desktop and remove its folder; fine when not running."""
        if self._group is not None:
            self._group.end_all()
            self._group = None
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)
            self._root = None
        self.env = {}

    def start_part(self, part: Part) -> None:
        """Start a part that is not running; returns when it answers."""
        if not self.running(part):
            self._launch(part)
            self._await(part)

    def stop_part(self, part: Part, *, kill: bool = False) -> None:
        """End a part, politely or with -9; returns when it has let go of its name."""
        self._processes.end(part, kill=kill)
        name = _BUS_NAMES.get(part)
        if name:
            wait_until(lambda: not self.owned(name), f"{name} has left the bus")

    def freeze(self, part: Part) -> None:
        """Stop a part in its tracks (SIGSTOP): it stays on the bus and never answers."""
        self._processes.signal(part, signal.SIGSTOP)

    def thaw(self, part: Part) -> None:
        """Let a frozen part go on."""
        self._processes.signal(part, signal.SIGCONT)

    def running(self, part: Part) -> bool:
        """Whether the process of this part lives."""
        return self._processes.running(part)

    def owned(self, name: str) -> bool:
        """Whether a program on this desktop's bus owns the name."""
        with Bus(self.address) as bus:
            return bus.owned(name)

    def run(
        self, *command: str, limit: float = 60.0, stdin: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a program on this desktop to its end, with its output captured as text."""
        return subprocess.run(
            command,
            env={**self.env, **variables},
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=limit,
            check=False,
        )

    def popen(
        self, *command: str, env: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.Popen[str]:
        """Start a program on this desktop, with text pipes; the caller ends it."""
        return subprocess.Popen(
            command,
            env={**self.env, **(env or {})},
            text=True,
            encoding="utf-8",
            **options,
        )

    def screenshot(self, path: Path) -> Path:
        """Write a PNG of the whole screen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        taken = self.run("scrot", "--overwrite", "--pointer", str(path))
        if taken.returncode != 0:
            raise RuntimeError(f"no picture of the screen: {taken.stderr.strip()}")
        return path

    @property
    def _processes(self) -> ProcessGroup:
        if self._group is None:
            raise RuntimeError("the desktop session is not running")
        return self._group

    def _start_display(self) -> str:
        command = ["Xvfb", "-screen", "0", f"{self.size}x24", "-nolisten", "tcp", "-noreset"]
        command += ["-dpi", "96", "-displayfd"]
        return self._processes.spawn_and_hear("display", command, self.env)

    def _start_bus(self, configuration: Path) -> str:
        command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile"]
        return self._processes.spawn_and_hear("bus", [*command, "--print-address"], self.env)

    def _launch(self, part: Part) -> None:
        recipe = self._recipe(part)
        self._processes.spawn(part, recipe.command, self.env, recipe.stdin)

    def _await(self, part: Part) -> None:
        recipe = self._recipe(part)
        once_more = True

        def answers() -> bool:
            nonlocal once_more
            if not self.running(part):
                # A daemon that met the others at a bad moment while all came up; what is really
                # wrong with it ends it a second time.
                if not once_more:
                    raise OSError(f"{recipe.command[0]} has ended")
                once_more = False
                self._launch(part)
            return recipe.ready()

        wait_until(answers, f"{part} answers")

    def _recipe(self, part: Part) -> _Recipe:
        match part:
            case Part.TRAY:
                return _Recipe(["xfce4-panel", "--disable-wm-check"], self._panel_stands)
            case Part.NOTIFICATIONS:
                command = [str(notification_daemon())]
            case Part.ACCESSIBILITY:
                command = [str(accessibility_launcher()), "--launch-immediately"]
            case Part.KEYRING:
                command = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
                command.append("--foreground")
                return _Recipe(command, self._keyring_open, KEYRING_PASSWORD)
            case Part.SOUND:
                command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
                # Without rewinds the sink hands on what it plays every 50 ms, not every 2 s.
                sink = f"module-null-sink sink_name={SINK} norewinds=1"
                command += ["--disable-shm=yes", "-L", sink]
                command += ["-L", "module-native-protocol-unix"]
                return _Recipe(command, lambda: self.run("pactl", "info").returncode == 0)
        return _Recipe(command, lambda: self.owned(_BUS_NAMES[part]))

    def _panel_stands(self) -> bool:
        """Whether the tray answers and windows keep clear of the panel."""
        return self.owned(_BUS_NAMES[Part.TRAY]) and panel_height(self.env["DISPLAY"]) > 0

    def _managed(self) -> bool:
        return bool(self.run("xdotool", "get_desktop").stdout.strip())

    def _keyring_open(self) -> bool:
        """Whether the default collection is there and unlocked; the service comes earlier."""
        service = "org.freedesktop.secrets"
        with Bus(self.address) as bus:
            if not bus.owned(service):
                return False
            try:
                # A call and not its property `Locked`: asked for that a moment too early, before
                # the collection has its session, gnome-keyring ends itself by an assertion.
                opened, _prompt = bus.call(
                    service,
                    "/org/freedesktop/secrets",
                    "org.freedesktop.Secret.Service",
                    "Unlock",
                    "ao",
                    (["/org/freedesktop/secrets/aliases/default"],),
                )
            except BusError:
                return False
        return bool(opened)


_BUS_NAMES: dict[Part, str] = {
    Part.TRAY: "org.kde.StatusNotifierWatcher",
    Part.NOTIFICATIONS: "org.freedesktop.Notifications",
    Part.KEYRING: "org.freedesktop.secrets",
    Part.ACCESSIBILITY: "org.a11y.Bus",
}

_FOREIGN = ("XDG_", "DBUS_", "QT_", "GTK_", "GNOME_", "PULSE_", "WAYLAND_", "DISPLAY", "XAUTHORITY")


def _environment(root: Path) -> dict[str, str]:
    """The surroundings of a program on this desktop: nothing of the desktop around it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return {
        "LANG": "C.UTF-8",
        **kept,
        "HOME": str(root / "home"),
        "XDG_RUNTIME_DIR": str(root / "run"),
        "XDG_CURRENT_DESKTOP": "XFCE",
        "XDG_SESSION_TYPE": "x11",
        "PULSE_SERVER": f"unix:{root / 'run' / 'pulse' / 'native'}",
        # The accessibility bus is not part of this desktop; asking for it costs seconds.
        "NO_AT_BRIDGE": "1",
    }
