"""The server: bookings, accounts and durable streams behind REST and Socket.IO."""
