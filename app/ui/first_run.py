"""The first minute: use this computer, connect to a server, or sign in again."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.contract.errors import InvalidInput, StudySpotError, Unauthenticated
from app.ui.banners import Banners
from app.ui.bridge import Bridge
from app.ui.error_words import title_word
from app.ui.glyph import Glyph
from app.ui.sign_in_forms import LocalForm, SignInForm
from app.ui.tasks import Tasks
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate

_WIDTH = 540


class FirstRun(QWidget):
    """Two ways in, and a third to look around; also after a sign-out.

    `back` is pressed to return to the bookings without signing in; `banners` say on top what
    is wrong with the desk itself.
    """

    back = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bridge, self._theme, self._tasks = bridge, theme, tasks
        self.banners = Banners(theme)
        self._busy = False
        self._own_library = False
        self.local = LocalForm(theme)
        self.here, self.server = SignInForm(theme, here=True), SignInForm(theme, here=False)
        self._forms: tuple[LocalForm | SignInForm, ...] = (self.local, self.here, self.server)
        self._form: LocalForm | SignInForm = self.local
        self._typed_in: QWidget | None = None
        self._build()
        self.choose_local()

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._busy

    def choose_local(self) -> None:
        """Show the form for this computer: to create its library, or to sign in to it."""
        self.use_local.setChecked(True)
        self._show_form(self.here if self._own_library else self.local)

    def choose_server(self) -> None:
        """Show the form for a server."""
        self.use_server.setChecked(True)
        self._show_form(self.server)

    def welcome(self, own_library: str = "") -> None:
        """Greet somebody new; `own_library` is its owner's e-mail if this computer has one."""
        self._title.setText(translate("first run", "Welcome to StudySpot Desk"))
        self._lead.setText(
            translate("first run", "It rings when a student books. Where are your bookings kept?")
        )
        self.back_button.hide()
        self._own_library = bool(own_library)
        self.here.known("", own_library)
        self.choose_local()

    def signed_out(self, server: str, email: str, own_library: str, *, embedded: bool) -> None:
        """Offer to sign in again after somebody chose to sign out."""
        self.sign_in_again(server, email, own_library, "", embedded=embedded, rows=False)
        self._title.setText(translate("first run", "You are signed out"))
        self._lead.setText(
            translate("first run", "Nothing rings on this computer until somebody signs in.")
        )

    def sign_in_again(
        self, server: str, email: str, own_library: str, why: str, *, embedded: bool, rows: bool
    ) -> None:
        """Ask for the password of a known account; `rows` says a copy can be looked at."""
        self._title.setText(translate("first run", "Please sign in again"))
        self._lead.setText(why or translate("first run", "Your sign-in has ended."))
        self.back_button.setVisible(rows)
        self._own_library = embedded or bool(own_library)
        self.here.known("", email if embedded else own_library)
        self.server.known("" if embedded else server, "" if embedded else email)
        (self.choose_local if embedded else self.choose_server)()

    def focus_first(self) -> None:
        """Go to where the typing begins."""
        self._form.focus_first()

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(_WIDTH)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(32, 28, 32, 24)
        inner.setSpacing(14)
        inner.addLayout(self._greeting())
        inner.addWidget(self._two_ways())
        for form in self._forms:
            inner.addWidget(form)
        inner.addWidget(self._failure_box())
        inner.addLayout(self._buttons())
        self.sample = QPushButton(translate("first run", "Try it with a sample library"))
        self.sample.setAccessibleName(self.sample.text())
        self.sample.setProperty("look", "link")
        self.sample.clicked.connect(self._use_sample)
        holder = QWidget()
        holder.setProperty("look", "page")
        around = QVBoxLayout(holder)
        around.setContentsMargins(24, 24, 24, 24)
        around.addStretch(1)
        # Not by alignment, which would forget that wrapped words need more height.
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        around.addLayout(middle)
        around.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.banners)
        outer.addWidget(area, 1)

    def _greeting(self) -> QHBoxLayout:
        self._title, self._lead = QLabel(), QLabel()
        self._title.setProperty("look", "display")
        self._lead.setProperty("look", "muted")
        self._lead.setWordWrap(True)
        self._lead.setTextFormat(Qt.TextFormat.PlainText)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._lead)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Glyph(self._theme, "studyspot-desk", 52), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _two_ways(self) -> QWidget:
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        self.use_local = QPushButton(translate("first run", "Use this computer"))
        self.use_server = QPushButton(translate("first run", "Connect to a server"))
        group = QButtonGroup(self)
        for button, icon in ((self.use_local, "computer"), (self.use_server, "server")):
            button.setProperty("look", "choice")
            button.setAccessibleName(button.text())
            button.setCheckable(True)
            self._theme.dress(button, icon, "accent")
            group.addButton(button)
            row.addWidget(button, 1)
        self.use_local.clicked.connect(self.choose_local)
        self.use_server.clicked.connect(self.choose_server)
        return self._choices

    def _failure_box(self) -> QFrame:
        self._failure = QFrame()
        self._failure.setProperty("look", "failure")
        self._failed_title, self._failed_words = QLabel(), QLabel()
        self._failed_title.setProperty("look", "heading")
        self._failed_words.setWordWrap(True)
        self._failed_words.setTextFormat(Qt.TextFormat.PlainText)
        words = QVBoxLayout(self._failure)
        words.setContentsMargins(12, 9, 12, 10)
        words.setSpacing(2)
        words.addWidget(self._failed_title)
        words.addWidget(self._failed_words)
        self._failure.hide()
        return self._failure

    def _buttons(self) -> QHBoxLayout:
        self.go = QPushButton()
        self.go.setProperty("look", "primary")
        self.go.setMinimumWidth(150)
        self.go.clicked.connect(self._go)
        self.back_button = QPushButton(translate("first run", "Back to the bookings"))
        self.back_button.setAccessibleName(self.back_button.text())
        self.back_button.setProperty("look", "quiet")
        self._theme.dress(self.back_button, "arrow-left")
        self.back_button.clicked.connect(self.back)
        self.back_button.hide()
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(140)
        self._progress.hide()
        for form in self._forms:
            form.submitted.connect(self._go)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addWidget(self._progress)
        row.addStretch()
        row.addWidget(self.go)
        return row

    def failure(self) -> str:
        """The failure that is shown, as one text; "" when there is none."""
        if self._failure.isHidden():
            return ""
        return f"{self._failed_title.text()}: {self._failed_words.text()}"

    def _show_form(self, form: LocalForm | SignInForm) -> None:
        self._form = form
        for each in self._forms:
            each.setVisible(each is form)
        self._failure.hide()
        self._tell_go()
        if self.isVisible():
            form.focus_first()

    def _tell_go(self) -> None:
        if self._form is self.local:
            words = translate("first run", "Create the library")
            doing = translate("first run", "Setting up…")
        else:
            words = translate("first run", "Sign in")
            doing = translate("first run", "Signing in…")
        self.go.setText(doing if self._busy else words)
        self.go.setAccessibleName(self.go.text())

    def _go(self) -> None:
        work = self._form.work()
        if work is not None and not self._busy:
            self._run(work, self._form)

    def _use_sample(self) -> None:
        self._run(lambda desk: desk.use_sample(), None)

    def _run(
        self,
        work: Callable[[Desk], Coroutine[Any, Any, object]],
        form: LocalForm | SignInForm | None,
    ) -> None:
        # Whoever typed goes on typing there when it did not work.
        self._typed_in = self.focusWidget()
        self._tell_busy(busy=True)
        self._failure.hide()
        self._tasks.start(self._work(work, form), "sign in")

    async def _work(
        self,
        work: Callable[[Desk], Coroutine[Any, Any, object]],
        form: LocalForm | SignInForm | None,
    ) -> None:
        try:
            await self._bridge.call(work)
        except StudySpotError as error:
            self._tell_busy(busy=False)
            if self._typed_in is not None:
                self._typed_in.setFocus()
            placed = form is not None and form.blame(error)
            if not placed or not isinstance(error, InvalidInput | Unauthenticated):
                self._failed_title.setText(title_word(error.title))
                self._failed_words.setText(error.message)
                self._failure.show()
        else:
            for each in self._forms:
                each.forget_password()
        finally:
            self._tell_busy(busy=False)

    def _tell_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for widget in (self.go, self.sample, self.use_local, self.use_server, self._form):
            widget.setEnabled(not busy)
        self._progress.setVisible(busy)
        self._tell_go()
