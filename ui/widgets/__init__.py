"""Small widgets and messages that several windows share; independent of any window."""
