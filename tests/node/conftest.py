"""Node backends that a test starts as it needs them, and that end with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.node.modules import NodeUnavailable, node
from tests.node.server import NodeServer


class Backend(Protocol):
    """Starts a backend with these options of backend/server.js."""

    def __call__(self, **options: str | int | bool) -> NodeServer: ...


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[Backend]:
    try:
        node()
    except NodeUnavailable as error:
        pytest.skip(str(error))
    made: list[NodeServer] = []

    def start(**options: str | int | bool) -> NodeServer:
        server = NodeServer(tmp_path / f"backend-{len(made)}.json", **options)
        made.append(server)
        server.start()
        return server

    yield start
    for server in made:
        server.kill9()
        assert server.errors == ""
