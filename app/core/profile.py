"""Which folder keeps one desk's files apart from another's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER_NAME = "StudySpot Desk"


@dataclass(frozen=True)
class Profile:
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
    def settings_copy(self) -> Path:
        """The same once more, for when the first ones are damaged."""
        return self.folder / "settings.copy.json"

    @property
    def events(self) -> Path:
        """What this person says of events in words of their own; see resources/events.toml."""
        return self.folder / "events.toml"

    @property
    def window(self) -> Path:
        """What the window remembers, as JSON."""
        return self.folder / "ui.json"

    @property
    def toasts(self) -> Path:
        """Which notifications are on the screen, as JSON."""
        return self.folder / "toasts.json"

    @property
    def lock(self) -> Path:
        """The file that the process at work on this profile holds locked."""
        return self.folder / "desk.lock"

    @property
    def hub(self) -> Path:
        """The data folder of the embedded hub."""
        return self.folder / "hub"

    @property
    def sample(self) -> Path:
        """The data folder of the embedded hub with the sample library."""
        return self.folder / "sample"


def default_folder() -> Path:
    """The operating system's place for this person's data of this program."""
    # Imported here: most starts name a profile or come through the desktop, which wants
    # its icon first.
    from platformdirs import user_data_path  # noqa: PLC0415 - see above

    return user_data_path(FOLDER_NAME, appauthor=False)
