"""Calls that may block for ever: their results, their time limit, and what waits behind."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import pytest

from app.native.worker import Stuck, Worker

LIMIT = 5.0


async def test_results_and_errors_come_back() -> None:
    worker = Worker("test")
    assert await worker.run(lambda: 7, LIMIT) == 7
    with pytest.raises(ZeroDivisionError):
        await worker.run(lambda: 1 // 0, LIMIT)
    worker.join(LIMIT)


async def test_calls_run_in_order_on_one_other_thread() -> None:
    worker = Worker("test")
    seen: list[tuple[int, int]] = []

    def note(number: int) -> None:
        seen.append((number, threading.get_ident()))

    await asyncio.gather(*(worker.run(partial(note, n), LIMIT) for n in range(20)))
    assert [number for number, _ in seen] == list(range(20))
    assert threading.get_ident() not in {thread for _, thread in seen}
    worker.join(LIMIT)


async def test_no_thread_is_left_when_there_is_nothing_to_do() -> None:
    worker = Worker("only-while-needed")
    await worker.run(lambda: None, LIMIT)
    worker.join(LIMIT)
    assert "only-while-needed" not in {thread.name for thread in threading.enumerate()}


async def test_a_call_that_blocks_is_left_and_others_are_refused_at_once() -> None:
    worker = Worker("test")
    release = threading.Event()
    with pytest.raises(Stuck):
        await worker.run(release.wait, 0.05)
    assert worker.stuck is True
    loop = asyncio.get_running_loop()
    before = loop.time()
    with pytest.raises(Stuck):
        await worker.run(lambda: 1, LIMIT)
    assert loop.time() - before < 1

    release.set()
    worker.join(LIMIT)
    assert await worker.run(lambda: 2, LIMIT) == 2
    worker.join(LIMIT)


async def test_what_waited_behind_a_blocked_call_is_never_made() -> None:
    worker = Worker("test")
    release = threading.Event()
    made = threading.Event()
    first = asyncio.ensure_future(worker.run(release.wait, 0.2))
    second = asyncio.ensure_future(worker.run(made.set, 0.05))
    for task in (first, second):
        with pytest.raises(Stuck):
            await task
    release.set()
    worker.join(LIMIT)
    await worker.run(lambda: None, LIMIT)
    assert not made.is_set()
    worker.join(LIMIT)


async def test_a_cancelled_caller_takes_its_waiting_call_back() -> None:
    worker = Worker("test")
    release = threading.Event()
    made = threading.Event()
    first = asyncio.ensure_future(worker.run(release.wait, LIMIT))
    second = asyncio.ensure_future(worker.run(made.set, LIMIT))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    release.set()
    assert await first
    await worker.run(lambda: None, LIMIT)
    assert not made.is_set()
    worker.join(LIMIT)
