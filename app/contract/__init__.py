"""What travels between desk and hub: records, events and rules, without I/O."""
