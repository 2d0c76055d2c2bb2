"""Algorithm ``onemetre:segment``."""

from __future__ import annotations

from ..mapping import MapAlgorithm


class Segment(MapAlgorithm):
    """All classes of any segmentation model, by the values of its card."""

    NAME = "segment"
    ICON = "segment"
    TAGS = ("segmentation", "classification", "land cover", "onnx", "deepness", "network", "super-resolution")
    FILES = True
    TITLE = "Classes"
    IMAGE = True
