"""The soak itself: a small one finds nothing wrong, and it does see what it is there to see."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.chaos.plan import HUB_KINDS, HUB_LANE, Kind, draw
from tests.chaos.soak import Soak, Wanted

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes are stopped by signals"),
    pytest.mark.timeout(300),
]


async def test_a_small_soak_loses_and_repeats_nothing(tmp_path: Path) -> None:
    wanted = Wanted(seed=3, events=150, faults=4, desks=2)
    outcome = await Soak(wanted, tmp_path).run()
    assert outcome.complaints == []
    assert outcome.unanswered == 0
    for verdict in outcome.verdicts:
        assert verdict.committed == verdict.held == wanted.events
        assert verdict.alerts > 0
        assert (verdict.lost, verdict.duplicated, verdict.out_of_order) == (0, 0, 0)


@pytest.mark.parametrize("without", ["catch-up", "dedupe"])
async def test_a_desk_that_lacks_a_part_is_seen(tmp_path: Path, without: str) -> None:
    wanted = Wanted(seed=4, events=120, faults=3, desks=1, without=without)
    (verdict,) = (await Soak(wanted, tmp_path).run()).verdicts
    assert verdict.lost if without == "catch-up" else verdict.duplicated


def test_a_seed_gives_the_same_faults_again_and_another_gives_others() -> None:
    plan = draw(1, events=5_000, faults=60, desks=3)
    assert plan == draw(1, events=5_000, faults=60, desks=3)
    assert plan != draw(2, events=5_000, faults=60, desks=3)
    assert {fault.kind for fault in plan} == set(Kind)
    assert all((fault.lane == HUB_LANE) == (fault.kind in HUB_KINDS) for fault in plan)
    assert [fault.after for fault in plan] == sorted(fault.after for fault in plan)
    assert plan[-1].after < 5_000
