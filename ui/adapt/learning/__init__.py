"""The page that follows a running adaptation."""
