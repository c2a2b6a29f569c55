"""Messages of the tray icon: when they can be trusted, and the click on the last one."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.core.ports import Action, Toast, ToastFailed
from app.native.notify_tray import TrayNotifier

TOAST = Toast(alert_id="a", title="New booking", body="Asha, seat A4")


@pytest.fixture(autouse=True)
def _no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever desktop these tests run on: theirs has a tray of its own, not one on a bus."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")


class LocalTray(QSystemTrayIcon):
    """An icon in a tray that shows messages itself, as on Windows."""

    def __init__(self, *, messages: bool = True) -> None:
        super().__init__()
        self.messages = messages
        self.told: list[tuple[str, str]] = []

    def isVisible(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def isSystemTrayAvailable(self) -> bool:  # type: ignore[override]  # noqa: N802 - static in Qt
        return True

    def supportsMessages(self) -> bool:  # type: ignore[override]  # noqa: N802 - static in Qt
        return self.messages

    def showMessage(self, title: str, body: str, *_: object) -> None:  # noqa: N802 - Qt's name
        self.told.append((title, body))


@pytest.mark.usefixtures("qapp")
async def test_a_click_on_the_last_message_is_told_once() -> None:
    tray = LocalTray()
    notifier = TrayNotifier(lambda: tray)
    heard: list[tuple[str, Action]] = []
    notifier.on_action(lambda alert_id, action: heard.append((alert_id, action)))
    await notifier.show(TOAST)
    await notifier.show(Toast(alert_id="b", title="Second", body=""))
    assert tray.told == [("New booking", "Asha, seat A4"), ("Second", "")]
    tray.messageClicked.emit()
    tray.messageClicked.emit()
    await asyncio.sleep(0)
    assert heard == [("b", Action.DEFAULT)]
    await notifier.close()


@pytest.mark.usefixtures("qapp")
async def test_a_withdrawn_message_and_a_closed_notifier_tell_no_click() -> None:
    tray = LocalTray()
    notifier = TrayNotifier(lambda: tray)
    heard: list[str] = []
    notifier.on_action(lambda alert_id, _: heard.append(alert_id))
    await notifier.show(TOAST)
    await notifier.withdraw("a")
    tray.messageClicked.emit()
    await notifier.show(TOAST)
    await notifier.close()
    tray.messageClicked.emit()
    await asyncio.sleep(0)
    assert heard == []


async def test_without_an_icon_a_tray_or_messages_it_fails(qapp: QApplication) -> None:
    with pytest.raises(ToastFailed, match="no tray icon"):
        await TrayNotifier(lambda: None).show(TOAST)
    hidden = QSystemTrayIcon(qapp)
    with pytest.raises(ToastFailed, match="no tray icon"):
        await TrayNotifier(lambda: hidden).show(TOAST)
    mute = LocalTray(messages=False)
    with pytest.raises(ToastFailed, match="shows no messages"):
        await TrayNotifier(lambda: mute).show(TOAST)
