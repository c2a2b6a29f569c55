"""What was told of a booking at this desk: each alert, and how long each of its stations took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.core.catalogue import Catalogue
from app.core.changes import AlertRecord
from app.ui.notices.told import how_word, stations, way

translate = QCoreApplication.translate


class Rang(QWidget):
    """Hidden while nothing was told; "you never told me" has its answer here."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._shown: tuple[tuple[AlertRecord, ...], tzinfo] | None = None
        title = QLabel(translate("detail", "Told at this desk"))
        title.setProperty("look", "heading")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(title)
        column.addLayout(self._lines)
        self.hide()

    def tell(self, records: Sequence[AlertRecord], zone: tzinfo, now: datetime) -> None:
        """Show these, oldest first, their times in `zone`."""
        shown = (tuple(records), zone)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for record in records:
            _, happened = way(record, zone, now)[0]
            kind = self._catalogue.of(record.alert.kind).kind
            first = translate("detail", "{kind}: {time}").format(kind=kind, time=happened)
            rest = [
                translate("detail", "{station} {when}").format(station=station, when=when)
                for station, when in stations(record)
            ]
            line = QLabel("\n".join(part for part in (first, *rest, how_word(record)) if part))
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setProperty("look", "small")
            line.setWordWrap(True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.addWidget(line)
        self.setVisible(bool(records))

    def words(self) -> list[str]:
        """What is shown, a text for each alert."""
        found = (self._lines.itemAt(place) for place in range(self._lines.count()))
        labels = (item.widget() for item in found if item is not None)
        return [label.text() for label in labels if isinstance(label, QLabel)]
