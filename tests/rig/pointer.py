"""The pointer and the keys of a rig's desktop, and where a notification's buttons are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from tests.rig.bus import wait_until
from tests.rig.notices import Notice, NotificationWatch
from tests.rig.session import DesktopSession

NOTICE_CLASS = "xfce4-notifyd"
"""The class of the windows that notifications are shown in."""

# Buttons stand in the lowest row of a notification; letters of one label are nearer to each
# other than two labels are.
_ROW_FROM_BOTTOM = (50, 14)
_GAP_BETWEEN_LABELS = 14


@dataclass(frozen=True)
class Window:
    """A window on the screen, in pixels from the top left."""

    id: int
    x: int
    y: int
    width: int
    height: int


class Pointer:
    """Moves and clicks as a hand would, through the X server."""

    def __init__(self, session: DesktopSession) -> None:
        self._session = session

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Press and release at a place of the screen; 1 is the left button, 3 the right."""
        self._do("mousemove", "--sync", str(x), str(y), "click", str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at one place, go to another in some steps, and let go there."""
        (x, y), (to_x, to_y) = start, end
        self._do("mousemove", "--sync", str(x), str(y), "mousedown", "1")
        for step in range(1, 6):
            at = (x + (to_x - x) * step // 5, y + (to_y - y) * step // 5)
            self._do("mousemove", "--sync", str(at[0]), str(at[1]))
        self._do("mouseup", "1")

    def key(self, *keys: str) -> None:
        """Press keys, by their X names, for example `ctrl+k`."""
        self._do("key", *keys)

    def burst(self, *keys: str) -> None:
        """Press keys faster than a person, or as on a machine that is busy."""
        self._do("key", "--delay", "0", *keys)

    def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        self._do("type", "--delay", "5", text)

    def park(self) -> None:
        """Put the pointer where it hovers over nothing."""
        width, height = self._session.size.split("x")
        self._do("mousemove", "--sync", str(int(width) // 3), str(int(height) - 3))

    def windows(self, *, name: str = "", window_class: str = "") -> list[Window]:
        """The visible windows with this name or class (regular expressions), by id."""
        search = ["--class", window_class] if window_class else ["--name", name]
        found = self._session.run("xdotool", "search", "--onlyvisible", *search)
        windows = [self._geometry(int(line)) for line in found.stdout.split()]
        return sorted((w for w in windows if w is not None), key=lambda window: window.id)

    def active(self) -> str:
        """The name of the window that has the focus, or an empty text."""
        return self._session.run("xdotool", "getactivewindow", "getwindowname").stdout.strip()

    def window_of(self, watch: NotificationWatch, notice: Notice) -> Window:
        """Where the daemon shows a notice, waiting until it does.

        The watch must have seen every notice that is on the screen.
        """

        def shown() -> Window | None:
            open_now = [each.id for each in watch.on_screen]
            windows = self.windows(window_class=NOTICE_CLASS)
            if notice.id not in open_now or len(windows) != len(open_now):
                return None
            return windows[open_now.index(notice.id)]

        found = wait_until(shown, f"the notice {notice.title!r} is on the screen")
        assert found is not None
        return found

    def press(self, watch: NotificationWatch, notice: Notice, action: str) -> None:
        """Press the button of a notice that stands for `action`, and see it taken."""
        window = self.window_of(watch, notice)
        keys = [key for key, _label in notice.actions]
        where = wait_until(
            lambda: self._buttons(window, len(keys)), f"{len(keys)} buttons are drawn"
        )
        self.click(where[keys.index(action)], window.y + window.height - 31)
        assert notice.id is not None
        pressed = watch.wait_invoked(notice.id)
        if pressed.action != action:
            raise AssertionError(f"the pointer pressed {pressed.action}, not {action}")

    def dismiss(self, watch: NotificationWatch, notice: Notice) -> None:
        """Click on a notice above its buttons, and see it go.

        This daemon never takes that for an action; `default` would be one more button.
        """
        window = self.window_of(watch, notice)
        self.click(window.x + window.width // 2, window.y + 20)
        assert notice.id is not None
        watch.wait_closed(notice.id)

    def _buttons(self, window: Window, count: int) -> list[int]:
        """The middle of each button from left to right; empty when they are not `count`."""
        with tempfile.TemporaryDirectory() as folder:
            picture = self._session.screenshot(Path(folder) / "screen.png")
            with Image.open(picture) as screen:
                top, bottom = (window.y + window.height - offset for offset in _ROW_FROM_BOTTOM)
                box = (window.x + 6, top, window.x + window.width - 6, bottom)
                row = screen.convert("L").crop(box)
        # Letters differ from the commonest shade of the row far more than borders do.
        ground = max(range(256), key=row.histogram().__getitem__)
        contrast = ImageChops.difference(row, Image.new("L", row.size, ground))
        brightest = contrast.getextrema()[1]
        assert isinstance(brightest, int | float)
        limit = max(40, int(brightest * 0.5))
        mask = contrast.point([0 if shade < limit else 255 for shade in range(256)])
        columns = [x for x in range(mask.width) if mask.crop((x, 0, x + 1, mask.height)).getbbox()]
        labels = list(_groups(columns))
        if len(labels) != count:
            return []
        return [box[0] + (first + last) // 2 for first, last in labels]

    def _geometry(self, window: int) -> Window | None:
        shown = self._session.run("xdotool", "getwindowgeometry", "--shell", str(window))
        values = dict(line.split("=") for line in shown.stdout.split() if "=" in line)
        if "WIDTH" not in values:
            return None
        return Window(
            window,
            int(values["X"]),
            int(values["Y"]),
            int(values["WIDTH"]),
            int(values["HEIGHT"]),
        )

    def _do(self, *command: str) -> None:
        done = self._session.run("xdotool", *command)
        if done.returncode != 0:
            raise RuntimeError(f"xdotool {' '.join(command)}: {done.stderr.strip()}")


def _groups(columns: Iterable[int]) -> Iterable[tuple[int, int]]:
    first = last = None
    for x in columns:
        if first is None or last is None:
            first = x
        elif x - last > _GAP_BETWEEN_LABELS:
            yield first, last
            first = x
        last = x
    if first is not None and last is not None:
        yield first, last
