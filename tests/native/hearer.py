"""A program on Qt's loop that says, with its number, each time a tray came or went."""

from __future__ import annotations

import sys
from itertools import count
from typing import Any

import qasync
from PySide6.QtWidgets import QApplication

from app.native.trays import watch_trays
from tests.native.dialogue import say, serve


async def main() -> None:
    """Listen until standard input ends; asked, it says whether anything tells."""
    numbers = count(1)
    undo = watch_trays(lambda: say(heard=next(numbers)))

    async def handle(_: dict[str, Any]) -> dict[str, Any]:
        return {"told": undo is not None}

    await serve(handle)
    if undo is not None:
        undo()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    qasync.run(main())
