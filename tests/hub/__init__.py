"""Tests of the hub, most of them against a real hub process."""
