"""A dialog that stays until what it asks for is done: a refusal is told in it, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from app.contract.errors import StudySpotError
from app.ui.dialogs import Question
from app.ui.forms import Field
from app.ui.tasks import Tasks
from app.ui.usual_fields import blamed

translate = QCoreApplication.translate

Ask = Callable[[], Coroutine[Any, Any, object]]


class Asking(Question):
    """Opened with `open()`. The way on asks for what `asked` gives, and closes when it is done.

    `asked` answers None when something is wrong that is said beside its field. `fields` are
    those that a refusal may be about, by the wire's names.
    """

    def __init__(self, parent: QWidget, title: str, words: str, on: str, tasks: Tasks) -> None:
        super().__init__(
            parent,
            title,
            words,
            translate("asking", "Leave it"),
            on,
            harmless=True,
            default_on=True,
        )
        self._tasks = tasks
        self._is_open = True
        self.told = QLabel()
        self.told.setProperty("look", "wrong")
        self.told.setWordWrap(True)
        self.told.hide()
        self.on.clicked.disconnect(self.accept)
        self.on.clicked.connect(self._go)
        self.finished.connect(self._closed)

    def asked(self) -> Ask | None:
        """What the way on asks for."""
        raise NotImplementedError

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields by the wire's names."""
        return {}

    def _go(self) -> None:
        ask = self.asked()
        if ask is None:
            return
        self.told.hide()
        self.on.setEnabled(False)
        self._tasks.start(self._carry_out(ask), "ask the hub")

    async def _carry_out(self, ask: Ask) -> None:
        try:
            await ask()
        except StudySpotError as error:
            if not self._is_open:
                # Whoever closed it meanwhile is told where all failures are.
                raise
            self._refuse(error)
        else:
            if self._is_open:
                self.accept()

    def _refuse(self, error: StudySpotError) -> None:
        self.on.setEnabled(True)
        if blamed(self.fields, error):
            return
        if self.body.indexOf(self.told) < 0:
            self.body.addWidget(self.told)
        self.told.setText(error.message)
        self.told.show()

    def _closed(self) -> None:
        self._is_open = False
