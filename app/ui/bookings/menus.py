"""The menus above the list: views to choose from, and how it is sorted and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QElapsedTimer, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.core.orders import Order
from app.ui.bookings.columns import ALWAYS, LARGEST_FIRST, ORDERS, Column, column_word
from app.ui.bookings.look import Look
from app.ui.bookings.views import OwnViews, View, usual_views

translate = QCoreApplication.translate


_PAUSE_MS = 1_000
"""Letters that follow each other sooner are of one name."""


class LetteredMenu(QMenu):
    """Letters go to the entry whose name begins so, the same letter again to the next one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed = ""
        self._since = QElapsedTimer()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take letters; a blank is one of them only amid a name, else it presses the entry."""
        letter = event.text().casefold()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and letter.isprintable() and (letter.strip() or (letter and self._so_far())):
            self._seek(letter)
        else:
            super().keyPressEvent(event)

    def _so_far(self) -> str:
        fresh = self._since.isValid() and self._since.elapsed() < _PAUSE_MS
        return self._typed if fresh else ""

    def _seek(self, letter: str) -> None:
        so_far, active = self._so_far(), self.activeAction()
        self._since.restart()
        for typed in (so_far + letter, letter):
            fitting = [act for act in self.actions() if _begins(act, typed)]
            if not fitting:
                continue
            # One letter leads on from where one is, more of them only away from what fits no more.
            at = fitting.index(active) if active in fitting else -1
            stays = at >= 0 and len(typed) > 1
            self.setActiveAction(fitting[at if stays else (at + 1) % len(fitting)])
            self._typed = typed
            return
        self._typed = ""


def _begins(action: QAction, typed: str) -> bool:
    name = action.text().replace("&&", "&").casefold()
    return action.isEnabled() and not action.isSeparator() and name.startswith(typed)


class ViewsMenu(LetteredMenu):
    """`chosen(View)`, `save_wanted`; views are forgotten here."""

    chosen = Signal(object)
    save_wanted = Signal()

    def __init__(self, parent: QWidget, look: Look, own: OwnViews) -> None:
        super().__init__(parent)
        self._look, self._own = look, own
        self.setAccessibleName(translate("views", "Views"))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what there is now."""
        self.clear()
        everything = View(name="", order=self._look.view.order, backwards=self._look.view.backwards)
        self._offer(self, everything, translate("views", "All bookings"))
        self.addSeparator()
        for view in usual_views():
            self._offer(self, view, view.name)
        own = self._own.all()
        if own:
            self.addSeparator()
        for view in own:
            self._offer(self, view, view.name)
        self.addSeparator()
        save = self.addAction(translate("views", "Save this view…"))
        save.setEnabled(not self._look.view.name)
        save.triggered.connect(self.save_wanted)
        if own:
            forget = self.addMenu(translate("views", "Forget a view"))
            for view in own:
                action = forget.addAction(view.name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, name=view.name: self._own.forget(name))

    def _offer(self, menu: QMenu, view: View, words: str) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(view == self._look.view)
        action.triggered.connect(lambda: self.chosen.emit(view))


class ListMenu(LetteredMenu):
    """Order and columns; `columns_chosen(list of Column)`."""

    columns_chosen = Signal(object)

    def __init__(self, parent: QWidget, look: Look, shown: Callable[[], Sequence[Column]]) -> None:
        super().__init__(parent)
        self._look, self._shown = look, shown
        self.setAccessibleName(translate("bookings", "Order and columns"))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Show what holds now."""
        self.clear()
        view, shown = self._look.view, self._shown()
        self._head(translate("bookings", "Sort by"))
        orders = QActionGroup(self)
        for column, order in ORDERS.items():
            if column is Column.LIBRARY and not self._look.several:
                continue
            action = self._add(column_word(column), checked=view.order is order)
            orders.addAction(action)
            action.triggered.connect(lambda _=False, order=order: self._sort(order))
        turned = self._add(
            translate("bookings", "The other way round"),
            checked=view.backwards is not (view.order in LARGEST_FIRST),
        )
        turned.triggered.connect(lambda: self._look.turn(view.order, backwards=not view.backwards))
        self.addSeparator()
        self._head(translate("bookings", "Columns"))
        for column in Column:
            if column in ALWAYS:
                continue
            action = self._add(column_word(column), checked=column in shown)
            action.toggled.connect(lambda on, column=column: self._choose(column, on=on))

    def _head(self, words: str) -> None:
        # Not a section, whose words a sheet does not show.
        self.addAction(words).setEnabled(False)

    def _add(self, words: str, *, checked: bool) -> QAction:
        action = self.addAction(words)
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    def _sort(self, order: Order) -> None:
        if order is not self._look.view.order:
            self._look.turn(order, backwards=order in LARGEST_FIRST)

    def _choose(self, column: Column, *, on: bool) -> None:
        others = [each for each in self._shown() if each is not column]
        self.columns_chosen.emit([*others, column] if on else others)
