"""Maps of several years: opened as one stack, made consistent."""
