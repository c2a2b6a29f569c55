"""A field for day and time by a library's clock."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, QTime, QTimeZone
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QDateTimeEdit

from app.ui.words import locale

_AS_IT_IS = QTimeZone.Initialization.UTC


class MomentEdit(QDateTimeEdit):
    """Shows and takes moments to the minute, in the zone of a library."""

    def __init__(self, name: str, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.setCalendarPopup(True)
        speaking, short = locale(), QLocale.FormatType.ShortFormat
        self.setLocale(speaking)
        # Where the system names no locale, Qt's own would be "1 12 2026".
        date = speaking.dateFormat(short)
        date = date if "yyyy" in date else date.replace("yy", "yyyy")
        self.setDisplayFormat(f"{date} {speaking.timeFormat(short)}")
        # By the library's clock: the field shows its time as it is, in no zone of its own.
        self.setTimeZone(QTimeZone(_AS_IT_IS))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with the hour: it is mostly another time of the same day."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.setSelectedSection(QDateTimeEdit.Section.HourSection)

    def use_zone(self, zone: tzinfo) -> None:
        """Show and take moments by another library's clock from now on."""
        self._zone = zone

    def show_moment(self, at: datetime) -> None:
        """Show an aware moment."""
        local = at.astimezone(self._zone)
        self.setDateTime(
            QDateTime(
                QDate(local.year, local.month, local.day),
                QTime(local.hour, local.minute),
                QTimeZone(_AS_IT_IS),
            )
        )

    def moment(self) -> datetime:
        """The moment that is shown, in UTC."""
        shown = self.dateTime()
        day, time = shown.date(), shown.time()
        local = datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone
        )
        return local.astimezone(UTC)
