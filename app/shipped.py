"""Where the files that come with the program lie, in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

import app


def resource(*parts: str) -> Path:
    """The path of a file under resources/, for example `resource("sounds", "booking.wav")`."""
    package = Path(app.__file__).parent
    installed = package / "resources"
    root = installed if installed.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)
