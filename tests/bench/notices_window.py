"""How long the page of notices takes to open: `python -m tests.bench.notices_window DIR`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import qasync

from app.ui.theme import Scheme, Theme
from tests.bench.window import SIZE, Application, FullDesk, Painted, until
from tests.ui.stage import Stage


async def opened(application: Application, folder: Path) -> float:
    """Milliseconds from the page's key to its first notices on the screen."""
    theme = Theme(application)
    theme.apply(Scheme.LIGHT)
    stage = Stage(theme, folder, desk=FullDesk(folder / "desk.sqlite3"))
    stage.bridge.start()
    await until(lambda: stage.bridge.status is not None)
    window = stage.open_window(SIZE)
    await until(lambda: window.bookings.model.answered)
    began = time.perf_counter()
    window.pages.go_to("notices")
    page = window.notices
    painted = Painted(page.list.viewport())
    await until(lambda: painted.count > 0 and page.model.rowCount() > 0)
    took = (time.perf_counter() - began) * 1000
    await stage.down()
    return took


def main() -> int:
    """Measure, and print it as JSON."""
    application = Application()
    application.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(application)
    with loop:
        print(json.dumps(loop.run_until_complete(opened(application, Path(sys.argv[1])))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
