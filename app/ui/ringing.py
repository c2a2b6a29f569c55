"""Lets alerts be heard: sounded, read out, and repeated until somebody has taken them."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.core.catalogue import Catalogue
from app.core.changes import Alert, AlertRecord, Moment
from app.core.manners import DESK, Manner, Manners, loudest
from app.core.ports import NotASound, Player, Sound, SoundFailed, Speaker, SpeechFailed
from app.core.rules import MOST_VOLUME, AlertRules
from app.core.status import DeskStatus
from app.ui.tasks import Tasks

translate = QCoreApplication.translate

LOUDER = 15
"""Percent by which a repeated sound grows each time."""

_MINUTE = 60.0
Mark = Callable[[Sequence[Alert], Moment], Coroutine[Any, Any, None]]


class _Going(msgspec.Struct):
    """An alert whose sound is repeated: until when, when next, and how often it was."""

    alert: Alert
    ends: float
    due: float
    times: int = 0


class Ringing(QObject):
    """`trouble(name, words)` says that something cannot be heard, with "" when it can again.

    `going_on(count)` tells how many alerts go on ringing until somebody takes them. `mark` writes
    into the ledger; `monotonic` gives seconds that never go back.
    """

    trouble = Signal(str, str)
    going_on = Signal(int)

    def __init__(
        self,
        player: Player,
        speaker: Speaker | None,
        catalogue: Catalogue,
        tasks: Tasks,
        mark: Mark,
        parent: QObject | None = None,
        *,
        beep: Callable[[], None] = QApplication.beep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._player, self._speaker, self._catalogue = player, speaker, catalogue
        self._tasks, self._mark, self._beep, self._monotonic = tasks, mark, beep, monotonic
        self._manners = Manners(AlertRules(), catalogue)
        self._hushed = False
        self._going: dict[str, _Going] = {}
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._repeat)

    def take_status(self, status: DeskStatus) -> None:
        """Follow the rules, and whether it is quiet."""
        if status.rules != self._manners.rules:
            self._manners = Manners(status.rules, self._catalogue)
        self._hushed = status.hushed is not None
        self._drop(
            each.alert.id for each in self._going.values() if self._is_over(each, self._monotonic())
        )

    def manner(self, alert: Alert) -> Manner:
        """What is done for an alert."""
        return self._manners.of(alert.kind, alert.library_id)

    @property
    def going(self) -> tuple[Alert, ...]:
        """What goes on ringing, in the order of its arrival."""
        return tuple(each.alert for each in self._going.values())

    def ring(self, alerts: Sequence[Alert], words: str, heard: set[str]) -> None:
        """Let alerts that came together be heard, `words` read out if so wished.

        Sounds that were `heard` already are not played once more; those that are, go into it.
        """
        manners = [self.manner(alert) for alert in alerts]
        manner = loudest(manners)
        plays = manner is not None and manner.sound not in heard
        if manner is not None and plays:
            heard.add(manner.sound)
        speaks = any(each.speak for each in manners)
        if plays or speaks:
            self._tasks.start(
                self._heard(alerts, manner if plays else None, words if speaks else ""),
                "let an alert be heard",
            )
        now = self._monotonic()
        for alert, each in zip(alerts, manners, strict=True):
            self._go_on(alert, each, now, now)

    def ring_desk(self) -> None:
        """Let what the desk says of itself be heard, if it is not quiet."""
        manner = self._manners.of(DESK)
        if manner.sound and manner.volume and (manner.breaks_quiet or not self._hushed):
            self._tasks.start(self._heard((), manner, ""), "play a chime")

    def resume(self, records: Iterable[AlertRecord], age_s: Callable[[AlertRecord], float]) -> None:
        """Go on with what rang before the program ended and nobody has taken yet."""
        now = self._monotonic()
        for record in records:
            if record.acknowledged_at is None and record.silent is None and not record.summarised:
                self._go_on(record.alert, self.manner(record.alert), now - age_s(record), now)

    def taken(self, alert_ids: Iterable[str]) -> None:
        """Somebody has taken these."""
        self._drop(list(alert_ids))

    def stop(self) -> None:
        """Repeat nothing any more."""
        self._again.stop()
        self._going.clear()

    def _go_on(self, alert: Alert, manner: Manner, began: float, now: float) -> None:
        ends = began + manner.repeat_min * _MINUTE
        if not manner.repeat_s or not (manner.sound and manner.volume) or now >= ends:
            return
        due = now + manner.repeat_s
        self._going[alert.id] = _Going(alert=alert, ends=ends, due=due)
        self._plan()
        self.going_on.emit(len(self._going))

    def _is_over(self, going: _Going, now: float) -> bool:
        manner = self.manner(going.alert)
        quiet = self._hushed and not manner.breaks_quiet
        return quiet or not manner.repeat_s or not manner.sound or now >= going.ends

    def _drop(self, alert_ids: Iterable[str]) -> None:
        gone = [each for each in alert_ids if each in self._going]
        for each in gone:
            del self._going[each]
        if gone:
            self._plan()
            self.going_on.emit(len(self._going))

    def _plan(self) -> None:
        if not self._going:
            self._again.stop()
            return
        due = min(each.due for each in self._going.values())
        self._again.start(max(1, round((due - self._monotonic()) * 1000)))

    def _repeat(self) -> None:
        """Play what is due once for all that is, as loud as the loudest of it."""
        now = self._monotonic()
        self._drop([each.alert.id for each in self._going.values() if self._is_over(each, now)])
        due = [each for each in self._going.values() if each.due <= now]
        manners = []
        for each in due:
            manner = self.manner(each.alert)
            each.times += 1
            each.due = now + manner.repeat_s
            grown = manner.volume + (LOUDER * each.times if manner.louder else 0)
            manners.append(msgspec.structs.replace(manner, volume=min(MOST_VOLUME, grown)))
        manner_heard = loudest(manners)
        if manner_heard is not None:
            self._tasks.start(self._heard((), manner_heard, ""), "repeat a sound")
        self._plan()

    async def _heard(self, alerts: Sequence[Alert], manner: Manner | None, words: str) -> None:
        if manner is not None:
            await self._play(alerts, manner)
        if words:
            await self._say(words)

    async def _play(self, alerts: Sequence[Alert], manner: Manner) -> None:
        volume = manner.volume / MOST_VOLUME
        try:
            try:
                await self._player.play(manner.sound, volume)
                self.trouble.emit("sound file", "")
            except NotASound as why:
                # Something is heard in any case, and what is wrong is said.
                words = translate("alerting", "{why} Until then our own chime is played.")
                self.trouble.emit("sound file", words.format(why=why))
                await self._player.play(Sound.NOTICE.value, volume)
        except SoundFailed as why:
            self._beep()
            words = translate(
                "alerting", "Chimes cannot be played. {why} Until then the desk beeps."
            )
            self.trouble.emit("sound", words.format(why=why))
            return
        self.trouble.emit("sound", "")
        if alerts:
            await self._mark(alerts, Moment.SOUNDED)

    async def _say(self, words: str) -> None:
        if self._speaker is None:
            return
        try:
            await self._speaker.say(words)
        except SpeechFailed as why:
            told = translate("alerting", "Alerts cannot be read out. {why}").format(why=why)
            self.trouble.emit("speech", told)
            return
        self.trouble.emit("speech", "")


def spoken(alert: Alert) -> str:
    """What is read out of an alert: its title, and what its body begins with."""
    first = alert.body.partition("\n")[0].partition(" · ")[0]
    return f"{alert.title}. {first}" if first else alert.title
