"""Chimes as the speaker plays them: which, how loud, how often, and without a speaker."""

from __future__ import annotations

import math
import runpy
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.ports import Sound
from app.native.player import LONGEST
from app.shipped import resource
from tests.native.dialogue import Program
from tests.rig.bus import wait_until
from tests.rig.session import DesktopSession, Part
from tests.rig.sound import SoundRecorder, loudness, melody

pytestmark = pytest.mark.desktop

_CHIMES = runpy.run_path(str(resource("sounds", "synthesize.py")))["CHIMES"]
NOTES: dict[str, list[float]] = {
    name: [pitch for _, pitch in notes] for name, notes in _CHIMES.items()
}
TONES, TONE_HZ = Path(__file__).parent / "sounds", 660.0
EVERY = [pitch for notes in NOTES.values() for pitch in notes]


@pytest.fixture
def ringer(rig: DesktopSession) -> Iterator[Program]:
    with Program("tests.native.ringer", env=rig.env) as program:
        yield program


@pytest.mark.parametrize("sound", Sound)
def test_the_speaker_plays_the_notes_of_each_chime(
    ringer: Program, recorder: SoundRecorder, sound: Sound
) -> None:
    said = ringer.ask(do="play", sound=sound)
    assert "error" not in said
    chime = recorder.wait_chime()
    assert melody(chime, EVERY) == NOTES[sound]
    # To its end, and back soon after it.
    assert 0.9 < len(chime) / 22_050 < 1.3
    assert 1.1 < said["seconds"] < 3


def test_volume_is_heard(ringer: Program, recorder: SoundRecorder) -> None:
    ringer.ask(do="play", sound="notice")
    full = loudness(recorder.wait_chime())
    since = recorder.position
    ringer.ask(do="play", sound="cancellation")
    recorder.wait_chime(since)
    since = recorder.position
    # More than a second after the first, so it is played again.
    ringer.ask(do="play", sound="notice", volume=0.5)
    half = loudness(recorder.wait_chime(since))
    assert half / full == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("kind", ["mp3", "ogg"])
def test_a_file_of_one_s_own_is_played(ringer: Program, recorder: SoundRecorder, kind: str) -> None:
    assert "error" not in ringer.ask(do="play", sound=str(TONES / f"tone.{kind}"), volume=0.5)
    tone = recorder.wait_chime()
    assert melody(tone, [440, TONE_HZ, 880]) == [TONE_HZ]
    assert 0.4 < len(tone) / 22_050 < 0.7


def test_of_a_long_file_the_beginning_is_played_and_dies_away(
    ringer: Program, recorder: SoundRecorder, tmp_path: Path
) -> None:
    long = tmp_path / "An hour – मंगल.wav"
    with wave.open(str(long), "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", ""))
        swing = array(
            "h", (round(9_000 * math.sin(math.tau * TONE_HZ * at / 8_000)) for at in range(8_000))
        )
        for _ in range(60):
            file.writeframes(swing.tobytes())
    ringer.ask(do="play", sound=str(long))
    heard = recorder.wait_chime(limit=30)
    assert LONGEST - 0.7 < len(heard) / 22_050 < LONGEST + 0.3
    end, before = heard[-2_000:], heard[-22_050:-20_050]
    assert loudness(end) < loudness(before) / 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "is not there"),
        (b"", "is no sound"),
        (b"Dear diary", "is no sound"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "is no sound"),
        (b"<html>not found</html>" * 500, "is no sound"),
    ],
)
def test_a_file_that_is_no_sound_is_told_before_it_has_to_ring(
    ringer: Program, tmp_path: Path, content: bytes | None, why: str
) -> None:
    path = tmp_path / "bell.mp3"
    if content is not None:
        path.write_bytes(content)
    for do in ("check", "play"):
        said = ringer.ask(do=do, sound=str(path))
        assert said["error"] == "NotASound"
        assert why in said["message"]
        assert "WAV, OGG or MP3" in said["message"]


def test_the_computer_s_own_sound_is_that_of_its_sound_theme(
    rig: DesktopSession, recorder: SoundRecorder, tmp_path: Path
) -> None:
    theme = tmp_path / "sounds" / "freedesktop" / "stereo"
    theme.mkdir(parents=True)
    theme.joinpath("bell.ogg").write_bytes(b"nobody asks for this one")
    theme.joinpath("message-new-instant.oga").write_bytes((TONES / "tone.ogg").read_bytes())
    here = rig.env | {"XDG_DATA_HOME": str(tmp_path), "XDG_DATA_DIRS": str(tmp_path / "none")}
    with Program("tests.native.ringer", env=here) as ringer:
        assert "error" not in ringer.ask(do="play", sound="system")
        assert melody(recorder.wait_chime(), [440, TONE_HZ, 880]) == [TONE_HZ]
    silent = rig.env | {"XDG_DATA_HOME": str(tmp_path / "none"), "XDG_DATA_DIRS": "/nowhere"}
    with Program("tests.native.ringer", env=silent) as ringer:
        said = ringer.ask(do="play", sound="system")
        assert said["error"] == "NotASound"
        assert "no sound of its own" in said["message"]


def test_the_same_chime_many_times_at_once_is_played_once(
    ringer: Program, recorder: SoundRecorder
) -> None:
    said = ringer.ask(do="play", sound="booking", times=12)
    assert "error" not in said
    recorder.wait_chime()
    recorder.wait_recorded(1.5, recorder.position)
    assert len(recorder.sounds()) == 1


def test_two_different_chimes_are_both_heard(ringer: Program, recorder: SoundRecorder) -> None:
    first = ringer.begin(do="play", sound="booking")
    second = ringer.begin(do="play", sound="cancellation")
    assert "error" not in ringer.answer(first) | ringer.answer(second)
    recorder.wait_recorded(0.5, recorder.position)
    heard = melody(recorder.wait_chime(), EVERY)
    assert heard == NOTES["booking"] + NOTES["cancellation"]


def test_a_played_chime_leaves_nothing_open(ringer: Program) -> None:
    # The library itself stays open after the first; every further one must add nothing.
    assert "error" not in ringer.ask(do="play", sound="booking")
    before = ringer.ask(do="costs")
    for sound in (Sound.NOTICE, Sound.CANCELLATION):
        assert "error" not in ringer.ask(do="play", sound=sound)

    def as_before() -> bool:
        after = ringer.ask(do="costs")
        return all(int(after[each]) <= int(before[each]) for each in ("files", "threads"))

    # The system counts a thread for a moment longer than whoever waited for its end.
    wait_until(as_before, "what the two chimes opened is closed")


def test_closing_stops_what_plays(ringer: Program, recorder: SoundRecorder) -> None:
    playing = ringer.begin(do="play", sound="booking")
    recorder.wait_recorded(0.3, recorder.position)
    assert ringer.ask(do="close")["seconds"] < 1
    assert ringer.answer(playing)["seconds"] < 1.2


def test_without_a_speaker_it_says_so_and_plays_when_one_comes(
    rig: DesktopSession,
) -> None:
    rig.stop_part(Part.SOUND)
    with Program("tests.native.ringer", env=rig.env) as ringer:
        said = ringer.ask(do="play", sound="booking")
        assert said["error"] == "SoundFailed"
        assert "speaker" in said["message"]
        assert said["seconds"] < 3
        assert ringer.ask(do="describe")["error"] == "SoundFailed"

        rig.start_part(Part.SOUND)
        with SoundRecorder(rig) as recorder:
            assert "error" not in ringer.ask(do="play", sound="cancellation")
            assert melody(recorder.wait_chime(), EVERY) == NOTES["cancellation"]
        assert ringer.ask(do="describe")["way"] == "PulseAudio"


def test_a_speaker_that_is_unplugged_amid_a_chime_is_told_and_the_next_one_plays(
    rig: DesktopSession,
) -> None:
    with Program("tests.native.ringer", env=rig.env) as ringer:
        with SoundRecorder(rig) as recorder:
            playing = ringer.begin(do="play", sound="booking")
            recorder.wait_recorded(0.2, recorder.position)
        rig.stop_part(Part.SOUND)
        said = ringer.answer(playing)
        assert said.get("error") == "SoundFailed", said
        assert "still connected" in said["message"]
        rig.start_part(Part.SOUND)
        with SoundRecorder(rig) as recorder:
            assert "error" not in ringer.ask(do="play", sound="cancellation")
            assert melody(recorder.wait_chime(), EVERY) == NOTES["cancellation"]


def test_a_sound_server_that_hangs_is_given_up_in_time(rig: DesktopSession) -> None:
    with Program("tests.native.ringer", "2", "", env=rig.env) as ringer:
        rig.freeze(Part.SOUND)
        said = ringer.ask(do="play", sound="booking")
        assert said["error"] == "SoundFailed"
        assert "does not answer" in said["message"]
        assert said["seconds"] < 4
        # The next one is refused at once instead of waiting behind it.
        assert ringer.ask(do="play", sound="notice")["seconds"] < 0.5
        rig.thaw(Part.SOUND)


def test_a_chime_that_is_missing_or_damaged_is_told(rig: DesktopSession, tmp_path: Path) -> None:
    (tmp_path / "notice.wav").write_bytes(b"RIFF, but not really")
    with Program("tests.native.ringer", "8", str(tmp_path), env=rig.env) as ringer:
        missing = ringer.ask(do="play", sound="booking")
        damaged = ringer.ask(do="play", sound="notice")
    for said in (missing, damaged):
        assert said["error"] == "NotASound"
        assert "Install StudySpot Desk again" in said["message"]
