"""Training of the networks: data, simulated sensors, procedural cities, losses and training loops."""
