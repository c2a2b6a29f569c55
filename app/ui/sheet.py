"""The compact style sheet of windows, built from the theme's tokens."""

from __future__ import annotations

from string import Template

import msgspec
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.shipped import resource
from app.ui.theme import DARK, LIGHT, RADIUS, Tokens

TOAST_CORNER = 10

# Widgets say what they are through the dynamic property `look`, not through their class.
_SHEET = Template("""
QWidget#window, QWidget[look="page"] { background: $window; }
QWidget[look="surface"], QScrollArea[look="surface"] { background: $surface; border: 0; }
QFrame#sidebar { background: $sidebar; border: 0; border-right: 1px solid $border; }
QFrame#topbar { background: $surface; border: 0; border-bottom: 1px solid $border; }
QFrame#detail { background: $surface; border: 0; border-left: 1px solid $border; }
QFrame[look="card"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QWidget[look="clear"], QScrollArea[look="clear"] { background: transparent; border: 0; }
QFrame[look="visit"] { background: transparent; border: 1px solid transparent;
  border-top: 1px solid $border; }
QFrame[look="visit"]:hover { background: $hover; }
QFrame[look="visit"]:focus { background: $selected; border: 1px solid $accent; }
QFrame[look="inset"] { background: $window; border: 1px solid $border; border-radius: ${radius}px; }
QFrame[look="rule"] { background: $border; border: 0; max-height: 1px; min-height: 1px; }

QLabel { background: transparent; color: $text; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[look="display"] { font-size: ${display}pt; font-weight: 600; }
QLabel[look="heading"] { font-weight: 600; }
QLabel[look="wrong"] { color: $bad; }
QLabel[look="small"] { color: $muted; font-size: ${small}pt; }
QLabel[look="figure"] { font-size: ${display}pt; font-weight: 600; }
QLabel[tone="away"] { color: $away; font-weight: 600; }
QLabel[tone="warn"] { color: $warn; font-weight: 600; }
QLabel[tone="muted"] { color: $muted; }
QLabel[look="badge"] { background: $warn_soft; color: $warn; border-radius: 9px;
  padding: 1px 9px; font-size: ${small}pt; font-weight: 600; }
QLabel[look="key"] { background: $plain_soft; color: $text; border-radius: 4px; padding: 1px 6px;
  font-size: ${small}pt; font-weight: 600; }
QLabel[look="count"] { background: $accent; color: $on_accent; border-radius: 9px;
  padding: 0 6px; font-size: ${small}pt; font-weight: 600; min-height: 18px; max-height: 18px; }

QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $border_strong;
  border-radius: ${radius}px; padding: 5px 12px; min-height: 20px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $border; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $border; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent;
  font-weight: 600; }
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:pressed { background: $accent_pressed; }
QPushButton[look="primary"]:focus { border: 2px solid $text; padding: 4px 11px; }
QPushButton[look="primary"]:disabled { background: $border; border-color: $border;
  color: $disabled; }
QPushButton[look="danger"] { color: $bad; }
QPushButton[look="danger"]:hover { background: $bad_soft; border-color: $bad; }
QPushButton[look="danger"]:disabled { color: $disabled; background: $surface; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 3px 6px; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 1px solid $accent; }
QPushButton[look="link"]:disabled { color: $disabled; }
QPushButton[look="quiet"], QToolButton[look="quiet"] { background: transparent;
  border: 1px solid transparent; padding: 5px 8px; }
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:pressed, QToolButton[look="quiet"]:pressed { background: $border; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border: 1px solid $accent; }
QPushButton[look="quiet"]:checked, QToolButton[look="quiet"]:checked { background: $accent_soft;
  color: $accent; }
QToolButton[look="icon"] { background: transparent; border: 1px solid transparent; padding: 4px; }
QToolButton[look="icon"]:hover { background: $hover; }
QToolButton[look="icon"]:focus { border: 1px solid $accent; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QPushButton[look="nav"] { background: transparent; border: 1px solid transparent; padding: 6px 9px;
  text-align: left; color: $muted; font-weight: 500; }
QPushButton[look="nav"]:hover { background: $hover; color: $text; }
QPushButton[look="nav"]:checked { background: $surface; color: $text; border-color: $border; }
QPushButton[look="nav"]:focus { border: 1px solid $accent; }

QPushButton[look="chip"] { background: transparent; border: 1px solid transparent;
  border-radius: 14px; padding: 3px 12px; color: $muted; }
QPushButton[look="chip"]:hover { background: $border; color: $text; }
QPushButton[look="chip"]:checked { background: $accent_soft; color: $accent; }
QPushButton[look="chip"]:focus { border: 1px solid $accent; }

QPushButton[look="option"] { border-color: $border; padding: 4px 8px; font-weight: 400; }
QPushButton[look="option"]:checked { background: $accent_soft; color: $accent;
  border-color: $accent; }
QPushButton[look="option"]:focus { border: 1px solid $accent; }
QPushButton[look="tag"] { background: $accent_soft; color: $accent; border: 1px solid transparent;
  border-radius: 12px; padding: 1px 8px; }
QPushButton[look="tag"]:hover { border-color: $accent; }
QPushButton[look="tag"]:focus { border: 1px solid $accent; }

QPushButton[look="entry"] { background: transparent; border: 1px solid $border;
  padding: 6px 10px; text-align: left;
  min-height: ${two_lines}px; }
QPushButton[look="entry"]:hover { background: $hover; }
QPushButton[look="entry"]:focus { border: 1px solid $accent; }
QPushButton[look="tile"] { background: $surface; border: 1px solid $border; border-radius: 10px;
  padding: 0; text-align: left; }
QPushButton[look="tile"]:hover { background: $hover; }
QPushButton[look="tile"][moved="true"] { background: $accent_soft; border-color: $accent; }
QPushButton[look="tile"]:focus { border: 1px solid $accent; }
QPushButton[look="choice"] { background: $surface; border: 1px solid $border_strong;
  border-radius: 10px; padding: 12px 14px; text-align: left; font-weight: 600; }
QPushButton[look="choice"]:hover { background: $hover; }
QPushButton[look="choice"]:checked { border: 2px solid $accent; padding: 11px 13px;
  background: $accent_soft; }
QPushButton[look="choice"]:focus { border: 2px solid $accent; padding: 11px 13px; }

QPushButton[look="pill"] { border-radius: 14px; padding: 3px 12px 3px 10px; border-color: $border;
  background: $surface; }
QPushButton[look="pill"]:hover { background: $hover; }
QPushButton[look="pill"]:focus { border: 1px solid $accent; }

QLineEdit, QComboBox, QDateEdit, QDateTimeEdit, QPlainTextEdit { background: $field; color: $text;
  border: 1px solid $border_strong; border-radius: ${radius}px; padding: 5px 9px; min-height: 20px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QDateTimeEdit:focus,
QPlainTextEdit:focus {
  border: 2px solid $accent; padding: 4px 8px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border-color: $bad; }
QLineEdit:disabled, QComboBox:disabled { color: $disabled; background: $window; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow {
  image: url("$arrow"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border_strong;
  selection-background-color: $selected; selection-color: $text; outline: 0; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $selected; color: $text; }
QListView[look="hits"] { background: $surface; color: $text; border: 1px solid $border_strong;
  selection-background-color: $selected; selection-color: $text; outline: 0; }
QListView[look="hits"]::item { min-height: 26px; padding: 0 6px; }
QListView[look="hits"]::item:selected { background: $selected; color: $text; }
QListWidget { background: $field; color: $text; border: 1px solid $border_strong;
  border-radius: ${radius}px; outline: 0; padding: 3px; }
QListWidget::item { min-height: 26px; padding: 0 6px; border-radius: 4px; }
QListWidget::item:selected { background: $selected; color: $text; }
QListWidget::item:disabled { color: $disabled; }
QAbstractSpinBox > QLineEdit { background: transparent; border: 0; padding: 0; min-height: 0; }
QAbstractSpinBox > QLineEdit:focus { border: 0; padding: 0; }
QTimeEdit::up-button, QTimeEdit::down-button { width: 0; border: 0; }
QTimeEdit::up-arrow, QTimeEdit::down-arrow { image: none; width: 0; height: 0; }
QSlider { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border_strong; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $border; }
QSlider::groove:horizontal:disabled { background: $border; }
QSlider::handle:horizontal { width: 14px; margin: -6px 0; border-radius: 8px;
  background: $surface; border: 1px solid $border_strong; }
QSlider::handle:horizontal:hover { border-color: $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 12px; }
QLineEdit > QToolButton { background: transparent; border: 0; padding: 0; min-height: 0; }
QLineEdit[look="search"] { background: $window; border-color: $border; }
QLineEdit[look="search"]:focus { background: $field; border: 2px solid $accent; }

QCheckBox { color: $text; spacing: 8px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $border_strong;
  border-radius: 4px; background: $field; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QCheckBox::indicator:focus { border: 2px solid $text; }
QCheckBox:disabled { color: $disabled; }
QCheckBox::indicator:disabled { background: $window; border-color: $border; }

QTableView { background: $surface; border: 0; gridline-color: transparent; outline: 0;
  selection-background-color: $selected; selection-color: $text; }
QTableView[look="map"], QAbstractScrollArea[look="map"] { background: $surface;
  border: 2px solid transparent; border-radius: ${radius}px; }
QTableView[look="map"]:focus, QAbstractScrollArea[look="map"]:focus { border-color: $accent; }
QTableView[look="map"] { selection-background-color: transparent; padding: 6px; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $muted; border: 0;
  border-bottom: 1px solid $border; padding: 7px 8px; font-size: ${small}pt; font-weight: 500; }
QHeaderView::section:first { padding-left: 24px; }
QHeaderView::section:hover { color: $text; background: $hover; }
QTableCornerButton::section { background: $surface; border: 0; }

QMenu { background: $surface; color: $text; border: 1px solid $border_strong; padding: 5px; }
QMenu::item { padding: 6px 22px 6px 10px; border-radius: 5px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $muted; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 5px 6px; }
QToolTip { background: $text; color: $surface; border: 1px solid $text; padding: 4px 7px; }
QDialog { background: $surface; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $border_strong; border-radius: 4px; min-height: 36px;
  margin: 1px 2px; }
QScrollBar::handle:vertical:hover { background: $disabled; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: $border_strong; border-radius: 4px; min-width: 36px;
  margin: 2px 1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $border; border: 0; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSplitter::handle { background: $border; }
QSplitter[look="clear"]::handle { background: transparent; }

QFrame[banner="info"] { background: $accent_soft; border: 0; border-bottom: 1px solid $border; }
QFrame[banner="info"] QLabel { color: $accent; }
QFrame[banner="warn"] { background: $warn_soft; border: 0; border-bottom: 1px solid $border; }
QFrame[banner="warn"] QLabel { color: $warn; }
QFrame[banner="bad"] { background: $bad_soft; border: 0; border-bottom: 1px solid $border; }
QFrame[banner="bad"] QLabel { color: $bad; }
QFrame[look="failure"] { background: $bad_soft; border: 0; border-radius: ${radius}px; }
QFrame[look="failure"] QLabel { color: $bad; }
QWidget#card { background: $border_strong; }
QFrame#undo { background: $text; border: 0; border-radius: ${radius}px; }
QFrame#undo QLabel { color: $surface; }
QFrame#undo QPushButton { color: $surface; font-weight: 600; text-decoration: underline; }
QFrame#undo QPushButton:focus { border: 1px solid $surface; }
QFrame#toast { background: $surface; border: 1px solid $border_strong;
  border-radius: ${corner}px; }
""")


_CHECKS = {
    LIGHT.on_accent: "field-check.svg",
    DARK.on_accent: "field-check-dark.svg",
}


def sheet(tokens: Tokens, base_pt: float) -> str:
    """The style sheet for a top-level widget whose font has `base_pt` points."""
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(base_pt)
    return _SHEET.substitute(
        msgspec.structs.asdict(tokens),
        radius=RADIUS,
        corner=TOAST_CORNER,
        check=resource("icons", _CHECKS[tokens.on_accent]).as_posix(),
        arrow=resource("icons", "field-arrow.svg").as_posix(),
        # What a sheet gives as the least height holds, whatever a widget asks for.
        two_lines=2 * QFontMetrics(font).lineSpacing(),
        small=f"{base_pt * 0.9:.1f}",
        title=f"{base_pt * 1.4:.1f}",
        display=f"{base_pt * 1.75:.1f}",
    )


def dress_popup(popup: QWidget, owner: QWidget) -> None:
    """Give a list that Qt makes a window of its own the look of the window that it belongs to."""
    around: QWidget | None = owner
    while around is not None and not around.styleSheet():
        around = around.parentWidget()
    if around is not None and popup.styleSheet() != around.styleSheet():
        popup.setStyleSheet(around.styleSheet())


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Give a widget another value of a property that the sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
