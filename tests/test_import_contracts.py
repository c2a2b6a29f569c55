"""Each import contract holds, and each can fail."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from tests.import_contracts import ROOT, check

CASES = {
    "Imports run downwards only": ("core/settings.py", "import app.native"),
    "The hub and the desk never import each other": ("hub/streams.py", "import app.core.status"),
    "Only the command line sees the hub, and the hub only the contract": (
        "contract/interval.py",
        "import app.hub",
    ),
    "Core, hub and contract know nothing of Qt": (
        "core/settings.py",
        "def sneak() -> None:\n    import PySide6.QtCore",
    ),
    "The contract does no I/O": ("contract/interval.py", "import sqlite3"),
}


def test_every_contract_has_a_case_here() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {contract["name"] for contract in config["tool"]["importlinter"]["contracts"]}
    assert names == set(CASES)


def test_the_house_keeps_its_contracts() -> None:
    done = check()
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("contract", CASES)
def test_a_forbidden_import_breaks_the_contract(contract: str, tmp_path: Path) -> None:
    module, line = CASES[contract]
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    broken = tmp_path / "app" / module
    broken.write_text(broken.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = check(tmp_path)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout, done.stdout + done.stderr
