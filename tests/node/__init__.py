"""Tests at a real Node backend: a basic server, as many libraries have one already."""
