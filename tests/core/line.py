"""A feed on a store and a hub in memory, joined by a line that a test plays itself."""

from __future__ import annotations

from pathlib import Path

from app.contract.events import EventMeta, StreamEvent
from app.contract.wire import builtins
from app.core.batch import Cursor
from app.core.changes import Alert, Changes
from app.core.feed import Feed
from app.core.store import Store
from tests.core.fake_hub import FakeHub
from tests.core.made import STREAM, ManualClock, until


class Line:
    """A feed on a store and a fake hub, with all that it told."""

    def __init__(self, path: Path, hub: FakeHub) -> None:
        self.hub = hub
        self.store = Store(path, ManualClock())
        self.changes: list[Changes] = []
        self.more: list[bool] = []
        self.feed = Feed(
            self.store, hub, self.changes.append, lambda: None, lambda: self.more.append(True)
        )

    @property
    def alerts(self) -> list[Alert]:
        return [alert for changes in self.changes for alert in changes.alerts]

    def connect(self) -> None:
        self.feed.connected([self.hub.head])

    def emit(self, event: StreamEvent) -> None:
        """The event over the socket, as the hub sends it."""
        place = EventMeta(
            stream=event.stream,
            epoch=event.epoch,
            position=event.position,
            event_id=event.event_id,
            at=event.at,
            cause=event.cause,
        )
        self.feed.live(event.event, (event.payload, builtins(place)))

    async def in_step(self) -> None:
        end = Cursor(STREAM, self.hub.epoch, len(self.hub.log))
        await until(lambda: self.feed.in_step and self.store.cursor(STREAM) == end)

    async def close(self) -> None:
        await self.feed.close()
        self.store.close()
