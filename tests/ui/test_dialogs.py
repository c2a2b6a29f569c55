"""Questions that the window asks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.ui.dialogs import Question


def test_a_name_in_a_question_is_text_and_never_markup(qapp: QApplication) -> None:
    parent = QWidget()
    name = "<font color=red size=7>Big</font> Wolfeschlegelsteinhausenbergerdorff " * 2
    question = Question(parent, f"Check {name} in?", f"{name} comes early.", "Back", "Check in")
    question.open()
    qapp.processEvents()
    shown = [label for label in question.findChildren(QLabel) if name in label.text()]
    assert len(shown) == 2
    for label in shown:
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.height() >= label.heightForWidth(label.width())
    question.close()
    parent.deleteLater()
