"""Algorithm ``onemetre:describemodel``."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
)

from ....contract.card import card_from_json
from ....contract.errors import OutputError
from ....contract.requests import DescribeModelRequest, DescribeModelResult
from ...app.i18n import tr
from ...bases.help import AlgorithmHelp
from ...bases.model_algorithm import ModelAlgorithm
from ...layers.card_report import card_html

OUTPUT = "OUTPUT"


_HELP = AlgorithmHelp(
    "Describe model",
    "Reports what a model maps, which input it needs and how accurate it is.",
    (
        "Reads the card of one of the available models, or of any ONNX file with a card or with the metadata of the "
        "Deepness plugin. The file passes the same checks as before mapping."
    ),
    {
        "MODEL": "Name of the neural network.",
        "MODEL_FILE": "ONNX file to describe, instead of MODEL.",
        "OUTPUT": "The model card as an HTML page.",
    },
)


class DescribeModel(ModelAlgorithm):
    """Reports what a model maps, which input it needs and how accurate it is."""

    NAME = "describemodel"
    HELP = _HELP
    GROUP = ("models", "Models")
    ICON = "model"
    TAGS = ("model", "card", "onnx", "deepness", "network", "classes", "licence", "accuracy")
    FILES = True

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self.add_model()
        report = QgsProcessingParameterFileDestination(
            OUTPUT, tr("Report"), fileFilter=tr("HTML files") + " (*.html)", optional=True, createByDefault=False
        )
        self.add(report)
        for name, title in (
            ("NAME", tr("Name")),
            ("TITLE", tr("Title")),
            ("TASK", tr("Task")),
            ("BANDS", tr("Bands")),
            ("CLASSES", tr("Classes")),
            ("LICENCE", tr("Licence")),
            ("SHA256", tr("Hash")),
            ("CARD", tr("Card")),
        ):
            self.add(QgsProcessingOutputString(name, title))
        self.add(QgsProcessingOutputNumber("RESOLUTION_M", tr("Input resolution, metres")))
        self.add(QgsProcessingOutputNumber("SCALE_FACTOR", tr("Scale factor")))

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the card in the engine."""
        path = self.output_path(parameters, OUTPUT, context)
        chosen = self.chosen_file(parameters, context)
        request = DescribeModelRequest(model=chosen.path, model_sha256=chosen.sha256)
        described = self.run_engine(request, DescribeModelResult, feedback)
        card = card_from_json(described.card)
        results = {
            "NAME": card.name,
            "TITLE": card.title,
            "TASK": card.task,
            "RESOLUTION_M": card.resolution,
            "SCALE_FACTOR": card.scale_factor,
            "BANDS": ",".join(card.roles),
            "CLASSES": ",".join(f"{c.value}={c.name}" for c in card.classes),
            "LICENCE": card.licence,
            "SHA256": described.sha256,
            "CARD": json.dumps(described.card),
        }
        if path:
            _write(path, card_html(card, described.sha256))
            results[OUTPUT] = path
        return results


def _write(path: str, text: str) -> None:
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise OutputError(tr("The report {} cannot be written: {}.").format(path, error.strerror)) from None
