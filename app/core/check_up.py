"""A check-up asked for by a running desk: in a process of its own, which may hang or fall."""

from __future__ import annotations

import asyncio
import contextlib

import msgspec

from app.contract.errors import CheckFailed
from app.contract.tongue import language, translate
from app.core.findings import Findings
from app.core.own_process import start_own
from app.core.profile import Profile

LIMIT_S = 60.0
"""Seconds that all checks together may take."""


async def check_up(profile: Profile) -> Findings:
    """What `studyspot-desk doctor` finds of this profile, in the language that is spoken here.

    Raises:
        CheckFailed: it could not be started, took too long, or said nothing that has sense.
    """
    try:
        process = await start_own(
            ["--profile", str(profile.folder), "doctor", "--json", "--language", language()]
        )
    except OSError as error:
        words = translate("check-up", "The check-up could not be started ({why}). Try it again.")
        raise CheckFailed(words.format(why=error)) from error
    try:
        async with asyncio.timeout(LIMIT_S):
            told, said = await process.communicate()
    except TimeoutError as error:
        raise CheckFailed(
            translate(
                "check-up",
                "The check-up took too long, so something on this computer hangs. Start the "
                "computer anew if it stays so.",
            )
        ) from error
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    try:
        return msgspec.json.decode(told, type=Findings)
    except msgspec.MsgspecError as error:
        last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
        words = translate("check-up", "The check-up ended without a word ({why}).")
        raise CheckFailed(words.format(why=last or error)) from error
