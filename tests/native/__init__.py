"""Keyring, notifications, sound and the single instance, on the real services of a rig."""
