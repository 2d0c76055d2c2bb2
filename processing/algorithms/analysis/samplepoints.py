"""Algorithm ``onemetre:samplepoints``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterVectorDestination,
)

from ....contract.errors import SourceError
from ....contract.requests import ALLOCATIONS, DESIGNS, MOST_POINTS, SamplePointsRequest, SamplePointsResult
from ...app.i18n import tr
from ...app.settings import settings
from ...bases.area_parameters import AOI, EXTENT, read_area
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import INPUT, InputAlgorithm, InputParameter
from ...bases.named_zones import add_zones, read_zones
from ...client.engine_words import said
from ...layers.occupied import refuse_occupied
from ...layers.sample_layer import dress_points
from ...layers.stored_style import present_stored_style
from ...parameters.class_text import parse_classes
from ...parameters.common import INTEGER, NUMBER, number_parameter, text_parameter
from ...parameters.destinations import split_layer
from ...parameters.share_text import EXAMPLE, parse_shares

_CLASSES_EXAMPLE = "0=other,1=impervious"

_HELP = AlgorithmHelp(
    "Draw points to label",
    "Draws points of a class map at random, for people to label: the sample from which Measure the accuracy estimates.",
    (
        "Stratified: each class of the map is a stratum, so that rare classes get points, too; with ZONES each class "
        "in each zone; with EDGE also the pixels along the edges between classes, where most errors are. Simple random "
        "and systematic (a square lattice with a random start) have one stratum.\n\n"
        "The number of points is given, or follows from the wanted standard error of the overall accuracy: n = (sum of "
        "W S)^2 / (SE^2 + sum of W S^2 / N), where W is the share of a stratum, S = sqrt(U (1 - U)), and U its "
        "expected user's accuracy (Olofsson et al. 2014, equation 13). The log shows it with the numbers filled in.\n\n"
        "No pixel is drawn twice, and the same seed draws the same points. The layer has a field label with the "
        "classes and not sure, a note, and the number of each point in a random order: whoever labels the first ones "
        "only has a sample, too. Its form and table hide what the map has at the point. Sizes of the strata and the "
        "design are kept in the layer, beside each point, and in the table onemetre_strata of the file. Points may be "
        "labelled in any QGIS."
    ),
    {
        "INPUT": "Class map: one raster with whole numbers.",
        "CLASSES": (
            "Names of the map's values: 0=other,1=impervious. Other values are left out. Empty: as the map states; a "
            "map that states nothing has its values as names."
        ),
        "AOI": "Polygons in which points are drawn, in any coordinate system. Empty: the whole map.",
        "EXTENT": "Rectangle in which points are drawn. Empty: the whole map.",
        "ZONES": "Polygons, for example districts; no point is drawn outside them. Empty: none.",
        "ZONE_NAME": "Field with the name of each zone; polygons of one name are one zone. Empty: they get numbers.",
        "DESIGN": "stratified, random or systematic.",
        "EDGE": (
            "Width, in metres, on each side of the edges between classes that is a stratum of its own, edge. Empty or "
            "0: none. For the stratified design."
        ),
        "NUMBER": "Number of points. Empty: as many as ERROR demands.",
        "ERROR": "Wanted standard error of the overall accuracy, percent; its 95 % interval is about twice as wide.",
        "EXPECTED": (
            "Expected user's accuracy, percent: one number, or one for each class, and for edge: "
            "impervious=85,other=95,edge=70. Classes that are not named: 90."
        ),
        "ALLOCATION": (
            "How points are divided among the strata: proportional to their sizes, equal, or optimal for the overall "
            "accuracy, by size and expected accuracy."
        ),
        "MINIMUM": "Fewest points of a stratum; with few points a class has no useful interval.",
        "SEED": "Start of the random numbers. The same map and seed give the same points.",
        "OUTPUT": "Points in the coordinate system of the map, at the centres of its pixels. GeoPackage.",
    },
)


class SamplePoints(InputAlgorithm):
    """Draws points of a class map at random, to be labelled."""

    NAME = "samplepoints"
    HELP = _HELP
    GROUP = ("analysis", "Analysis")
    TAGS = (
        "accuracy",
        "assessment",
        "validation",
        "sample",
        "stratified",
        "random",
        "systematic",
        "reference",
        "label",
    )

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self.add(InputParameter(INPUT, tr("Class map"), Qgis.ProcessingSourceType.Raster))
        self.add(_choice("DESIGN", tr("Design"), DESIGNS))
        self.add(number_parameter("NUMBER", tr("Number of points"), INTEGER, 1, MOST_POINTS))
        self.add(
            number_parameter("ERROR", tr("Standard error of the overall accuracy, percent"), NUMBER, 0.05, 50, 1.5)
        )
        self.add(text_parameter("EXPECTED", tr("Expected user's accuracy, percent, as in {}").format(EXAMPLE)))
        self.add(number_parameter("MINIMUM", tr("Fewest points of a stratum"), INTEGER, 0, MOST_POINTS, 30))
        self.add(number_parameter("EDGE", tr("Width of a stratum along edges, metres"), NUMBER, 0, 10_000))
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(AOI, tr("Area of interest"), polygons, optional=True))
        self.add(QgsProcessingParameterExtent(EXTENT, tr("Extent"), optional=True))
        add_zones(self)
        self.add(text_parameter("CLASSES", tr("Classes of the map, as in {}").format(_CLASSES_EXAMPLE)), advanced=True)
        self.add(_choice("ALLOCATION", tr("Allocation"), ALLOCATIONS), advanced=True)
        self.add(number_parameter("SEED", tr("Seed"), INTEGER, 0, 2**31 - 1, 1), advanced=True)
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Points to label"), Qgis.ProcessingSourceType.VectorPoint
            )
        )
        self.add(QgsProcessingOutputNumber("POINTS", tr("Number of points drawn")))
        self.add(QgsProcessingOutputString("FORMULA", tr("How the number of points was found")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject what cannot be read or written."""
        super().prepare(parameters, context)
        if len(self.inputs.sources) > 1:
            raise SourceError(tr("Several rasters were given."), tr("Choose one class map as {}.").format(INPUT))
        parse_classes(self.text(parameters, "CLASSES", context), _CLASSES_EXAMPLE)
        parse_shares("EXPECTED", self.text(parameters, "EXPECTED", context))
        refuse_occupied(parameters, [d.name() for d in self.destinationParameterDefinitions()], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw in the engine, and store the form."""
        output = self.output_path(parameters, "OUTPUT", context)
        number = self.number(parameters, "NUMBER", context)
        request = SamplePointsRequest(
            map=self.inputs.sources[0],
            classes=parse_classes(self.text(parameters, "CLASSES", context), _CLASSES_EXAMPLE),
            area=read_area(self, parameters, context),
            zones=read_zones(self, parameters, context),
            design=self.text(parameters, "DESIGN", context),
            edge_m=self.number(parameters, "EDGE", context) or 0.0,
            number=None if number is None else round(number),
            error=(self.number(parameters, "ERROR", context) or 0.0) / 100,
            expected=parse_shares("EXPECTED", self.text(parameters, "EXPECTED", context)),
            minimum=round(self.number(parameters, "MINIMUM", context) or 0),
            allocation=self.text(parameters, "ALLOCATION", context),
            seed=round(self.number(parameters, "SEED", context) or 0),
            output=split_layer(output)[0],
            trust_remote=self.inputs.trusted,
            compute=settings().compute("cpu"),
        )
        result = self.run_engine(request, SamplePointsResult, feedback)
        dress_points(request.output, result.design, result.classes, request.map)
        present_stored_style(context, output)
        return {
            "OUTPUT": output,
            "POINTS": result.points,
            "FORMULA": said(result.formula),
            "WARNINGS": " ".join(map(said, result.warnings)),
        }


def _choice(name: str, title: str, options: tuple[str, ...]) -> QgsProcessingParameterEnum:
    return QgsProcessingParameterEnum(
        name, title, options=list(options), defaultValue=options[0], usesStaticStrings=True
    )
