"""How the networks learn: data, simulated sensors, procedural cities, losses and training loops."""
