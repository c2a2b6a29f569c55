"""Checks the import contracts of pyproject.toml; `python -m tests.import_contracts`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def check(root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the `app` package that lies in `root`."""
    program = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONUTF8": "1"},
    )


if __name__ == "__main__":
    done = check()
    if done.returncode:
        print(done.stdout, done.stderr)
    sys.exit(done.returncode)
