"""Algorithm ``onemetre:impervioussurface``."""

from __future__ import annotations

from ...bases.help import AlgorithmHelp
from ...bases.map_algorithm import MapAlgorithm

_HELP = AlgorithmHelp(
    "Impervious surface",
    "Maps impervious surface (roofs, roads, paved ground) at 1 m from Sentinel-2 or other 10 m imagery.",
    (
        "The model sharpens the image and classifies it in one step; Describe model lists the bands it needs and its "
        "accuracy. Prefer cloud-free summer imagery: bare soil looks much like paved ground.\n\n"
        "The map has the values 1 = impervious, 0 = other, 255 = nodata, and is aligned with the pixel grid of the "
        "input.\n\n"
        "An interrupted run resumes where it stopped when you run it again with the same parameters."
    ),
    {"OUTPUT": "Map: 1 = impervious, 0 = other, 255 = nodata. GeoTIFF."},
)


class ImperviousSurface(MapAlgorithm):
    """Maps impervious surface at 1 m from 10 m imagery."""

    NAME = "impervioussurface"
    HELP = _HELP
    ICON = "impervious"
    TAGS = ("impervious", "sealing", "built-up", "urban", "sentinel-2", "super-resolution", "jointseg")
    TASK = "impervious-surface"
    TARGET = "impervious"
    TITLE = "Impervious surface"
    IMAGE = True
