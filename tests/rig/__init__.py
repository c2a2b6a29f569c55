"""A real desktop without a screen, and what watches it: bus, sink, keyring, tray, pointer."""
