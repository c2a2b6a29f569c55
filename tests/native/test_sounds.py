"""The chimes: made by their script to the byte, and told apart by their notes."""

from __future__ import annotations

import array
import importlib.util
import sys
import wave
from pathlib import Path
from types import ModuleType

import pytest

from app.core.ports import Sound
from app.shipped import resource


@pytest.fixture(scope="module")
def synthesize() -> ModuleType:
    spec = importlib.util.spec_from_file_location("synthesize", resource("sounds", "synthesize.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(path: Path) -> tuple[wave._wave_params, array.array[int]]:
    with wave.open(str(path), "rb") as file:
        samples = array.array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            samples.byteswap()
        return file.getparams(), samples


def test_every_sound_has_its_chime_and_the_script_makes_the_same(
    synthesize: ModuleType, tmp_path: Path
) -> None:
    made = {path.name: path.read_bytes() for path in synthesize.write(tmp_path)}
    kept = {f"{sound}.wav": resource("sounds", f"{sound}.wav").read_bytes() for sound in Sound}
    assert made == kept


@pytest.mark.parametrize("sound", Sound)
def test_a_chime_is_short_soft_and_ends_in_silence(sound: Sound) -> None:
    shape, samples = _read(resource("sounds", f"{sound}.wav"))
    assert (shape.nchannels, shape.sampwidth, shape.framerate) == (1, 2, 44_100)
    assert 0.6 <= len(samples) / shape.framerate <= 1.2
    peak = max(abs(sample) for sample in samples) / 32768
    assert 0.4 < peak < 0.7
    # No click at either end.
    assert abs(samples[0]) < 50
    assert max(abs(sample) for sample in samples[-20:]) < 50


def test_a_booking_rises_and_a_cancellation_falls(synthesize: ModuleType) -> None:
    pitches = {name: [pitch for _, pitch in notes] for name, notes in synthesize.CHIMES.items()}
    assert pitches["booking"] == sorted(pitches["booking"])
    assert pitches["cancellation"] == sorted(pitches["cancellation"], reverse=True)
    every = [pitch for notes in pitches.values() for pitch in notes]
    assert len(set(every)) == len(every)
