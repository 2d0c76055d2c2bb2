"""Algorithm ``onemetre:segment``."""

from __future__ import annotations

from ...bases.help import AlgorithmHelp
from ...bases.map_algorithm import MapAlgorithm

_HELP = AlgorithmHelp(
    "Segment with any model",
    "Maps the classes of any segmentation model: a bundled one, an adapted one, or an ONNX file.",
    (
        "The ONNX file needs a card or the metadata of the Deepness plugin. The values in the map and their names are "
        "those of the model's classes; 255 = nodata.\n\n"
        "An interrupted run resumes where it stopped when you run it again with the same parameters."
    ),
    {
        "MODEL_FILE": "ONNX file with a card or with Deepness metadata, instead of MODEL.",
        "OUTPUT": "Class map with the values of the model's classes; 255 = nodata. GeoTIFF.",
        "PROBABILITY": "Probability of the predicted class, 0-100 percent; 255 = nodata. GeoTIFF.",
    },
)


class Segment(MapAlgorithm):
    """Maps all classes of any segmentation model, with the values of its card."""

    NAME = "segment"
    HELP = _HELP
    ICON = "segment"
    TAGS = ("segmentation", "classification", "land cover", "onnx", "deepness", "network", "super-resolution")
    FILES = True
    TITLE = "Classes"
    IMAGE = True
