"""Algorithm ``onemetre:adapt``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsRectangle,
)

from ...engine.errors import CancelledError, RequestError
from ...engine.jobs import METHODS, AdaptRequest, AdaptResult
from ..areas import area_of
from ..band_text import EXAMPLE
from ..engine_words import said
from ..i18n import tr
from ..inputs import INPUT, InputAlgorithm, InputParameter
from ..live_catalogue import live_catalogue, model_names, user_folder
from ..model_choice import ModelAlgorithm
from ..occupied import refuse_occupied
from ..parameters import INTEGER, NUMBER, device_parameter, number_parameter, text_parameter
from ..paths import absolute
from ..samples import add_samples, read_samples
from ..settings import MOST_THREADS, settings

RUNS = "runs"
"""Folder, beside the user's models, of adaptations that are going on or can be continued."""


class Adapt(InputAlgorithm, ModelAlgorithm):
    """A model that learned a new city from its image and some drawn samples."""

    NAME = "adapt"
    GROUP = ("training", "Training")
    ICON = "model"
    TAGS = (
        "adapt",
        "fine-tune",
        "domain adaptation",
        "transfer",
        "samples",
        "training",
        "adversarial",
        "city",
        "model",
    )

    def names(self) -> list[str]:
        """All models, those that can be adapted first."""
        catalogue = live_catalogue()
        names = model_names(catalogue, self.TASK)
        return sorted(names, key=lambda name: not catalogue.entries[name].path.with_suffix(".safetensors").is_file())

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self.add_model()
        self.add(InputParameter(INPUT, tr("Images of the city"), QgsProcessing.SourceType.TypeRaster))
        self.add(text_parameter("BANDS", tr("Bands, as in {}").format(EXAMPLE)))
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(QgsProcessingParameterFeatureSource("AOI", tr("Area of interest"), polygons, optional=True))
        add_samples(self, optional=True)
        folder = Qgis.ProcessingFileParameterBehavior.Folder
        self.add(QgsProcessingParameterFile("SOURCE", tr("Source images and labels"), folder, optional=True))
        self.add(
            QgsProcessingParameterEnum(
                "METHOD", tr("Method"), options=list(METHODS), defaultValue=METHODS[0], usesStaticStrings=True
            )
        )
        self.add(number_parameter("MINUTES", tr("Time, minutes"), NUMBER, 0.01, 100_000))
        self.add(number_parameter("EPOCHS", tr("Else: epochs"), NUMBER, 0.001, 100_000), advanced=True)
        self.add(number_parameter("LEARNING_RATE", tr("Learning rate"), NUMBER, 1e-9, 1000), advanced=True)
        self.add(number_parameter("LAMBDA", tr("Weight of the adversarial term"), NUMBER, 0, 1000), advanced=True)
        self.add(
            QgsProcessingParameterBoolean("FREEZE_ENCODER", tr("Keep the encoder as it is"), defaultValue=False),
            advanced=True,
        )
        self.add(number_parameter("BATCH", tr("Images in a step"), INTEGER, 0, 4096), advanced=True)
        self.add(number_parameter("SEED", tr("Seed"), INTEGER, 0, 2**31 - 1, 0), advanced=True)
        self.add(number_parameter("SCALE", tr("Scale of the values"), NUMBER), advanced=True)
        self.add(number_parameter("OFFSET", tr("Offset of the values"), NUMBER), advanced=True)
        self.add(device_parameter("DEVICE"))
        self.add(number_parameter("THREADS", tr("Processor threads"), INTEGER, 0, MOST_THREADS), advanced=True)
        self.add(QgsProcessingParameterString("OUTPUT", tr("Name of the adapted model")))
        self.add(QgsProcessingParameterBoolean("OVERWRITE", tr("Replace a model of this name"), defaultValue=False))
        self.add(
            QgsProcessingParameterBoolean("ALWAYS", tr("Save it even if it is not better"), defaultValue=False),
            advanced=True,
        )
        self.add(QgsProcessingParameterFile("RUN", tr("Folder of the training"), folder, optional=True), advanced=True)
        self.add(
            QgsProcessingParameterFileDestination(
                "REPORT", tr("Report"), fileFilter=tr("HTML files") + " (*.html)", optional=True, createByDefault=False
            )
        )
        self.add(QgsProcessingOutputString("MODEL", tr("Model to use from now on")))
        self.add(QgsProcessingOutputFile("MODEL_FILE", tr("Its file")))
        self.add(QgsProcessingOutputBoolean("PUBLISHED", tr("Whether there is an adapted model now")))
        self.add(QgsProcessingOutputBoolean("KEPT", tr("Whether the adapted model is better than its parent")))
        self.add(QgsProcessingOutputBoolean("CHECKED", tr("Whether that was checked on samples that were left out")))
        self.add(QgsProcessingOutputString("VERDICT", tr("What the check says")))
        self.add(QgsProcessingOutputNumber("F1_BEFORE", tr("F1 of the parent on samples left out, percent")))
        self.add(QgsProcessingOutputNumber("F1_AFTER", tr("F1 of the adapted model on samples left out, percent")))
        self.add(QgsProcessingOutputNumber("STEPS", tr("Steps")))
        self.add(QgsProcessingOutputString("RUN", tr("Folder of the training, where it is kept")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("DEVICE_USED", tr("Device used")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse what cannot be read or written."""
        super().prepare(parameters, context)
        read_samples(self, parameters, context, shapes=False)
        self._request(parameters, context, shapes=False)
        refuse_occupied(parameters, ["REPORT"], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Have the engine adapt."""
        request = self._request(parameters, context)
        try:
            result = self.run_engine(request, AdaptResult, feedback)
        except CancelledError as error:
            raise CancelledError(
                error.message,
                tr("{} keeps the training up to its last check; run the same again to go on.").format(request.run),
            ) from None
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        feedback.pushInfo(said(result.sentence))
        if result.published:
            feedback.pushInfo(tr("The model {} can be used now: {}.").format(result.name, result.path))
        else:
            feedback.pushInfo(tr("No model was saved; {} is still the one to use.").format(result.name))
        figures = {"F1_BEFORE": result.f1_before, "F1_AFTER": result.f1_after}
        return {
            "MODEL": result.name,
            "MODEL_FILE": result.path,
            "PUBLISHED": result.published,
            "KEPT": result.kept,
            "CHECKED": result.checked,
            "VERDICT": result.sentence,
            **{name: round(100 * value, 2) for name, value in figures.items() if value is not None},
            **({"REPORT": result.report} if result.report else {}),
            "STEPS": result.steps,
            "RUN": result.run,
            "SECONDS": result.seconds,
            "DEVICE_USED": result.device,
        }

    def _request(
        self, parameters: dict[str, Any], context: QgsProcessingContext, *, shapes: bool = True
    ) -> AdaptRequest:
        """The request; without the samples' shapes it is good for being checked only."""

        def number(name: str) -> float | None:
            return self.number(parameters, name, context)

        name, run = self.text(parameters, "OUTPUT", context), self.path(parameters, "RUN", context)
        if not name:
            raise RequestError(tr("OUTPUT is missing."), tr("Give the adapted model a name."))
        file = self.chosen_file(parameters, context)
        folder = user_folder()
        return AdaptRequest(
            model=file.path,
            model_sha256=file.sha256,
            reading=self.reading(parameters, context),
            area=area_of(
                self.parameterAsSource(parameters, "AOI", context), QgsRectangle(), QgsCoordinateReferenceSystem()
            ),
            samples=read_samples(self, parameters, context, shapes=shapes),
            source_data=self.path(parameters, "SOURCE", context),
            method=self.text(parameters, "METHOD", context) or METHODS[0],
            minutes=number("MINUTES"),
            epochs=number("EPOCHS"),
            rate=number("LEARNING_RATE"),
            adversarial_weight=number("LAMBDA"),
            freeze_encoder=self.parameterAsBool(parameters, "FREEZE_ENCODER", context),
            batch=round(number("BATCH") or 0),
            seed=round(number("SEED") or 0),
            name=name,
            folder=absolute(str(folder)),
            overwrite=self.parameterAsBool(parameters, "OVERWRITE", context),
            # The catalogue would go on listing the other model of the name.
            taken=tuple(n for n, entry in live_catalogue().entries.items() if entry.path.parent != folder),
            always=self.parameterAsBool(parameters, "ALWAYS", context),
            run=run or absolute(str(folder / RUNS / name)),
            keep_run=bool(run),
            report=self.output_path(parameters, "REPORT", context),
            compute=settings().compute(self.text(parameters, "DEVICE", context), number("THREADS")),
        )
