"""What QGIS Processing sees: the provider, the algorithms and the client of the engine process."""
