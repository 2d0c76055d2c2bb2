"""The dialog Adapt a Model to Your City."""
