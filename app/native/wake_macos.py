"""Signs on macOS: NSWorkspace tells of the end of a sleep, notify(3) of another network."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from typing import Any

from app.contract.tongue import translate
from app.core.ports import Sign

if sys.platform == "darwin":
    import ctypes
    import ctypes.util

    from rubicon.objc import Block, ObjCClass, objc_id

    _DID_WAKE = "NSWorkspaceDidWakeNotification"
    _NETWORK = b"com.apple.system.config.network_change"

    class WorkspaceWake:
        """NSWorkspaceDidWakeNotification; heard by a program with a window's loop."""

        def __init__(self) -> None:
            self._observer: Any = None
            self._block: Any = None

        async def open(self, tell: Callable[[Sign], None]) -> None:
            """Begin to listen.

            Raises:
                OSError: when there is no workspace.
            """
            loop = asyncio.get_running_loop()

            def woke(_notification: objc_id) -> None:
                # Called on the main thread, perhaps while our loop comes to its end.
                if not loop.is_closed():
                    loop.call_soon_threadsafe(tell, Sign.WOKE)

            self._block = Block(woke, None, objc_id)
            self._observer = self._centre().addObserverForName(
                _DID_WAKE, object=None, queue=None, usingBlock=self._block
            )
            if self._observer is None:
                raise OSError(translate("wake", "the workspace does not tell of sleep"))

        async def close(self) -> None:
            """Stop listening."""
            if self._observer is not None:
                self._centre().removeObserver(self._observer)
                self._observer = None

        @staticmethod
        def _centre() -> Any:
            return ObjCClass("NSWorkspace").sharedWorkspace.notificationCenter

    class NetworkChange:
        """The system's own note that its network configuration is another."""

        def __init__(self) -> None:
            self._fd = -1
            self._token = ctypes.c_int()
            self._loop: asyncio.AbstractEventLoop | None = None
            self._tell: Callable[[Sign], None] = lambda _: None

        async def open(self, tell: Callable[[Sign], None]) -> None:
            """Begin to listen.

            Raises:
                OSError: when the system does not take us.
            """
            fd = ctypes.c_int(-1)
            failed = _library().notify_register_file_descriptor(
                _NETWORK, ctypes.byref(fd), 0, ctypes.byref(self._token)
            )
            if failed:
                raise OSError(failed, translate("wake", "macOS does not tell of another network"))
            self._fd, self._tell = fd.value, tell
            self._loop = asyncio.get_running_loop()
            self._loop.add_reader(self._fd, self._readable)

        async def close(self) -> None:
            """Stop listening."""
            if self._fd >= 0 and self._loop is not None:
                self._loop.remove_reader(self._fd)
                _library().notify_cancel(self._token)
                self._fd = -1

        def _readable(self) -> None:
            # Each note is the four bytes of its token.
            os.read(self._fd, 4)
            self._tell(Sign.NETWORK)

    def _library() -> Any:
        return ctypes.CDLL(ctypes.util.find_library("System"), use_errno=True)
