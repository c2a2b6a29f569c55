"""httpx without its command line, which a desk that runs all day should not carry."""

from __future__ import annotations

import sys
from types import ModuleType

# `import httpx` also imports httpx's own command line wherever click and rich happen to be
# installed, as they are for the hub: 80 modules, 9 MiB and 40 ms that nothing here uses. An
# empty module in that place is what httpx meets where they are missing, and it goes on.
sys.modules.setdefault("httpx._main", ModuleType("httpx._main"))

import httpx  # noqa: E402 - what stands above must come first

__all__ = ["httpx"]
