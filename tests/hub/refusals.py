"""Looks at refusals: status, code, and that there is a sentence."""

from __future__ import annotations

from typing import Any

import httpx


def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The error of a refusal, after looking at its status, code and sentence."""
    assert answer.status_code == status, answer.text
    told = answer.json()
    error: dict[str, Any] = told["error"]
    assert told["success"] is False
    assert error["code"] == code, error
    assert error["message"].endswith("."), error
    return error
