"""A booking made at the counter, by keyboard in a few seconds."""
