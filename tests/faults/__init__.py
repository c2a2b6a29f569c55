"""Every fault of the table in tests/README.md, at a real hub, with real time limits."""
