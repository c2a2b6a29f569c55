"""The language of an answer: the one that its request asks for, where there is a translation."""

from __future__ import annotations

import json
from contextvars import ContextVar
from functools import cache

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from app.contract import tongue
from app.shipped import resource

ENGLISH = "en"
"""The language of the source."""

_asked: ContextVar[str] = ContextVar("language", default=ENGLISH)

Texts = dict[str, dict[str, str | list[str]]]
"""By context and source the translation, or of a text that counts the forms for one and more."""


class Speaking:
    """ASGI middleware: what is said within is in the language of the request."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] != ScopeType.HTTP:
            await self._application(scope, receive, send)
            return
        headers = dict(scope["headers"])
        before = _asked.set(preferred(headers.get(b"accept-language", b"").decode("latin-1")))
        try:
            await self._application(scope, receive, send)
        finally:
            _asked.reset(before)


def preferred(header: str) -> str:
    """The language of ours that an Accept-Language header likes best; English for none of them."""
    best, liked = ENGLISH, 0.0
    for part in header.split(","):
        name, _, rest = part.strip().partition(";")
        code = name.strip().partition("-")[0].casefold()
        weight = _weight(rest)
        if weight > liked and (code == ENGLISH or texts(code)):
            best, liked = code, weight
    return best


def speak() -> None:
    """Let the hub's texts be looked up, each in the language of the request it is said in."""
    tongue.speak(ENGLISH, _look_up)


@cache
def texts(language: str) -> Texts:
    """The translations into a language; empty when there is none."""
    if not language.isalpha():
        # It comes from whoever asks, and is a part of a path.
        return {}
    path = resource("translations", f"{language}.json")
    if not path.is_file():
        return {}
    found: Texts = json.loads(path.read_text(encoding="utf-8"))
    return found


def _look_up(context: str, source: str, _disambiguation: str | None = None, n: int = -1, /) -> str:
    found = texts(_asked.get()).get(context, {}).get(source, source)
    told = found if isinstance(found, str) else found[0 if n == 1 else 1]
    return told.replace("%n", str(n)) if n >= 0 else told


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
