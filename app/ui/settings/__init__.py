"""The page of settings: how alerts ring, quiet hours, the check-up, this computer."""
