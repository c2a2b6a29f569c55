"""What is to be seen on the page of seats: the focus, the night, the counts, who is where."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.seats.dialogs import AddDialog
from app.ui.seats.page import SeatsPage
from app.ui.theme import Scheme
from tests.ui.conftest import StageMaker
from tests.ui.days import HOUR, MINUTE, RULED, next_noon, seats, visit
from tests.ui.seat_hands import at_seats
from tests.ui.stage import Stage, until
from tests.ui.test_theme import contrast


def frame(page: SeatsPage, part: QWidget) -> str:
    """The colour at the middle of a part's upper edge."""
    at = part.mapTo(page, QPoint(part.width() // 2, 0))
    return page.grab().toImage().pixelColor(at).name()


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.LIGHT])
async def test_where_the_keyboard_is_is_seen_on_map_and_day(stage: Stage, scheme: Scheme) -> None:
    page = await at_seats(stage, visit(1, next_noon() - HOUR, status="checked_in"))
    stage.theme.apply(scheme)
    parts: tuple[QWidget, ...] = (page.map, page.timeline)
    elsewhere = page.head.export
    for part in parts:
        elsewhere.setFocus()
        await until(elsewhere.hasFocus, "the focus")
        without = frame(page, part)
        for other in parts:
            other.setFocus()
            await until(other.hasFocus, "the focus")
            assert (contrast(frame(page, part), without) >= 3) is (other is part)
    stage.theme.apply(Scheme.LIGHT)


async def test_by_night_it_is_seen_who_sits_there_and_when_it_is(stage: Stage) -> None:
    noon = next_noon()
    guest = visit(2, noon - 14 * HOUR, 7, status="checked_in", student_name="Asha Verma")
    later = visit(3, noon - HOUR)
    page = await at_seats(stage, guest, later)
    # At noon that guest is gone, and no trace of them lies among the hours that are shown.
    assert "seat-2" in page.timeline.bars
    assert page.timeline.bar("b-2").isEmpty()
    morning = page.timeline.bar("b-3").left()
    # A quarter past two they sit there, and now is to be seen.
    stage.ahead -= 9 * HOUR + 45 * MINUTE
    page.tick()
    box, line = page.timeline.bar("b-2"), page.timeline
    assert box.width() > 2 * box.height()
    assert line.bar("b-3").left() > morning
    assert page.map.seats.state_of("seat-2") is not None
    assert accent_lines(page) == 1
    # Another moment of that day hides neither.
    page.head.moments.show_moment(noon)
    assert not line.bar("b-2").isEmpty()
    assert accent_lines(page) == 1


def accent_lines(page: SeatsPage) -> int:
    """How many upright lines of now there are along the lower edge of the day by seat."""
    view = page.timeline.viewport()
    accent, row = page.parts.theme.color("accent"), view.height() - 4
    shot = view.grab().toImage()

    def is_marked(x: int) -> bool:
        seen = shot.pixelColor(x, row)
        return (
            abs(seen.red() - accent.red())
            + abs(seen.green() - accent.green())
            + abs(seen.blue() - accent.blue())
        ) < 60

    return sum(is_marked(x) and not is_marked(x - 1) for x in range(1, view.width()))


async def test_a_night_that_is_over_is_not_shown(stage: Stage) -> None:
    noon = next_noon()
    overnight = visit(2, noon - 14 * HOUR, 3.5, status="completed")
    month = visit(4, noon - 240 * HOUR, 720, kind="month")
    tonight = visit(5, noon + 10 * HOUR, 7)
    page = await at_seats(stage, visit(3, noon + HOUR), overnight, month, tonight)
    assert page.timeline.bar("b-2").isEmpty()
    # Twelve of the eighteen hours from six on lie behind noon.
    whole, line = page.timeline.bar("b-4"), page.timeline
    assert abs((line.bar("b-3").left() - whole.left()) / whole.width() - 7 / 18) < 0.01
    # The one to come is, on the day that it ends on.
    page.head.moments.show_moment(noon + 24 * HOUR)
    assert abs(line.bar("b-5").width() / line.bar("b-4").width() - 5 / 24) < 0.01


@pytest.mark.parametrize("width", [880, 1280, 1920])
async def test_how_many_seats_are_what_is_said_in_every_window(
    make_stage: StageMaker, width: int
) -> None:
    stage = await make_stage(size=QSize(width, 800))
    other = msgspec.structs.replace(RULED, id="lib-2", name="Lotus Annexe of Koramangala")
    page = await at_seats(stage, libraries=(RULED, other), places=seats(500))
    shown = [each.text() for each in page.head.findChildren(QLabel) if each.isVisible()]
    assert shown == ["Seats", "Free 455", "Expected 0", "Here 0", "Asked for 0", "Closed 45"]
    await until(lambda: not cut(page.head), "all of it to have room")


def cut(around: QWidget) -> list[QWidget]:
    """What of a widget's parts lies outside of it, or has less room than it needs."""
    return [
        part
        for part in around.findChildren(QWidget)
        if part.isVisible()
        and (
            part.width() < part.minimumSizeHint().width()
            or not around.rect().contains(part.mapTo(around, part.rect().bottomRight()))
        )
    ]


async def test_what_is_wrong_with_a_number_of_seats_lies_over_nothing(stage: Stage) -> None:
    page = await at_seats(stage)
    page.head.add.click()
    add = page.findChild(AddDialog)
    assert isinstance(add, AddDialog)
    await until(add.count.line.isVisible, "the question")
    before = add.count.line.height()
    add.count.line.setText("501")
    add.on.click()
    words = next(each for each in add.findChildren(QLabel) if each.text() == add.count.why())
    await until(lambda: words.geometry().top() > add.count.line.geometry().bottom(), "the room")
    assert add.count.line.height() == before
    assert words.height() >= words.heightForWidth(words.width())
    assert add.rect().contains(add.on.mapTo(add, add.on.rect().bottomRight()))
    add.reject()
