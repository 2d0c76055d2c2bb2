"""The QGIS Processing side: the provider, the algorithms and the client of the engine process."""
