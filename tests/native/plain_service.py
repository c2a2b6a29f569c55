"""A notification service that can do little: no buttons, no markup; tells what it was asked for."""

import asyncio
from typing import Annotated, Any

from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusDict, DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method

from tests.native.dialogue import serve

NAME = "org.freedesktop.Notifications"

Words = Annotated[list[str], DBusSignature("as")]
Server = Annotated[tuple[str, str, str, str], DBusSignature("ssss")]


class PlainService(ServiceInterface):
    """The interface of the desktop's notifications, as far as a program has to have it."""

    def __init__(self) -> None:
        super().__init__(NAME)
        self.shown: list[dict[str, Any]] = []

    @dbus_method()
    def Notify(  # noqa: N802 - the interface's name
        self,
        app_name: DBusStr,  # noqa: ARG002 - the interface's
        replaces: DBusUInt32,  # noqa: ARG002 - the interface's
        icon: DBusStr,  # noqa: ARG002 - the interface's
        summary: DBusStr,
        body: DBusStr,
        actions: Words,
        hints: DBusDict,  # noqa: ARG002 - the interface's
        expire: DBusInt32,  # noqa: ARG002 - the interface's
    ) -> DBusUInt32:
        self.shown.append({"title": summary, "body": body, "actions": actions})
        return len(self.shown)

    @dbus_method()
    def GetCapabilities(self) -> Words:  # noqa: N802 - the interface's name
        return ["body"]

    @dbus_method()
    def GetServerInformation(self) -> Server:  # noqa: N802 - the interface's name
        return ("Plain", "nobody", "1", "1.2")

    @dbus_method()
    def CloseNotification(self, number: DBusUInt32) -> None:  # noqa: N802 - the interface's name
        self.shown[number - 1]["closed"] = True


async def main() -> None:
    """Serve until standard input ends."""
    bus = await MessageBus().connect()
    service = PlainService()
    bus.export("/org/freedesktop/Notifications", service)
    await bus.request_name(NAME)

    async def handle(question: dict[str, Any]) -> dict[str, Any]:
        assert question["do"] == "shown"
        return {"shown": service.shown}

    await serve(handle)
    bus.disconnect()


if __name__ == "__main__":
    asyncio.run(main())
