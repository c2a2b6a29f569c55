"""The whole product on a real desktop: hub, core, tray, window, notifications, sound."""
