"""What all algorithms have in common: checks that always run, help from one table, errors as one message."""

from __future__ import annotations

import os
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFileDestination,
    QgsProperty,
)
from qgis.PyQt.QtGui import QIcon

from ..engine.errors import EngineError, OutputError
from ..engine.jobs import Request, Result
from .client import run_request
from .help import help_of, parameter_help
from .i18n import tr
from .interpreter import find_interpreter

HOMEPAGE = "https://github.com/onemetre/onemetre"
ICONS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "resources", "icons")

Parameters = dict[str, Any]


class BaseAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of the provider.

    A subclass sets the class variables, adds its parameters in :meth:`declare`, and does its work in :meth:`execute`. Its title, its
    help and that of each parameter come from :mod:`.help`.
    """

    NAME: ClassVar[str]
    GROUP: ClassVar[tuple[str, str]]
    ICON: ClassVar[str] = "onemetre"
    TAGS: ClassVar[tuple[str, ...]] = ()

    # -- for subclasses ------------------------------------------------------------------------------------------

    def declare(self) -> None:
        """Add parameters and outputs, with :meth:`add`."""
        raise AssertionError("a subclass declares its parameters")

    def refuse(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Cheap checks of the parameters; may be called any number of times.

        Raises:
            EngineError: What is wrong with them.
        """

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        """Do the work, in a background thread; returns the outputs.

        Raises:
            EngineError: It failed, or the user cancelled.
        """
        raise AssertionError("a subclass does the work")

    def add(
        self, definition: QgsProcessingParameterDefinition | QgsProcessingOutputDefinition, advanced: bool = False
    ) -> None:
        """Add a parameter or an output."""
        if isinstance(definition, QgsProcessingOutputDefinition):
            self.addOutput(definition)
            return
        definition.setHelp(parameter_help(self.NAME, definition.name()))
        if advanced:
            definition.setFlags(definition.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(definition)

    def run_engine(self, request: Request, feedback: QgsProcessingFeedback) -> Result:
        """Have the engine process do a request; see :func:`.client.run_request`."""
        return run_request(request, feedback)

    def output_path(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> str:
        """Absolute path for a file or raster destination; empty if it was not asked for."""
        absolute = {**parameters, name: _absolute(parameters.get(name))}
        definition = self.parameterDefinition(name)
        if isinstance(definition, QgsProcessingParameterFileDestination):
            return self.parameterAsFileOutput(absolute, name, context)
        return self.parameterAsOutputLayer(absolute, name, context)

    # -- for QGIS ------------------------------------------------------------------------------------------------

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:  # noqa: N802 - Qt's spelling
        self.declare()

    def createInstance(self) -> BaseAlgorithm:  # noqa: N802
        return type(self)()

    def name(self) -> str:
        return self.NAME

    def displayName(self) -> str:  # noqa: N802
        return tr(help_of(self.NAME).title)

    def shortDescription(self) -> str:  # noqa: N802
        return tr(help_of(self.NAME).summary)

    def shortHelpString(self) -> str:  # noqa: N802
        return help_of(self.NAME).html()

    def helpUrl(self) -> str:  # noqa: N802
        return f"{HOMEPAGE}/blob/main/docs/algorithms/{self.NAME}.md"

    def group(self) -> str:
        return tr(self.GROUP[1])

    def groupId(self) -> str:  # noqa: N802
        return self.GROUP[0]

    def tags(self) -> list[str]:
        return list(self.TAGS)

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:  # noqa: N802
        return os.path.join(ICONS, f"{self.ICON}.svg")

    def canExecute(self) -> tuple[bool, str]:  # noqa: N802
        try:
            find_interpreter()
        except EngineError as error:
            return False, str(error)
        return True, ""

    def checkParameterValues(  # noqa: N802
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        # Ours first: QGIS's own says no more than "Incorrect parameter value for INPUT".
        try:
            self._check(parameters, context)
        except EngineError as error:
            return False, str(error)
        return super().checkParameterValues(parameters, context)

    def prepareAlgorithm(  # noqa: N802
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        # Again here, since the children of a model and scripts get past canExecute and checkParameterValues.
        try:
            find_interpreter()
            self._check(parameters, context)
        except EngineError as error:
            raise QgsProcessingException(str(error)) from None
        return True

    def processAlgorithm(  # noqa: N802
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        try:
            return self.execute(parameters, context, feedback)
        except EngineError as error:
            raise QgsProcessingException(str(error)) from None

    def _check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        for definition in self.destinationParameterDefinitions():
            value = parameters.get(definition.name())
            if value is None or value == "":
                continue
            supported, _ = definition.isSupportedOutputValue(value, context)
            if not supported:
                raise OutputError(
                    tr("{}: OneMetre cannot write {}.").format(definition.name(), _text(value)),
                    tr("Choose a file name that ends in .{}.").format(definition.defaultFileExtension()),
                )
        self.refuse(parameters, context)


def _absolute(value: Any) -> Any:
    """A destination with its relative path made absolute; scripts are run from any folder, the engine is not."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        absolute = QgsProcessingOutputLayerDefinition(value)
        if value.sink.propertyType() == QgsProperty.Type.StaticProperty:
            absolute.sink = QgsProperty.fromValue(_absolute(value.sink.staticValue()))
        return absolute
    if isinstance(value, str) and value and value != "TEMPORARY_OUTPUT":
        return os.path.abspath(value)
    return value


def _text(value: Any) -> str:
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        return str(value.sink.staticValue())
    return str(value)
