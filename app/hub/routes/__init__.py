"""The REST endpoints: thin controllers over the hub's services."""
