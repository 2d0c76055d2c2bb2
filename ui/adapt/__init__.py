"""The dialog Adapt a model to your city."""
