"""The training loop: steps, checkpoints, devices and the time budget."""
