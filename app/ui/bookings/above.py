"""What stands above the list and says what it shows: head, tags, and what is chosen there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.core.reader import Counts
from app.ui.bookings.columns import Column
from app.ui.bookings.filter_panel import FilterPanel
from app.ui.bookings.groups import within
from app.ui.bookings.head import Head
from app.ui.bookings.look import Look
from app.ui.bookings.menus import ListMenu, ViewsMenu
from app.ui.bookings.narrowing_words import parts
from app.ui.bookings.save_view import SaveView
from app.ui.bookings.tags import Tags
from app.ui.bookings.views import OwnViews, usual_views
from app.ui.memory import Memory
from app.ui.theme import Theme

_MARGIN = 24


class Above(QWidget):
    """Shows what is looked at and changes it; `columns_chosen` carries columns."""

    columns_chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        look: Look,
        memory: Memory,
        columns: Callable[[], Sequence[Column]],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._look, self._own = look, OwnViews(memory)
        self.head = Head(theme)
        self.tags = Tags(theme, _MARGIN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tags)
        self.panel = FilterPanel(self, lambda: now().astimezone(look.zone()).date())
        self.views_menu = ViewsMenu(self, look, self._own)
        self.list_menu = ListMenu(self, look, columns)
        look.changed.connect(self.tell)
        self.head.group_chosen.connect(look.show_group)
        self.tags.narrowed.connect(look.narrow)
        self.panel.narrowed.connect(look.narrow)
        self.head.filter.clicked.connect(self._open_panel)
        for button, menu in (
            (self.head.views, self.views_menu),
            (self.head.columns, self.list_menu),
        ):
            button.clicked.connect(lambda _=False, button=button, menu=menu: _drop(menu, button))
        self.views_menu.chosen.connect(look.show)
        self.views_menu.save_wanted.connect(self._ask_name)
        self.list_menu.columns_chosen.connect(self.columns_chosen)
        self.tell()

    def tell(self) -> None:
        """Show what is looked at."""
        look = self._look
        self.head.show_view(look.view.name, look.group, len(parts(look.narrowing)))
        self.tags.tell(look.narrowing)

    def tell_counts(self, counts: Counts) -> None:
        """Show how many bookings each group has of what is looked at."""
        look = self._look
        # States that are no group's limit all of them: as many are told as are listed.
        chosen = look.narrowing.statuses
        self.head.tell_counts(counts if look.group is not None else within(counts, chosen))

    def _open_panel(self) -> None:
        self.panel.tell(self._look.narrowing)
        self.panel.open_below(self.head.filter)

    def _ask_name(self) -> None:
        question = SaveView(self, [view.name for view in usual_views()])
        question.named.connect(self._save_view)
        question.open()

    def _save_view(self, name: str) -> None:
        view = msgspec.structs.replace(self._look.view, name=name)
        self._own.save(view)
        self._look.show(view)


def _drop(menu: ViewsMenu | ListMenu, button: QPushButton) -> None:
    """Open a menu below its button, with the ends of both in line."""
    menu.fill()
    menu.adjustSize()
    corner = button.rect().bottomRight()
    corner.setX(corner.x() - menu.sizeHint().width())
    menu.popup(button.mapToGlobal(corner))
