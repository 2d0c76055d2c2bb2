"""The parameters that choose a model, resolved against the available models when the algorithm runs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)

from ...contract.card import ModelCard, Task, card_from_json
from ...contract.catalogue import CatalogueEntry
from ...contract.errors import ModelError
from ...contract.regular_file import is_regular_file
from ...contract.requests import DescribeModelRequest, DescribeModelResult
from ..app.i18n import tr
from ..app.live_catalogue import VARIABLE, live_catalogue, model_names
from ..app.paths import absolute
from ..layers.model_fit import most_bands_first
from .algorithm import BaseAlgorithm

MODEL = "MODEL"
MODEL_FILE = "MODEL_FILE"
AUTO = "auto"
"""Value of MODEL for the best model that fits the input."""


@dataclass(frozen=True)
class ModelFile:
    """The chosen .onnx file.

    Attributes:
        path: Absolute path of the file.
        sha256: Required hash of the file; empty = any.
        card: Card from the catalogue; None for a file that only the engine can read.
    """

    path: str
    sha256: str = ""
    card: ModelCard | None = None


class ModelAlgorithm(BaseAlgorithm):
    """An algorithm with the parameter MODEL and, if ``FILES`` is set, MODEL_FILE as an alternative.

    Attributes:
        TASK: Task of the models on offer; None = all models.
        FILES: Whether MODEL_FILE is a parameter.
        CHOOSES: Whether MODEL may be "auto", which is then the default.
    """

    TASK: ClassVar[Task | None] = None
    FILES: ClassVar[bool] = False
    CHOOSES: ClassVar[bool] = False

    def names(self) -> list[str]:
        """Names of the models on offer, the bundled ones first."""
        return model_names(live_catalogue(), self.TASK)

    def add_model(self) -> None:
        """Add the parameters; the models that are available now become the choices."""
        names = self.names()
        if self.CHOOSES and names:
            names = [AUTO, *names]
        # Optional, because QGIS rejects a required choice without options with a message of its own.
        self.add(
            QgsProcessingParameterEnum(
                MODEL,
                tr("Model"),
                options=names,
                defaultValue=names[0] if names else None,
                optional=not names or self.FILES,
                usesStaticStrings=True,
            )
        )
        if self.FILES:
            self.add(
                QgsProcessingParameterFile(
                    MODEL_FILE, tr("Model file, instead of a model"), extension="onnx", optional=True
                )
            )

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject a model that does not exist."""
        super().prepare(parameters, context)
        self.chosen_files(parameters, context)

    def chosen_files(
        self, parameters: dict[str, Any], context: QgsProcessingContext, roles: Collection[str] = ()
    ) -> list[ModelFile]:
        """Find the file that MODEL_FILE or MODEL names; for "auto", the files to choose from, the preferred ones first.

        Adapted models know one city, so they are used by name only.

        Args:
            parameters: Parameters of the run.
            context: Processing context.
            roles: Bands that the user named; models that need others count only if there is no other model.

        Raises:
            ModelError: An error of :meth:`chosen_file`.
        """
        named = self.FILES and self.path(parameters, MODEL_FILE, context)
        if named or not self.CHOOSES or self.text(parameters, MODEL, context) not in ("", AUTO):
            return [self.chosen_file(parameters, context)]
        catalogue = live_catalogue()
        cards = [catalogue.entries[name].card for name in model_names(catalogue, self.TASK)]
        if not cards:
            return [self.chosen_file(parameters, context)]
        usual = [card for card in cards if not card.parent] or cards
        fitting = [card for card in usual if set(card.roles) <= set(roles)] if roles else usual
        return [_file_of(catalogue.entries[card.name]) for card in most_bands_first(fitting or usual)]

    def chosen_file(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ModelFile:
        """Find the file that MODEL_FILE or MODEL names.

        Raises:
            ModelError: It does not exist or is for another task; the hint lists the available models.
        """
        path = self.path(parameters, MODEL_FILE, context) if self.FILES else ""
        if not path:
            return self._from_catalogue(parameters, context)
        if not is_regular_file(path):
            missing = tr("The model file {} does not exist, or is not a file.").format(path)
            raise ModelError(missing, tr("Correct {}.").format(MODEL_FILE))
        return ModelFile(path)

    def chosen_model(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> tuple[ModelCard, ModelFile]:
        """Find the chosen file and its card, which the engine reads if the catalogue has none.

        Raises:
            EngineError: An error of :meth:`chosen_file`, or the engine rejects the file.
        """
        return self.described(self.chosen_file(parameters, context), feedback)

    def described(self, file: ModelFile, feedback: QgsProcessingFeedback) -> tuple[ModelCard, ModelFile]:
        """Card of a file, read by the engine if the catalogue has none, and the file with its card.

        Raises:
            EngineError: The engine rejects the file.
        """
        if file.card is not None:
            return file.card, file
        described = self.run_engine(DescribeModelRequest(model=file.path), DescribeModelResult, feedback)
        card = card_from_json(described.card)
        return card, ModelFile(file.path, described.sha256, card)

    def _from_catalogue(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ModelFile:
        # The name as given: with the default for an unknown name, a saved model would run with another network.
        name = self.text(parameters, MODEL, context)
        catalogue = live_catalogue()
        if not name:
            names = model_names(catalogue, self.TASK)
            if not names:
                hint = tr("Put a model with its card into a folder that {} names.").format(VARIABLE)
                raise ModelError(tr("No model for this task is available."), hint)
            name = names[0]
        return _file_of(catalogue.get(name, self.TASK))


def _file_of(entry: CatalogueEntry) -> ModelFile:
    return ModelFile(absolute(str(entry.path)), entry.card.sha256, entry.card)
