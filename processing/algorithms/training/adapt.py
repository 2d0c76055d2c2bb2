"""Algorithm ``onemetre:adapt``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
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
)

from ....contract.errors import CancelledError, RequestError
from ....contract.requests import METHODS, AdaptRequest, AdaptResult
from ...app.i18n import tr
from ...app.live_catalogue import live_catalogue, model_names, taken_names, user_folder
from ...app.paths import absolute
from ...app.settings import MOST_THREADS, settings
from ...bases.area_parameters import AOI, read_area
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import INPUT, InputAlgorithm, InputParameter
from ...bases.model_algorithm import ModelAlgorithm
from ...bases.sample_parameters import add_samples, read_samples
from ...client.engine_words import said
from ...layers.occupied import refuse_occupied
from ...parameters.band_text import EXAMPLE
from ...parameters.common import INTEGER, NUMBER, device_parameter, number_parameter, text_parameter

RUNS = "runs"
"""Folder beside the user's models for adaptations that are running or can be resumed."""


_HELP = AlgorithmHelp(
    "Adapt a model",
    "Fine-tunes a model for your city, on its imagery and a few samples that you draw.",
    (
        "Draw small polygons (or points) of each class where the model is wrong and where it is right: about ten of "
        "each class, spread over the city. The adapted model is saved beside its parent, which never changes; all "
        "mapping algorithms offer it at once.\n\n"
        "The gain is checked on held-out samples. The samples are divided into up to three folds; for each fold, a "
        "copy of the model trains on the other folds and is compared with the parent on the fold it has not seen. The "
        "adapted model is saved only if the mean gain exceeds chance (t test, the 95 % interval lies above 0); "
        "otherwise the parent stays, MODEL is the parent, and the report explains why. The check needs two samples of "
        "each class, and with so few it hardly ever finds a gain; without a check the parent stays, unless ALWAYS is "
        "on. The check takes three times as long as the rest. F1 is that of the mapped class; with several classes, it "
        "is the mean over all but the first.\n\n"
        "The method supervised trains on the samples, and gained most in our measurements. The method adversarial is "
        "that of UGS-1m: a second network learns to tell maps of the source images from maps of the city, and the "
        "model learns to fool it. The method adversarial+selftraining adds the model's own confident predictions.\n\n"
        "A model from 10 m to 1 m (jointseg) can be adapted with the method supervised only, and its samples apply at "
        "1 m: trace them on the 1 m image that the model makes of yours, or on a finer base map. That image stays "
        "nearly the same. In lighting that such a model knows, adapting gained little in our measurements; in other "
        "lighting it gained much.\n\n"
        "Models that OneMetre trained can be adapted, with their weights (.safetensors) beside them; ONNX files of "
        "other origin cannot. Adapting needs additional packages: run Set up the runtime with the profile train. A run "
        "that was cancelled or interrupted resumes from its last checkpoint when you run it again with the same "
        "parameters."
    ),
    {
        "MODEL": "Name of the model to adapt, the parent.",
        "INPUT": "Imagery of the city: one raster, or several that are mosaicked with the first one on top.",
        "AOI": (
            "Polygons from which the unlabelled images of the city are taken. Empty: the whole input. Samples are used "
            "wherever they lie."
        ),
        "SAMPLES": (
            "Polygons or points, in any coordinate system; each sample is of one class throughout. Empty: an "
            "adversarial method trains on the images alone, with SOURCE and without a check; the result is saved only "
            "if ALWAYS is on."
        ),
        "CLASS_FIELD": "Field that names the class of each sample.",
        "CLASS_VALUES": (
            "Class of the model for each value of the field: tree=green,roof=other. A value that contains a comma "
            'stands in quotes: "tree, old"=green. A value that is not listed is read as the value or the name of a '
            "class. Samples without a value are ignored."
        ),
        "RADIUS": "Each point stands for a circle with this radius.",
        "SOURCE": (
            "For the adversarial methods: the training data of the parent, or similar data, to compare the city with. "
            "Either a folder with the subfolders images and labels, or a source set (.safetensors). Empty: the source "
            "set beside the model if it exists, otherwise the samples."
        ),
        "METHOD": "Training method, described above; the first one is recommended.",
        "MINUTES": (
            "Approximate time limit, check included. Empty: the recommended time. Longer is not better, since a model "
            "soon memorises a few samples."
        ),
        "EPOCHS": "Number of passes over the samples, instead of a time.",
        "LEARNING_RATE": "Peak learning rate. Empty: the recommended rate.",
        "LAMBDA": (
            "Weight of the adversarial term in the loss; 0.001 in the publication. Empty: the recommended weight."
        ),
        "FREEZE_ENCODER": (
            "Train only the layers behind the encoder: faster, with less to lose and less to gain. For jointseg, train "
            "only the layers of the map: its 1 m image does not change."
        ),
        "BATCH": "Number of patches in a training step. Empty or 0: the recommended number.",
        "SEED": "Seed of the random numbers; another seed yields other patches and other folds.",
        "OUTPUT": (
            "Name of the adapted model: lower-case letters, digits, dots, dashes and underscores (_); different from "
            "the name of its parent."
        ),
        "OVERWRITE": "Replace an existing model of the same name in your models.",
        "ALWAYS": (
            "Save the adapted model even if the check finds it no better than its parent, or if there is no check."
        ),
        "RUN": (
            "Folder for the checkpoints; an adaptation found there is resumed. Empty: a folder beside your models, "
            "which is removed once the model is saved."
        ),
        "REPORT": (
            "One HTML page to keep or send: accuracy before and after, the check polygon by polygon, training curves, "
            "pictures, and what the model was trained on."
        ),
    },
)


class Adapt(InputAlgorithm, ModelAlgorithm):
    """Fine-tunes a model for a new city, on its imagery and drawn samples."""

    NAME = "adapt"
    HELP = _HELP
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
        """Names of all models; those that can be adapted come first."""
        catalogue = live_catalogue()
        names = model_names(catalogue, self.TASK)
        return sorted(names, key=lambda name: not catalogue.entries[name].path.with_suffix(".safetensors").is_file())

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self.add_model()
        self.add(InputParameter(INPUT, tr("Imagery of the city"), Qgis.ProcessingSourceType.Raster))
        self.add(text_parameter("BANDS", tr("Bands, as in {}").format(EXAMPLE)))
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(AOI, tr("Area of interest"), polygons, optional=True))
        add_samples(self, optional=True)
        folder = Qgis.ProcessingFileParameterBehavior.Folder
        self.add(QgsProcessingParameterFile("SOURCE", tr("Source images and labels"), folder, optional=True))
        self.add(
            QgsProcessingParameterEnum(
                "METHOD", tr("Method"), options=list(METHODS), defaultValue=METHODS[0], usesStaticStrings=True
            )
        )
        self.add(number_parameter("MINUTES", tr("Time limit, minutes"), NUMBER, 0.01, 100_000))
        self.add(
            number_parameter("EPOCHS", tr("Epochs, instead of a time limit"), NUMBER, 0.001, 100_000), advanced=True
        )
        self.add(number_parameter("LEARNING_RATE", tr("Learning rate"), NUMBER, 1e-9, 1000), advanced=True)
        self.add(number_parameter("LAMBDA", tr("Weight of the adversarial term"), NUMBER, 0, 1000), advanced=True)
        self.add(
            QgsProcessingParameterBoolean("FREEZE_ENCODER", tr("Freeze the encoder"), defaultValue=False),
            advanced=True,
        )
        self.add(number_parameter("BATCH", tr("Batch size"), INTEGER, 0, 4096), advanced=True)
        self.add(number_parameter("SEED", tr("Seed"), INTEGER, 0, 2**31 - 1, 0), advanced=True)
        self.add(number_parameter("SCALE", tr("Scale of the values"), NUMBER), advanced=True)
        self.add(number_parameter("OFFSET", tr("Offset of the values"), NUMBER), advanced=True)
        self.add(device_parameter("DEVICE"))
        self.add(number_parameter("THREADS", tr("Processor threads"), INTEGER, 0, MOST_THREADS), advanced=True)
        self.add(QgsProcessingParameterString("OUTPUT", tr("Name of the adapted model")))
        self.add(
            QgsProcessingParameterBoolean("OVERWRITE", tr("Replace an existing model of this name"), defaultValue=False)
        )
        self.add(
            QgsProcessingParameterBoolean("ALWAYS", tr("Save the model even if it is not better"), defaultValue=False),
            advanced=True,
        )
        self.add(QgsProcessingParameterFile("RUN", tr("Training folder"), folder, optional=True), advanced=True)
        self.add(
            QgsProcessingParameterFileDestination(
                "REPORT", tr("Report"), fileFilter=tr("HTML files") + " (*.html)", optional=True, createByDefault=False
            )
        )
        self.add(QgsProcessingOutputString("MODEL", tr("Name of the model to use")))
        self.add(QgsProcessingOutputFile("MODEL_FILE", tr("Model file")))
        self.add(QgsProcessingOutputBoolean("PUBLISHED", tr("Model saved")))
        self.add(QgsProcessingOutputBoolean("KEPT", tr("Better than its parent")))
        self.add(QgsProcessingOutputBoolean("CHECKED", tr("Checked on held-out samples")))
        self.add(QgsProcessingOutputString("VERDICT", tr("Result of the check")))
        self.add(QgsProcessingOutputNumber("F1_BEFORE", tr("F1 of the parent on held-out samples, percent")))
        self.add(QgsProcessingOutputNumber("F1_AFTER", tr("F1 of the adapted model on held-out samples, percent")))
        self.add(QgsProcessingOutputNumber("STEPS", tr("Training steps")))
        self.add(QgsProcessingOutputString("RUN", tr("Training folder, if it is kept")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("DEVICE_USED", tr("Device used")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject inputs that cannot be read and outputs that cannot be written."""
        super().prepare(parameters, context)
        read_samples(self, parameters, context, shapes=False)
        self._request(parameters, context, shapes=False)
        refuse_occupied(parameters, ["REPORT"], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Adapt the model in the engine."""
        request = self._request(parameters, context)
        try:
            result = self.run_engine(request, AdaptResult, feedback)
        except CancelledError as error:
            raise CancelledError(
                error.message,
                tr("{} keeps the last checkpoint; run again with the same parameters to resume.").format(request.run),
            ) from None
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        feedback.pushInfo(said(result.sentence))
        if result.published:
            feedback.pushInfo(tr("The model {} is ready to use: {}.").format(result.name, result.path))
        else:
            feedback.pushInfo(tr("No model was saved; continue to use {}.").format(result.name))
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
        """Build the request; without the shapes of the samples it serves for checks only."""

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
            area=read_area(self, parameters, context),
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
            taken=taken_names(),
            always=self.parameterAsBool(parameters, "ALWAYS", context),
            run=run or absolute(str(folder / RUNS / name)),
            keep_run=bool(run),
            report=self.output_path(parameters, "REPORT", context),
            compute=settings().compute(self.text(parameters, "DEVICE", context), number("THREADS")),
        )
