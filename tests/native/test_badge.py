"""The count at the icon, as the docks of the desktop hear of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from dbus_fast import BusType, Message
from dbus_fast.aio import MessageBus

from app.native.badge import LauncherBadge
from tests.rig.session import DesktopSession

pytestmark = pytest.mark.desktop


async def test_docks_are_told_each_count_once_and_that_there_is_none_at_the_end(
    rig: DesktopSession,
) -> None:
    told: list[tuple[str, int, bool]] = []
    bus = await MessageBus(bus_address=rig.address, bus_type=BusType.SESSION).connect()

    def hear(message: Message) -> None:
        if message.interface == "com.canonical.Unity.LauncherEntry":
            entry, fields = message.body
            told.append((entry, fields["count"].value, fields["count-visible"].value))

    bus.add_message_handler(hear)
    rule = "type='signal',interface='com.canonical.Unity.LauncherEntry'"
    asked: Any = Message(
        destination="org.freedesktop.DBus",
        path="/org/freedesktop/DBus",
        interface="org.freedesktop.DBus",
        member="AddMatch",
        signature="s",
        body=[rule],
    )
    await bus.call(asked)
    badge = LauncherBadge(rig.address)
    for count in (0, 3, 3, 12):
        await badge.show(count)
    await badge.close()
    async with asyncio.timeout(10):
        while len(told) < 3:  # noqa: ASYNC110 - the bus tells when it likes
            await asyncio.sleep(0.01)
    entry = "application://studyspot-desk.desktop"
    assert told == [(entry, 3, True), (entry, 12, True), (entry, 0, False)]
    bus.disconnect()


async def test_without_a_bus_nothing_happens() -> None:
    badge = LauncherBadge("unix:path=/nowhere/bus")
    await badge.show(3)
    await badge.close()
