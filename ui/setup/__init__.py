"""The set-up dialog of the runtime."""
