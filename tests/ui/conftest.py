"""What the tests of the window share: Qt's offscreen platform, Qt's loop, one stage a test."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

# Before any test module brings Qt in.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
import qasync
from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QApplication

from app.core import writing
from app.core.status import DeskStatus
from app.ui import words
from app.ui.language import speak
from app.ui.theme import Scheme, Theme
from tests.ui.alert_scene import Scene
from tests.ui.stage import SIZE, Stage, until

# What the offscreen platform has no way of doing, and says so.
OFFSCREEN_CANNOT = ("This plugin does not support", "systemTrayWindowChanged")

OUR_THREADS = {"core", "lookup"}
# A thread that was told to end may still be at its last work on a busy machine.
ENDING_S = 5.0

StageMaker = Callable[..., Awaitable[Stage]]


def _application() -> QApplication:
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication([])
    application.setQuitOnLastWindowClosed(False)
    return application


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Coroutines of these tests run on Qt's loop, as the window's do."""
    return {"qt": lambda: qasync.QEventLoop(_application())}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform say what it cannot do."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*OFFSCREEN_CANNOT, extend=True))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The one application."""
    application = _application()
    speak(application, "en")
    return application


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme."""
    made = Theme(qapp)
    made.apply(Scheme.LIGHT)
    return made


@pytest.fixture(autouse=True)
def indian() -> Iterator[None]:
    """Numbers and times as in India, whatever the machine speaks."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_IN"))
    writing.write_by(words.BY_LOCALE)
    yield
    writing.write_by(writing.PLAIN)
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def no_leaks(qapp: QApplication) -> Iterator[None]:
    """A test leaves no thread and no window behind."""
    # What the test before left, its loop's timers among it, goes here, and not by chance in
    # this test's core thread: Qt's objects must die in the thread they live in.
    gc.collect()
    before = set(threading.enumerate())
    yield
    gc.collect()
    ours = [thread for thread in set(threading.enumerate()) - before if thread.name in OUR_THREADS]
    for thread in ours:
        thread.join(ENDING_S)
    left = [thread.name for thread in ours if thread.is_alive()]
    assert not left, f"threads left running: {left}"
    shown = [window for window in qapp.topLevelWidgets() if window.isVisible()]
    assert not shown, f"windows left open: {shown}"


@pytest.fixture
async def make_stage(theme: Theme, tmp_path: Path) -> AsyncIterator[StageMaker]:
    """Makes a stage with a status of the test's choice; all are taken down at the end."""
    made: list[Stage] = []

    async def make(
        status: DeskStatus | None = None, size: QSize | None = SIZE, *, has_tray: bool = True
    ) -> Stage:
        stage = Stage(theme, tmp_path, status, has_tray=has_tray)
        made.append(stage)
        await stage.up(size)
        return stage

    yield make
    for stage in made:
        await stage.down()


@pytest.fixture
async def stage(make_stage: StageMaker) -> Stage:
    """A window on a desk that is connected and has no bookings."""
    return await make_stage()


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """Alerting on a desk that runs."""
    made = Scene(tmp_path)
    made.bridge.start()
    await until(lambda: made.bridge.status is not None, "the first status")
    yield made
    await made.alerting.close()
    # It would stay on the screen without anybody who says that it is over.
    assert all("Not receiving" not in toast.title for toast in made.notifier.toasts)
    assert not made.notifier.listened_to()
    await made.bridge.stop()
    made.reader.close()
