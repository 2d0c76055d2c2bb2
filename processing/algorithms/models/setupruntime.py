"""Algorithm ``onemetre:setupruntime``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)

from ....contract.errors import RequestError, RuntimeMissingError
from ...app.i18n import tr, translatable
from ...bases.algorithm import BaseAlgorithm
from ...bases.help import AlgorithmHelp
from ...client.interpreter import Interpreter, find_interpreter
from ...runtime.actions import Outcome, adopt, clear, inspect, set_up
from ...runtime.pins import PROFILES
from ...runtime.pip_network import Network, qgis_network
from ...runtime.plan import Plan, make_plan

Parameters = dict[str, Any]


CHOICES = {
    "ACTION": (translatable("Action"), ("install", "check", "remove")),
    "PROFILE": (translatable("Profile"), PROFILES),
    "DEVICE": (translatable("Device"), ("auto", "cpu", "cuda")),
}
PYTHON = "PYTHON"
WHEELS = "WHEELS"


_HELP = AlgorithmHelp(
    "Set up the runtime",
    "Creates, checks, updates or removes the Python environment that OneMetre computes in.",
    (
        "OneMetre never installs anything into QGIS's own Python. It creates a separate environment in this computer's "
        "local application data, from packages with pinned versions and hashes; before any download, the log states "
        "the location, the size and the device. Run it again after an update of the plugin, or after a failure: "
        "completed downloads are kept.\n\n"
        "Proxy and certificates are those of QGIS's options. At the end, the environment must compute a test tile "
        "correctly on the available device."
    ),
    {
        "ACTION": (
            "install: create or update the environment. check: describe the environment, or the one that would be "
            "created. remove: delete the environment that OneMetre created, and forget one that was given as PYTHON."
        ),
        "PROFILE": "map: mapping, with Sentinel-2 images from online services. train: also training.",
        "DEVICE": (
            "Device to install packages for: cpu, cuda (NVIDIA), or auto, which chooses cuda if the graphics driver "
            "supports it."
        ),
        "PYTHON": (
            "Python interpreter of an existing environment, which is checked and used unchanged; nothing is installed. "
            "Empty: OneMetre creates an environment."
        ),
        "WHEELS": "Folder of wheels to install from without a network. Empty: the package index.",
    },
)


class SetupRuntime(BaseAlgorithm):
    """Creates, checks, updates and removes the environment that the engine runs in."""

    NAME = "setupruntime"
    HELP = _HELP
    GROUP = ("models", "Models")
    TAGS = ("runtime", "install", "python", "environment", "packages", "pip", "cuda", "gpu", "dependencies", "offline")
    NEEDS_RUNTIME = False

    def __init__(self) -> None:
        super().__init__()
        self.network = Network()

    def declare(self) -> None:
        """Add the parameters and outputs."""
        for name, (title, options) in CHOICES.items():
            parameter = QgsProcessingParameterEnum(
                name, tr(title), options=list(options), defaultValue=options[0], usesStaticStrings=True
            )
            self.add(parameter)
        file, folder = Qgis.ProcessingFileParameterBehavior.File, Qgis.ProcessingFileParameterBehavior.Folder
        # QGIS's own filter for all files, "*.*", hides names without a dot.
        python = QgsProcessingParameterFile(
            PYTHON, tr("Existing environment"), behavior=file, optional=True, fileFilter=tr("Programs") + " (*)"
        )
        self.add(python, advanced=True)
        wheels = QgsProcessingParameterFile(WHEELS, tr("Folder of wheels"), behavior=folder, optional=True)
        self.add(wheels, advanced=True)
        self.add(QgsProcessingOutputString("STATE", tr("State")))
        self.add(QgsProcessingOutputString("INTERPRETER", tr("Python interpreter")))
        self.add(QgsProcessingOutputString("DEVICE_USED", tr("Device")))
        self.add(QgsProcessingOutputNumber("MEGABYTES", tr("Download, MB")))

    def prepare(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Check the choices, and ask QGIS for its network settings in this thread."""
        for name in CHOICES:
            self._choice(parameters, name, context)
        if self._choice(parameters, "ACTION", context) == "install":
            self.network = qgis_network()

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        """Perform the chosen ACTION."""
        action = self._choice(parameters, "ACTION", context)
        if action == "remove":
            return _results(clear(feedback))
        profile = self._choice(parameters, "PROFILE", context)
        if python := self.path(parameters, PYTHON, context):
            if action == "check":
                return _results(inspect(Interpreter(python), profile, feedback))
            return _results(adopt(python, profile, feedback))
        device = self._choice(parameters, "DEVICE", context)
        plan = make_plan(profile, device, self.path(parameters, WHEELS, context), self.network)
        if action == "check":
            return _check(plan, feedback)
        return _results(set_up(plan, feedback)) | {"MEGABYTES": plan.lock.megabytes}

    def _choice(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> str:
        """Read a choice as given: QGIS would replace an unknown one with the default."""
        options = CHOICES[name][1]
        text = self.text(parameters, name, context) or options[0]
        if text not in options:
            raise RequestError(
                tr("{} cannot be {}.").format(name, text), tr("Choose one of: {}.").format(", ".join(options))
            )
        return text


def _check(plan: Plan, feedback: QgsProcessingFeedback) -> Parameters:
    """Describe the environment, or the one that would be created."""
    try:
        interpreter = find_interpreter()
    except RuntimeMissingError as error:
        feedback.pushWarning(str(error))
        for sentence in plan.sentences():
            feedback.pushInfo(sentence)
        return _results(Outcome("missing")) | {"MEGABYTES": plan.lock.megabytes}
    return _results(inspect(interpreter, plan.profile, feedback))


def _results(outcome: Outcome) -> Parameters:
    if not outcome.interpreter:
        return {"STATE": outcome.state}
    return {"STATE": outcome.state, "INTERPRETER": outcome.interpreter, "DEVICE_USED": outcome.device}
