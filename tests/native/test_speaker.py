"""Reading out through the system's program: what it gets, one after the other, and without one."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from app.core.ports import SpeechFailed
from app.native.speaker import LONGEST, SystemSpeaker, speech_command

# Notes when it begins and ends, and what it was given to say.
_PROGRAM = """
import sys, pathlib
log = pathlib.Path(sys.argv[1])
told = sys.stdin.buffer.read().decode()
with log.open("a", encoding="utf-8") as file:
    file.write(f"begin {told.strip()}\\n")
if "for ever" in told:
    import time; time.sleep(600)
with log.open("a", encoding="utf-8") as file:
    file.write("end\\n")
sys.exit(3 if "broken" in told else 0)
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "said"


@pytest.fixture
def speaker(log: Path) -> SystemSpeaker:
    return SystemSpeaker((sys.executable, "-c", _PROGRAM, str(log)))


def said(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


async def test_one_is_read_out_after_the_other(speaker: SystemSpeaker, log: Path) -> None:
    await asyncio.gather(speaker.say("New booking: Asha"), speaker.say("Cancelled: रोहन"))
    assert said(log) == ["begin New booking: Asha", "end", "begin Cancelled: रोहन", "end"]


async def test_of_a_very_long_text_the_beginning_is_read_out(
    speaker: SystemSpeaker, log: Path
) -> None:
    await speaker.say("x" * 10_000)
    assert said(log)[0] == f"begin {'x' * LONGEST}"


async def test_closing_is_silence_at_once(speaker: SystemSpeaker, log: Path) -> None:
    speaking = asyncio.ensure_future(speaker.say("for ever"))
    async with asyncio.timeout(20):
        while not said(log):  # noqa: ASYNC110 - another program tells no event
            await asyncio.sleep(0.01)
    await speaker.close()
    await asyncio.gather(speaking, return_exceptions=True)
    assert said(log) == ["begin for ever"]


async def test_a_voice_that_is_missing_or_broken_is_told(speaker: SystemSpeaker) -> None:
    with pytest.raises(SpeechFailed, match="does not work"):
        await speaker.say("broken")
    with pytest.raises(SpeechFailed, match="has no voice"):
        await SystemSpeaker(()).say("hello")
    with pytest.raises(SpeechFailed, match="does not answer"):
        await SystemSpeaker(("/nowhere/at/all",)).say("hello")


def test_a_program_that_is_not_installed_is_not_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert speech_command() == ()
    if sys.platform == "linux":
        tmp_path.joinpath("espeak-ng").touch(mode=0o755)
        assert speech_command() == ("espeak-ng", "--stdin")
