"""A hub with two hundred desks starts again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from app.core.link import SPREAD_S
from tests.hub.people import Library
from tests.hub.process import HubProcess

DESKS = 200
WIDTH_S = 0.1
"""The slices in which pauses are counted; the first ones are of 0.1 to 1 s."""
MOST_ATTEMPTS = 20
SLICES = 6
"""The waits of those whom the hub's answer calls back are counted in so many slices."""


@pytest.fixture
def crowd(hub: HubProcess, library: Library) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.crowd", hub.url, library.owner.token, str(DESKS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        pipe.close()


def says(crowd: subprocess.Popen[str]) -> Any:
    assert crowd.stdout is not None
    return json.loads(crowd.stdout.readline())


def test_fault_17_two_hundred_desks_come_back(
    hub: HubProcess, crowd: subprocess.Popen[str]
) -> None:
    """After a restart every desk is back, none storms, and their attempts are spread by jitter."""
    assert says(crowd) == {"up": DESKS}
    hub.kill9()
    assert says(crowd) == {"up": 0}
    assert says(crowd)["long"] >= DESKS / 2
    hub.start()
    assert says(crowd) == {"up": DESKS}
    assert crowd.stdin is not None
    crowd.stdin.close()
    told = says(crowd)
    assert max(map(len, told["attempts"])) <= MOST_ATTEMPTS
    # All lost the hub in one moment. What each means to wait is spread, whatever the machine's
    # load makes of it: without jitter all of them would come back in one moment as well.
    first = [pauses[0] for pauses in told["pauses"]]
    assert len(first) == DESKS
    shares = Counter(int(pause / WIDTH_S) for pause in first)
    assert len(shares) >= (1.0 - 0.1) / WIDTH_S - 1
    assert max(shares.values()) <= DESKS / 4
    # Those who waited for long come because it answers again, and not all at that moment.
    called = told["called"]
    assert len(called) >= DESKS / 5
    shares = Counter(int(wait / SPREAD_S * SLICES) for wait in called)
    assert len(shares) == SLICES
    assert max(shares.values()) <= len(called) / 2
    assert SPREAD_S >= 3.0
