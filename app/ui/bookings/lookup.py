"""Asks the desk's copy for long lists on a thread of its own, so that no frame waits."""

from __future__ import annotations

import sqlite3
import threading
from array import array
from collections.abc import Callable
from datetime import datetime
from queue import SimpleQueue

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from app.core.filters import BookingFilter
from app.core.reader import Counts, Reader, Unwanted

_JOIN_S = 2.0
BEGINNING = 128
"""So many rows of a long list are told at once: more than the highest screen shows."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to question `serial`: rowids in order, and counts without the states.

    Without counts it is the beginning of the list, and the whole follows. `next_end` is when a
    booking that is counted as still to come will be over. `revision` is that of the last
    `Changes` that it contains.
    """

    serial: int
    wanted: BookingFilter
    rowids: array[int]
    counts: Counts | None = None
    next_end: datetime | None = None
    revision: int = 0


class Lookup(QObject):
    """Answers one question at a time, and gives one up for a newer one.

    `found` carries a `Found`, of a long list its beginning first; `failed` the question's
    serial and why, both on the thread this object lives in. The newest question always gets
    a whole answer or a failure.
    """

    found = Signal(object)
    failed = Signal(int, str)
    _answered = Signal(object)
    _broke = Signal(int, str)

    def __init__(self, reader_factory: Callable[[], Reader], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader_factory = reader_factory
        self._questions: SimpleQueue[tuple[int, BookingFilter] | None] = SimpleQueue()
        self._serial = 0
        self._closed = False
        self._thread: threading.Thread | None = None
        self._answered.connect(self.found, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self.failed, Qt.ConnectionType.QueuedConnection)

    def ask(self, wanted: BookingFilter) -> int:
        """Look for `wanted`; the answer carries the serial returned here."""
        self._serial += 1
        if self._closed:
            # A change that was already under way when the window was taken down.
            return self._serial
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="lookup", daemon=True)
            self._thread.start()
        self._questions.put((self._serial, wanted))
        return self._serial

    def close(self) -> None:
        """End the thread; questions that come later are not answered."""
        self._closed = True
        if self._thread is not None:
            self._questions.put(None)
            self._thread.join(_JOIN_S)
            self._thread = None

    def _answer(self, reader: Reader, serial: int, wanted: BookingFilter) -> None:
        with reader.moment():
            rowids = reader.rows(wanted, BEGINNING)
            if len(rowids) == BEGINNING:
                self._answered.emit(Found(serial=serial, wanted=wanted, rowids=rowids))
                rowids = reader.rows(wanted)
            self._answered.emit(
                Found(
                    serial=serial,
                    wanted=wanted,
                    rowids=rowids,
                    counts=reader.counts(wanted),
                    next_end=reader.next_end(wanted),
                    revision=reader.revision(),
                )
            )

    def _work(self) -> None:
        reader = self._reader_factory()
        reader.give_up_when(lambda: not self._questions.empty())
        while (question := self._questions.get()) is not None:
            while not self._questions.empty():
                newer = self._questions.get()
                if newer is None:
                    return
                question = newer
            serial, wanted = question
            try:
                self._answer(reader, serial, wanted)
            except Unwanted:
                continue
            except sqlite3.Error as error:
                self._broke.emit(serial, str(error))
            finally:
                # Opened afresh each time: no memory kept, and a file made anew is seen.
                reader.close()
