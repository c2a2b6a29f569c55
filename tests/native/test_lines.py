"""Lines reach their reader whole and in order; one that stalls or leaves stops nobody."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from app.native.lines import Lines
from tests.core.made import PATIENCE_S


class Pipe:
    """A pipe; `writer` is a stream on its one end, `reader` the number of the other one."""

    def __init__(self) -> None:
        self.reader, end = os.pipe()
        self.writer: TextIO = os.fdopen(end, "w", encoding="utf-8")
        self._open = True

    def leave(self) -> None:
        if self._open:
            self._open = False
            os.close(self.reader)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe()
    yield made
    made.leave()
    made.writer.close()


async def test_a_line_that_is_written_is_there(pipe: Pipe) -> None:
    lines = Lines(pipe.writer)
    lines.put("first ₹")
    assert await lines.written(b"second")
    assert os.read(pipe.reader, 100) == "first ₹\nsecond\n".encode()
    await lines.close()


async def test_a_stalled_reader_stops_nobody_and_gets_every_line(pipe: Pipe) -> None:
    lines = Lines(pipe.writer)
    wanted = [f"{number:05} {'x' * 300}" for number in range(1000)]
    for line in wanted:
        lines.put(line)
    async with asyncio.timeout(PATIENCE_S):
        await lines.close()
    with os.fdopen(pipe.reader, encoding="utf-8", closefd=False) as reader:
        read = await asyncio.to_thread(lambda: [reader.readline() for _ in wanted])
    assert read == [f"{line}\n" for line in wanted]


async def test_a_reader_that_has_left_is_told(pipe: Pipe) -> None:
    lines = Lines(pipe.writer)
    assert await lines.written("heard")
    pipe.leave()
    assert not await lines.written("not heard")
    assert not await lines.written("nor this")
    await lines.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
async def test_what_cannot_be_written_is_told_once_and_tried_again() -> None:
    told = asyncio.Event()
    words: list[str] = []
    loop = asyncio.get_running_loop()

    def hear(why: str) -> None:
        words.append(why)
        loop.call_soon_threadsafe(told.set)

    with Path("/dev/full").open("w", encoding="utf-8") as full:  # noqa: ASYNC230 - a device
        lines = Lines(full, hear)
        waits = asyncio.create_task(lines.written("a line"))
        async with asyncio.timeout(PATIENCE_S):
            await told.wait()
        await lines.close()
        assert not waits.done()
        waits.cancel()
        assert words == ["No space left on device"]
