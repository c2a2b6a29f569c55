"""What the core needs of a machine, as Protocols; native/ provides them, tests pass fakes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec


class Clock(Protocol):
    """Time, so that tests can own it."""

    def now(self) -> datetime:
        """The wall clock as an aware UTC instant."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait; returns at once for zero or less."""
        ...


class Vault(Protocol):
    """Secrets by name; on a desktop the operating system's keyring.

    No method raises: a keyring that is locked, absent or slow makes the vault fall back
    to memory, and `trouble` then says so in a sentence for people.
    """

    @property
    def trouble(self) -> str | None:
        """Why secrets will not outlive the process; None while the keyring works."""
        ...

    async def read(self, name: str, *, ask: bool = True) -> str | None:
        """The secret kept under `name`, or None.

        Unless it may `ask`, nobody is asked to unlock anything for it.
        """
        ...

    async def write(self, name: str, secret: str) -> None:
        """Keep `secret` under `name`."""
        ...

    async def forget(self, name: str) -> None:
        """Drop what is kept under `name`; fine when nothing is."""
        ...


class Sign(StrEnum):
    """What a machine tells of itself that a connection should hear of."""

    WOKE = "woke"
    NETWORK = "network"


class SpeechFailed(Exception):
    """Nothing can be read out here; the message says why."""


class Speaker(Protocol):
    """Reads out, with the voice of the system."""

    async def say(self, words: str) -> None:
        """Read it out to the end; what is still being read out is finished first.

        Raises:
            SpeechFailed: there is no voice, or it does not work.
        """
        ...

    async def close(self) -> None:
        """Be silent at once."""
        ...


class SwitchFailed(Exception):
    """Something of the system could not be switched; the message says why."""


class Switch(Protocol):
    """Something of the person's system that is on or off, as starting with their session."""

    def is_on(self) -> bool:
        """How it stands."""
        ...

    def turn(self, *, on: bool) -> None:
        """Have it so from now on.

        Raises:
            SwitchFailed: says why not.
        """
        ...


class Wake(Protocol):
    """Tells when the machine woke from sleep, and when its network is another.

    Whoever listens must also watch the clocks: not every machine tells.
    """

    def subscribe(self, listener: Callable[[Sign], None]) -> Callable[[], None]:
        """Call `listener` on the running loop at each sign; returns the undo."""
        ...

    async def open(self) -> None:
        """Begin to listen to the system; never raises, a system that tells nothing is borne."""
        ...

    async def close(self) -> None:
        """Let go of the system."""
        ...


class Focus(Protocol):
    """Whether the computer itself asks for quiet: its "do not disturb"."""

    @property
    def name(self) -> str:
        """What is asked, in words for the doctor; "" where the system has nothing of the kind."""
        ...

    @property
    def is_on(self) -> bool:
        """Whether nobody wants to be disturbed now; false where the system does not tell."""
        ...

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` on the running loop when `is_on` is different; returns the undo."""
        ...

    async def open(self) -> None:
        """Begin to listen to the system; never raises, a system that tells nothing is borne."""
        ...

    async def close(self) -> None:
        """Let go of the system."""
        ...


class Action(StrEnum):
    """What a person can press on a toast; DEFAULT is a click on the toast itself."""

    DEFAULT = "default"
    OPEN = "open"
    CHECK_IN = "check_in"
    CONFIRM = "confirm"
    DECLINE = "decline"
    GOT_IT = "got_it"
    CALL = "call"


class Urgency(StrEnum):
    """How much a toast asks for; a critical one stays until somebody takes it."""

    LOW = "low"
    NORMAL = "normal"
    CRITICAL = "critical"


class Toast(msgspec.Struct, frozen=True, kw_only=True):
    """A native notification to show. Title and body are plain text, never markup."""

    alert_id: str
    title: str
    body: str
    actions: tuple[tuple[Action, str], ...] = ()
    """Buttons as (action, label that people read)."""
    urgency: Urgency = Urgency.NORMAL


class ToastFailed(Exception):
    """A notifier could not show a toast; the message says why."""


class Notifier(Protocol):
    """Shows native notifications."""

    @property
    def name(self) -> str:
        """Which way is in use, in words for the doctor."""
        ...

    def on_action(self, listener: Callable[[str, Action], None]) -> Callable[[], None]:
        """Call `listener(alert_id, action)` at each press; returns the undo."""
        ...

    async def show(self, toast: Toast) -> None:
        """Show it; returns when the system has taken it.

        Raises:
            ToastFailed: when no way of showing it worked.
        """
        ...

    async def withdraw(self, alert_id: str) -> None:
        """Take a shown toast away; fine when it is gone."""
        ...

    async def close(self) -> None:
        """Let go of the system's connection."""
        ...


class Sound(StrEnum):
    """The chimes of our own, one file each under resources/sounds."""

    BOOKING = "booking"
    CANCELLATION = "cancellation"
    NOTICE = "notice"


SYSTEM_SOUND = "system"
"""The sound that the computer makes for notifications, whatever that is."""


class SoundFailed(Exception):
    """A chime could not be played; the message says why."""


class NotASound(SoundFailed):
    """The sound itself cannot be played here: no such file, or none that is a sound."""


class Player(Protocol):
    """Plays sounds: one of ours by its name, "system", or the path of a WAV, OGG or MP3 file."""

    async def play(self, sound: str, volume: float = 1.0) -> None:
        """Play it to the end, of a long file its beginning; `volume` from 0 to 1.

        Raises:
            NotASound: the file is missing, or is none that can be played.
            SoundFailed: there is no device, or it does not answer.
        """
        ...

    async def check(self, sound: str) -> None:
        """Look whether it could be played, as far as the sound itself goes.

        Raises:
            NotASound: says why not.
        """
        ...

    async def close(self) -> None:
        """Stop what plays and let go of the device."""
        ...
