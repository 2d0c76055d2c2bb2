"""Meaning of the values of a class raster."""

from __future__ import annotations

from dataclasses import dataclass

NODATA = 255
"""Value of a pixel without a result, in class and probability rasters."""


@dataclass(frozen=True)
class Legend:
    """One value of the class raster: name, display title, colour as #rrggbb."""

    value: int
    name: str
    title: str
    color: str
