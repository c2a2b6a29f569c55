"""A notifier, a player and a speaker that only remember what they were asked."""

from __future__ import annotations

from collections.abc import Callable

from app.core.ports import (
    Action,
    NotASound,
    SoundFailed,
    SpeechFailed,
    SwitchFailed,
    Toast,
    ToastFailed,
)


class DeafNotifier:
    """Keeps each toast; `press` is a person's finger."""

    name = "a notifier for tests"

    def __init__(self) -> None:
        self.toasts: list[Toast] = []
        self.fails = ""
        self._listeners: list[Callable[[str, Action], None]] = []

    def on_action(self, listener: Callable[[str, Action], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def show(self, toast: Toast) -> None:
        if self.fails:
            raise ToastFailed(self.fails)
        self.toasts.append(toast)

    async def withdraw(self, alert_id: str) -> None:
        self.toasts = [toast for toast in self.toasts if toast.alert_id != alert_id]

    async def close(self) -> None:
        self._listeners.clear()

    def press(self, toast: Toast, action: Action) -> None:
        """Press a button of `toast`."""
        for listener in list(self._listeners):
            listener(toast.alert_id, action)

    def listened_to(self) -> bool:
        return bool(self._listeners)


class SilentPlayer:
    """Keeps each sound, and how loud it was; `unknown` are no sounds."""

    def __init__(self) -> None:
        self.played: list[str] = []
        self.volumes: list[float] = []
        self.fails = ""
        self.unknown: set[str] = set()

    async def play(self, sound: str, volume: float = 1.0) -> None:
        await self.check(sound)
        if self.fails:
            raise SoundFailed(self.fails)
        assert 0 < volume <= 1
        self.played.append(sound)
        self.volumes.append(volume)

    async def check(self, sound: str) -> None:
        if sound in self.unknown:
            raise NotASound(f"The file {sound} is no sound that can be played.")

    async def close(self) -> None:
        self.played.clear()


class MuteSpeaker:
    """Keeps what was to be read out."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.fails = ""

    async def say(self, words: str) -> None:
        if self.fails:
            raise SpeechFailed(self.fails)
        self.said.append(words)

    async def close(self) -> None:
        self.said.clear()


class PlainSwitch:
    """Something of a system that is on or off."""

    def __init__(self) -> None:
        self.on = False
        self.fails = ""

    def is_on(self) -> bool:
        return self.on

    def turn(self, *, on: bool) -> None:
        if self.fails:
            raise SwitchFailed(self.fails)
        self.on = on
