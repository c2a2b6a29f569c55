"""The API's own description: what the framework cannot know of it, above all how failures look."""

from __future__ import annotations

import copy
from typing import Any

from litestar.openapi.plugins import JsonRenderPlugin

from app.contract import errors
from app.contract.errors import StudySpotError
from app.contract.wire import DONE_AT

OPEN = frozenset(
    {
        "/api/auth/login",
        "/api/auth/logout",
        "/api/auth/refresh",
        "/api/auth/register",
        "/api/health",
    }
)
"""What is answered without an access token."""

_GUESSED = frozenset({"/api/auth/login", "/api/auth/refresh"})
_BRAKED = frozenset({"/api/auth/login"})
_ALWAYS = (errors.InvalidInput, StudySpotError, errors.Unavailable)
_SIGNED_IN = (errors.Unauthenticated, errors.Forbidden, errors.NotFound)
_CHANGING = (errors.Conflict, errors.TooLarge)
_KEY = "Idempotency-Key"
_FAILURE = {
    "type": "object",
    "description": "The envelope of every failure; `code` is for programs, `message` for people.",
    "required": ["success", "error"],
    "properties": {
        "success": {"const": False},
        "error": {
            "type": "object",
            "required": ["code", "message", "details"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "details": {"type": "object"},
            },
        },
    },
}
_HEADERS = {
    _KEY: "The same command under the same key is done once and answered alike.",
    DONE_AT: "When it was done at a desk that had no connection then; an ISO 8601 time.",
}


class Description(JsonRenderPlugin):
    """Renders the description, completed."""

    def render(self, request: Any, openapi_schema: dict[str, Any]) -> bytes:
        """The description as JSON."""
        return super().render(request, described(openapi_schema))


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """The framework's description, with the failures, the sign-in and the headers in it."""
    whole = copy.deepcopy(schema)
    parts = whole["components"]
    parts["schemas"]["Failure"] = _FAILURE
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, operations in whole["paths"].items():
        for method, operation in operations.items():
            signed_in = path not in OPEN
            if signed_in:
                operation["security"] = [{"token": []}]
            answers = operation["responses"]
            for kind in _failures(path, changes=method != "get"):
                answers[str(kind.status)] = _answer(kind)
            told = operation.get("description", "")
            operation.setdefault("parameters", []).extend(
                _header(name, why) for name, why in _HEADERS.items() if name in told
            )
    return whole


def _failures(path: str, *, changes: bool) -> list[type[StudySpotError]]:
    kinds: list[type[StudySpotError]] = [*_ALWAYS]
    kinds += _SIGNED_IN if path not in OPEN else []
    kinds += [errors.Unauthenticated] if path in _GUESSED else []
    kinds += [errors.TooMany] if path in _BRAKED else []
    kinds += _CHANGING if changes else []
    kinds += [errors.Gone] if path.endswith("/events") else []
    return kinds


def _answer(kind: type[StudySpotError]) -> dict[str, Any]:
    codes = [each.code for each in errors.of_status(kind.status)]
    return {
        "description": f"{kind.title} ({', '.join(codes)})",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}},
    }


def _header(name: str, why: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "description": why, "schema": {"type": "string"}}
