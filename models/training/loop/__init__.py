"""The loop of a training: steps, checkpoints, devices and the time that they may take."""
