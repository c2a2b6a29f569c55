"""StudySpot Desk: the front desk of a study library, and the hub it talks to."""

__version__ = "0.1.0"
