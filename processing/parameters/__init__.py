"""Parameters: from what a user gives to what a request holds."""
