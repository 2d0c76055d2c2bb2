"""The sections of the dock, and the panels in them."""
