"""The tray of a rig's desktop: which icons stand there, what they say, a click on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PIL import Image

from tests.rig.bus import LIMIT, Bus, BusError, wait_until
from tests.rig.session import DesktopSession

_WATCHER = "org.kde.StatusNotifierWatcher"
_ITEM = "org.kde.StatusNotifierItem"
_MENU = "com.canonical.dbusmenu"


@dataclass(frozen=True)
class TrayItem:
    """An icon in the tray. `tooltip` is its title and text, `menu` where its menu is."""

    name: str
    path: str
    id: str
    title: str
    status: str
    tooltip: tuple[str, str]
    menu: str


@dataclass(frozen=True)
class MenuEntry:
    """A line of an icon's menu; a separator has no label."""

    id: int
    label: str
    enabled: bool


class Tray:
    """What the tray holds, asked through D-Bus as the panel does."""

    def __init__(self, session: DesktopSession) -> None:
        self._session = session

    def items(self) -> list[TrayItem]:
        """The icons that are registered and answer."""
        with Bus(self._session.address) as bus:
            try:
                registered = bus.get(
                    _WATCHER, "/StatusNotifierWatcher", _WATCHER, "RegisteredStatusNotifierItems"
                )
            except BusError:
                return []
            found = [_item(bus, address) for address in registered]
        return [item for item in found if item is not None]

    def wait_for(self, text: str, limit: float = LIMIT) -> TrayItem:
        """The icon whose title or tooltip contains `text`, waiting for it."""
        found = wait_until(
            lambda: next(
                (i for i in self.items() if text in " ".join((i.title, *i.tooltip))), None
            ),
            f"a tray icon that says {text!r}",
            limit,
        )
        assert found is not None
        return found

    def icon(self, item: TrayItem) -> Image.Image | None:
        """The largest picture that the icon offers, with its transparency; None for none."""
        with Bus(self._session.address) as bus:
            pictures = bus.get(item.name, item.path, _ITEM, "IconPixmap")
        if not pictures:
            return None
        width, height, data = max(pictures, key=lambda picture: picture[0])
        alpha, red, green, blue = Image.frombytes("RGBA", (width, height), bytes(data)).split()
        return Image.merge("RGBA", (red, green, blue, alpha))

    def activate(self, item: TrayItem) -> None:
        """What the panel does at a left click."""
        with Bus(self._session.address) as bus:
            bus.call(item.name, item.path, _ITEM, "Activate", "ii", (0, 0))

    def menu(self, item: TrayItem) -> list[MenuEntry]:
        """The lines of the icon's menu, submenus left out."""
        with Bus(self._session.address) as bus:
            bus.call(item.name, item.menu, _MENU, "AboutToShow", "i", (0,))
            _, layout = bus.call(
                item.name, item.menu, _MENU, "GetLayout", "iias", (0, -1, ["label", "enabled"])
            )
        return [_entry(child[1]) for child in layout[2]]

    def choose(self, item: TrayItem, label: str) -> None:
        """Choose the line of the menu whose label contains `label`."""
        entry = next(entry for entry in self.menu(item) if label in entry.label)
        with Bus(self._session.address) as bus:
            bus.call(
                item.name, item.menu, _MENU, "Event", "isvu", (entry.id, "clicked", ("s", ""), 0)
            )


def _item(bus: Bus, address: str) -> TrayItem | None:
    name, slash, path = address.partition("/")
    path = slash + path if slash else "/StatusNotifierItem"
    try:
        (values,) = bus.call(
            name, path, "org.freedesktop.DBus.Properties", "GetAll", "s", (_ITEM,), limit=2
        )
    except (BusError, TimeoutError):
        return None
    tooltip = _value(values, "ToolTip", ("", [], "", ""))
    return TrayItem(
        name=name,
        path=path,
        id=_value(values, "Id", ""),
        title=_value(values, "Title", ""),
        status=_value(values, "Status", ""),
        tooltip=(tooltip[2], tooltip[3]),
        menu=_value(values, "Menu", ""),
    )


def _value(values: dict[str, tuple[str, Any]], key: str, absent: Any) -> Any:
    return values[key][1] if key in values else absent


def _entry(node: tuple[int, dict[str, tuple[str, Any]], list[Any]]) -> MenuEntry:
    number, values, _children = node
    label = str(_value(values, "label", "")).replace("_", "")
    return MenuEntry(number, label, bool(_value(values, "enabled", True)))
