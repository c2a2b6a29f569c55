"""Signs on Windows: the power manager's callback, and the IP helper's on changed addresses."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Any

from app.contract.tongue import translate
from app.core.ports import Sign

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _DEVICE_NOTIFY_CALLBACK = 2
    _PBT_APMRESUMESUSPEND = 0x7
    _PBT_APMRESUMEAUTOMATIC = 0x12
    _AF_UNSPEC = 0

    _PowerCallback = ctypes.WINFUNCTYPE(
        wintypes.ULONG, ctypes.c_void_p, wintypes.ULONG, ctypes.c_void_p
    )
    _AddressCallback = ctypes.WINFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)

    class _Subscription(ctypes.Structure):
        _fields_ = (("callback", _PowerCallback), ("context", ctypes.c_void_p))

    class PowerEvents:
        """What WM_POWERBROADCAST tells a window, for a program that may have none."""

        def __init__(self) -> None:
            self._handle = ctypes.c_void_p()
            self._kept: Any = None

        async def open(self, tell: Callable[[Sign], None]) -> None:
            """Begin to listen.

            Raises:
                OSError: when the power manager does not take us.
            """
            loop = asyncio.get_running_loop()

            def called(_context: Any, kind: int, _setting: Any) -> int:
                if kind in {_PBT_APMRESUMEAUTOMATIC, _PBT_APMRESUMESUSPEND}:
                    _on(loop, tell, Sign.WOKE)
                return 0

            wanted = _Subscription(_PowerCallback(called), None)
            failed = ctypes.windll.powrprof.PowerRegisterSuspendResumeNotification(
                _DEVICE_NOTIFY_CALLBACK, ctypes.byref(wanted), ctypes.byref(self._handle)
            )
            if failed:
                raise OSError(failed, translate("wake", "the power manager does not tell of sleep"))
            self._kept = wanted

        async def close(self) -> None:
            """Stop listening."""
            if self._kept is not None:
                ctypes.windll.powrprof.PowerUnregisterSuspendResumeNotification(self._handle)
                self._kept = None

    class AddressChange:
        """Tells when an address comes or goes."""

        def __init__(self) -> None:
            self._handle = wintypes.HANDLE()
            self._kept: Any = None

        async def open(self, tell: Callable[[Sign], None]) -> None:
            """Begin to listen.

            Raises:
                OSError: when the IP helper does not take us.
            """
            loop = asyncio.get_running_loop()

            def called(_context: Any, _row: Any, _kind: int) -> None:
                _on(loop, tell, Sign.NETWORK)

            callback = _AddressCallback(called)
            failed = ctypes.windll.iphlpapi.NotifyUnicastIpAddressChange(
                _AF_UNSPEC, callback, None, False, ctypes.byref(self._handle)
            )
            if failed:
                raise OSError(
                    failed, translate("wake", "Windows does not tell of changed addresses")
                )
            self._kept = callback

        async def close(self) -> None:
            """Stop listening."""
            if self._kept is not None:
                ctypes.windll.iphlpapi.CancelMibChangeNotify2(self._handle)
                self._kept = None

    def _on(loop: asyncio.AbstractEventLoop, tell: Callable[[Sign], None], sign: Sign) -> None:
        # Called in a thread of the system, perhaps while our loop comes to its end.
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, sign)
