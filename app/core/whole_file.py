"""Files that somebody asked for: there in one piece, or as they were before."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.contract.errors import NotWritten
from app.contract.tongue import translate


@contextlib.contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside the one at `path`, and put it in its place at the end of the block.

    Raises:
        NotWritten: the folder or the disk does not take it.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            with part.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
    except OSError as error:
        raise NotWritten(
            translate(
                "whole file",
                "{file} could not be written to {folder} ({error}). Choose another folder, or "
                "make room, and try again.",
            ).format(file=path.name, folder=path.parent, error=error.strerror or error)
        ) from error
