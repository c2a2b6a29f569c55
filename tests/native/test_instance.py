"""Two starts on one profile, as two real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.native.dialogue import ROOT, Program


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start a desk on a profile under `tmp_path`; it is ended after the test."""
    programs: list[Program] = []
    with ExitStack() as started:

        def begin(*wish: str, profile: str = "profile") -> Program:
            program = Program(
                "tests.native.starter", str(tmp_path / profile), *wish, env=os.environ
            )
            programs.append(started.enter_context(program))
            return program

        yield begin
        for program in programs:
            program.process.kill()


def _claimed(program: Program) -> bool | None:
    answer: bool | None = program.wait_for(lambda said: "claimed" in said)["claimed"]
    return answer


def test_the_second_start_hands_its_wish_over_and_leaves(start: Callable[..., Program]) -> None:
    first = start()
    assert _claimed(first) is True
    second = start("open booking-17")
    assert _claimed(second) is False
    assert first.wait_for(lambda said: "wish" in said)["wish"] == "open booking-17"
    assert second.process.wait(10) == 0
    third = start()
    assert _claimed(third) is False
    first.wait_for(lambda said: said.get("wish") == "raise")


def test_other_profiles_are_other_desks(start: Callable[..., Program]) -> None:
    assert _claimed(start(profile="one")) is True
    assert _claimed(start(profile="two")) is True


def test_one_folder_named_two_ways_is_one_profile(
    start: Callable[..., Program], tmp_path: Path
) -> None:
    (tmp_path / "profile").mkdir()
    assert _claimed(start()) is True
    assert _claimed(start(profile="elsewhere/../profile")) is False


def test_a_desk_that_was_killed_does_not_lock_anybody_out(start: Callable[..., Program]) -> None:
    first = start()
    assert _claimed(first) is True
    first.process.kill()
    first.process.wait()
    second = start()
    assert _claimed(second) is True
    assert _claimed(start()) is False


def test_a_desk_that_has_left_can_be_followed(start: Callable[..., Program]) -> None:
    first = start()
    assert _claimed(start("leave")) is False
    assert first.process.wait(10) == 0
    assert _claimed(start()) is True


def test_of_many_starts_at_once_one_wins(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.native.starter", str(tmp_path / "profile"), "at once"]
    starts = [
        subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(6)
    ]
    try:
        assert all(json.loads(_line(start))["up"] for start in starts)
        for start in starts:
            assert start.stdin is not None
            start.stdin.write("go\n")
            start.stdin.flush()
        claims = [json.loads(_line(start))["claimed"] for start in starts]
    finally:
        for start in starts:
            start.kill()
            start.communicate()
    assert sorted(claims) == [False] * 5 + [True]


def _line(start: subprocess.Popen[str]) -> str:
    """The next line about a claim that a starter says; wishes of others are left out."""
    assert start.stdout is not None
    return next(line for line in start.stdout if '"wish"' not in line)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process in its tracks.")
def test_a_desk_that_hangs_is_told_of(start: Callable[..., Program]) -> None:
    first = start()
    first.process.send_signal(signal.SIGSTOP)
    second = start()
    said = second.wait_for(lambda words: "claimed" in words)
    assert said["claimed"] is None
    assert "does not answer" in said["message"]
    assert second.process.wait(10) == 1
    first.process.send_signal(signal.SIGCONT)
    assert _claimed(start()) is False


def test_a_long_wish_in_any_script_arrives(start: Callable[..., Program]) -> None:
    first = start()
    wish = "open पुस्तकालय-🔔-" + "x" * 500
    assert _claimed(start(wish)) is False
    assert first.wait_for(lambda said: "wish" in said)["wish"] == wish
