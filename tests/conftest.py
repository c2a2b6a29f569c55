"""What holds for every test: a skip may be a failure; Qt's objects die in their own thread."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

# The virtual desktop speaks D-Bus, whose library is there on Linux only. The faults are made
# with Linux's signals, mounts and certificates.
pytest_plugins = ["tests.rig.fixtures"] if sys.platform == "linux" else []
collect_ignore = [] if sys.platform == "linux" else ["desktop", "faults"]

_room_before = pytest.StashKey[Path]()

_LONG = ("chaos", "faults", "desktop", "node", "native")
"""The rooms whose tests wait for minutes; begun last, they would be waited for by all others."""

NOTHING_SKIPS = bool(os.environ.get("STUDYSPOT_NOTHING_SKIPS"))


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if NOTHING_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Nothing may skip here, but this did: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test into a failure where nothing may skip."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole module into a failure where nothing may skip."""
    report = yield
    _refuse_skip(report)
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the rooms that take longest; within one, the order stays."""
    ranks = {Path(__file__).parent / room: rank for rank, room in enumerate(_LONG)}
    items.sort(key=lambda item: ranks.get(item.path.parent, len(ranks)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Collect, between two rooms, what the tests of the first left.

    One worker runs tests with a window and tests with threads in any order, and a Qt object
    that is collected by chance in another thread than its own ends the process. What is left
    then, modules and classes mostly, is put out of the way of the collections that follow:
    the window's tests make two each.
    """
    if item.config.stash.get(_room_before, None) != item.path.parent:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    item.config.stash[_room_before] = item.path.parent
