"""Colours that can be read, icons that are there."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.shipped import resource
from app.ui.sheet import sheet
from app.ui.theme import DARK, LIGHT, Scheme, Theme, Tokens

ENOUGH = 4.5


def _luminance(color: str) -> float:
    parts = QColor(color)
    channels = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (parts.redF(), parts.greenF(), parts.blueF())
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG counts it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *[(text, ground) for text in ("text", "muted")
      for ground in ("window", "surface", "sidebar", "field", "hover", "selected", "unseen")],
    *[(tone, f"{tone}_soft") for tone in ("accent", "good", "warn", "bad", "plain", "away")],
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_pressed"),
    ("accent", "surface"), ("accent", "window"), ("bad", "surface"), ("surface", "text"),
]  # fmt: skip


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= ENOUGH


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_place_in_the_sheet_is_filled(tokens: Tokens) -> None:
    made = sheet(tokens, 9.0)
    assert "$" not in made
    drawings = re.findall(r'url\("(.*?)"\)', made)
    assert len(drawings) == 2
    assert all(Path(path).is_file() for path in drawings)


def test_every_icon_is_drawn_in_the_colour_asked_for(theme: Theme) -> None:
    names = sorted(path.stem for path in resource("icons").glob("*.svg"))
    assert "studyspot-desk" in names
    for name in names:
        image = theme.pixmap(name, 20, "bad", 2.0).toImage()
        assert image.width() == 40
        colors = {
            image.pixelColor(x, y).name()
            for x in range(40)
            for y in range(40)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert colors, f"{name} draws nothing"
        if not name.startswith(("studyspot-desk", "field-")):
            assert colors == {LIGHT.bad}, name


def test_another_scheme_changes_palette_icons_and_tells_it(qapp: QApplication) -> None:
    theme = Theme(qapp)
    theme.apply(Scheme.LIGHT)
    told: list[Scheme] = []
    theme.changed.connect(lambda: told.append(theme.scheme))
    root = QWidget()
    button = QPushButton(root)
    theme.dress(button, "copy")
    before = button.icon().pixmap(20, 20).toImage()
    theme.apply(Scheme.DARK)
    theme.redress(root)
    assert told == [Scheme.DARK]
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert button.icon().pixmap(20, 20).toImage() != before
    theme.apply(Scheme.LIGHT)
    assert told == [Scheme.DARK, Scheme.LIGHT]
    root.deleteLater()
    theme.deleteLater()


def test_tokens_are_colours() -> None:
    for tokens in (LIGHT, DARK):
        for value in msgspec.structs.asdict(tokens).values():
            assert re.fullmatch(r"#[0-9a-f]{6}", value)
