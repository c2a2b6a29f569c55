"""The last lines of the log, kept in memory without names for whoever saves diagnostics."""

from __future__ import annotations

import logging
import traceback
from collections import deque

KEPT = 500


class RecentLog(logging.Handler):
    """Keeps lines, oldest first. Use `install` once per process."""

    def __init__(self, kept: int = KEPT) -> None:
        super().__init__(logging.INFO)
        self._clock = logging.Formatter()
        self._lines: deque[str] = deque(maxlen=kept)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        when, where = self._clock.formatTime(record), f"{record.levelname} {record.name}"
        self._lines.append(f"{when} {where}: {_nameless(record)}")

    def lines(self) -> list[str]:
        """What is kept."""
        return list(self._lines)

    def install(self, name: str = "app") -> None:
        """Hear what our own modules log, from INFO on."""
        logger = logging.getLogger(name)
        logger.addHandler(self)
        if logger.getEffectiveLevel() > logging.INFO:
            logger.setLevel(logging.INFO)


def _nameless(record: logging.LogRecord) -> str:
    """What a line says, with the kind of each thing in place of what it is.

    A server's answer, a path or an error may tell who somebody is; a number does not.
    """
    given = record.args if isinstance(record.args, tuple) else ()
    shown = tuple(
        each if isinstance(each, int | float) else f"<{type(each).__name__}>" for each in given
    )
    try:
        said = str(record.msg) % shown
    except (TypeError, ValueError):
        said = str(record.msg)
    if record.exc_info is None or record.exc_info[0] is None:
        return said
    kind, _, trace = record.exc_info
    return f"{said}\n{''.join(traceback.format_tb(trace))}{kind.__name__}"
