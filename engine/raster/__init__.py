"""Opens the rasters of a request, and reads their pixels on the model's grid and in its numeric range."""
