"""The soak itself: a small one finds nothing wrong, and it does see what it is there to see."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.chaos.__main__ import COMPLAINTS_SHOWN, conclusion
from tests.chaos.plan import HUB_KINDS, HUB_LANE, Kind, draw
from tests.chaos.reckoning import Verdict
from tests.chaos.soak import Outcome, Soak, Wanted

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


def ended(*complaints: str, lost: int = 0, out_of_order: int = 0, unanswered: int = 0) -> list[str]:
    """The conclusion of a soak with one desk that ended so."""
    verdict = Verdict(
        committed=9,
        held=9,
        alerts=9,
        lost=lost,
        duplicated=0,
        out_of_order=out_of_order,
        repeated=0,
        blind_s=0.0,
        strays=("row 7 after row 9",) * out_of_order,
    )
    return conclusion(
        Outcome(
            verdicts=[verdict],
            healed=[],
            slow=["desk 1: slow"],
            complaints=list(complaints),
            unanswered=unanswered,
            seconds=1.0,
        )
    )


def test_a_soak_that_is_not_clean_says_why() -> None:
    nothing = "lost 0, duplicated 0, out of order 0, acknowledged but missing in the hub"
    assert ended() == ["desk 1: slow"]
    assert ended("hub: ended with 1") == [
        "desk 1: slow",
        f"Not clean: {nothing} 0, but the desks or the hub complained:",
        "hub: ended with 1",
    ]
    assert ended(unanswered=2)[1:] == [f"Not clean: {nothing} 2."]
    assert ended(lost=1234)[1].startswith("Not clean: lost 1,234, duplicated 0, out of order 0, ")
    both = ended(*(f"desk 1: {number}" for number in range(COMPLAINTS_SHOWN + 3)), out_of_order=1)
    assert both[1] == "desk 1: row 7 after row 9"
    assert "out of order 1, " in both[2]
    assert both[2].endswith(" 0, and the desks or the hub complained:")
    assert both[-2:] == [f"desk 1: {COMPLAINTS_SHOWN - 1}", "... and 3 more"]


def test_a_seed_gives_the_same_faults_again_and_another_gives_others() -> None:
    plan = draw(1, events=5_000, faults=60, desks=3)
    assert plan == draw(1, events=5_000, faults=60, desks=3)
    assert plan != draw(2, events=5_000, faults=60, desks=3)
    assert {fault.kind for fault in plan} == set(Kind)
    assert all((fault.lane == HUB_LANE) == (fault.kind in HUB_KINDS) for fault in plan)
    assert [fault.after for fault in plan] == sorted(fault.after for fault in plan)
    assert plan[-1].after < 5_000
