"""What the dock knows: settings, plans, replacement of outputs."""
