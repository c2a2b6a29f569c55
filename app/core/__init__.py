"""The client: plain asyncio, no Qt; keeps the desk's copy in step with the hub."""
