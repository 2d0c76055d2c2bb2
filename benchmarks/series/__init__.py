"""What a series of years finds of a growth that is known."""
