"""What the window remembers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.memory import JsonMemory


def test_a_value_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "ui.json"
    memory = JsonMemory(path)
    assert memory.get("columns") is None
    memory.set("columns", [1, 2, 3])
    memory.set("told", True)
    again = JsonMemory(path)
    assert again.get("columns") == [1, 2, 3]
    assert again.get("told") is True


@pytest.mark.parametrize("content", ["", "{", "[1]", "\x00\x01", '"text"'])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, content: str) -> None:
    path = tmp_path / "ui.json"
    path.write_text(content, encoding="utf-8")
    memory = JsonMemory(path)
    assert memory.get("told") is None
    memory.set("told", True)
    assert JsonMemory(path).get("told") is True


def test_a_place_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("", encoding="utf-8")
    memory = JsonMemory(blocker / "ui.json")
    memory.set("told", True)
    assert memory.get("told") is True


@given(values=st.dictionaries(st.text(max_size=8), st.one_of(st.text(), st.booleans())))
def test_whatever_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, str | bool]
) -> None:
    path = tmp_path_factory.mktemp("memory") / "ui.json"
    memory = JsonMemory(path)
    for key, value in values.items():
        memory.set(key, value)
    again = JsonMemory(path)
    assert {key: again.get(key) for key in values} == values
