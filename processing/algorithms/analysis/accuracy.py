"""Algorithm ``onemetre:accuracy``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterVectorDestination,
)

from ....contract.errors import RequestError
from ....contract.requests import AccuracyRequest, AccuracyResult, Figure, ReferencePoints, ReferencePolygons
from ...app.i18n import tr
from ...app.paths import absolute
from ...app.settings import settings
from ...bases.algorithm import is_set
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import INPUT, InputAlgorithm, InputParameter, Inputs, OptionalInput, read_optional
from ...bases.named_zones import add_zones, read_zones
from ...bases.reference_parameters import REFERENCE, add_reference, read_reference, read_values
from ...client.engine_words import said
from ...layers.occupied import refuse_occupied
from ...parameters.class_text import parse_classes
from ...parameters.common import text_parameter
from ...parameters.destinations import split_layer

REFERENCE_RASTER, PROBABILITY, IMAGE = "REFERENCE_RASTER", "PROBABILITY", "IMAGE"
REPORT, TABLE, ERRORS, ADD_TO_REPORT = "REPORT", "TABLE", "ERRORS", "ADD_TO_REPORT"
_RASTERS = (REFERENCE_RASTER, PROBABILITY, IMAGE)
_CLASSES_EXAMPLE = "0=other,1=impervious"

_HELP = AlgorithmHelp(
    "Measure the accuracy",
    "Measures how right class maps are, by points, polygons or a raster whose classes are known.",
    (
        "The error matrix has the map in its rows and the reference in its columns. From it come overall, user's and "
        "producer's accuracy, F1, IoU, and the area of each class in hectares on the ground.\n\n"
        "Points are a sample: with those of Draw points to label, all figures are weighted by the strata and have 95 % "
        "intervals (Olofsson et al. 2014; Stehman 2014 where the strata are not the classes of the map, so that "
        "another map can be measured with the same points). The estimated area corrects the mapped one by the errors. "
        "Points without strata are taken for a simple random sample, and the log says so. Points that are not "
        "labelled, not sure, on nodata, outside the map, moved or added are counted apart and told.\n\n"
        "With PROBABILITY the area of its class is also estimated from the probabilities of all pixels, corrected by "
        "the points (difference estimator), which narrows the interval.\n\n"
        "Polygons and rasters are compared pixel by pixel, and the figures hold for their pixels. Polygons are counted "
        "as clusters: their intervals hold if the polygons were chosen at random (Stehman 1997). Pixels of one raster "
        "are no sample: no intervals.\n\n"
        "Several maps, for example of several cities, are reported one by one and pooled; so are ZONES."
    ),
    {
        "INPUT": "Class maps with the same classes that do not overlap.",
        "REFERENCE": "Layer of points or polygons with a class field.",
        "CLASS_FIELD": "Field of the reference with the class: its value, name or title in the map.",
        "CLASS_VALUES": (
            "Class of the map for each value of the reference: lawn=green,water=other. Empty: values of the reference "
            "are values, names or titles of classes of the map."
        ),
        "REFERENCE_RASTER": "Class raster in place of points and polygons, in any coordinate system.",
        "CLASSES": (
            "Names of the map's values: 0=other,1=impervious. Other values are left out. Empty: as the map states; a "
            "map that states nothing has its values as names."
        ),
        "ZONES": "Polygons to report on, for example districts. Empty: none.",
        "ZONE_NAME": "Field with the name of each zone; polygons of one name are one zone. Empty: they get numbers.",
        "PROBABILITY": "Probability raster of the run that made the map. Empty: none.",
        "IMAGE": "Image for the pictures of the worst places in the report. Empty: the map alone.",
        "ADD_TO_REPORT": (
            "Report of the map (HTML), as its run made it: it gets a section with the accuracy, in place of an earlier "
            "one. One map and no ZONES. Empty: none."
        ),
        "KAPPA": "Whether to state kappa, too, which says little about a map.",
        "REPORT": "One HTML page with the matrix, all figures, and pictures of the twelve worst places.",
        "TABLE": "All figures by zone and class, with standard errors and intervals. CSV.",
        "ERRORS": (
            "The points that count, beside the class of the map, or the squares of 64 pixels with errors. GeoPackage."
        ),
    },
)


class Accuracy(InputAlgorithm):
    """Measures class maps against a reference."""

    NAME = "accuracy"
    HELP = _HELP
    GROUP = ("analysis", "Analysis")
    TAGS = ("accuracy", "assessment", "validation", "error matrix", "confusion", "area", "interval", "olofsson", "f1")

    def __init__(self) -> None:
        super().__init__()
        self._rasters: dict[str, Inputs | None] = {}

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self.add(InputParameter(INPUT, tr("Class maps"), Qgis.ProcessingSourceType.Raster))
        add_reference(self)
        self.add(OptionalInput(REFERENCE_RASTER, tr("Reference raster")))
        add_zones(self)
        self.add(OptionalInput(PROBABILITY, tr("Probability raster")))
        self.add(OptionalInput(IMAGE, tr("Image for the pictures")))
        pages = tr("HTML files") + " (*.html *.htm)"
        title = tr("Report of the map to add the accuracy to")
        self.add(QgsProcessingParameterFile(ADD_TO_REPORT, title, optional=True, fileFilter=pages))
        self.add(text_parameter("CLASSES", tr("Classes of the map, as in {}").format(_CLASSES_EXAMPLE)), advanced=True)
        self.add(QgsProcessingParameterBoolean("KAPPA", tr("State kappa"), defaultValue=False), advanced=True)
        self.add(_file(REPORT, tr("Report"), tr("HTML files") + " (*.html)", default=True))
        self.add(_file(TABLE, tr("Table"), tr("CSV files") + " (*.csv)", default=False))
        errors = QgsProcessingParameterVectorDestination(ERRORS, tr("Errors"), optional=True)
        errors.setCreateByDefault(False)
        self.add(errors)
        self.add(QgsProcessingOutputNumber("OVERALL_ACCURACY", tr("Overall accuracy, percent")))
        self.add(QgsProcessingOutputNumber("OVERALL_LOW", tr("Lower end of its interval, percent")))
        self.add(QgsProcessingOutputNumber("OVERALL_HIGH", tr("Upper end of its interval, percent")))
        self.add(QgsProcessingOutputNumber("COUNTED", tr("Points or pixels counted")))
        self.add(QgsProcessingOutputString("DESIGN", tr("Design of the sample")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Resolve the rasters; reject what cannot be read or written."""
        super().prepare(parameters, context)
        allowed = settings().allow_remote.value()
        self._rasters = {name: read_optional(parameters.get(name), context, allowed, name) for name in _RASTERS}
        if is_set(parameters, REFERENCE) == (self._rasters[REFERENCE_RASTER] is not None):
            raise RequestError(
                tr("There is no reference, or there are two."),
                tr("Choose a layer as {} or a raster as {}.").format(REFERENCE, REFERENCE_RASTER),
            )
        parse_classes(self.text(parameters, "CLASSES", context), _CLASSES_EXAMPLE)
        read_values(self, parameters, context)
        refuse_occupied(parameters, [d.name() for d in self.destinationParameterDefinitions()], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Measure in the engine."""
        reference = read_reference(self, parameters, context)
        errors = self.output_path(parameters, ERRORS, context)
        request = AccuracyRequest(
            maps=self.inputs.sources,
            classes=parse_classes(self.text(parameters, "CLASSES", context), _CLASSES_EXAMPLE),
            points=reference if isinstance(reference, ReferencePoints) else None,
            polygons=reference if isinstance(reference, ReferencePolygons) else None,
            raster=self._source(REFERENCE_RASTER),
            values=read_values(self, parameters, context),
            zones=read_zones(self, parameters, context),
            probability=self._source(PROBABILITY),
            image=self._source(IMAGE),
            kappa=self.parameterAsBoolean(parameters, "KAPPA", context),
            table=self.output_path(parameters, TABLE, context),
            report=self.output_path(parameters, REPORT, context),
            errors=split_layer(errors)[0],
            add_to=absolute(added) if (added := self.parameterAsFile(parameters, ADD_TO_REPORT, context)) else "",
            trust_remote=self.inputs.trusted or any(one.trusted for one in self._rasters.values() if one),
            compute=settings().compute("cpu"),
        )
        result = self.run_engine(request, AccuracyResult, feedback)
        for name, users, producers, area in zip(
            result.names, result.users, result.producers, result.area_ha, strict=True
        ):
            feedback.pushInfo(
                tr("{}: user's accuracy {}, producer's accuracy {}, area {} ha").format(
                    name, _percent(users), _percent(producers), _text(area)
                )
            )
        if result.assisted_ha is not None:
            feedback.pushInfo(tr("Area with the probabilities: {} ha").format(_text(result.assisted_ha)))
        feedback.pushInfo(tr("Overall accuracy: {}").format(_percent(result.overall)))
        overall = {
            "OVERALL_ACCURACY": result.overall.value,
            "OVERALL_LOW": result.overall.low,
            "OVERALL_HIGH": result.overall.high,
        }
        paths = {REPORT: request.report, TABLE: request.table, ERRORS: errors}
        return {
            **{name: path for name, path in paths.items() if path},
            **{name: round(100 * value, 4) for name, value in overall.items() if value is not None},
            "COUNTED": result.counted,
            "DESIGN": said(result.design),
            "WARNINGS": " ".join(map(said, result.warnings)),
        }

    def _source(self, name: str) -> str:
        """Source of an optional raster; empty = not given."""
        inputs = self._rasters.get(name)
        return inputs.sources[0] if inputs is not None else ""


def _percent(figure: Figure) -> str:
    """A share in percent with its interval."""
    if figure.value is None:
        return "-"
    if figure.low is None or figure.high is None:
        return f"{100 * figure.value:.1f} %"
    return f"{100 * figure.value:.1f} % [{100 * figure.low:.1f}, {100 * figure.high:.1f}]"


def _text(figure: Figure) -> str:
    if figure.value is None:
        return "-"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.2f}"
    return f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}]"


def _file(name: str, title: str, kind: str, *, default: bool) -> QgsProcessingParameterFileDestination:
    return QgsProcessingParameterFileDestination(name, title, fileFilter=kind, optional=True, createByDefault=default)
