"""The Qt desktop: tray, window and pages over the core."""
