"""What is done about a booking and asks for something first: an end, a seat, money, a note."""
