"""Algorithm ``onemetre:evaluatemodel``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingUtils,
)

from ....contract.errors import ModelError, SourceError
from ....contract.requests import EvaluateRequest, EvaluateResult, ModelFile, Place, Reading
from ...app.i18n import tr
from ...app.live_catalogue import live_catalogue, model_names
from ...app.paths import absolute
from ...app.settings import settings
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import INPUT, InputAlgorithm, InputParameter, Inputs, read_inputs
from ...client.engine_words import said
from ...layers.occupied import refuse_occupied
from ...parameters.band_text import EXAMPLE, parse_bands
from ...parameters.class_text import parse_classes
from ...parameters.common import NUMBER, device_parameter, number_parameter, text_parameter

MODELS, TRUTH, CLASSES, BANDS = "MODELS", "TRUTH", "CLASSES", "BANDS"
SCALE, OFFSET, DEVICE, TABLE, REPORT = "SCALE", "OFFSET", "DEVICE", "TABLE", "REPORT"
_CLASSES_EXAMPLE = "1=impervious"


_HELP = AlgorithmHelp(
    "Evaluate models",
    "Measures the accuracy of models on images with known ground truth, and compares the models.",
    (
        "Each image is a place. Each model maps it, and the map is compared, pixel by pixel, with the class rasters "
        "that cover the place; a class raster with the file name of an image is used for that image only. Nodata "
        "means unknown, and 255 too unless CLASSES names it. To turn polygons into a class raster, use Rasterize.\n\n"
        "Overall accuracy, mean F1 of all classes, precision, recall, F1, IoU and boundary F1 (edges within 3 pixels) "
        "are listed beside those of a map with one class everywhere and, for models that sharpen, of a perfect map at "
        "the resolution of the input. A reliability diagram shows whether the probabilities can be believed: whether "
        "70 % of the pixels with 70 % are the class. With five places or more, 95 % intervals over places are "
        "added.\n\n"
        "Figures from places that a model was trained on do not apply to other places."
    ),
    {
        "MODELS": "One or several models; the first one is compared with each of the others.",
        "INPUT": "Images, each a place of its own; they are not mosaicked.",
        "TRUTH": "Class rasters with whole numbers, in any coordinate system.",
        "CLASSES": (
            "Class of the models for each value of the ground truth: 1=impervious. Other values belong to the rest. "
            "Empty: the values that the models use."
        ),
        "REPORT": "One HTML page with all figures, and with pictures of the first twelve places.",
        "TABLE": "All figures by model, place and class, as fractions of 1. CSV.",
    },
)


class EvaluateModel(InputAlgorithm):
    """Measures the accuracy of models on images with known ground truth."""

    NAME = "evaluatemodel"
    HELP = _HELP
    GROUP = ("training", "Training")
    ICON = "model"
    TAGS = ("accuracy", "assessment", "validation", "evaluation", "f1", "iou", "confusion", "compare", "model")

    def __init__(self) -> None:
        super().__init__()
        self._truths: Inputs | None = None

    def declare(self) -> None:
        """Add the parameters and outputs."""
        names = model_names(live_catalogue(), None)
        self.add(
            QgsProcessingParameterEnum(
                MODELS,
                tr("Models"),
                options=names,
                allowMultiple=True,
                defaultValue=names[0] if names else None,
                usesStaticStrings=True,
            )
        )
        raster = Qgis.ProcessingSourceType.Raster
        self.add(InputParameter(INPUT, tr("Images"), raster))
        self.add(InputParameter(TRUTH, tr("Class rasters with the ground truth"), raster))
        self.add(text_parameter(CLASSES, tr("Values of the ground truth, as in {}").format(_CLASSES_EXAMPLE)))
        self.add(text_parameter(BANDS, tr("Bands, as in {}").format(EXAMPLE)))
        self.add(number_parameter(SCALE, tr("Scale of the values"), NUMBER), advanced=True)
        self.add(number_parameter(OFFSET, tr("Offset of the values"), NUMBER), advanced=True)
        self.add(device_parameter(DEVICE))
        self.add(_file(REPORT, tr("Report"), tr("HTML files") + " (*.html)", default=True))
        self.add(_file(TABLE, tr("Table"), tr("CSV files") + " (*.csv)", default=False))
        self.add(QgsProcessingOutputNumber("OVERALL_ACCURACY", tr("Overall accuracy of the first model, percent")))
        self.add(QgsProcessingOutputNumber("MEAN_F1", tr("Mean F1 of the first model, percent")))
        self.add(
            QgsProcessingOutputNumber("CALIBRATION_ERROR", tr("Calibration error (ECE) of the first model, percent"))
        )
        self.add(QgsProcessingOutputNumber("TEMPERATURE", tr("Temperature that fits its probabilities best")))
        self.add(QgsProcessingOutputNumber("PIXELS", tr("Pixels with known ground truth")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("DEVICE_USED", tr("Device used")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Resolve the ground truth like the inputs; reject what cannot be read or written."""
        super().prepare(parameters, context)
        self._models(parameters, context)
        self._truths = read_inputs(parameters.get(TRUTH), context, settings().allow_remote.value(), TRUTH)
        if self._truths.crs or self._truths.nodata:
            raise SourceError(
                tr("A layer of {} has another coordinate system or nodata value in QGIS than in its file.").format(
                    TRUTH
                ),
                tr("Save it as a file with these settings, and choose that file."),
            )
        parse_bands(self.text(parameters, BANDS, context))
        parse_classes(self.text(parameters, CLASSES, context), _CLASSES_EXAMPLE)
        refuse_occupied(parameters, [d.name() for d in self.destinationParameterDefinitions()], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Map and count in the engine."""
        request = self._request(parameters, context)
        result = self.run_engine(request, EvaluateResult, feedback)
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        for name, value in result.class_f1.items():
            feedback.pushInfo(tr("F1 of {}: {}").format(name, _percent(value)))
        feedback.pushInfo(tr("Mean F1: {}").format(_percent(result.mean_f1)))
        feedback.pushInfo(tr("Overall accuracy: {}").format(_percent(result.overall_accuracy)))
        feedback.pushInfo(tr("Calibration error (ECE): {}").format(_percent(result.calibration_error)))
        shares = {
            "OVERALL_ACCURACY": result.overall_accuracy,
            "MEAN_F1": result.mean_f1,
            "CALIBRATION_ERROR": result.calibration_error,
        }
        return {
            **{name: path for name, path in ((REPORT, request.report), (TABLE, request.table)) if path},
            **{name: round(100 * value, 4) for name, value in shares.items() if value is not None},
            "TEMPERATURE": result.temperature,
            "PIXELS": result.pixels,
            "SECONDS": result.seconds,
            "DEVICE_USED": result.device,
            "WARNINGS": " ".join(map(said, result.warnings)),
        }

    def _request(self, parameters: dict[str, Any], context: QgsProcessingContext) -> EvaluateRequest:
        if self._truths is None:
            raise AssertionError("prepareAlgorithm comes before processAlgorithm")
        reading = self.reading(parameters, context)
        reading = replace(reading, trust_remote=reading.trust_remote or self._truths.trusted)
        return EvaluateRequest(
            models=self._models(parameters, context),
            places=places_of(reading, self._truths.sources),
            folder=QgsProcessingUtils.tempFolder(),
            classes=parse_classes(self.text(parameters, CLASSES, context), _CLASSES_EXAMPLE),
            table=self.output_path(parameters, TABLE, context),
            report=self.output_path(parameters, REPORT, context),
            compute=settings().compute(self.text(parameters, DEVICE, context)),
        )

    def _models(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[ModelFile, ...]:
        """Look up the models by the names as given: QGIS would replace an unknown name with the default."""
        given = self.parameterAsStrings(parameters, MODELS, context)
        names = [name.strip() for text in given for name in text.split(",") if name.strip()]
        catalogue = live_catalogue()
        if not names:
            hint = tr("Available models: {}.").format(", ".join(model_names(catalogue, None)))
            raise ModelError(tr("No model was given."), hint)
        entries = [catalogue.get(name) for name in dict.fromkeys(names)]
        return tuple(ModelFile(path=absolute(str(one.path)), sha256=one.card.sha256) for one in entries)


def places_of(reading: Reading, truths: tuple[str, ...]) -> tuple[Place, ...]:
    """One place per image, with the ground truth of the same file name if it exists, otherwise with all of it."""
    names: list[str] = []
    places = []
    for image in reading.sources:
        stem = Path(image).stem
        same = tuple(truth for truth in truths if Path(truth).stem == stem)
        names.append(stem)
        name = f"{stem} ({names.count(stem)})" if names.count(stem) > 1 else stem
        places.append(Place(name=name, reading=replace(reading, sources=(image,)), truth=same or truths))
    return tuple(places)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def _file(name: str, title: str, kind: str, *, default: bool) -> QgsProcessingParameterFileDestination:
    return QgsProcessingParameterFileDestination(name, title, fileFilter=kind, optional=True, createByDefault=default)
