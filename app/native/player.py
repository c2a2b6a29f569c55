"""Chimes through miniaudio: a device is opened for each and closed at its end."""

from __future__ import annotations

import array
import asyncio
import contextlib
import ctypes
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

from app.contract.tongue import translate
from app.core.ports import SYSTEM_SOUND, NotASound, Sound, SoundFailed
from app.native.system_sound import system_sound
from app.native.worker import Stuck, Worker
from app.shipped import resource

RATE = 44_100
TOGETHER = 1.0
"""Seconds within which the same sound, asked for again, is played once."""

LIMIT = 12.0
"""Seconds a chime may wait and play; a hung sound server takes for ever."""

LONGEST = 10.0
"""Seconds of a file that are played; the last of them die away."""

_DYING_S = 0.5
_LARGEST = 64 * 1024 * 1024
_LATEST = 5.0
"""Seconds that a sound server may hold a chime back; PulseAudio holds up to two."""

_BUFFER_MS = 60

# Without this list miniaudio would take its null device last, and be silent.
_BACKENDS = {
    "win32": ("WASAPI", "DSOUND", "WINMM"),
    "darwin": ("COREAUDIO",),
    "linux": ("PULSEAUDIO", "ALSA"),
}


class ChimePlayer:
    """The Player port: one chime after another, on a thread of its own."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        limit: float = LIMIT,
    ) -> None:
        """Prepare; nothing is read or opened before the first chime.

        Args:
            folder: where the chimes lie, `<sound>.wav` or `.ogg`; those of the product.
            limit: seconds a chime may take.
        """
        self._folder = folder
        self._limit = limit
        self._worker = Worker("chime")
        self._chimes: dict[str, array.array[int]] = {}
        self._begun: dict[str, tuple[float, asyncio.Task[None]]] = {}
        self._stop = threading.Event()

    async def play(self, sound: str, volume: float = 1.0) -> None:
        """Play it to the end, of a long file its beginning; `volume` from 0 to 1.

        Asked for again within a second, or while it waits or plays, it is played once.

        Raises:
            NotASound: the file is missing, or is none that can be played.
            SoundFailed: there is no device, or it does not answer.
        """
        now = time.monotonic()
        begun, task = self._begun.get(sound, (float("-inf"), None))
        if task is None or (task.done() and now - begun > TOGETHER):
            task = asyncio.ensure_future(self._perform(sound, min(1.0, max(0.0, volume))))
            self._begun[sound] = (now, task)
        # The chime belongs to everybody who asked; one who is cancelled does not end it.
        await asyncio.shield(task)

    async def check(self, sound: str) -> None:
        """Look whether it could be played, as far as the sound itself goes.

        Raises:
            NotASound: says why not.
        """
        try:
            await self._worker.run(lambda: self._decoded(sound), self._limit)
        except Stuck:
            raise NotASound(translate("player", "The file could not be read in time.")) from None

    async def describe(self) -> str:
        """Which sound system answers, by opening a device and closing it again.

        Raises:
            SoundFailed: none does.
        """
        try:
            return await self._worker.run(_backend_name, self._limit)
        except Stuck:
            raise _no_answer() from None

    async def close(self) -> None:
        """Stop what plays and let go of the device."""
        self._stop.set()
        tasks = [task for _, task in self._begun.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=2)
        if not self._worker.stuck:
            self._worker.join(1)
        self._begun.clear()

    async def _perform(self, sound: str, volume: float) -> None:
        try:
            await self._worker.run(lambda: self._sound(sound, volume), self._limit)
        except Stuck:
            raise _no_answer() from None

    def _sound(self, sound: str, volume: float) -> None:
        import miniaudio  # noqa: PLC0415 - costs start-up time, and belongs on the worker's thread

        if self._stop.is_set():
            return
        samples = self._decoded(sound)
        try:
            device = _open_device()
        except miniaudio.MiniaudioError as error:
            raise _no_speaker() from error
        over = threading.Event()
        feed = _feed(samples, volume, over)
        next(feed)
        try:
            device.start(feed)
            seconds = len(samples) / RATE
            deadline = time.monotonic() + seconds + _LATEST
            while not (over.wait(0.25) or self._stop.is_set() or time.monotonic() > deadline):
                pass
        except miniaudio.MiniaudioError as error:
            raise _no_speaker() from error
        finally:
            _close_device(device)
        if not over.is_set() and not self._stop.is_set():
            raise SoundFailed(
                translate(
                    "player",
                    "The speaker stopped in the middle of a chime. Check that it is still "
                    "connected.",
                )
            )

    def _decoded(self, sound: str) -> array.array[int]:
        if sound in set(Sound):
            if sound not in self._chimes:
                self._chimes[sound] = self._own(sound)
            return self._chimes[sound]
        path = system_sound() if sound == SYSTEM_SOUND else Path(sound)
        if path is None:
            raise NotASound(
                translate("player", "This computer has no sound of its own for notifications.")
            )
        # Read each time: somebody may put another file in its place.
        return _decoded_file(path)

    def _own(self, sound: str) -> array.array[int]:
        folder = self._folder or resource("sounds")
        path = next(
            (path for end in ("ogg", "wav") if (path := folder / f"{sound}.{end}").is_file()),
            None,
        )
        if path is None:
            words = translate(
                "player",
                "The chime “{sound}” is missing from {folder}. Install StudySpot Desk again.",
            )
            raise NotASound(words.format(sound=sound, folder=folder))
        try:
            return _decoded_file(path)
        except NotASound as error:
            words = translate(
                "player", "The chime “{sound}” cannot be read. Install StudySpot Desk again."
            )
            raise NotASound(words.format(sound=sound)) from error


def _no_answer() -> SoundFailed:
    return SoundFailed(
        translate(
            "player", "The sound system does not answer. Check the computer's sound settings."
        )
    )


def _no_speaker() -> SoundFailed:
    return SoundFailed(
        translate(
            "player",
            "No speaker was found, or the sound system is not running. Connect a speaker and "
            "check the computer's sound settings.",
        )
    )


def _decoded_file(path: Path) -> array.array[int]:
    """The samples of a file, as many as are played.

    Raises:
        NotASound: it cannot be read, or is no WAV, OGG, MP3 or FLAC file.
    """
    import miniaudio  # noqa: PLC0415 - as above

    most = round(LONGEST * RATE)
    samples = array.array("h")
    try:
        if path.stat().st_size > _LARGEST:
            words = translate(
                "player", "The file {path} is too large for a sound. Choose a shorter one."
            )
            raise NotASound(words.format(path=path))
        stream = miniaudio.stream_memory(
            path.read_bytes(), nchannels=1, sample_rate=RATE, frames_to_read=RATE
        )
        with contextlib.closing(stream):
            for portion in stream:
                samples.extend(portion)
                if len(samples) > most:
                    break
    except (miniaudio.DecodeError, OSError, ValueError) as error:
        words = (
            translate(
                "player",
                "The file {path} is no sound that can be played. Choose a WAV, OGG or MP3 file.",
            )
            if path.is_file()
            else translate("player", "The file {path} is not there. Choose a WAV, OGG or MP3 file.")
        )
        raise NotASound(words.format(path=path)) from error
    if not samples:
        words = translate("player", "The file {path} has no sound in it. Choose another.")
        raise NotASound(words.format(path=path))
    return _dying_away(samples[:most]) if len(samples) > most else samples


def _dying_away(samples: array.array[int]) -> array.array[int]:
    """Softer and softer at the end, so that it does not break off."""
    tail = round(_DYING_S * RATE)
    for place in range(tail):
        samples[-1 - place] = samples[-1 - place] * place // tail
    return samples


def _open_device() -> Any:
    """A playback device for one channel of 16-bit samples at RATE.

    Raises:
        miniaudio.MiniaudioError: there is no device, or it does not work.
    """
    import miniaudio  # noqa: PLC0415 - as above

    system = "linux" if sys.platform not in _BACKENDS else sys.platform
    backends = [getattr(miniaudio.Backend, name) for name in _BACKENDS[system]]
    if system == "linux":
        _hush_alsa()
    return miniaudio.PlaybackDevice(
        nchannels=1,
        sample_rate=RATE,
        buffersize_msec=_BUFFER_MS,
        backends=backends,
        app_name="StudySpot Desk",
    )


def _close_device(device: Any) -> None:
    """Let go of a device, and of the connection to the sound server behind it."""
    import miniaudio  # noqa: PLC0415 - as above

    # The library closes the device but keeps its context: four open files for each chime.
    context = device._context  # noqa: SLF001 - nothing public reaches it
    device.close()
    miniaudio.lib.ma_context_uninit(context)


def _backend_name() -> str:
    import miniaudio  # noqa: PLC0415 - as above

    try:
        device = _open_device()
    except miniaudio.MiniaudioError as error:
        raise _no_speaker() from error
    try:
        return str(device.backend)
    finally:
        _close_device(device)


def _feed(
    samples: array.array[int], volume: float, over: threading.Event
) -> Generator[array.array[int], int, None]:
    """Hand out the samples in the portions asked for, then silence until they are heard."""
    if volume < 1.0:
        samples = array.array("h", (round(sample * volume) for sample in samples))
    # What the device holds back when the last sample is handed out is still to be heard.
    silence = 4 * RATE * _BUFFER_MS // 1000
    wanted = yield array.array("h")
    at = 0
    while at < len(samples) + silence:
        portion = samples[at : at + wanted]
        at += wanted
        wanted = yield portion
    over.set()


_ALSA_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
_silent = _ALSA_HANDLER(lambda *_: None)


def _hush_alsa() -> None:
    """Keep ALSA from writing to the terminal when there is no sound card; we say it ourselves."""
    try:
        alsa = ctypes.CDLL("libasound.so.2")
        alsa.snd_lib_error_set_handler(_silent)
    except (OSError, AttributeError):
        return
