"""Reads out with the voice of the system, through the program that each system has for it."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sys

from app.contract.tongue import translate
from app.core.ports import SpeechFailed

LIMIT_S = 60.0
"""Seconds that reading out may take."""

LONGEST = 300
"""Characters that are read out."""

_POWERSHELL = (
    "Add-Type -AssemblyName System.Speech;"
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)


def speech_command() -> tuple[str, ...]:
    """The program that reads out what comes on its standard input; empty when there is none."""
    if sys.platform == "win32":
        ways = (("powershell", "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL),)
    elif sys.platform == "darwin":
        ways = (("say", "-f", "-"),)
    else:
        ways = (
            ("spd-say", "--wait", "--pipe-mode"),
            ("espeak-ng", "--stdin"),
            ("espeak", "--stdin"),
        )
    return next((way for way in ways if shutil.which(way[0])), ())


class SystemSpeaker:
    """The Speaker port; one after the other."""

    def __init__(self, command: tuple[str, ...] | None = None) -> None:
        """Prepare; `command` is the program instead of the system's."""
        self._command = command
        self._turn = asyncio.Lock()
        self._speaking: asyncio.subprocess.Process | None = None

    async def say(self, words: str) -> None:
        """Read it out to the end; what is still being read out is finished first.

        Raises:
            SpeechFailed: there is no voice, or it does not work.
        """
        command = speech_command() if self._command is None else self._command
        if not command:
            raise SpeechFailed(
                translate(
                    "speaker",
                    "This computer has no voice. Install “speech-dispatcher” to have alerts read "
                    "out.",
                )
            )
        async with self._turn:
            try:
                speaking = self._speaking = await asyncio.create_subprocess_exec(
                    *command,
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.DEVNULL,
                    stderr=asyncio.subprocess.DEVNULL,
                )
                async with asyncio.timeout(LIMIT_S):
                    await speaking.communicate(f"{words[:LONGEST]}\n".encode())
            except (OSError, TimeoutError) as error:
                raise SpeechFailed(
                    translate("speaker", "The computer's voice does not answer.")
                ) from error
            finally:
                await self.close()
        if speaking.returncode:
            raise SpeechFailed(translate("speaker", "The computer's voice does not work."))

    async def close(self) -> None:
        """Be silent at once."""
        speaking, self._speaking = self._speaking, None
        if speaking is not None and speaking.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                speaking.kill()
            await speaking.wait()
