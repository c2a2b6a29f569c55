"""The titles of failures in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.contract import errors


def title_word(title: str) -> str:
    """The title of an error of the tree, e.g. "Not allowed"; any other stays as it is."""
    return QCoreApplication.translate(errors.CONTEXT, title)
