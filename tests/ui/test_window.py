"""The window's frame: closing, banners, quiet, account, what it remembers."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.contract.errors import StudySpotError, Unreachable, WrongState
from app.core.changes import Changes
from app.core.commands import Action, CheckIn
from app.core.silence import Hushed, Silence
from app.core.status import LinkState, LinkStatus
from app.ui.bookings.columns import Column
from app.ui.dialogs import About, Question
from app.ui.quitting import QuitQuestion
from app.ui.refused import MOST
from app.ui.sheet import sheet
from app.ui.theme import Scheme, Theme
from app.ui.toast import ToastStack
from tests.ui.bookings import a_booking
from tests.ui.conftest import StageMaker
from tests.ui.desks import LIBRARY, PlainDesk, live_status
from tests.ui.stage import Stage, until
from tests.ui.test_toast import _toast


async def test_closing_hides_to_the_tray_and_says_so(stage: Stage) -> None:
    told: list[bool] = []
    stage.window.hidden_to_tray.connect(lambda: told.append(True))
    stage.window.close()
    assert stage.window.isHidden()
    assert told == [True]
    stage.window.show_up()
    assert stage.window.isVisible()


async def test_without_a_tray_the_window_stays_and_says_why(stage: Stage) -> None:
    stage.has_tray = False
    stage.window.tell_tray(present=False)
    assert "no tray" in stage.window.banners.text("tray")
    stage.window.close()
    question = stage.window.findChild(Question)
    assert isinstance(question, Question)
    stage.window.close()
    assert len(stage.window.findChildren(Question)) == 1
    assert stage.window.isVisible()
    # Enter leaves it where it is.
    QTest.keyClick(question, Qt.Key.Key_Return)
    await until(lambda: stage.window.findChild(Question) is None, "the question to go")
    assert stage.window.isVisible()
    assert not stage.window.isMinimized()
    stage.window.close()
    question = stage.window.findChild(Question)
    assert isinstance(question, Question)
    question.on.click()
    assert stage.window.isVisible()
    assert stage.window.isMinimized()
    # Closed from the taskbar: what is asked can be seen.
    await until(lambda: stage.window.findChild(Question) is None, "the question to go")
    stage.window.close()
    assert not stage.window.isMinimized()
    question = stage.window.findChild(Question)
    assert isinstance(question, Question)
    question.back.click()
    stage.window.tell_tray(present=True)
    assert "tray" not in stage.window.banners.names()


async def test_that_there_is_no_tray_is_said_at_the_start_and_once(
    make_stage: StageMaker,
) -> None:
    stage = await make_stage(has_tray=False)
    window = stage.window
    banner = window.banners.banner("tray")
    assert banner is not None
    assert banner.close_button is not None
    banner.close_button.click()
    window.hide()
    window.show_up()
    window.tell_tray(present=False)
    assert "tray" not in window.banners.names()
    # A tray that came and went is news again.
    window.tell_tray(present=True)
    window.tell_tray(present=False)
    assert "tray" in window.banners.names()


async def test_a_tray_that_comes_late_is_hidden_in(make_stage: StageMaker) -> None:
    stage = await make_stage(has_tray=False)
    stage.has_tray = True
    stage.window.tell_tray(present=True)
    assert "tray" not in stage.window.banners.names()
    stage.window.close()
    assert stage.window.isHidden()
    assert stage.window.findChild(Question) is None


async def test_without_a_tray_closing_can_quit(make_stage: StageMaker) -> None:
    stage = await make_stage(has_tray=False)
    told: list[bool] = []
    stage.window.quit_wanted.connect(lambda: told.append(True))
    stage.window.close()
    question = stage.window.findChild(Question)
    assert isinstance(question, Question)
    leave = [each for each in question.findChildren(QPushButton) if each.text() == "Quit"]
    leave[0].click()
    assert told == [True]
    assert not stage.window.isMinimized()


async def test_quit_is_in_the_accounts_menu(stage: Stage) -> None:
    told: list[bool] = []
    stage.window.quit_wanted.connect(lambda: told.append(True))
    actions = {action.text(): action for action in stage.window.sidebar.account.menu().actions()}
    actions["Quit StudySpot Desk"].trigger()
    assert told == [True]


async def test_before_the_end_it_is_asked_about_what_is_not_sent(stage: Stage) -> None:
    told: list[bool] = []
    stage.window.quit_wanted.connect(lambda: told.append(True))
    await stage.tell(lambda desk: desk.change_status(waiting=2))
    await until(lambda: stage.bridge.status and stage.bridge.status.waiting == 2, "the status")
    # Pressed twice it is asked once.
    stage.window.ask_to_quit()
    stage.window.ask_to_quit()
    (question,) = stage.window.findChildren(QuitQuestion)
    assert "2 things that were done here are not sent yet" in question.what.text()
    question.back.click()
    await until(lambda: stage.window.findChild(QuitQuestion) is None, "the question to go")
    assert told == []
    stage.window.ask_to_quit()
    (question,) = stage.window.findChildren(QuitQuestion)
    question.on.click()
    assert told == [True]


async def test_unread_alerts_are_counted_in_the_sidebar_and_the_title(stage: Stage) -> None:
    await stage.arrive(a_booking(1), a_booking(2))
    await until(lambda: stage.window.sidebar.button("notices").count_shown() == "2", "the count")
    assert stage.window.windowTitle() == "(2) StudySpot Desk"
    assert stage.window.sidebar.button("notices").accessibleName() == "Notices, 2 unread"


async def test_troubles_are_banners_until_they_are_mended(stage: Stage) -> None:
    sentence = "The keyring is locked. Unlock it, and this sign-in is kept."
    await stage.tell(lambda desk: desk.change_status(troubles=(sentence,)))
    await until(lambda: stage.window.banners.names() == {f"desk {sentence}"}, "the banner")
    # Damaged settings are told where they lead: to the first page.
    assert stage.window.first_run.banners.names() == {f"desk {sentence}"}
    await stage.tell(lambda desk: desk.change_status(troubles=()))
    await until(lambda: not stage.window.banners.names(), "the banner to go")
    assert not stage.window.first_run.banners.names()
    assert stage.window.banners.isHidden()


async def test_the_worst_banner_is_on_top(stage: Stage) -> None:
    banners = stage.window.banners
    banners.tell("a", "info", "Something to know")
    banners.tell("b", "bad", "Something broken")
    banners.tell("c", "warn", "Something doubtful")
    shown = [banners.banner(name) for name in ("b", "c", "a")]
    stage.window.repaint()
    QApplication.processEvents()
    tops = [banner.y() for banner in shown if banner is not None]
    assert tops == sorted(tops)


async def test_a_sample_library_is_marked_as_such(stage: Stage) -> None:
    sample = msgspec.structs.replace(LIBRARY, demo=True)
    await stage.tell(lambda desk: desk.change_status(libraries=(sample,)))
    await until(stage.window.topbar.sample.isVisible, "the badge")
    assert "nobody really booked" in stage.window.banners.text("sample")


async def test_a_librarys_name_has_the_room_it_needs(stage: Stage) -> None:
    sample = msgspec.structs.replace(LIBRARY, name="A much longer name (demo)", demo=True)
    await stage.tell(lambda desk: desk.change_status(libraries=()))
    await until(lambda: not stage.window.topbar.sample.isVisible(), "no library")
    await stage.tell(lambda desk: desk.change_status(libraries=(sample,)))
    await until(stage.window.topbar.sample.isVisible, "the badge")
    QApplication.processEvents()
    name = next(
        label for label in stage.window.topbar.findChildren(QLabel) if "longer" in label.text()
    )
    assert name.width() >= name.sizeHint().width()
    assert name.geometry().right() < stage.window.topbar.sample.x()


async def test_quiet_lasts_an_hour_and_can_be_ended(stage: Stage) -> None:
    quiet = stage.window.topbar.quiet
    quiet.click()
    menu = stage.window.topbar.quiet_menu
    await until(menu.isVisible, "the menu")
    assert quiet.text() == "Quiet"
    # The hour is one more press of Enter.
    QTest.keyClick(menu, Qt.Key.Key_Return)
    await until(lambda: quiet.text().startswith("Quiet until "), "quiet")
    asked = stage.desk.calls[-1][1]
    left = asked - datetime.now(UTC)
    assert timedelta(minutes=59) < left <= timedelta(hours=1)
    quiet.click()
    await until(lambda: quiet.text() == "Quiet", "the end of quiet")
    assert stage.desk.calls[-1] == ("quiet", None)


@pytest.mark.parametrize(
    ("embedded", "demo", "waiting", "told", "not_told"),
    [
        (False, False, 0, "the server keeps everything", "hub"),
        (True, False, 0, "The hub on this computer stops until then", "server"),
        (True, False, 2, "is not sent yet (2) is given up", "server"),
        (True, True, 0, "begin one anew", "stay on this computer"),
    ],
)
async def test_signing_out_says_what_ends_and_what_stays(
    stage: Stage, embedded: bool, demo: bool, waiting: int, told: str, not_told: str
) -> None:
    library = msgspec.structs.replace(LIBRARY, demo=demo)
    status = live_status(embedded=embedded, libraries=(library,), waiting=waiting)
    await stage.tell(lambda desk: desk.tell(status))
    await until(lambda: stage.bridge.status == status, "the status")
    stage.window.sidebar.sign_out.trigger()
    question = stage.window.findChild(Question)
    assert isinstance(question, Question)
    words = " ".join(label.text() for label in question.findChildren(QLabel))
    assert told in words
    assert not_told not in words
    question.back.click()


async def test_signing_out_asks_first_and_removes_everything(stage: Stage) -> None:
    await stage.arrive(a_booking(1))
    await stage.settled(1)
    stage.window.sidebar.sign_out.trigger()
    question = stage.window.findChild(Question)
    assert isinstance(question, Question)
    assert ("sign_out",) not in stage.desk.calls
    question.on.click()
    await until(stage.window.first_run.isVisible, "the sign-in")
    assert stage.window.first_run.server.address.text() == "https://desk.lotus.example"
    assert stage.window.first_run.back_button.isHidden()
    await stage.settled(0)
    assert stage.window.bookings.empty.title.text() == "You are signed out"
    assert stage.window.bookings.detail.isHidden()


async def test_a_session_that_ended_leaves_the_bookings_in_sight(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    link = LinkStatus(
        state=LinkState.SIGNED_OUT, since=datetime.now(UTC), reason="The password was changed."
    )
    await stage.tell(lambda desk: desk.change_status(link=link))
    await until(lambda: "signed out" in stage.window.banners.names(), "the banner")
    assert stage.window.bookings.table.isVisible()
    banner = stage.window.banners.banner("signed out")
    assert banner is not None
    assert banner.button is not None
    banner.button.click()
    first = stage.window.first_run
    assert first.isVisible()
    assert first.server.email.text() == "meera@lotus.example"
    first.back_button.click()
    assert stage.window.bookings.table.isVisible()
    await stage.tell(lambda desk: desk.tell(live_status()))
    await until(lambda: "signed out" not in stage.window.banners.names(), "the banner to go")


async def test_a_failure_says_what_and_why_and_can_be_dismissed(stage: Stage) -> None:
    stage.window.report(StudySpotError("The disk is full. Make room on it."))
    assert stage.window.banners.text("failure").endswith("The disk is full. Make room on it.")
    banner = stage.window.banners.banner("failure")
    assert banner is not None
    close = [b for b in banner.findChildren(QAbstractButton) if "Dismiss" in b.accessibleName()]
    close[0].click()
    assert "failure" not in stage.window.banners.names()


async def test_that_the_server_cannot_be_reached_is_said_until_it_can(stage: Stage) -> None:
    stage.window.report(Unreachable("The server does not answer."))
    assert "failure" in stage.window.banners.names()
    await stage.tell(lambda desk: desk.change_status(waiting=1))
    await until(lambda: "failure" not in stage.window.banners.names(), "the banner to go")
    stage.window.report(StudySpotError("Something."))
    await stage.tell(lambda desk: desk.change_status(waiting=2))
    await until(lambda: stage.bridge.status and stage.bridge.status.waiting == 2, "the status")
    assert "failure" in stage.window.banners.names()


async def test_the_desk_that_cannot_start_is_told(stage: Stage) -> None:
    stage.window.tell_broken(StudySpotError("Another program uses this profile. Close it."))
    assert "Another program uses this profile" in stage.window.banners.text("broken")


async def test_the_search_has_the_shortcut_that_it_names(stage: Stage) -> None:
    keys = {
        shortcut.key().toString(QKeySequence.SequenceFormat.PortableText)
        for shortcut in stage.window.findChildren(QShortcut)
    }
    assert "Ctrl+K" in keys
    assert "Ctrl+K" in stage.window.topbar.search.placeholderText()
    stage.window.activateWindow()
    stage.window.topbar.focus_search()
    assert stage.window.focusWidget() is stage.window.topbar.search


async def test_place_and_columns_are_kept_for_the_next_day(make_stage: StageMaker) -> None:
    first = await make_stage()
    # The offscreen screen is 800 pixels wide; a width beyond it would not be restored.
    first.window.resize(first.window.minimumWidth(), 643)
    first.window.bookings.table.horizontalHeader().resizeSection(Column.FROM, 222)
    widths = first.window.bookings.table.widths()
    await first.down()
    second = await make_stage(size=None)
    assert second.window.height() == 643
    assert second.window.bookings.table.widths() == widths


async def test_another_scheme_is_followed_at_once(stage: Stage) -> None:
    light = stage.window.grab().toImage()
    stage.theme.apply(Scheme.DARK)
    try:
        assert stage.window.styleSheet() == sheet(
            stage.theme.tokens, stage.window.font().pointSizeF()
        )
        assert stage.window.grab().toImage() != light
    finally:
        stage.theme.apply(Scheme.LIGHT)


async def test_nothing_ticks_while_the_window_is_hidden(stage: Stage) -> None:
    assert stage.window.topbar.pill.ticking()
    stage.window.close()
    assert not stage.window.topbar.pill.ticking()
    stage.window.show_up()
    assert stage.window.topbar.pill.ticking()


async def test_of_two_keys_the_last_one_counts(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    stage.window.pages.show_page("today")
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow, "the window in front")
    shown: list[str] = []
    stage.window.pages.shown.connect(shown.append)
    QTest.keySequence(stage.window, "Ctrl+2")
    # What is typed for the search is no command for a booking.
    QTest.keySequence(stage.window, "Ctrl+K")
    await stage.settled(1)
    assert shown == ["bookings"]
    assert QApplication.focusWidget() is stage.window.topbar.search


async def test_about_names_the_version(stage: Stage) -> None:
    stage.window.sidebar.about.trigger()
    about = stage.window.findChild(About)
    assert isinstance(about, About)
    assert about.isVisible()
    about.accept()


async def test_every_control_has_a_name_for_screen_readers(stage: Stage, theme: Theme) -> None:
    await stage.arrive(a_booking(1))
    await stage.settled(1)
    stage.window.open_booking("b-1")
    await until(stage.window.bookings.detail.isVisible, "the detail")
    stage.window.bookings.detail.buttons.buttons[Action.CANCEL].click()
    stage.window.report(StudySpotError("Something."))
    stage.window.sidebar.about.trigger()
    stack = ToastStack(theme)
    await stack.show(_toast(1))
    roots: list[QWidget] = [stage.window, *stack.cards()]
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for root in roots
        for widget in root.findChildren(QWidget)
        if isinstance(widget, kinds) and not _inner(widget) and not widget.accessibleName()
    ]
    await stack.close()
    assert nameless == []


def _inner(widget: QWidget) -> bool:
    """What Qt builds within its own controls: a list's corner, a combo box's list."""
    above: QWidget | None = widget.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox | QAbstractItemView):
            return True
        above = above.parentWidget()
    return widget.windowType() is Qt.WindowType.Popup


async def test_a_wiped_copy_empties_list_and_detail(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(3)], rings=False)
    await stage.settled(3)
    stage.window.open_booking("b-1")
    await until(stage.window.bookings.detail.isVisible, "the detail")

    def wipe(desk: object) -> None:
        _ = desk
        stage.desk.store.wipe()
        stage.desk.tell(Changes(reloaded=True))

    await stage.tell(wipe)
    await stage.settled(0)
    assert stage.window.bookings.detail.isHidden()


async def test_many_refusals_are_told_three_at_a_time(stage: Stage) -> None:
    count = MOST + 2
    await stage.arrive(*[a_booking(number) for number in range(count)], rings=False)
    await stage.settled(count)

    def refuse(desk: PlainDesk) -> None:
        for number in range(count):
            desk.refuse(CheckIn(booking_id=f"b-{number}"), WrongState("It was cancelled."))

    await stage.tell(refuse)
    banners = stage.window.banners
    # The newest are what somebody waits for just now.
    newest = {f"refusal key-{number}" for number in range(3, count + 1)}
    await until(lambda: banners.names() == {*newest, "refusals"}, "the banners")
    await until(
        lambda: banners.text("refusals").startswith("2 more things were refused before"),
        "all of them to be counted",
    )
    for number in (4, 5):
        shown = banners.banner(f"refusal key-{number}")
        assert shown is not None
        assert shown.close_button is not None
        shown.close_button.click()
    await until(lambda: "refusals" not in banners.names(), "the last to be told")
    assert banners.names() == {f"refusal key-{number}" for number in (1, 2, 3)}


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("width", [880, 1280])
async def test_the_top_has_room_for_a_long_name_and_a_basic_server(
    stage: Stage, width: int, several: bool
) -> None:
    library = msgspec.structs.replace(LIBRARY, name="A reading room " * 8, demo=True)
    other = msgspec.structs.replace(library, id="lib-2")
    link = LinkStatus(state=LinkState.DEGRADED, since=datetime.now(UTC), asking=True)
    stage.window.resize(width, 600)
    await stage.tell(
        lambda desk: desk.change_status(
            link=link,
            basic=True,
            libraries=(library, other) if several else (library,),
            hushed=Hushed(Silence.QUIET, datetime.now(UTC) + timedelta(hours=1)),
        )
    )
    top = stage.window.topbar
    await until(top.sample.isVisible, "the badge")
    QApplication.processEvents()
    assert ("basic server" in top.pill.text_shown()) == (width == 1280)
    shown = (top.switch, top.sample, top.search, top.new, top.quiet, top.pill)
    places = [each.geometry() for each in shown if each.isVisible()]
    for left, right in itertools.pairwise(places):
        assert left.right() < right.left()
    assert places[-1].right() < top.width()


async def test_beside_a_booking_in_a_small_window_the_groups_fit(stage: Stage) -> None:
    stage.window.resize(880, 600)
    await stage.arrive(*[a_booking(number) for number in range(40)], rings=False)
    await stage.settled(40)
    chips = stage.window.bookings.head.chips.values()
    assert all("  " in chip.text() for chip in chips)
    stage.window.open_booking("b-1")
    await until(lambda: not any("  " in chip.text() for chip in chips), "the names alone")
    assert all("  " in chip.accessibleName() for chip in chips)
    await until(
        lambda: all(chip.width() >= chip.sizeHint().width() for chip in chips), "their room"
    )
    right = max(chip.geometry().right() for chip in chips)
    assert right <= stage.window.bookings.head.width()
