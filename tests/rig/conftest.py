"""The rig exists on Linux only."""

from __future__ import annotations

import sys

collect_ignore = [] if sys.platform == "linux" else ["test_rig.py"]
