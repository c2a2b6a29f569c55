"""The page of bookings: a live list, its filters, and one booking in detail."""
