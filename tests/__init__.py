"""Tests through the public face of each room, and the programs that make needs."""
