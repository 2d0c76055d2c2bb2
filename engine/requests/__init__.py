"""Handlers of requests: one file per kind, with ``handle(request, channel) -> result``."""
