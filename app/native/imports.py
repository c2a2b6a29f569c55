"""Keeps Python's own import: PySide6's reads, and keeps, the source of every module."""

from __future__ import annotations

import builtins


def keep_imports_plain() -> None:
    """Load PySide6's base without its import hook; to be called before anything of Qt's.

    The hook is there for `from __feature__ import ...`, which nobody uses here. To find out
    whether a module does, it reads the module's source, which then stays in `linecache`: for
    this desk 13 MiB, and a sixth of the time that imports take.
    """
    before = builtins.__import__
    import shiboken6  # noqa: F401, PLC0415 - imported for what it does, and takes back here

    builtins.__import__ = before
