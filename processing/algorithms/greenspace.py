"""Algorithm ``onemetre:greenspace``."""

from __future__ import annotations

from ..mapping import MapAlgorithm


class GreenSpace(MapAlgorithm):
    """Urban green from 1 m imagery."""

    NAME = "greenspace"
    ICON = "green"
    TAGS = ("green", "trees", "vegetation", "urban", "aerial", "orthophoto", "naip", "ugsnet")
    TASK = "green-space"
    TARGET = "green"
    TITLE = "Urban green"
