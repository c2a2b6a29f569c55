"""One desk per profile: a second start hands its wish to the first and leaves."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QIODeviceBase, QLockFile, QObject, QStandardPaths
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.contract.errors import ProfileInUse

RAISE = "raise"
"""The wish of a second start without arguments: show the window."""

LIMIT = 3_000
"""Milliseconds that a running desk has to take a wish."""

_ANSWER = b"taken\n"
_LONGEST = 8_192


class SingleInstance(QObject):
    """The claim of this process on a profile, held until `release`."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Prepare the claim on the profile in `folder`; nothing is claimed yet."""
        super().__init__(parent)
        self._name = _server_name(folder)
        self._server: QLocalServer | None = None
        self._listeners: list[Callable[[str], None]] = []

    def claim(self, wish: str = RAISE) -> bool:
        """Take the profile, or hand `wish` to the desk that has it.

        Returns:
            True when this process is the first; False when a running desk has taken the
            wish, and this process should leave.

        Raises:
            ProfileInUse: a running desk does not take it, or the claim is impossible.
        """
        # Of several starts at one moment, one asks and listens before the next one asks:
        # listening as such takes a name over from whoever has it.
        turn = QLockFile(_lock_file(self._name))
        if not turn.tryLock(2 * LIMIT):
            raise ProfileInUse(
                "StudySpot Desk is being started on this profile by another process, which does "
                "not get on. End that one, or wait a moment, and start again."
            )
        try:
            if self._hand_over(wish):
                return False
            self._listen()
        finally:
            turn.unlock()
        return True

    def on_wish(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call `listener` with each wish of a later start; returns the undo."""
        self._listeners.append(listener)

        def undo() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return undo

    def release(self) -> None:
        """Give the profile up; fine when it was not claimed."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _hand_over(self, wish: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name, QIODeviceBase.OpenModeFlag.ReadWrite)
        if not socket.waitForConnected(LIMIT):
            return False
        if sys.platform == "win32":
            # Windows lets only the program in front raise a window; that is this one.
            ctypes.windll.user32.AllowSetForegroundWindow(-1)
        socket.write(wish.encode()[: _LONGEST - 1] + b"\n")
        answer = b""
        while not answer.endswith(b"\n"):
            if not socket.waitForReadyRead(LIMIT):
                break
            answer += socket.readAll().data()
        socket.abort()
        if answer == _ANSWER:
            return True
        raise ProfileInUse(
            "The one that runs on this profile does not answer. "
            "End it, or wait a moment, and start again."
        )

    def _listen(self) -> None:
        # What a desk that was killed has left behind.
        QLocalServer.removeServer(self._name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            reason = server.errorString()
            server.deleteLater()
            raise ProfileInUse(
                f"StudySpot Desk cannot claim its profile: {reason}. "
                "Check that the folder for temporary files can be written to."
            )
        server.newConnection.connect(self._welcome)
        self._server = server

    def _welcome(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            _Visitor(self._server.nextPendingConnection(), self._take)

    def _take(self, wish: str) -> None:
        for listener in list(self._listeners):
            listener(wish)


class _Visitor(QObject):
    """One later start, from its connection until its wish is answered."""

    def __init__(self, socket: QLocalSocket, take: Callable[[str], None]) -> None:
        super().__init__(socket)
        self._socket = socket
        self._take = take
        self._said = b""
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)
        self._read()

    def _read(self) -> None:
        self._said += self._socket.readAll().data()
        if len(self._said) > _LONGEST:
            self._socket.abort()
            return
        line, ended, _ = self._said.partition(b"\n")
        if ended:
            self._said = b""
            self._socket.write(_ANSWER)
            self._socket.flush()
            self._take(line.decode(errors="replace"))


def _server_name(folder: Path) -> str:
    """A name that this profile of this user alone has."""
    same = os.path.normcase(folder.expanduser().resolve())
    name = "studyspot-desk-" + hashlib.sha256(same.encode()).hexdigest()[:24]
    if sys.platform == "linux":
        # The user's own folder, when there is one, instead of the one everybody writes to.
        own = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
        name = f"{own}/{name}" if own else name
    return name


def _lock_file(name: str) -> str:
    return f"{name}.lock" if "/" in name else QDir.temp().filePath(f"{name}.lock")
