"""The "do not disturb" of Windows: asked every few seconds, because no window of ours is told."""

from __future__ import annotations

import asyncio
import sys

from app.native.focus import Listeners

LOOK_S = 5.0

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    # Presentation, full-screen game and the like; 5 is "accepts notifications".
    # https://learn.microsoft.com/windows/win32/api/shellapi/ne-shellapi-query_user_notification_state
    _BUSY = frozenset({2, 3, 4, 6})

    def _state() -> int:
        found = ctypes.c_int(5)
        failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(found))
        return 5 if failed else found.value

    # The state of Focus Assist, by the number it has had since Windows 10 1803: 0 is off. There is
    # no documented question for it.
    _PROFILE = (ctypes.c_uint32 * 2)(0xA3BF1C75, 0x0D83063E)

    def _profile() -> int:
        stamp, size, value = wintypes.DWORD(), wintypes.DWORD(4), wintypes.DWORD()
        failed = ctypes.windll.ntdll.NtQueryWnfStateData(
            ctypes.byref(_PROFILE),
            None,
            None,
            ctypes.byref(stamp),
            ctypes.byref(value),
            ctypes.byref(size),
        )
        return 0 if failed else int(value.value)

    class WindowsFocus(Listeners):
        """The Focus port on Windows."""

        name = "Windows"

        def __init__(self) -> None:
            super().__init__()
            self._looking: asyncio.Task[None] | None = None

        async def open(self) -> None:
            """Begin to look."""
            self._looking = asyncio.create_task(self._look(), name="look for do-not-disturb")

        async def close(self) -> None:
            """Look no more."""
            if self._looking is not None:
                self._looking.cancel()
                await asyncio.gather(self._looking, return_exceptions=True)

        async def _look(self) -> None:
            while True:
                self.stand(on=_profile() != 0 or _state() in _BUSY)
                await asyncio.sleep(LOOK_S)
