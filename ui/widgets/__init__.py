"""Small widgets and messages that several windows share; nothing here knows a window."""
