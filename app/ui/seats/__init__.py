"""The page of seats: a map of the rooms, and the day by seat."""
