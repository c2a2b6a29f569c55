"""What touches the operating system, each part behind a Protocol of core.ports."""
