"""Coordinate systems as text, as both processes judge them."""

from __future__ import annotations

import re

# GDAL's names of the systems 0 and -1 of a GeoPackage, which by its standard mean that the system is not known.
_UNDEFINED = re.compile(r"\s*\w+\[\s*\"undefined\b", re.IGNORECASE)


def is_undefined(wkt: str) -> bool:
    """Whether a coordinate system (as WKT) only states that it is not known."""
    return not wkt.strip() or _UNDEFINED.match(wkt) is not None
