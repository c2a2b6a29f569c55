"""What the window remembers from one day to the next: its place, its columns, what was told."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Protocol

_log = logging.getLogger(__name__)

Value = str | int | bool | list[int] | None


class Memory(Protocol):
    """Small values by name."""

    def get(self, key: str) -> Value:
        """The value kept under `key`, or None."""
        ...

    def set(self, key: str, value: Value) -> None:
        """Keep `value` under `key`."""
        ...


class JsonMemory:
    """A `Memory` in one JSON file, written whole and in one step at each change.

    Nothing here is worth failing for: a file that cannot be read counts as empty, one
    that cannot be written is logged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Value] = {}
        try:
            read = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            _log.warning("%s cannot be read and is begun anew: %s", path.name, error)
            return
        if isinstance(read, dict):
            self._values = read

    def get(self, key: str) -> Value:
        """The value kept under `key`, or None."""
        return self._values.get(key)

    def set(self, key: str, value: Value) -> None:
        """Keep `value` under `key` and write the file."""
        if key in self._values and self._values[key] == value:
            return
        self._values[key] = value
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(self._values, indent=1), encoding="utf-8")
            os.replace(beside, self._path)  # noqa: PTH105 - atomic on every system
        except OSError as error:
            _log.warning("%s cannot be written: %s", self._path.name, error)
