"""What was on the screen is known again at the next start, to the service that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.native.earlier_toasts import EarlierToasts


def test_toasts_are_known_again_to_the_service_that_numbered_them(tmp_path: Path) -> None:
    path = tmp_path / "toasts.json"
    assert EarlierToasts(path).of("bus :1.5") == {}
    EarlierToasts(path).keep("bus :1.5", {7: "a", 9: "b"})
    again = EarlierToasts(path)
    assert again.alerts() == {"a", "b"}
    assert again.of("bus :1.5") == {7: "a", 9: "b"}
    # Another run of a service gives the same numbers to other toasts.
    assert again.of("bus :1.6") == {}
    again.keep("bus :1.5", {})
    assert EarlierToasts(path).alerts() == frozenset()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"service": "s"}', '{"service": "s", "shown": {"x": 1}}', "\x00"]
)
def test_a_file_that_says_nothing_is_as_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "toasts.json"
    path.write_text(content, encoding="utf-8")
    assert EarlierToasts(path).of("s") == {}
    assert EarlierToasts(path).alerts() == frozenset()


def test_where_it_cannot_be_kept_nothing_else_fails(tmp_path: Path) -> None:
    kept = EarlierToasts(tmp_path / "nowhere" / "toasts.json")
    kept.keep("s", {1: "a"})
    assert kept.of("s") == {}
