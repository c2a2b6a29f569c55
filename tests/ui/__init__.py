"""The window, the tray and the alerts, on the offscreen platform."""
