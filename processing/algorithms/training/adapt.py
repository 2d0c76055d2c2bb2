"""Algorithm ``onemetre:adapt``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
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
)

from ....contract.errors import CancelledError, RequestError
from ....contract.requests import METHODS, AdaptRequest, AdaptResult
from ...app.i18n import tr
from ...app.live_catalogue import live_catalogue, model_names, taken_names, user_folder
from ...app.paths import absolute
from ...app.settings import MOST_THREADS, settings
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import INPUT, InputAlgorithm, InputParameter
from ...bases.model_algorithm import ModelAlgorithm
from ...bases.sample_parameters import add_samples, read_samples
from ...client.engine_words import said
from ...layers.occupied import refuse_occupied
from ...parameters.areas import area_of
from ...parameters.band_text import EXAMPLE
from ...parameters.common import INTEGER, NUMBER, device_parameter, number_parameter, text_parameter

RUNS = "runs"
"""Folder, beside the user's models, of adaptations that are going on or can be continued."""


_HELP = AlgorithmHelp(
    "Adapt a model",
    "Lets a model learn your city: from its image, and from a few samples that you draw on it.",
    (
        "Draw small polygons (or points) of each class where the model is wrong and where it is right, some ten of "
        "each class, and spread them over the city. The adapted model is a new one beside its parent, which is "
        "never changed; all mapping algorithms take it at once.\n\n"
        "Whether it is better is checked: the samples are divided into up to three parts, and for each one a copy "
        "learns from the others and is compared with the parent on the samples that it has not seen. Only if the "
        "mean gain is more than chance gives (t test, its 95 % interval is above 0) the adapted model is saved; "
        "else the parent stays, MODEL is the parent, and the report says why. The check needs two samples of each "
        "class, and with so few hardly ever finds a gain; without it the parent stays, "
        "unless ALWAYS is on. It takes three times as long as the rest. F1 is that of the mapped class; of several "
        "classes, all but the first, it is the mean.\n\n"
        "supervised learns from the samples, and it gained most where we measured. adversarial is the method of "
        "UGS-1m: a second network learns to tell maps of the source images from maps of the city, and the model "
        "learns to make it err. adversarial+selftraining adds what the model itself is sure of.\n\n"
        "A model from 10 m to 1 m (jointseg) learns by supervised only, and its samples count at 1 m: trace them "
        "on the 1 m image that it makes of yours, or on a finer base map. That image stays nearly as it was. In "
        "the light that such a model knows it gained little where we measured, in another light much.\n\n"
        "Models that OneMetre trained can be adapted, with their weights (.safetensors) beside them; an ONNX file "
        "of another origin cannot. It needs the runtime with training: run Set up the runtime with the profile "
        "train. A run that was cancelled or cut off goes on from its last check when the same is run again."
    ),
    {
        "MODEL": "Name of the model to adapt, the parent.",
        "INPUT": "One raster, or several that are mosaicked with the first one on top: images of the city.",
        "AOI": (
            "Polygons in which the city's images without labels are taken. Empty: everything. Samples count everywhere."
        ),
        "SAMPLES": (
            "Polygons or points, in any coordinate system, each of one class throughout. Empty: an adversarial "
            "method learns from the images alone, with SOURCE and without a check; only ALWAYS saves what it "
            "learned."
        ),
        "CLASS_FIELD": "Field of the samples that says which class each one is.",
        "CLASS_VALUES": (
            "Which value of the field is which class of the model: tree=green,roof=other. A value with a comma "
            'stands in quotes: "tree, old"=green. What is not named is taken for the value or the name of a class. '
            "Samples without a value are left out."
        ),
        "RADIUS": "Points stand for a circle with this radius.",
        "SOURCE": (
            "For the adversarial methods: what the parent learned from, or the like, so that the city can be "
            "compared with it: a folder with the folders images and labels, or a source set (.safetensors). Empty: "
            "the source set beside the model if there is one, else the samples take its place."
        ),
        "METHOD": "See above; the first one is recommended.",
        "MINUTES": (
            "About how long it may take at most, check included. Empty: as long as is recommended; longer is not "
            "better, since a few samples are soon known by heart."
        ),
        "EPOCHS": "Instead: how often each sample is looked at.",
        "LEARNING_RATE": "Highest learning rate. Empty: what is recommended.",
        "LAMBDA": "Weight of the adversarial term in the loss; published: 0.001. Empty: what is recommended.",
        "FREEZE_ENCODER": (
            "Only the layers behind the encoder learn: faster, with less to lose and to win. Of jointseg only "
            "those of the map: its 1 m image stays as it is."
        ),
        "BATCH": "Images that are looked at together in a step. Empty or 0: what is recommended.",
        "SEED": "Another number gives other pieces of the images and other parts for the check.",
        "OUTPUT": "Name of the adapted model: small letters, digits, dots, dashes and _; not that of its parent.",
        "OVERWRITE": "Replace a model of the same name in your models.",
        "ALWAYS": (
            "Save the adapted model although the check says that it is not better than its parent, or although "
            "there is no check."
        ),
        "RUN": (
            "Folder that keeps the checkpoints; an adaptation in it is continued. Empty: a folder beside your "
            "models, which is removed when the model is saved."
        ),
        "REPORT": (
            "One HTML page to keep or send: figures before and after, the check polygon by polygon, curves, "
            "pictures, and what was learned from what."
        ),
    },
)


class Adapt(InputAlgorithm, ModelAlgorithm):
    """A model that learned a new city from its image and some drawn samples."""

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
            area=area_of(self.parameterAsSource(parameters, "AOI", context)),
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
