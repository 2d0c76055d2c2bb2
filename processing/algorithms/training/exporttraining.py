"""Algorithm ``onemetre:exporttraining``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ....contract.errors import RequestError
from ....contract.requests import ExportTrainingRequest, ExportTrainingResult
from ...app.i18n import tr
from ...app.paths import absolute
from ...bases.area_parameters import AOI, read_area
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import INPUT, InputAlgorithm, InputParameter
from ...bases.sample_parameters import add_samples, read_samples
from ...parameters.band_text import EXAMPLE
from ...parameters.class_text import parse_classes
from ...parameters.common import INTEGER, NUMBER, number_parameter, text_parameter

_CLASSES_EXAMPLE = "0=other,1=green"
_FORMATS = ["tif", "png"]


_HELP = AlgorithmHelp(
    "Export training data",
    "Cuts rasters into images, with labels from drawn samples, for Train a model and other programs.",
    (
        "The output folder gets two subfolders: images (8-bit; red, green, blue, and near infrared if BANDS names it) "
        "and labels (class rasters of the same names and sizes). Samples have the values of CLASSES; all other pixels "
        "are 255, unknown. Images without a known pixel are left out. manifest.json describes the values and the "
        "origin of the data.\n\n"
        "Train a model reads the folder with the same CLASSES, and Adapt a model takes it as SOURCE."
    ),
    {
        "AOI": "Polygons to export. Empty: the whole input.",
        "SAMPLES": "Polygons or points, in any coordinate system; each sample is of one class throughout.",
        "CLASS_FIELD": "Field that names the class of each sample.",
        "CLASS_VALUES": (
            "Class for each value of the field: tree=green,roof=other. A value that contains a comma stands in quotes: "
            '"tree, old"=green. A value that is not listed is read as the value or the name of a class. Samples '
            "without a value are ignored."
        ),
        "RADIUS": "Each point stands for a circle with this radius.",
        "CLASSES": "Values of the labels and names of their classes: 0=other,1=green.",
        "RESOLUTION": "Pixel size of the images on the ground, metres. Empty or 0: that of the input.",
        "SIDE": "Side of the images; a raster smaller than this yields an image of its own size.",
        "OVERLAP": "Strip of pixels that neighbouring images share.",
        "FORMAT": "tif (GeoTIFF) or png; both keep the georeference.",
        "OUTPUT": "Folder for the images and labels, new or empty.",
    },
)


class ExportTraining(InputAlgorithm):
    """Exports images and labels for training from rasters and drawn samples."""

    NAME = "exporttraining"
    HELP = _HELP
    GROUP = ("training", "Training")
    ICON = "model"
    TAGS = ("export", "training data", "chips", "patches", "labels", "samples", "tiles", "deep learning")

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self.add(InputParameter(INPUT, tr("Input rasters"), Qgis.ProcessingSourceType.Raster))
        self.add(text_parameter("BANDS", tr("Bands, as in {}").format(EXAMPLE)))
        add_samples(self, optional=False)
        self.add(QgsProcessingParameterString("CLASSES", tr("Classes, as in {}").format(_CLASSES_EXAMPLE)))
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(AOI, tr("Area of interest"), polygons, optional=True))
        self.add(number_parameter("RESOLUTION", tr("Resolution, metres"), NUMBER, 0, 1000))
        self.add(number_parameter("SIDE", tr("Side of the images, pixels"), INTEGER, 32, 4096, 256))
        self.add(
            number_parameter("OVERLAP", tr("Overlap of neighbouring images, pixels"), INTEGER, 0, 4095, 0),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                "FORMAT", tr("Format"), options=_FORMATS, defaultValue=_FORMATS[0], usesStaticStrings=True
            ),
            advanced=True,
        )
        self.add(number_parameter("SCALE", tr("Scale of the values"), NUMBER), advanced=True)
        self.add(number_parameter("OFFSET", tr("Offset of the values"), NUMBER), advanced=True)
        self.add(QgsProcessingParameterFolderDestination("OUTPUT", tr("Folder for images and labels")))
        self.add(QgsProcessingOutputFile("MANIFEST", tr("Manifest, JSON")))
        self.add(QgsProcessingOutputNumber("IMAGES", tr("Images")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject inputs that cannot be read."""
        super().prepare(parameters, context)
        self._request(parameters, context, shapes=False)

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Cut the images in the engine."""
        result = self.run_engine(self._request(parameters, context), ExportTrainingResult, feedback)
        for warning in result.warnings:
            feedback.pushWarning(warning)
        for name, count in result.class_pixels.items():
            feedback.pushInfo(tr("Pixels of the class {}: {}").format(name, count))
        return {
            "OUTPUT": result.output,
            "MANIFEST": absolute(f"{result.output}/manifest.json"),
            "IMAGES": result.pieces,
            "SECONDS": result.seconds,
        }

    def _request(
        self, parameters: dict[str, Any], context: QgsProcessingContext, *, shapes: bool = True
    ) -> ExportTrainingRequest:
        """Build the request; without the shapes of the samples it serves for checks only."""

        def number(name: str) -> float | None:
            return self.number(parameters, name, context)

        samples = read_samples(self, parameters, context, shapes=shapes)
        if samples is None:
            raise RequestError(tr("SAMPLES is missing."), tr("Choose a layer of polygons or points."))
        return ExportTrainingRequest(
            reading=self.reading(parameters, context),
            area=read_area(self, parameters, context),
            samples=samples,
            classes=parse_classes(self.text(parameters, "CLASSES", context), _CLASSES_EXAMPLE),
            resolution=number("RESOLUTION") or 0.0,
            side=round(number("SIDE") or 0),
            overlap=round(number("OVERLAP") or 0),
            format=self.text(parameters, "FORMAT", context) or _FORMATS[0],
            output=absolute(self.parameterAsFileOutput(parameters, "OUTPUT", context)),
        )
