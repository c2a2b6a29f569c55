"""What a check-up finds of each part of a desk; the command and the window tell it alike."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """WARN still works, but less well than it could; FAIL does not work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of one part; `mend` says what to do and is empty when it is well."""

    part: str
    verdict: Verdict
    what: str
    mend: str = ""


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """All parts, in the order in which they matter at a desk, and the worst of their verdicts."""

    verdict: Verdict
    parts: tuple[Finding, ...]


def together(parts: tuple[Finding, ...]) -> Findings:
    """The parts with the worst verdict among them."""
    ranks = list(Verdict)
    worst = max((each.verdict for each in parts), key=ranks.index, default=Verdict.OK)
    return Findings(verdict=worst, parts=parts)
