"""Small drawn things that labels and buttons have no form for: icons, dots, pills."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.contract.lifecycle import Status
from app.ui.theme import Theme
from app.ui.words import status_word

_TONES = {
    Status.PENDING: "warn",
    Status.CONFIRMED: "accent",
    Status.CHECKED_IN: "good",
    Status.COMPLETED: "plain",
    Status.DECLINED: "bad",
    Status.CANCELLED: "bad",
    Status.EXPIRED: "plain",
    Status.NO_SHOW: "away",
}
_TONES_BY_WORD: dict[str, str] = {str(status): tone for status, tone in _TONES.items()}

PILL_HEIGHT = 22
_PILL_PAD = 10


def tone_of(status: str) -> str:
    """The tint in whose colours a status is shown."""
    return _TONES_BY_WORD.get(status, "plain")


def pill_width(metrics: QFontMetrics, text: str) -> int:
    """How wide `paint_pill` draws `text`."""
    return metrics.horizontalAdvance(text) + 2 * _PILL_PAD


def paint_pill(
    painter: QPainter, area: QRectF, text: str, tone: str, theme: Theme, *, rtl: bool
) -> None:
    """Draw `text` as a pill at the near side of `area`, centred in its height, cut to fit."""
    metrics = painter.fontMetrics()
    width = min(pill_width(metrics, text), area.width())
    box = QRectF(area.left(), area.center().y() - PILL_HEIGHT / 2, width, PILL_HEIGHT)
    if rtl:
        box.moveRight(area.right())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"{tone}_soft"))
    painter.drawRoundedRect(box, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    painter.setPen(theme.color(tone))
    told = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width - 2 * _PILL_PAD) + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told)


class Glyph(QWidget):
    """An icon of the theme as a widget."""

    def __init__(self, theme: Theme, name: str, size: int = 18, tint: str = "muted") -> None:
        super().__init__()
        self._theme, self._name, self._tint = theme, name, tint
        self.setFixedSize(size, size)

    def show_icon(self, name: str, tint: str) -> None:
        """Show another icon or colour."""
        self._name, self._tint = name, tint
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw it."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        drawing = self._theme.pixmap(self._name, self.width(), self._tint, ratio)
        painter.drawPixmap(0, 0, drawing)


class StatusPill(QWidget):
    """The status of a booking as a pill."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text, self._tone = "", "plain"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tell(self, status: str) -> None:
        """Show `status`."""
        self._text, self._tone = status_word(status), tone_of(status)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word shown."""
        return self._text

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the word."""
        return QSize(pill_width(self.fontMetrics(), self._text), PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw it."""
        box = QRectF(self.rect())
        paint_pill(QPainter(self), box, self._text, self._tone, self._theme, rtl=False)


class Portrait(QWidget):
    """The first letters of a name in a circle."""

    def __init__(self, theme: Theme, size: int) -> None:
        super().__init__()
        self._theme, self._letters = theme, ""
        self.setFixedSize(size, size)

    def tell(self, name: str) -> None:
        """Show the letters of `name`."""
        words = [word for word in name.split() if word[:1].isalpha()]
        chosen = words[:1] + words[-1:] if len(words) > 1 else words
        self._letters = "".join(word[0].upper() for word in chosen)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent_soft"))
        painter.drawEllipse(self.rect())
        painter.setPen(self._theme.color("accent"))
        font = painter.font()
        font.setPixelSize(round(self.height() * 0.38))
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


class Swatch(QWidget):
    """A small square of a tone, as keys of pictures have them."""

    def __init__(self, theme: Theme, tone: str, *, hollow: bool = False) -> None:
        super().__init__()
        self._theme, self._tone, self._hollow = theme, tone, hollow
        self.setFixedSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("border_strong" if self._hollow else self._tone))
        ground = "surface" if self._hollow else f"{self._tone}_soft"
        painter.setBrush(self._theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


class Dot(QWidget):
    """A coloured dot; the shape differs with the tone, for those who see no colours."""

    def __init__(self, theme: Theme, size: int = 10) -> None:
        super().__init__()
        self._theme, self._tone = theme, "plain"
        self.setFixedSize(size, size)

    def tell(self, tone: str) -> None:
        """Show `tone`: good is full, warn half, everything else a ring."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_dot(painter, QRectF(self.rect()), self._tone, self._theme)


def paint_dot(painter: QPainter, area: QRectF, tone: str, theme: Theme) -> None:
    """Draw a dot: full for good, half for warn, a ring for everything else."""
    color = theme.color(tone)
    box = QRectF(0, 0, min(area.width(), area.height()) - 2, min(area.width(), area.height()) - 2)
    box.moveCenter(QPointF(area.center()))
    pen = painter.pen()
    pen.setColor(color)
    pen.setWidthF(1.8)
    painter.setPen(pen)
    painter.setBrush(color if tone == "good" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if tone == "warn":
        painter.setBrush(color)
        painter.drawPie(box, 90 * 16, 180 * 16)


class ElidedLabel(QLabel):
    """A label that cuts what does not fit and tells it whole as a tooltip.

    With more `lines` than one, what does not fit goes on in the next, from one of the joints `at`
    on; a line is cut that is too long even so.
    """

    def __init__(self, text: str = "", *, lines: int = 1, at: str = " ") -> None:
        super().__init__()
        self._whole, self._lines, self._at = "", lines, at
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._face()
        self.tell(text)

    def tell(self, text: str) -> None:
        """Show `text`, on as few lines as it needs."""
        words = " ".join(text.split())
        if words == self._whole:
            return
        self._whole = words
        self.setAccessibleName(self._whole)
        self._fit()

    def whole(self) -> str:
        """The text, uncut."""
        return self._whole

    def event(self, event: QEvent) -> bool:
        """Cut the text anew when there is more or less room."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._face()
        if event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.Polish}:
            self._fit()
        return done

    def _face(self) -> None:
        """Begin where the window's words begin: Qt would turn to the direction of these alone."""
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def _fit(self) -> None:
        whole = self._broken()
        cut = [self._cut(line) for line in whole]
        told = "\n".join(cut)
        if told != self.text():
            self.setText(told)
        self.setToolTip(self._whole if cut != whole else "")

    def _cut(self, line: str) -> str:
        right = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(line, right, self.width())

    def _broken(self) -> list[str]:
        """The text in lines, of which each may be too long."""
        first, *others = self._whole.split(self._at)
        lines = [first]
        for part in others:
            longer = f"{lines[-1]}{self._at}{part}"
            if len(lines) < self._lines and self._cut(longer) != longer:
                lines.append(part)
            else:
                lines[-1] = longer
        return lines
