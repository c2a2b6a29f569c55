"""`make chaos`: a soak with seeded faults, and the table of what was lost or doubled."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

import msgspec

from tests.bench.report import aligned
from tests.chaos.reckoning import Verdict
from tests.chaos.soak import Outcome, Soak, Wanted

WITHOUT = ("catch-up", "dedupe")
COMPLAINTS_SHOWN = 20
HEAD = [
    "desk",
    "committed",
    "held",
    "alerts",
    "lost",
    "duplicated",
    "out of order",
    "repeated after a kill",
    "longest blind",
    "time to heal p50",
    "p99",
]


def table(outcome: Outcome) -> str:
    """A line for each desk, and one for all of them."""
    lines = [_cells(f"{number}", each) for number, each in enumerate(outcome.verdicts, start=1)]
    every = outcome.verdicts
    whole = Verdict(
        committed=sum(each.committed for each in every),
        held=sum(each.held for each in every),
        alerts=sum(each.alerts for each in every),
        lost=sum(each.lost for each in every),
        duplicated=sum(each.duplicated for each in every),
        out_of_order=sum(each.out_of_order for each in every),
        repeated=sum(each.repeated for each in every),
        blind_s=max(each.blind_s for each in every),
    )
    healed = [f"{outcome.heal(share):.2f} s" for share in (0.5, 0.99)]
    return aligned([HEAD, *([*line, "", ""] for line in lines), _cells("all", whole) + healed])


def _cells(name: str, verdict: Verdict) -> list[str]:
    counts = (
        verdict.committed,
        verdict.held,
        verdict.alerts,
        verdict.lost,
        verdict.duplicated,
        verdict.out_of_order,
        verdict.repeated,
    )
    return [name, *(f"{count:,}" for count in counts), f"{verdict.blind_s:.1f} s"]


def soak(wanted: Wanted) -> Outcome:
    """Run one soak in a folder of its own, and print its account."""
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        outcome = asyncio.run(Soak(wanted, Path(folder)).run())
    lacking = f", without {wanted.without}" if wanted.without else ""
    print(
        f"seed {wanted.seed}: {wanted.events:,} events, {wanted.faults} faults, "
        f"{wanted.desks} desks{lacking}, in {outcome.seconds:.0f} s"
    )
    print(table(outcome))
    for told in conclusion(outcome):
        print(told)
    return outcome


def conclusion(outcome: Outcome) -> list[str]:
    """The lines below the table: what was slow, and why the soak is not clean if it is not."""
    lines = [*outcome.slow]
    if outcome.clean:
        return lines
    for number, verdict in enumerate(outcome.verdicts, start=1):
        lines += [f"desk {number}: {stray}" for stray in verdict.strays]
    counts = {
        "lost": sum(each.lost for each in outcome.verdicts),
        "duplicated": sum(each.duplicated for each in outcome.verdicts),
        "out of order": sum(each.out_of_order for each in outcome.verdicts),
        "acknowledged but missing in the hub": outcome.unanswered,
    }
    reason = ", ".join(f"{what} {count:,}" for what, count in counts.items())
    if not outcome.complaints:
        return [*lines, f"Not clean: {reason}."]
    joint = "and" if any(counts.values()) else "but"
    lines.append(f"Not clean: {reason}, {joint} the desks or the hub complained:")
    lines += outcome.complaints[:COMPLAINTS_SHOWN]
    more = len(outcome.complaints) - COMPLAINTS_SHOWN
    return [*lines, f"... and {more} more"] if more > 0 else lines


def control(wanted: Wanted) -> int:
    """Soak desks without catch-up, then without dedupe; 1 when the account shows nothing."""
    seen = {
        without: soak(msgspec.structs.replace(wanted, without=without)).verdicts
        for without in WITHOUT
    }
    lost = all(each.lost for each in seen["catch-up"])
    duplicated = all(each.duplicated for each in seen["dedupe"])
    print(f"without catch-up, losses are {'seen' if lost else 'NOT SEEN'}")
    print(f"without dedupe, duplicates are {'seen' if duplicated else 'NOT SEEN'}")
    return 0 if lost and duplicated else 1


def main() -> int:
    """Soak and print; 1 when something was lost, doubled or out of order, or complained of."""
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=5_000, help="how many the hub commits")
    parser.add_argument("--faults", type=int, default=60)
    parser.add_argument("--desks", type=int, default=3)
    parser.add_argument("--without", choices=WITHOUT, help="desks that lack this, as a control")
    parser.add_argument("--control", action="store_true", help="both controls, and a verdict")
    parser.add_argument("--plan", action="store_true", help="print the faults and end")
    chosen = parser.parse_args()
    if min(chosen.events, chosen.desks) < 1 or chosen.faults < 0:
        parser.error("a soak needs an event and a desk at least")
    wanted = Wanted(
        seed=chosen.seed,
        events=chosen.events,
        faults=chosen.faults,
        desks=chosen.desks,
        without=chosen.without,
    )
    if chosen.plan:
        print("\n".join(fault.line() for fault in wanted.plan))
        return 0
    if chosen.control:
        return control(wanted)
    return 0 if soak(wanted).clean else 1


if __name__ == "__main__":
    sys.exit(main())
