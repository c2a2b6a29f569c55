"""Ctrl+C and a request to terminate, for a program that runs a loop in a terminal."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def interruptions(stop: Callable[[], object]) -> Iterator[None]:
    """Call `stop` on the loop when the process is first interrupted or terminated.

    Only the first time: `timeout` and some shells send a signal twice, and the second one
    would cut the end short that the first one asked for.
    """
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    asked = False

    def once() -> None:
        nonlocal asked
        if not asked:
            asked = True
            stop()

    if sys.platform == "win32":
        # There the loop itself cannot take signals.
        before = {
            each: signal.signal(each, lambda *_: loop.call_soon_threadsafe(once))
            for each in signals
        }
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, signal.SIG_IGN if asked else handler)
        return
    for each in signals:
        loop.add_signal_handler(each, once)
    try:
        yield
    finally:
        for each in signals:
            loop.remove_signal_handler(each)
            if asked:
                signal.signal(each, signal.SIG_IGN)
