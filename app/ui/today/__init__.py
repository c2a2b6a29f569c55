"""The page of today: who is expected, here, late and leaving, free seats, and money."""
