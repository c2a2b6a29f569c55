"""What holds for every test: where nothing may skip, a skip is a failure."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator

import pytest

# The virtual desktop speaks D-Bus, whose library is there on Linux only.
pytest_plugins = ["tests.rig.fixtures"] if sys.platform == "linux" else []
collect_ignore = [] if sys.platform == "linux" else ["desktop"]

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
