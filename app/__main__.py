"""The command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the sub-command that the arguments name; the process's exit code."""
    return 0


if __name__ == "__main__":
    sys.exit(main())
