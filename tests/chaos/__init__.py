"""The soak: a hub under load, several desks and seeded faults, and an account of what was lost."""
