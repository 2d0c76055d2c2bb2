"""Algorithm ``onemetre:impervioussurface``."""

from __future__ import annotations

from ..mapping import MapAlgorithm


class ImperviousSurface(MapAlgorithm):
    """Impervious surface from 10 m imagery, at 1 m."""

    NAME = "impervioussurface"
    ICON = "impervious"
    TAGS = ("impervious", "sealing", "built-up", "urban", "sentinel-2", "super-resolution", "jointseg")
    TASK = "impervious-surface"
    TARGET = "impervious"
    TITLE = "Impervious surface"
    IMAGE = True
