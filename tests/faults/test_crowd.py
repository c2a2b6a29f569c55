"""A hub with two hundred desks starts again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from tests.faults.witness import HEALED_S
from tests.hub.people import Library
from tests.hub.process import HubProcess

DESKS = 200
WIDTH_S = 0.25
"""The slices of time in which attempts are counted."""


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
    hub.start()
    assert says(crowd) == {"up": DESKS}
    assert crowd.stdin is not None
    crowd.stdin.close()
    told = says(crowd)
    began = max(moments[0] for moments in told["live"])
    back = [moments[-1] for moments in told["live"]]
    assert len(back) == DESKS
    attempts = [[each for each in moments if each > began] for moments in told["attempts"]]
    assert max(map(len, attempts)) <= 2 * HEALED_S
    # All lost the hub in one moment. Without jitter all of them would come in one slice again
    # and again; with it no slice has more than a part of them.
    slices = Counter(int((each - began) / WIDTH_S) for each in chain.from_iterable(attempts))
    assert max(slices.values()) <= DESKS / 2
    assert len(slices) >= 8
