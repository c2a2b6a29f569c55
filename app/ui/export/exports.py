"""Writes what a page shows into a file: asks where, writes beside the window, says when it is."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.contract.errors import StoreFailed
from app.core import spreadsheet
from app.core.reader import Reader
from app.ui.acts.undo_bar import UndoBar
from app.ui.export import sheet, table
from app.ui.export.day_sheet import MOST, day_sheet
from app.ui.export.table import Wanted
from app.ui.parts import Parts
from app.ui.words import number

translate = QCoreApplication.translate

_FOLDER = "export.folder"
_TOLD_FROM = 20_000
"""From so many bookings on it takes long enough to say how far it is."""


class _Stopped(Exception):
    """Somebody thought better of it."""


class Exports:
    """For one page: `parent` gets the dialog, `bar` tells how it goes.

    `asked` gives what the page shows, with a name for it.
    """

    def __init__(
        self,
        parent: QWidget,
        parts: Parts,
        bar: UndoBar,
        asked: Callable[[], tuple[str, Wanted]],
    ) -> None:
        self._parent, self._bar, self._asked = parent, bar, asked
        self._reader_factory, self._memory = parts.reader_factory, parts.memory
        self._tasks = parts.tasks

    def ask_table(self) -> None:
        """Ask where the table goes, and write it."""
        self._ask("csv", translate("export", "Tables (*.csv)"), self._table)

    def ask_sheet(self) -> None:
        """Ask where the sheet goes, and write it."""
        self._ask("pdf", translate("export", "Documents (*.pdf)"), self._sheet)

    def _ask(
        self,
        suffix: str,
        kinds: str,
        write: Callable[[Path, str, Wanted], Coroutine[Any, Any, None]],
    ) -> None:
        title, wanted = self._asked()

        def chosen(name: str) -> None:
            path = Path(name)
            self._memory.set(_FOLDER, str(path.parent))
            self._tasks.start(write(path, title, wanted), f"write {path.suffix}")

        dialog = QFileDialog(self._parent, translate("export", "Write to a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kinds)
        dialog.setDefaultSuffix(suffix)
        dialog.setDirectory(self._folder())
        dialog.selectFile(f"{_file_name(title)} {wanted.day.isoformat()}.{suffix}")
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder(self) -> str:
        kept = self._memory.get(_FOLDER)
        if isinstance(kept, str) and Path(kept).is_dir():
            return kept
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    async def _table(self, path: Path, title: str, wanted: Wanted) -> None:
        del title
        stop, loop = threading.Event(), asyncio.get_running_loop()
        done = 0

        def progress(so_far: int, count: int) -> None:
            nonlocal done
            done = so_far
            if stop.is_set():
                raise _Stopped
            if count >= _TOLD_FROM:
                loop.call_soon_threadsafe(self._tell_progress, so_far / count, stop)

        def write() -> None:
            with _reading(self._reader_factory) as reader:
                rows = table.rows(reader, wanted, progress)
                spreadsheet.write(path, rows, delimiter=table.delimiter())

        try:
            await _in_thread(write, stop)
        except _Stopped:
            self._bar.offer(translate("export", "Nothing was written."), None)
            return
        self._tell_written(path, done)

    async def _sheet(self, path: Path, title: str, wanted: Wanted) -> None:
        def write() -> int:
            with _reading(self._reader_factory) as reader:
                rowids = table.found(reader, wanted)
                rows = reader.page(rowids[:MOST])
            made = day_sheet(title, rows, len(rowids), wanted)
            sheet.write(path, made)
            return len(rows)

        self._tell_written(path, await _in_thread(write, threading.Event()))

    def _tell_progress(self, share: float, stop: threading.Event) -> None:
        if not stop.is_set():
            words = translate("export", "Writing… {percent} %").format(
                percent=number(int(share * 100))
            )
            self._bar.offer(words, stop.set, translate("export", "Stop"))

    def _tell_written(self, path: Path, count: int) -> None:
        words = translate("export", "{bookings} written to {name}").format(
            bookings=translate("words", "%n bookings", "", count), name=path.name
        )
        self._bar.offer(words, lambda: _open(path), translate("export", "Open"))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _file_name(title: str) -> str:
    """A title without what some system does not allow in a file's name."""
    return "".join(" " if letter in '<>:"/\\\\|?*' or letter < " " else letter for letter in title)


@contextlib.contextmanager
def _reading(reader_factory: Callable[[], Reader]) -> Iterator[Reader]:
    """A reader of its own for another thread; what it cannot read is told in a sentence."""
    reader = reader_factory()
    try:
        yield reader
    except sqlite3.Error as error:
        raise StoreFailed(
            f"The desk's copy of the bookings cannot be read ({error}). Try it again."
        ) from error
    finally:
        reader.close()


async def _in_thread(work: Callable[[], object], stop: threading.Event) -> int:
    """What `work` answers; when nobody waits for it any more, it is asked to stop."""
    try:
        answer = await asyncio.to_thread(work)
    except asyncio.CancelledError:
        stop.set()
        raise
    return answer if isinstance(answer, int) else 0
