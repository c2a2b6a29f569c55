"""The page of notices: everything that rang, and what was kept silent and why."""
