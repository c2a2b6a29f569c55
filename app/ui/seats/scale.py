"""A day along a line: where a moment lies, and which moment lies where."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from app.core.touching import Span

_HOUR = timedelta(hours=1)
_LABEL = 44
"""So many pixels the name of an hour needs."""


class Scale(msgspec.Struct, frozen=True):
    """`span` over pixels from `left`, `width` of them."""

    span: Span
    left: float
    width: float

    def x(self, moment: datetime) -> float:
        """Where a moment lies, also one before or behind the span."""
        whole = self.span.until - self.span.since
        return self.left + self.width * ((moment - self.span.since) / whole)

    def moment(self, x: float) -> datetime:
        """Which moment lies there, within the span."""
        share = min(1.0, max(0.0, (x - self.left) / max(1.0, self.width)))
        return self.span.since + (self.span.until - self.span.since) * share

    def stretch(self, pixels: float) -> timedelta:
        """How long so many pixels are."""
        return (self.span.until - self.span.since) * (pixels / max(1.0, self.width))

    def hours(self) -> list[tuple[datetime, bool]]:
        """Each full hour since the beginning, and whether it is named: all, or as many as fit."""
        count = max(1, int((self.span.until - self.span.since) / _HOUR))
        every = next(
            (step for step in (1, 2, 3, 4, 6, 12) if self.width / count * step >= _LABEL), 24
        )
        return [(self.span.since + place * _HOUR, place % every == 0) for place in range(count + 1)]
