"""What all algorithms have in common: checks that always run, help from one table, errors as one message."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProperty,
)
from qgis.PyQt.QtGui import QIcon

from ..engine.errors import EngineError, OutputError, RequestError
from ..engine.jobs import Request
from .client import R, run_request
from .help import help_of, parameter_help
from .i18n import tr
from .interpreter import find_interpreter
from .paths import absolute

HOMEPAGE = "https://github.com/onemetre/onemetre"
ICONS = Path(__file__).parent.parent / "resources" / "icons"

Parameters = dict[str, Any]


class BaseAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of the provider.

    A subclass sets the class variables, adds its parameters in :meth:`declare`, and does its work in :meth:`execute`.
    Its title, its help and that of each parameter come from :mod:`.help`.
    """

    NAME: ClassVar[str]
    GROUP: ClassVar[tuple[str, str]]
    ICON: ClassVar[str] = "onemetre"
    TAGS: ClassVar[tuple[str, ...]] = ()

    # -- for subclasses ------------------------------------------------------------------------------------------

    def declare(self) -> None:
        """Add parameters and outputs, with :meth:`add`."""
        raise AssertionError(f"{type(self).__name__} does not say which parameters it has")

    def prepare(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Check the parameters cheaply and keep what the background thread may not ask for; called more than once.

        Raises:
            EngineError: What is wrong with them.
        """

    def execute(
        self,
        parameters: Parameters,  # noqa: ARG002 - for the subclass
        context: QgsProcessingContext,  # noqa: ARG002
        feedback: QgsProcessingFeedback,  # noqa: ARG002
    ) -> Parameters:
        """Do the work, in a background thread; returns the outputs.

        Raises:
            EngineError: It failed, or the user cancelled.
        """
        raise AssertionError(f"{type(self).__name__} does not say what it does")

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

    def run_engine(self, request: Request, expected: type[R], feedback: QgsProcessingFeedback) -> R:
        """Have the engine process do a request; see :func:`.client.run_request`."""
        return run_request(request, expected, feedback)

    def output_path(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> str:
        """Absolute path for a file or raster destination; empty if it was not asked for."""
        parameters = {**parameters, name: _absolute(parameters.get(name))}
        definition = self.parameterDefinition(name)
        if isinstance(definition, QgsProcessingParameterFileDestination):
            return self.parameterAsFileOutput(parameters, name, context)
        return self.parameterAsOutputLayer(parameters, name, context)

    # -- for QGIS ------------------------------------------------------------------------------------------------

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:  # noqa: ARG002
        """Declare the parameters; QGIS calls it once for each instance."""
        self.declare()

    def createInstance(self) -> BaseAlgorithm:
        """A fresh instance; each run has its own."""
        return type(self)()

    def name(self) -> str:
        """Stable id within the provider."""
        return self.NAME

    def displayName(self) -> str:
        """Name in the toolbox."""
        return tr(help_of(self.NAME).title)

    def shortDescription(self) -> str:
        """Tool tip."""
        return tr(help_of(self.NAME).summary)

    def shortHelpString(self) -> str:
        """Help panel."""
        return help_of(self.NAME).html()

    def helpUrl(self) -> str:
        """Page of the user guide."""
        return f"{HOMEPAGE}/blob/main/docs/algorithms/{self.NAME}.md"

    def group(self) -> str:
        """Name of the group in the toolbox."""
        return tr(self.GROUP[1])

    def groupId(self) -> str:
        """Stable id of the group."""
        return self.GROUP[0]

    def tags(self) -> list[str]:
        """Words by which the toolbox finds it."""
        return list(self.TAGS)

    def icon(self) -> QIcon:
        """Icon in the toolbox."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """The icon as a file."""
        return str(ICONS / f"{self.ICON}.svg")

    def canExecute(self) -> tuple[bool, str]:
        """Whether the engine can be started, else why not."""
        try:
            find_interpreter()
        except EngineError as error:
            return False, str(error)
        return True, ""

    def checkParameterValues(self, parameters: Parameters, context: QgsProcessingContext) -> tuple[bool, str]:
        """Check everything that can be checked before the start."""
        # Not the inherited one, whose message is no more than "Incorrect parameter value for YEAR".
        try:
            self._check(parameters, context)
        except EngineError as error:
            return False, str(error)
        return True, ""

    def prepareAlgorithm(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,  # noqa: ARG002
    ) -> bool:
        """Check again and capture, in the thread of the caller."""
        # Again here, since the children of a model and scripts get past canExecute and checkParameterValues.
        try:
            self._check(parameters, context)
        except EngineError as error:
            raise QgsProcessingException(str(error)) from None
        return True

    def processAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        """Do the work; failures become one message."""
        try:
            return self.execute(parameters, context, feedback)
        except EngineError as error:
            raise QgsProcessingException(str(error)) from None

    def _check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        find_interpreter()
        for definition in self.destinationParameterDefinitions():
            self._check_destination(definition, parameters, context)
        self.prepare(parameters, context)
        for definition in self.parameterDefinitions():
            value = parameters.get(definition.name())
            if _is_no_number(definition, value) or not definition.checkValueIsAcceptable(value, context):
                raise self._unacceptable(definition, parameters)

    def _check_destination(
        self, definition: QgsProcessingDestinationParameter, parameters: Parameters, context: QgsProcessingContext
    ) -> None:
        if not is_set(parameters, definition.name()):
            return
        value = parameters[definition.name()]
        supported, _ = definition.isSupportedOutputValue(value, context)
        if not supported:
            raise OutputError(
                tr("{}: OneMetre cannot write {}.").format(definition.name(), _text(value)),
                tr("Choose a file name that ends in .{}.").format(definition.defaultFileExtension()),
            )

    def _unacceptable(self, definition: QgsProcessingParameterDefinition, parameters: Parameters) -> RequestError:
        name = definition.name()
        if isinstance(definition, QgsProcessingParameterFeatureSource):
            return RequestError(self.invalidSourceError(parameters, name))
        if not is_set(parameters, name):
            return RequestError(tr("{} is missing.").format(name), definition.help())
        return RequestError(tr("{} cannot be {}.").format(name, repr(parameters[name])), definition.help())


def is_set(parameters: Parameters, name: str) -> bool:
    """Whether a parameter was given a value; what is optional may be absent, None or empty."""
    return parameters.get(name) not in (None, "")


def _is_no_number(definition: QgsProcessingParameterDefinition, value: Any) -> bool:
    """Whether a text is given for a number; QGIS takes any text for an optional number and makes it 0."""
    if not isinstance(definition, QgsProcessingParameterNumber) or not isinstance(value, str) or not value:
        return False
    try:
        return not math.isfinite(float(value))
    except ValueError:
        return True


def _absolute(value: Any) -> Any:
    """A destination with its relative path made absolute; scripts are run from any folder, the engine is not."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        changed = QgsProcessingOutputLayerDefinition(value)
        if value.sink.propertyType() == QgsProperty.Type.StaticProperty:
            changed.sink = QgsProperty.fromValue(_absolute(value.sink.staticValue()))
        return changed
    if isinstance(value, str) and value and value != "TEMPORARY_OUTPUT":
        return absolute(value)
    return value


def _text(value: Any) -> str:
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        return str(value.sink.staticValue())
    return str(value)
