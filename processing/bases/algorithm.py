"""Base of all algorithms: checks that always run, help from one object, errors as one message."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)
from qgis.PyQt.QtGui import QIcon

from ...contract.errors import EngineError, OutputError, RequestError
from ...contract.requests import Request
from ..app.i18n import tr
from ..app.metadata import guide_page
from ..app.paths import absolute
from ..app.session_log import note_failure
from ..client.engine_words import error_text
from ..client.interpreter import find_interpreter
from ..client.run_request import R, run_request
from ..parameters.destinations import absolute_destination, destination_text, split_layer
from ..parameters.special_files import refuse_special_files
from ..parameters.values import evaluated, number_of, unacceptable
from .help import AlgorithmHelp
from .unexpected import explained

ICONS = Path(__file__).parents[2] / "resources" / "icons"

Parameters = dict[str, Any]


class BaseAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of the provider.

    A subclass sets the class variables, adds its parameters in :meth:`declare`, and does its work in :meth:`execute`.
    """

    NAME: ClassVar[str]
    HELP: ClassVar[AlgorithmHelp]
    """Title and help of the algorithm, and help of each parameter."""
    GROUP: ClassVar[tuple[str, str]]
    ICON: ClassVar[str] = "onemetre"
    TAGS: ClassVar[tuple[str, ...]] = ()
    NEEDS_RUNTIME: ClassVar[bool] = True

    # -- for subclasses ------------------------------------------------------------------------------------------

    def declare(self) -> None:
        """Add the parameters and outputs with :meth:`add`."""
        raise AssertionError(f"{type(self).__name__} does not declare its parameters")

    def prepare(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Check the parameters cheaply and keep what the background thread must not query; called more than once.

        Raises:
            EngineError: A parameter is wrong.
        """

    def execute(
        self,
        parameters: Parameters,  # noqa: ARG002 - for the subclass
        context: QgsProcessingContext,  # noqa: ARG002
        feedback: QgsProcessingFeedback,  # noqa: ARG002
    ) -> Parameters:
        """Do the work in a background thread; returns the outputs.

        Raises:
            EngineError: The run failed, or the user cancelled it.
        """
        raise AssertionError(f"{type(self).__name__} does not implement execute()")

    def add(
        self, definition: QgsProcessingParameterDefinition | QgsProcessingOutputDefinition, advanced: bool = False
    ) -> None:
        """Add a parameter or an output."""
        if isinstance(definition, QgsProcessingOutputDefinition):
            self.addOutput(definition)
            return
        definition.setHelp(self.HELP.of_parameter(definition.name()))
        if advanced:
            definition.setFlags(definition.flags() | Qgis.ProcessingParameterFlag.Advanced)
        self.addParameter(definition)

    def run_engine(self, request: Request, expected: type[R], feedback: QgsProcessingFeedback) -> R:
        """Run a request in the engine process; see :func:`.run_request.run_request`."""
        return run_request(request, expected, feedback)

    def number(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> float | None:
        """Value of a number; if none is given its default, or None without a default.

        Raises:
            RequestError: The value is not a number, or lies outside the parameter's limits.
        """
        return number_of(self.parameterDefinition(name), parameters.get(name), context)

    def text(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> str:
        """Text or choice as given; empty = not given.

        QGIS's own reader of choices silently replaces an unknown choice with the default.
        """
        return str(self.parameterAsString(parameters, name, context)).strip()

    def path(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> str:
        """Absolute path of an input file or folder; empty = not given."""
        given = self.parameterAsFile(parameters, name, context)
        return absolute(given) if given else ""

    def output_path(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> str:
        """Absolute path for a file or raster destination; empty = not requested."""
        parameters = {**parameters, name: absolute_destination(parameters.get(name))}
        definition = self.parameterDefinition(name)
        if isinstance(definition, QgsProcessingParameterFileDestination):
            return self.parameterAsFileOutput(parameters, name, context)
        return self.parameterAsOutputLayer(parameters, name, context)

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Check everything that can be checked before the start.

        Raises:
            EngineError: A check failed.
        """
        if self.NEEDS_RUNTIME:
            find_interpreter()
        for name, value in parameters.items():
            refuse_special_files(name, value)
        for definition in self.destinationParameterDefinitions():
            self._check_destination(definition, parameters, context)
        self.prepare(parameters, context)
        for definition in self.parameterDefinitions():
            value = parameters.get(definition.name())
            if not definition.checkValueIsAcceptable(value, context):
                raise self._unacceptable(definition, parameters)
            if isinstance(definition, QgsProcessingParameterNumber):
                number_of(definition, value, context)
            else:
                evaluated(definition.name(), value, context)

    # -- for QGIS ------------------------------------------------------------------------------------------------

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:  # noqa: ARG002
        """Declare the parameters; called by QGIS once for each instance."""
        self.declare()

    def createInstance(self) -> BaseAlgorithm:
        """A fresh instance; each run has its own."""
        return type(self)()

    def name(self) -> str:
        """Stable id within the provider."""
        return self.NAME

    def displayName(self) -> str:
        """Name in the toolbox."""
        return tr(self.HELP.title)

    def shortDescription(self) -> str:
        """Tool tip."""
        return tr(self.HELP.summary)

    def shortHelpString(self) -> str:
        """Help panel."""
        return self.HELP.panel()

    def helpUrl(self) -> str:
        """Address of the algorithm's page in the guide."""
        return guide_page(self.NAME)

    def group(self) -> str:
        """Name of the group in the toolbox."""
        return tr(self.GROUP[1])

    def groupId(self) -> str:
        """Stable id of the group."""
        return self.GROUP[0]

    def tags(self) -> list[str]:
        """Search words for the toolbox."""
        return list(self.TAGS)

    def icon(self) -> QIcon:
        """Icon in the toolbox."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """Path of the icon's file."""
        return str(ICONS / f"{self.ICON}.svg")

    def canExecute(self) -> tuple[bool, str]:
        """Whether the engine can be started, otherwise with the reason."""
        try:
            if self.NEEDS_RUNTIME:
                find_interpreter()
        except EngineError as error:
            return False, error_text(error)
        return True, ""

    def checkParameterValues(self, parameters: Parameters, context: QgsProcessingContext) -> tuple[bool, str]:
        """Check everything that can be checked before the start."""
        # The inherited check only reports "Incorrect parameter value for YEAR".
        try:
            self.check(parameters, context)
        except Exception as error:  # noqa: BLE001 - an exception in a method that QGIS calls ends QGIS
            return False, error_text(explained(error))
        return True, ""

    def prepareAlgorithm(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,  # noqa: ARG002
    ) -> bool:
        """Check again and keep the values, in the thread of the caller."""
        # Again here, since children of a model and scripts bypass canExecute and checkParameterValues.
        try:
            self.check(parameters, context)
        except Exception as error:  # noqa: BLE001 - see checkParameterValues
            raise QgsProcessingException(error_text(explained(error))) from None
        return True

    def processAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        """Do the work; failures become one message."""
        try:
            return self.execute(parameters, context, feedback)
        except QgsProcessingException:
            raise
        except Exception as error:  # noqa: BLE001 - see checkParameterValues
            known = explained(error)
            note_failure(self.NAME, str(known))
            raise QgsProcessingException(error_text(known)) from None

    def _check_destination(
        self, definition: QgsProcessingDestinationParameter, parameters: Parameters, context: QgsProcessingContext
    ) -> None:
        if not is_set(parameters, definition.name()):
            return
        value = parameters[definition.name()]
        text = destination_text(value)
        extension = f".{definition.defaultFileExtension()}"
        supported, _ = definition.isSupportedOutputValue(value, context)
        if isinstance(definition, QgsProcessingParameterFileDestination):
            # QGIS does not check these.
            supported = text == QgsProcessing.TEMPORARY_OUTPUT or text.lower().endswith(extension)
        if isinstance(definition, QgsProcessingParameterVectorDestination) and text != QgsProcessing.TEMPORARY_OUTPUT:
            # QGIS also passes databases on, and does not know the form of a layer's source.
            supported = split_layer(text)[0].lower().endswith(extension)
        if not supported:
            raise OutputError(
                tr("{}: OneMetre cannot write {}.").format(definition.name(), text),
                tr("Choose a file name that ends in {}.").format(extension),
            )

    def _unacceptable(self, definition: QgsProcessingParameterDefinition, parameters: Parameters) -> RequestError:
        name = definition.name()
        if isinstance(definition, QgsProcessingParameterFeatureSource):
            return RequestError(self.invalidSourceError(parameters, name))
        if not is_set(parameters, name):
            return RequestError(tr("{} is missing.").format(name), definition.help())
        return unacceptable(definition, parameters[name])


def is_set(parameters: Parameters, name: str) -> bool:
    """Whether a parameter has a value; an optional one may be absent, None or empty."""
    return parameters.get(name) not in (None, "")
