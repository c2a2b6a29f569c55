"""Tests of the desk's core, through the faces that a window or a terminal uses."""
