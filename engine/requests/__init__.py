"""Requests: one file for each kind that the engine takes, with ``handle(request, channel) -> result``."""
