"""Areas larger than one run: frames, the processes and clusters that map them, and their mosaic."""
