"""The profile's folder and the settings kept in it."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Profile(msgspec.Struct, frozen=True):
    """The folder that keeps one desk's settings, store and embedded hub apart from others."""

    folder: Path

    @property
    def store(self) -> Path:
        """The desk's SQLite copy of the hub's rows."""
        return self.folder / "desk.sqlite3"

    @property
    def settings(self) -> Path:
        """Settings as JSON."""
        return self.folder / "settings.json"

    @property
    def hub(self) -> Path:
        """The data folder of the embedded hub."""
        return self.folder / "hub"
