"""The engine's client: starting it, sending requests, reading events."""
