"""Colours, palette and icons: light and dark from one set of tokens, following the system."""

from __future__ import annotations

from enum import StrEnum

import msgspec
from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.shipped import resource


class Scheme(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """The colours of a scheme, as #rrggbb.

    Each `…_soft` is a ground on which its namesake is text with a contrast of 4.5 or more.
    """

    window: str
    surface: str
    sidebar: str
    field: str
    hover: str
    selected: str
    unseen: str
    border: str
    border_strong: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    plain: str
    plain_soft: str
    away: str
    away_soft: str


LIGHT = Tokens(
    window="#f7f8fa",
    surface="#ffffff",
    sidebar="#eff1f5",
    field="#ffffff",
    hover="#f3f5f9",
    selected="#e9f0ff",
    unseen="#f7faff",
    border="#e2e6ec",
    border_strong="#c7ced9",
    text="#171c26",
    muted="#566073",
    disabled="#9aa3b2",
    accent="#2c56d4",
    accent_hover="#244bbd",
    accent_pressed="#1d40a6",
    on_accent="#ffffff",
    accent_soft="#dbe5ff",
    good="#0a663f",
    good_soft="#dcf3e6",
    warn="#7d4e00",
    warn_soft="#fff0cc",
    bad="#a12228",
    bad_soft="#fde7e7",
    plain="#4d5766",
    plain_soft="#eceff3",
    away="#7a3a10",
    away_soft="#fbe9dc",
)

DARK = Tokens(
    window="#14171d",
    surface="#1a1e26",
    sidebar="#101319",
    field="#20252f",
    hover="#212733",
    selected="#1e2942",
    unseen="#1b202d",
    border="#2a303c",
    border_strong="#414a5a",
    text="#e8ebf1",
    muted="#9da7b8",
    disabled="#626c7d",
    accent="#89a8ff",
    accent_hover="#9fb8ff",
    accent_pressed="#7496f7",
    on_accent="#0d1633",
    accent_soft="#26345e",
    good="#6fd6a2",
    good_soft="#14352a",
    warn="#f2c464",
    warn_soft="#3a2e12",
    bad="#ff9a98",
    bad_soft="#421f23",
    plain="#aeb7c6",
    plain_soft="#2a303b",
    away="#f0ab7c",
    away_soft="#3d2819",
)

RADIUS = 7
_ICON_SIZES = (16, 18)
_RATIOS = (1.0, 2.0)


class Theme(QObject):
    """The scheme in use. `changed` is told after palette and tokens have changed."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._fixed: Scheme | None = None
        self._scheme: Scheme | None = None
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._colors: dict[str, QColor] = {}
        self._drawings: dict[str, bytes] = {}
        self.tokens = LIGHT
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def scheme(self) -> Scheme:
        """Light or dark, as shown."""
        return self._scheme or Scheme.LIGHT

    def apply(self, scheme: Scheme | None = None) -> None:
        """Dress the application: in `scheme`, or as the system says when it is None."""
        self._fixed = scheme
        if self._application.style().objectName() != "fusion":
            self._application.setStyle("Fusion")
        hints = self._application.styleHints()
        if scheme is not None:
            dark = scheme is Scheme.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._dress()

    def ready(self) -> None:
        """Dress the application as the system says, unless it is dressed already."""
        if self._scheme is None:
            self.apply()

    def _follow(self) -> None:
        if self._scheme is not None:
            self._dress()

    def _dress(self) -> None:
        dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        scheme = self._fixed or (Scheme.DARK if dark else Scheme.LIGHT)
        if scheme is self._scheme:
            return
        self._scheme = scheme
        self.tokens = DARK if scheme is Scheme.DARK else LIGHT
        self._icons.clear()
        self._colors.clear()
        self._application.setPalette(_palette(self.tokens))
        self.changed.emit()

    def color(self, tint: str) -> QColor:
        """The colour of a token, e.g. `color("accent_soft")`; not to be changed."""
        known = self._colors.get(tint)
        if known is None:
            known = self._colors[tint] = QColor(getattr(self.tokens, tint))
        return known

    def icon(self, name: str, tint: str = "muted") -> QIcon:
        """The icon `resources/icons/{name}.svg` in the colour of a token, sharp at 1x and 2x."""
        known = self._icons.get((name, tint))
        if known is None:
            known = QIcon()
            for mode, shade in ((QIcon.Mode.Normal, tint), (QIcon.Mode.Disabled, "disabled")):
                for size in _ICON_SIZES:
                    for ratio in _RATIOS:
                        known.addPixmap(self.pixmap(name, size, shade, ratio), mode)
            self._icons[name, tint] = known
        return known

    def pixmap(self, name: str, size: int, tint: str = "muted", ratio: float = 1.0) -> QPixmap:
        """One drawing of an icon, `size` logical pixels square at a device pixel `ratio`."""
        # Only a window with icons needs QtSvg; the tray comes before it.
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - start-up time

        drawing = self._drawings.get(name)
        if drawing is None:
            drawing = resource("icons", f"{name}.svg").read_bytes()
            self._drawings[name] = drawing
        tinted = drawing.replace(b"currentColor", getattr(self.tokens, tint).encode())
        pixels = round(size * ratio)
        image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(tinted)).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def dress(self, button: QAbstractButton, name: str, tint: str = "muted") -> None:
        """Give `button` an icon that `redress` tints anew when the scheme changes."""
        button.setProperty("iconName", name)
        button.setProperty("iconToken", tint)
        button.setIconSize(QSize(18, 18))
        button.setIcon(self.icon(name, tint))

    def redress(self, root: QWidget) -> None:
        """Tint the icons of all dressed buttons below `root` in the present colours."""
        for button in root.findChildren(QAbstractButton):
            if name := button.property("iconName"):
                button.setIcon(self.icon(name, button.property("iconToken")))


def _palette(tokens: Tokens) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    for which, color in {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.field,
        role.AlternateBase: tokens.hover,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.PlaceholderText: tokens.muted,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.surface,
        role.Light: tokens.surface,
        role.Midlight: tokens.hover,
        role.Mid: tokens.border,
        role.Dark: tokens.border_strong,
        role.Shadow: tokens.border_strong,
    }.items():
        palette.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    return palette
