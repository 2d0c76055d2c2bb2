"""Algorithm ``onemetre:greenspace``."""

from __future__ import annotations

from ...bases.help import AlgorithmHelp
from ...bases.map_algorithm import MapAlgorithm

_HELP = AlgorithmHelp(
    "Urban green space",
    "Maps trees, lawns and other urban green space at 1 m from aerial or satellite imagery of about that resolution.",
    (
        "Imagery of another resolution is resampled to that of the model; much coarser imagery yields no useful "
        "map.\n\n"
        "The map has the values 1 = green, 0 = other, 255 = nodata, and is aligned with the pixel grid of the "
        "input.\n\n"
        "An interrupted run resumes where it stopped when you run it again with the same parameters."
    ),
    {"OUTPUT": "Map: 1 = green, 0 = other, 255 = nodata. GeoTIFF."},
)


class GreenSpace(MapAlgorithm):
    """Maps urban green space from 1 m imagery."""

    NAME = "greenspace"
    HELP = _HELP
    ICON = "green"
    TAGS = ("green", "trees", "vegetation", "urban", "aerial", "orthophoto", "naip", "ugsnet")
    TASK = "green-space"
    TARGET = "green"
    TITLE = "Urban green"
