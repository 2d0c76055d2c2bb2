"""The contract between QGIS and the engine: requests, errors, cards; standard library only."""
