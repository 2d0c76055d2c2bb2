"""Algorithm ``onemetre:segment``."""

from __future__ import annotations

from ...bases.help import AlgorithmHelp
from ...bases.map_algorithm import MapAlgorithm

_HELP = AlgorithmHelp(
    "Segment with any model",
    "Maps the classes of any segmentation model: a bundled one, an adapted one, or an ONNX file.",
    (
        "The ONNX file needs a card or the metadata of the Deepness plugin. The values of the map and their names "
        "are those of the model's classes; 255 = no data.\n\n"
        "A run that was cut off goes on where it stopped when the same is run again."
    ),
    {
        "MODEL_FILE": "ONNX file with a card or with Deepness metadata, instead of MODEL.",
        "OUTPUT": "Map of the classes by their values; 255 = no data. GeoTIFF.",
        "PROBABILITY": "Probability of the class that was chosen, 0-100 percent; 255 = no data. GeoTIFF.",
    },
)


class Segment(MapAlgorithm):
    """All classes of any segmentation model, by the values of its card."""

    NAME = "segment"
    HELP = _HELP
    ICON = "segment"
    TAGS = ("segmentation", "classification", "land cover", "onnx", "deepness", "network", "super-resolution")
    FILES = True
    TITLE = "Classes"
    IMAGE = True
