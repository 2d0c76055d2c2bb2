"""Algorithm ``onemetre:impervioussurface``."""

from __future__ import annotations

from ...bases.help import AlgorithmHelp
from ...bases.map_algorithm import MapAlgorithm

_HELP = AlgorithmHelp(
    "Impervious surface",
    "Maps impervious surface (roofs, roads, paved ground) at 1 m from Sentinel-2 or other 10 m imagery.",
    (
        "The model sharpens the image and classifies it in one step; Describe model tells which bands it needs and "
        "how good it is. Prefer cloud-free summer imagery: bare soil looks much like paved ground.\n\n"
        "The map has the values 1 = impervious, 0 = other, 255 = no data, and lies on the pixel grid of the "
        "input.\n\n"
        "A run that was cut off goes on where it stopped when the same is run again."
    ),
    {"OUTPUT": "Map: 1 = impervious, 0 = other, 255 = no data. GeoTIFF."},
)


class ImperviousSurface(MapAlgorithm):
    """Impervious surface from 10 m imagery, at 1 m."""

    NAME = "impervioussurface"
    HELP = _HELP
    ICON = "impervious"
    TAGS = ("impervious", "sealing", "built-up", "urban", "sentinel-2", "super-resolution", "jointseg")
    TASK = "impervious-surface"
    TARGET = "impervious"
    TITLE = "Impervious surface"
    IMAGE = True
