"""Makes the chimes beside this file: python resources/sounds/synthesize.py [FOLDER]."""

from __future__ import annotations

import array
import math
import sys
import wave
from pathlib import Path

RATE = 44_100
PEAK = 0.55
"""Of full scale: soft enough for a reading room, loud enough for a front desk."""

CHIMES: dict[str, tuple[tuple[float, float], ...]] = {
    # (begins at, in seconds; pitch in Hz). A booking rises, a cancellation falls.
    "booking": ((0.0, 523.25), (0.14, 659.26), (0.28, 783.99)),
    "cancellation": ((0.0, 440.00), (0.22, 349.23)),
    "notice": ((0.0, 587.33), (0.16, 880.00)),
}

LENGTH = 1.15
"""Seconds until the last note has died away."""

_PARTIALS = ((1, 1.0, 0.26), (2, 0.28, 0.16), (3, 0.10, 0.09))
"""A struck bar: (multiple of the pitch, strength, seconds in which it fades to a third)."""

_ATTACK = 0.006
_RELEASE = 0.05


def chime(notes: tuple[tuple[float, float], ...]) -> array.array[int]:
    """The samples of a chime, 16 bits each."""
    count = int(LENGTH * RATE)
    mix = [0.0] * count
    for begins, pitch in notes:
        first = int(begins * RATE)
        for index in range(first, count):
            at = (index - first) / RATE
            attack = min(1.0, at / _ATTACK)
            mix[index] += attack * sum(
                strength * math.exp(-at / fade) * math.sin(2 * math.pi * pitch * multiple * at)
                for multiple, strength, fade in _PARTIALS
            )
    loudest = max(abs(value) for value in mix)
    scale = PEAK * 32767 / loudest
    release = int(_RELEASE * RATE)
    return array.array(
        "h",
        (
            round(value * scale * min(1.0, (count - 1 - index) / release))
            for index, value in enumerate(mix)
        ),
    )


def write(folder: Path) -> list[Path]:
    """Write every chime as a WAV file into `folder`; returns their paths."""
    paths = []
    for name, notes in CHIMES.items():
        samples = chime(notes)
        if sys.byteorder == "big":
            samples.byteswap()
        path = folder / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples.tobytes())
        paths.append(path)
    return paths


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    for made in write(target):
        print(made)
