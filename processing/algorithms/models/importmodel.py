"""Algorithm ``onemetre:importmodel``."""

from __future__ import annotations

import json
from typing import Any, get_args

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)

from ....contract.card import Task, card_from_json
from ....contract.errors import ModelError, RequestError
from ....contract.requests import ImportModelRequest, ImportModelResult
from ...app.i18n import tr
from ...app.live_catalogue import taken_names, user_folder
from ...app.paths import absolute
from ...bases.algorithm import BaseAlgorithm
from ...bases.help import AlgorithmHelp
from ...parameters.class_text import parse_classes
from ...parameters.common import INTEGER, NUMBER, number_parameter, text_parameter

AUTO = "auto"
CHOICES = {"TASK": (AUTO, *get_args(Task)), "VALUES": (AUTO, "byte", "reflectance", "physical")}


_HELP = AlgorithmHelp(
    "Import model",
    "Adds an ONNX file to your models, so that the mapping algorithms offer it.",
    (
        "The file is checked, tried on one tile, and copied with a model card into the first models folder of "
        "OneMetre's settings, or into your QGIS profile. The content of the card comes from the file: from the card "
        "beside or inside it, or from the metadata of the Deepness plugin. Your parameters take precedence. A file "
        "without a description needs BANDS, RESOLUTION and CLASSES; its author knows them. Weights (.safetensors) "
        "beside the file are copied too, so that the model can be adapted.\n\n"
        "A model is a program: import models only from people you trust."
    ),
    {
        "INPUT": (
            "ONNX file of a segmentation network: one image in, a map out; the bands before height and width, or after "
            "them as in TensorFlow. All weights in the file: with PyTorch, torch.onnx.export(..., external_data=False)."
        ),
        "NAME": (
            "Name of the model: lower-case letters, digits, dots, dashes and underscores (_). Empty: that of the file."
        ),
        "TITLE": "Display name of the model. Empty: that of the file.",
        "TASK": (
            "Task, which determines the algorithms that offer the model; Segment with any model offers all. auto: as "
            "the file states, otherwise segmentation."
        ),
        "BANDS": "Roles of the network's input bands, in order: red,green,blue,nir. Empty: as the file states.",
        "VALUES": (
            "Values that the network expects: byte, 8-bit imagery as 0-1; reflectance, reflectance times 10000 as 0-1; "
            "physical, the unchanged numbers. auto: as the file states, otherwise byte."
        ),
        "RESOLUTION": "Pixel size of the network's input on the ground, metres. Empty: as the file states.",
        "CLASSES": (
            "Values and names of the classes, in the order of the network's channels: 0=other,1=green. A network of "
            "one channel has two classes too, 0 for the rest and 1."
        ),
        "NETWORK_OUTPUT": (
            "Name of the network's output that holds the map, if there are several; import the model once for each "
            "output that you want. Empty: as the file states, otherwise the first; the log lists them all."
        ),
        "TILE": "Side of a tile in pixels, for a network that accepts any size.",
        "HALO": "Pixels to discard on each side of a tile: near the edge the network sees too little context.",
        "MEAN": "Means to subtract from the values, one for each band: 0.485,0.456,0.406.",
        "STD": "Standard deviations to divide the result by, one for each band.",
        "OVERWRITE": "Replace a model of the same name that you have imported.",
    },
)


class ImportModel(BaseAlgorithm):
    """Adds a model file to the user's models."""

    NAME = "importmodel"
    HELP = _HELP
    GROUP = ("models", "Models")
    ICON = "model"
    TAGS = ("model", "import", "add", "onnx", "deepness", "network", "card")

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self.add(QgsProcessingParameterFile("INPUT", tr("Model file"), extension="onnx"))
        self.add(text_parameter("NAME", tr("Name")))
        self.add(text_parameter("TITLE", tr("Title")))
        self.add(_choice("TASK", tr("Task")))
        self.add(text_parameter("BANDS", tr("Bands, as in red,green,blue")))
        self.add(_choice("VALUES", tr("Values")))
        self.add(number_parameter("RESOLUTION", tr("Input resolution, metres"), NUMBER, 0, 100_000))
        self.add(text_parameter("CLASSES", tr("Classes, as in 0=other,1=green")))
        self.add(text_parameter("NETWORK_OUTPUT", tr("Network output with the map")))
        self.add(number_parameter("TILE", tr("Side of a tile, pixels"), INTEGER, 0, 100_000))
        self.add(number_parameter("HALO", tr("Halo, pixels"), INTEGER, 0, 100_000))
        self.add(text_parameter("MEAN", tr("Means of the bands")))
        self.add(text_parameter("STD", tr("Standard deviations of the bands")))
        self.add(
            QgsProcessingParameterBoolean("OVERWRITE", tr("Replace an existing model of this name"), defaultValue=False)
        )
        self.add(QgsProcessingOutputString("MODEL", tr("Name of the model")))
        self.add(QgsProcessingOutputFile("MODEL_FILE", tr("Model file")))
        self.add(QgsProcessingOutputString("CARD", tr("Card")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject inputs that cannot be read."""
        super().prepare(parameters, context)
        self._request(parameters, context)

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Check and copy the file in the engine."""
        imported = self.run_engine(self._request(parameters, context), ImportModelResult, feedback)
        card = card_from_json(imported.card)
        feedback.pushInfo(tr("The model {} is ready to use: {}.").format(card.name, imported.path))
        return {"MODEL": card.name, "MODEL_FILE": imported.path, "CARD": json.dumps(imported.card)}

    def _request(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ImportModelRequest:
        def choice(name: str) -> str:
            value = self.text(parameters, name, context) or AUTO
            if value not in CHOICES[name]:
                raise RequestError(
                    tr("{} cannot be {}.").format(name, value),
                    tr("Choose one of: {}.").format(", ".join(CHOICES[name])),
                )
            return "" if value == AUTO else value

        path = self.path(parameters, "INPUT", context)
        if not path:
            raise ModelError(tr("No model file was given."), tr("Choose an ONNX file as INPUT."))
        halo = self.number(parameters, "HALO", context)
        return ImportModelRequest(
            source=path,
            folder=absolute(str(user_folder())),
            overwrite=self.parameterAsBool(parameters, "OVERWRITE", context),
            taken=taken_names(),
            name=self.text(parameters, "NAME", context),
            title=self.text(parameters, "TITLE", context),
            task=choice("TASK"),
            bands=tuple(role.lower() for role in _items(self.text(parameters, "BANDS", context))),
            values=choice("VALUES"),
            resolution=self.number(parameters, "RESOLUTION", context) or 0.0,
            classes=parse_classes(self.text(parameters, "CLASSES", context), "0=other,1=green"),
            output=self.text(parameters, "NETWORK_OUTPUT", context),
            tile=round(self.number(parameters, "TILE", context) or 0),
            halo=None if halo is None else round(halo),
            mean=_numbers("MEAN", self.text(parameters, "MEAN", context)),
            std=_numbers("STD", self.text(parameters, "STD", context)),
        )


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _numbers(name: str, text: str) -> tuple[float, ...]:
    try:
        return tuple(float(item) for item in _items(text))
    except ValueError:
        raise RequestError(
            tr("{} cannot be {}.").format(name, text), tr("Give one number for each band: 0.485,0.456,0.406.")
        ) from None


def _choice(name: str, title: str) -> QgsProcessingParameterEnum:
    return QgsProcessingParameterEnum(
        name, title, options=list(CHOICES[name]), defaultValue=AUTO, optional=True, usesStaticStrings=True
    )
