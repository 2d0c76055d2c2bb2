"""The dialog that sets up the runtime."""
