"""What the values of a class raster stand for."""

from __future__ import annotations

from dataclasses import dataclass

NODATA = 255
"""Value of a pixel without a result, in class and probability rasters."""


@dataclass(frozen=True)
class Legend:
    """One value of the class raster: name, title for people, colour #rrggbb."""

    value: int
    name: str
    title: str
    color: str
