"""The dock's list of jobs, kept across sessions."""
