"""The page of a library, for its owner: its name and rules, who works there, another library."""
