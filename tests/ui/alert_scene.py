"""Alerting on a desk, with all that it asks for kept."""

from __future__ import annotations

from pathlib import Path

from app.contract.errors import StudySpotError
from app.core.batch import Batch
from app.core.changes import Blindness, BookingRow, Moment
from app.core.reader import Reader
from app.ui.alerting import Alerting
from app.ui.bridge import Bridge
from tests.ui.bookings import a_booking
from tests.ui.desks import PlainDesk, as_desk
from tests.ui.people import DeafNotifier, MuteSpeaker, SilentPlayer


class Scene:
    """Alerting on a desk, with all that it asks for kept."""

    def __init__(self, folder: Path) -> None:
        self.desk = PlainDesk(folder / "desk.sqlite3")
        self.reader = Reader(folder / "desk.sqlite3")
        self.bridge = Bridge(lambda: as_desk(self.desk))
        self.notifier, self.player = DeafNotifier(), SilentPlayer()
        self.speaker = MuteSpeaker()
        self.called: list[str] = []
        self.can_call = True
        self.asked: list[str] = []
        self.troubles: dict[str, str] = {}
        self.failures: list[StudySpotError] = []
        self.beeps = 0
        self.looked_at = False
        self.alerting = Alerting(
            self.bridge,
            self.notifier,
            self.player,
            self.speaker,
            self._row_of,
            self.failures.append,
            beep=self._beep,
            looked_at=lambda: self.looked_at,
            call=self._call,
        )
        pressing = self.alerting.pressing
        pressing.open_booking.connect(self.asked.append)
        pressing.open_list.connect(lambda: self.asked.append("the list"))
        pressing.decline_wanted.connect(lambda key: self.asked.append(f"decline {key}"))
        self.alerting.trouble.connect(self.troubles.__setitem__)

    def _beep(self) -> None:
        self.beeps += 1

    def _call(self, phone: str) -> bool:
        self.called.append(phone)
        return self.can_call

    def _row_of(self, booking_id: str) -> BookingRow | None:
        found = self.reader.row(booking_id)
        return found[1] if found else None

    async def happen(self, *numbers: int, **fields: object) -> None:
        """Bookings arrive, in one delivery."""

        async def arrive(_: object) -> None:
            self.desk.arrive(*[a_booking(number, **fields) for number in numbers])

        await self.bridge.call(arrive)

    async def hear(self, batch: Batch) -> None:
        """Other news arrives."""

        async def tell(_: object) -> None:
            self.desk.changed(self.desk.store.apply(batch))

        await self.bridge.call(tell)

    async def see(self, blindness: Blindness, *numbers: int) -> None:
        """The desk says that nothing arrives, or its end, after these bookings."""

        async def tell(_: object) -> None:
            if numbers:
                self.desk.arrive(*[a_booking(number) for number in numbers])
            self.desk.tell(blindness)

        await self.bridge.call(tell)

    def unread(self) -> int:
        return self.bridge.status.unread if self.bridge.status is not None else 0

    def marks(self, moment: Moment) -> int:
        return sum(call[0] == "mark" and call[2] is moment for call in list(self.desk.calls))
