"""The page of the result, and the comparison of the maps before and after."""
