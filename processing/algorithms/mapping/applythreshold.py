"""Algorithm ``onemetre:applythreshold``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterRasterDestination,
)

from ....contract.card import CardClass, ModelCard
from ....contract.errors import SourceError
from ....contract.requests import ThresholdRequest, ThresholdResult
from ...app.i18n import tr, translatable
from ...app.live_catalogue import live_catalogue
from ...app.settings import settings
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import INPUT, InputAlgorithm, InputParameter
from ...layers.occupied import refuse_occupied
from ...layers.presentation import Presentation, present_on_load
from ...layers.styles import ClassStyle, classes_of, write_sidecar
from ...parameters.common import INTEGER, number_parameter
from ...parameters.destinations import has_own_name

THRESHOLD, OUTPUT = "THRESHOLD", "OUTPUT"

_USUAL = (
    CardClass(value=0, name="other", title=translatable("Other"), color="#d9d9d9"),
    CardClass(value=1, name="class", title=translatable("Class"), color="#7b3294"),
)


_HELP = AlgorithmHelp(
    "Apply a threshold",
    "Derives a class map from a probability raster, with a threshold other than that of the mapping run.",
    (
        "The network does not run again: the result is, bit for bit, the class map that the mapping run would have "
        "produced with this threshold. Classes, model and year are read from the tags of the probability raster."
    ),
    {
        "INPUT": "Probability raster from a mapping algorithm: whole percent, 255 = nodata.",
        "THRESHOLD": "Lowest probability, in percent, at which a pixel belongs to the class.",
        "OUTPUT": "Class map: 1 = the class, 0 = other, 255 = nodata. GeoTIFF.",
    },
)


class ApplyThreshold(InputAlgorithm):
    """Applies another threshold to an existing map."""

    NAME = "applythreshold"
    HELP = _HELP
    GROUP = ("mapping", "Mapping")
    TAGS = ("threshold", "probability", "classes", "reclassify", "binary")

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self.add(InputParameter(INPUT, tr("Probability raster"), Qgis.ProcessingSourceType.Raster))
        self.add(number_parameter(THRESHOLD, tr("Threshold, percent"), INTEGER, 1, 99, 50))
        self.add(QgsProcessingParameterRasterDestination(OUTPUT, tr("Classes")))
        self.add(QgsProcessingOutputNumber("AREA_KM2", tr("Mapped area, km2")))
        self.add(QgsProcessingOutputNumber("COVERED_KM2", tr("Covered area, km2")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject inputs that cannot be read and outputs that cannot be written."""
        super().prepare(parameters, context)
        if len(self.inputs.sources) > 1:
            raise SourceError(
                tr("Several rasters were given."), tr("Choose one probability raster as {}.").format(INPUT)
            )
        refuse_occupied(parameters, [OUTPUT], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Write the class map in the engine, and style it."""
        request = ThresholdRequest(
            source=self.inputs.sources[0],
            trust_remote=self.inputs.trusted,
            output=self.output_path(parameters, OUTPUT, context),
            threshold=round(self.number(parameters, THRESHOLD, context) or 0),
            compute=settings().compute(),
        )
        result = self.run_engine(request, ThresholdResult, feedback)
        entry = live_catalogue().entries.get(result.model)
        card = entry.card if entry else None
        style = ClassStyle(_classes(card, result), result.class_km2)
        try:
            write_sidecar(request.output, style)
        except OSError as error:
            feedback.pushWarning(
                tr("The style file of {} cannot be written: {}.").format(request.output, error.strerror)
            )
        title = "" if has_own_name(parameters.get(OUTPUT)) else _title(style, result, request.threshold)
        present_on_load(context, [(request.output, Presentation(title, style, result.year, card))])
        return {OUTPUT: request.output, "AREA_KM2": result.area_km2, "COVERED_KM2": result.covered_km2}


def _classes(card: ModelCard | None, result: ThresholdResult) -> tuple[CardClass, ...]:
    if card is not None and {c.name for c in classes_of(card, result.target)} == set(result.class_km2):
        return classes_of(card, result.target)
    return tuple(replace(one, title=tr(one.title)) for one in _USUAL)


def _title(style: ClassStyle, result: ThresholdResult, threshold: int) -> str:
    name = style.classes[1].title
    return f"{name}, {threshold} %" if result.year is None else f"{name} {result.year}, {threshold} %"
