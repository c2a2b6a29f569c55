"""The language that people are spoken to in.

Texts are English in the source. Whoever shows them installs what looks them up; where nothing is
installed, in a terminal or at the hub, they stay as they are. Qt's tool collects them by the name
of the function, so it is called as Qt's own.
"""

from __future__ import annotations

from typing import Protocol


class Lookup(Protocol):
    """Finds a text of `context`; `n` counts what it tells of, and stands for %n."""

    def __call__(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1, /
    ) -> str:
        """The text in the person's language; the source itself when it has none."""
        ...


def _plain(_context: str, source: str, _disambiguation: str | None = None, n: int = -1, /) -> str:
    return source.replace("%n", str(n)) if n >= 0 else source


_spoken: tuple[str, Lookup] = ("en", _plain)


def speak(language: str, lookup: Lookup) -> None:
    """From now on texts are those of `language`, a code of ISO 639, as `lookup` finds them.

    It is called from any thread.
    """
    global _spoken  # noqa: PLW0603 - a process speaks one language
    _spoken = (language, lookup)


def silence() -> None:
    """Texts are as they stand in the source again."""
    speak("en", _plain)


def language() -> str:
    """The code of the language that is spoken."""
    return _spoken[0]


def translate(context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
    """A text of the program in the person's language."""
    return _spoken[1](context, source, disambiguation, n)
