"""The dock's list of jobs, stored across sessions."""
