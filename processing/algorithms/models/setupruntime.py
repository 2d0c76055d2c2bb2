"""Algorithm ``onemetre:setupruntime``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
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
    "Makes, checks, updates or removes the Python environment that OneMetre computes in.",
    (
        "OneMetre never installs anything into QGIS's own Python. It makes an environment of its own, in this "
        "computer's local application data, from packages with pinned versions and hashes; the log says where, how "
        "large and for which device before anything is downloaded. Run it again after an update of the plugin, or "
        "after a failure: what was downloaded is kept.\n\n"
        "The proxy and the certificates are those of QGIS's options. Set-up ends with a test tile, which the "
        "environment has to compute rightly on the device that is there."
    ),
    {
        "ACTION": (
            "install: make or update the environment. check: say what there is, or what would be made. remove: "
            "delete the environment that OneMetre made, and forget one that was given as PYTHON."
        ),
        "PROFILE": "map: mapping. imagery: and Sentinel-2 imagery. train: and training. Each contains the former.",
        "DEVICE": "Packages for: cpu, cuda (NVIDIA), or auto, which is cuda where the graphics driver allows it.",
        "PYTHON": (
            "Python interpreter of an existing environment, which is checked and used as it is; nothing is "
            "installed. Empty: OneMetre makes an environment."
        ),
        "WHEELS": "Folder of wheels to install from without a network. Empty: the package index.",
    },
)


class SetupRuntime(BaseAlgorithm):
    """The environment that the engine runs in: made, checked, updated, removed."""

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
        file, folder = QgsProcessingParameterFile.Behavior.File, QgsProcessingParameterFile.Behavior.Folder
        # QGIS's own filter for all files, "*.*", refuses names without a dot.
        python = QgsProcessingParameterFile(
            PYTHON, tr("Existing environment"), behavior=file, optional=True, fileFilter=tr("Programs") + " (*)"
        )
        self.add(python, advanced=True)
        wheels = QgsProcessingParameterFile(WHEELS, tr("Folder of wheels"), behavior=folder, optional=True)
        self.add(wheels, advanced=True)
        self.add(QgsProcessingOutputString("STATE", tr("State")))
        self.add(QgsProcessingOutputString("INTERPRETER", tr("Interpreter")))
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
        """Do what ACTION says."""
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
        """A choice as it was given: QGIS would replace one that it does not know by the default."""
        options = CHOICES[name][1]
        text = self.text(parameters, name, context) or options[0]
        if text not in options:
            raise RequestError(
                tr("{} cannot be {}.").format(name, text), tr("There is: {}.").format(", ".join(options))
            )
        return text


def _check(plan: Plan, feedback: QgsProcessingFeedback) -> Parameters:
    """Say what there is, or what would be made."""
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
