"""Algorithm ``onemetre:greenspace``."""

from __future__ import annotations

from ...bases.help import AlgorithmHelp
from ...bases.map_algorithm import MapAlgorithm

_HELP = AlgorithmHelp(
    "Urban green space",
    "Maps trees, lawns and other urban green at 1 m from aerial or satellite imagery of about that resolution.",
    (
        "Imagery of another resolution is resampled to what the model needs; much coarser imagery gives no useful "
        "map.\n\n"
        "The map has the values 1 = green, 0 = other, 255 = no data, and lies on the pixel grid of the input.\n\n"
        "A run that was cut off goes on where it stopped when the same is run again."
    ),
    {"OUTPUT": "Map: 1 = green, 0 = other, 255 = no data. GeoTIFF."},
)


class GreenSpace(MapAlgorithm):
    """Urban green from 1 m imagery."""

    NAME = "greenspace"
    HELP = _HELP
    ICON = "green"
    TAGS = ("green", "trees", "vegetation", "urban", "aerial", "orthophoto", "naip", "ugsnet")
    TASK = "green-space"
    TARGET = "green"
    TITLE = "Urban green"
