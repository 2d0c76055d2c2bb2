"""What both processes agree on: requests, errors, cards; standard library only."""
