"""What a rig's speaker played: recorded from the sink, heard as loudness and as notes."""

from __future__ import annotations

import array
import math
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import IO

from tests.rig.bus import LIMIT
from tests.rig.session import SINK, DesktopSession

RATE = 22_050
"""Samples a second of a recording."""

_LOUD = 0.01
_WINDOW = RATE // 20
"""Notes and loudness are heard in windows of 50 ms."""


class SoundRecorder:
    """Records the sink from entering to leaving; use it as a context manager."""

    def __init__(self, session: DesktopSession) -> None:
        self._session = session
        self._samples = array.array("h")
        self._news = threading.Condition()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> SoundRecorder:
        where = [f"--rate={RATE}", "-d", f"{SINK}.monitor"]
        self._process = subprocess.Popen(
            [*["parec", "--raw", "--format=s16le", "--channels=1", "--latency-msec=30"], *where],
            env=self._session.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        self._thread = threading.Thread(
            target=self._listen, args=(self._process.stdout,), name="recorder", daemon=True
        )
        self._thread.start()
        # Silence is recorded too, so the first samples say that the recording runs.
        self._wait(lambda: len(self._samples) > 0, "the recording runs", LIMIT)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        assert self._thread is not None
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    @property
    def position(self) -> int:
        """How many samples are recorded."""
        with self._news:
            return len(self._samples)

    def wait_chime(self, since: int = 0, quiet: float = 0.5, limit: float = LIMIT) -> list[float]:
        """The first sound after sample `since`, from its beginning until it is quiet again.

        Args:
            since: a `position` from before.
            quiet: seconds of silence that end it.
            limit: seconds to wait.

        Returns:
            Samples from -1 to 1.

        Raises:
            TimeoutError: nothing was played, or it did not end.
        """
        found: list[tuple[int, int]] = []

        def ended() -> bool:
            spans = self._spans(since, quiet)
            if spans and len(self._samples) - spans[0][1] > quiet * RATE:
                found[:] = spans[:1]
            return bool(found)

        self._wait(ended, "a sound that ends", limit)
        start, end = found[0]
        return [sample / 32768 for sample in self._samples[start:end]]

    def wait_recorded(self, seconds: float, since: int) -> None:
        """Wait until so much more is recorded after sample `since`."""
        self._wait(
            lambda: len(self._samples) - since >= seconds * RATE,
            f"{seconds:g} s of recording",
            LIMIT + seconds,
        )

    def sounds(self, since: int = 0, quiet: float = 0.5) -> list[tuple[float, float]]:
        """Every sound since, as (start, end) in seconds after sample `since`."""
        with self._news:
            spans = self._spans(since, quiet)
        return [((start - since) / RATE, (end - since) / RATE) for start, end in spans]

    def _spans(self, since: int, quiet: float) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for start in range(since, len(self._samples) - _WINDOW + 1, _WINDOW):
            window = self._samples[start : start + _WINDOW]
            if max(*window, -min(window)) / 32768 < _LOUD:
                continue
            if spans and start - spans[-1][1] <= quiet * RATE:
                spans[-1] = (spans[-1][0], start + _WINDOW)
            else:
                spans.append((start, start + _WINDOW))
        return spans

    def _wait(self, condition: Callable[[], bool], what: str, limit: float) -> None:
        deadline = time.monotonic() + limit
        with self._news:
            while not condition():
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"not within {limit:g} s: {what}")
                self._news.wait(left)

    def _listen(self, pipe: IO[bytes]) -> None:
        while data := pipe.read(2 * _WINDOW):
            heard = array.array("h", data[: len(data) // 2 * 2])
            if sys.byteorder == "big":
                heard.byteswap()
            with self._news:
                self._samples.extend(heard)
                self._news.notify_all()


def loudness(samples: Sequence[float]) -> float:
    """The root of the mean square, from 0 to 1."""
    return math.sqrt(sum(s * s for s in samples) / len(samples)) if samples else 0.0


def strength(samples: Sequence[float], frequency: float, rate: int = RATE) -> float:
    """How strongly a frequency in Hz is in the samples (Goertzel's filter), from 0 to 1."""
    turn = 2 * math.cos(2 * math.pi * frequency / rate)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + turn * last - before
    power = before * before + last * last - turn * before * last
    return 2 * math.sqrt(max(power, 0.0)) / len(samples)


def melody(
    samples: Sequence[float], notes: Sequence[float], *, rate: int = RATE, window: float = 0.1
) -> list[float]:
    """Which of `notes` (in Hz) begin one after another in the samples.

    A note begins where it grows stronger than it was before; one that fades is not heard
    again.
    """
    step = int(window * rate)
    heard: list[float] = []
    previous = dict.fromkeys(notes, 0.0)
    for start in range(0, len(samples) - step + 1, step):
        part = samples[start : start + step]
        present = {note: strength(part, note, rate) for note in notes}
        grown = {note: present[note] - previous[note] for note in notes}
        note = max(grown, key=grown.__getitem__)
        if grown[note] > _LOUD and (not heard or heard[-1] != note):
            heard.append(note)
        previous = present
    return heard
