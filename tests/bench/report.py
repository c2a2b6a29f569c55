"""The table that `make bench` prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement beside its baseline; `aim` is what we want of the ratio or value."""

    what: str
    value: float
    unit: str
    baseline: float | None = None
    against: str = ""
    aim: float | None = None
    must: float | None = None
    of_ratio: bool = True

    @property
    def ratio(self) -> float | None:
        """Value over baseline, or None without one."""
        return self.value / self.baseline if self.baseline else None

    @property
    def verdict(self) -> str:
        """`ok`, `short of the aim` or `MISSED`, by the ratio or by the value."""
        judged = self.ratio if self.of_ratio else self.value
        if judged is None or self.aim is None:
            return ""
        if judged <= self.aim:
            return "ok"
        if self.must is not None and judged <= self.must:
            return "short of the aim"
        return "MISSED" if self.must is not None else "short of the aim"

    def cells(self) -> list[str]:
        """The row's texts, in the order of `HEAD`."""
        aim = "" if self.aim is None else f"≤ {self.aim:g}{'' if self.of_ratio else self.unit}"
        if self.must is not None:
            aim += f" (must ≤ {self.must:g})"
        return [
            self.what,
            f"{self.value:.4g} {self.unit}",
            f"{self.baseline:.4g} {self.unit} {self.against}" if self.baseline else self.against,
            f"{self.ratio:.2f}" if self.ratio is not None else "",
            aim,
            self.verdict,
        ]


HEAD = ["what", "measured", "baseline", "ratio", "aim", "verdict"]


def table(rows: list[Row]) -> str:
    """The rows as an aligned table in Markdown."""
    return aligned([HEAD, *(row.cells() for row in rows)])


def aligned(cells: list[list[str]]) -> str:
    """Lines of texts, the first of them the heads, as an aligned table in Markdown."""
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = [
        "| "
        + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))
        + " |"
        for line in cells
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])
