"""Algorithm ``onemetre:dataframes``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterVectorDestination,
)

from ....contract.errors import RequestError
from ....contract.requests import DataFramesRequest, DataFramesResult
from ....contract.requests.frames import UNITS, USUAL_HEIGHT, USUAL_WIDTH
from ...app.i18n import tr
from ...app.settings import settings
from ...bases.algorithm import BaseAlgorithm, is_set
from ...bases.area_parameters import AOI, EXTENT, read_area
from ...bases.help import AlgorithmHelp
from ...bases.named_zones import add_named_polygons, read_zones
from ...client.engine_words import said
from ...layers.frame_layer import dress_frames
from ...layers.occupied import refuse_occupied
from ...layers.stored_style import present_stored_style
from ...parameters.areas import crs_text
from ...parameters.common import NUMBER, number_parameter
from ...parameters.destinations import split_layer

FEATURES, FEATURE_NAME = "FEATURES", "FEATURE_NAME"
_USUAL_METRES = 10_000.0

_HELP = AlgorithmHelp(
    "Data frames",
    "Divides an area too large for one run into frames, which Map frames maps one by one.",
    (
        "Frames are rectangles of 7'30\" of longitude by 5'00\" of latitude, of any other number of degrees, or of "
        "metres; or they are the features of a layer. Rectangles lie at multiples of their sides, and only those that "
        "touch the area are made. Names tell row and column: of frames in degrees counted from 90 N and 180 W, so that "
        "a frame has the same name in every area; of frames in metres from the north-west corner of the area.\n\n"
        "The layer has a row a frame with its state, seconds, km2, device, message and map. It is coloured by the "
        "state; while Map frames runs, every QGIS that shows the layer sees it fill."
    ),
    {
        "AOI": "Polygons to cover, in any coordinate system.",
        "EXTENT": "Rectangle to cover, or the part of AOI to cover.",
        "UNIT": "Unit of WIDTH and HEIGHT: degrees or metres.",
        "WIDTH": "West-east side of a frame. Empty: 0.125 degrees (7'30\"), or 10,000 m.",
        "HEIGHT": "South-north side of a frame. Empty: 0.08333 degrees (5'00\"), or 10,000 m.",
        "FRAMES_CRS": "Projected coordinate system of frames in metres. Empty: the UTM zone of the area's middle.",
        "FEATURES": "Polygons that become the frames, in place of rectangles: sheets, districts, catchments.",
        "FEATURE_NAME": "Field with the names of these frames. Empty: they get numbers.",
        "LARGE": "Allow more than 100,000 frames.",
        "OUTPUT": "GeoPackage of the frames.",
    },
)


class DataFrames(BaseAlgorithm):
    """Divides an area into frames."""

    NAME = "dataframes"
    HELP = _HELP
    GROUP = ("mapping", "Mapping")
    TAGS = ("frames", "grid", "sheets", "tiles", "province", "basin", "large", "batch", "scale", "fishnet")

    def declare(self) -> None:
        """Add the parameters and outputs."""
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(AOI, tr("Area of interest"), polygons, optional=True))
        self.add(QgsProcessingParameterExtent(EXTENT, tr("Extent"), optional=True))
        self.add(
            QgsProcessingParameterEnum(
                "UNIT", tr("Unit of the sides"), options=list(UNITS), defaultValue=UNITS[0], usesStaticStrings=True
            )
        )
        self.add(number_parameter("WIDTH", tr("Width of a frame"), NUMBER, 0.0001, 1e6))
        self.add(number_parameter("HEIGHT", tr("Height of a frame"), NUMBER, 0.0001, 1e6))
        self.add(
            QgsProcessingParameterCrs("FRAMES_CRS", tr("Coordinate system of the frames"), optional=True),
            advanced=True,
        )
        add_named_polygons(
            self, (FEATURES, tr("Polygons as frames")), (FEATURE_NAME, tr("Field with the names of the frames"))
        )
        self.add(
            QgsProcessingParameterBoolean("LARGE", tr("Allow more than 100,000 frames"), defaultValue=False),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterVectorDestination("OUTPUT", tr("Frames"), Qgis.ProcessingSourceType.VectorPolygon)
        )
        self.add(QgsProcessingOutputNumber("COUNT", tr("Number of frames")))
        self.add(QgsProcessingOutputNumber("KM2", tr("Area of the frames, km2")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject outputs that cannot be written."""
        super().prepare(parameters, context)
        refuse_occupied(parameters, [d.name() for d in self.destinationParameterDefinitions()], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Divide in the engine, and store the style."""
        output = self.output_path(parameters, "OUTPUT", context)
        unit = self.text(parameters, "UNIT", context) or UNITS[0]
        usual = (USUAL_WIDTH, USUAL_HEIGHT) if unit == UNITS[0] else (_USUAL_METRES, _USUAL_METRES)
        request = DataFramesRequest(
            area=read_area(self, parameters, context),
            unit=unit,
            width=self.number(parameters, "WIDTH", context) or usual[0],
            height=self.number(parameters, "HEIGHT", context) or usual[1],
            crs=self._crs(parameters, context),
            features=read_zones(self, parameters, context, FEATURES, FEATURE_NAME),
            output=split_layer(output)[0],
            allow_many=self.parameterAsBoolean(parameters, "LARGE", context),
            compute=settings().compute("cpu"),
        )
        result = self.run_engine(request, DataFramesResult, feedback)
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        dress_frames(result.output)
        present_stored_style(context, output)
        return {
            "OUTPUT": output,
            "COUNT": result.frames,
            "KM2": result.km2,
            "WARNINGS": " ".join(map(said, result.warnings)),
        }

    def _crs(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Coordinate system of the frames as text for the engine; empty = not given."""
        if not is_set(parameters, "FRAMES_CRS"):
            return ""
        crs = crs_text(self.parameterAsCrs(parameters, "FRAMES_CRS", context))
        if not crs:
            raise RequestError(
                tr("{} cannot be {}.").format("FRAMES_CRS", repr(parameters["FRAMES_CRS"])),
                tr("For example EPSG:32632."),
            )
        return crs
