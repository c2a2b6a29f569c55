"""Checks of what the computer does for a desk: tray, notifications, sound, voice, sleep."""

from __future__ import annotations

import sys

from app.contract.tongue import translate
from app.core.findings import Finding, Verdict
from app.core.ports import SoundFailed, ToastFailed
from app.native.display import display_answers

_SOUND_LIMIT = 5.0
_FAINT = 15


async def tray() -> Finding:
    """Whether there is a tray to hide in."""
    if not display_answers():
        return Finding(
            part="tray",
            verdict=Verdict.FAIL,
            what=translate("doctor", "There is no screen here that a window could open on."),
            mend=translate(
                "doctor",
                "Start it in a desktop session, or use “studyspot-desk watch” in a terminal.",
            ),
        )
    from PySide6.QtWidgets import QApplication, QSystemTrayIcon  # noqa: PLC0415 - wants a display

    # Kept until the question is answered.
    application = QApplication.instance() or QApplication(["studyspot-desk"])
    available = QSystemTrayIcon.isSystemTrayAvailable()
    del application
    if available:
        return Finding(
            part="tray", verdict=Verdict.OK, what=translate("doctor", "There is a tray.")
        )
    return Finding(
        part="tray",
        verdict=Verdict.WARN,
        what=translate("doctor", "This desktop has no tray; the window stays open instead."),
        mend=translate(
            "doctor", "Switch the tray on; on GNOME install the extension “AppIndicator”."
        ),
    )


async def notifications() -> Finding:
    """Which way notifications are shown, and what it can do."""
    if sys.platform == "linux":
        from app.native.notify_daemon import DaemonNotifier  # noqa: PLC0415 - one per system

        notifier = DaemonNotifier()
    else:
        from app.native.notify_centre import CentreNotifier  # noqa: PLC0415 - one per system

        notifier = CentreNotifier()
    try:
        await notifier.warm()
    except ToastFailed as failure:
        return Finding(
            part="notifications",
            verdict=Verdict.WARN,
            what=translate(
                "doctor", "{why} The desk shows alerts in small windows of its own instead."
            ).format(why=failure),
            mend=translate(
                "doctor", "Start the desktop's notification service, or switch notifications on."
            ),
        )
    finally:
        name = notifier.name
        able = sorted(getattr(notifier, "capabilities", ()))
        await notifier.close()
    if able and "actions" not in able:
        return Finding(
            part="notifications",
            verdict=Verdict.WARN,
            what=translate("doctor", "The {name} shows no buttons; it can: {able}.").format(
                name=name, able=", ".join(able)
            ),
            mend=translate("doctor", "Open a booking from the tray's menu instead."),
        )
    words = (
        translate("doctor", "The {name} answers; it can: {able}.")
        if able
        else translate("doctor", "The {name} answers.")
    )
    what = words.format(name=name, able=", ".join(able))
    return Finding(part="notifications", verdict=Verdict.OK, what=what)


async def sound() -> Finding:
    """Whether a speaker answers, and how loud it is set."""
    from app.native.player import ChimePlayer  # noqa: PLC0415 - loads the sound library
    from app.native.volume import speaker_volume  # noqa: PLC0415 - as above

    player = ChimePlayer(limit=_SOUND_LIMIT)
    try:
        way = await player.describe()
    except SoundFailed as failure:
        return Finding(
            part="sound",
            verdict=Verdict.FAIL,
            what=str(failure),
            mend=translate("doctor", "Until then the desk beeps, where the computer can."),
        )
    finally:
        await player.close()
    volume = await speaker_volume()
    if volume is None:
        what = translate("doctor", "A speaker answers, through {way}.").format(way=way)
        return Finding(part="sound", verdict=Verdict.OK, what=what)
    if volume.muted or volume.percent < _FAINT:
        words = (
            translate("doctor", "A speaker answers, through {way}, but it is muted.")
            if volume.muted
            else translate(
                "doctor", "A speaker answers, through {way}, but it is set to {percent} % only."
            )
        )
        return Finding(
            part="sound",
            verdict=Verdict.WARN,
            what=words.format(way=way, percent=volume.percent),
            mend=translate(
                "doctor", "Turn it up in the system’s sound settings, or chimes will not be heard."
            ),
        )
    words = translate("doctor", "A speaker answers, through {way}; it is set to {percent} %.")
    what = words.format(way=way, percent=volume.percent)
    return Finding(part="sound", verdict=Verdict.OK, what=what)


async def wake() -> Finding:
    """Whether the system tells of the end of a sleep and of other networks."""
    from app.native.wake import system_wake  # noqa: PLC0415 - loads the bus library

    wake = system_wake()
    try:
        await wake.open()
        missing = wake.missing
    finally:
        await wake.close()
    if not missing:
        what = translate(
            "doctor", "The system tells when the computer wakes and when the network changes."
        )
        return Finding(part="wake", verdict=Verdict.OK, what=what)
    return Finding(
        part="wake",
        verdict=Verdict.WARN,
        what=translate("doctor", "The system does not tell all: {missing}.").format(
            missing="; ".join(missing)
        ),
        mend=translate(
            "doctor", "Nothing is lost; after a sleep the desk notices by its clock, seconds later."
        ),
    )


async def focus() -> Finding:
    """Whether the computer itself asks for quiet."""
    from app.native.focus import system_focus  # noqa: PLC0415 - loads the bus library

    system = system_focus()
    try:
        await system.open()
        name, on = system.name, system.is_on
    finally:
        await system.close()
    if on:
        return Finding(
            part="do not disturb",
            verdict=Verdict.WARN,
            what=translate("doctor", "“Do not disturb” is on ({name}): alerts stay silent.").format(
                name=name
            ),
            mend=translate(
                "doctor",
                "Switch it off in the system’s settings, or pass over it in the desk’s own.",
            ),
        )
    words = (
        translate("doctor", "“Do not disturb” is off ({name}).")
        if name
        else translate("doctor", "This system tells nobody of its quiet.")
    )
    return Finding(part="do not disturb", verdict=Verdict.OK, what=words.format(name=name))


async def voice() -> Finding:
    """Whether alerts could be read out."""
    from app.native.speaker import speech_command  # noqa: PLC0415 - only for this part

    command = speech_command()
    what = (
        translate("doctor", "Alerts can be read out, by {program}.").format(program=command[0])
        if command
        else translate("doctor", "Nothing here reads out.")
    )
    return Finding(part="voice", verdict=Verdict.OK, what=what)
