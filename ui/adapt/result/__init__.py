"""The page of the result, and the comparison of maps before and after the adaptation."""
