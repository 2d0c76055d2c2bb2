"""Algorithm ``onemetre:setupruntime``."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)

from ...engine.errors import EngineError, RequestError, RuntimeMissingError
from ...engine.jobs import CheckRuntimeResult
from ..base import BaseAlgorithm
from ..i18n import tr
from ..interpreter import VARIABLE, Interpreter, find_interpreter, managed_environment, python_of
from ..paths import absolute
from ..runtime.checking import check_environment, require
from ..runtime.install import install, remove
from ..runtime.lock import PROFILES
from ..runtime.network import Network, qgis_network
from ..runtime.plan import Plan, make_plan
from ..runtime.state import read_state
from ..settings import settings

Parameters = dict[str, Any]


CHOICES = {
    "ACTION": ("Action", ("install", "check", "remove")),
    "PROFILE": ("Profile", PROFILES),
    "DEVICE": ("Device", ("auto", "cpu", "cuda")),
}
PYTHON = "PYTHON"
WHEELS = "WHEELS"


class SetupRuntime(BaseAlgorithm):
    """The environment that the engine runs in: made, checked, updated, removed."""

    NAME = "setupruntime"
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
            return _remove(feedback)
        profile = self._choice(parameters, "PROFILE", context)
        if python := self.parameterAsFile(parameters, PYTHON, context):
            return _existing(python, profile, action, feedback)
        device = self._choice(parameters, "DEVICE", context)
        plan = make_plan(profile, device, self.parameterAsFile(parameters, WHEELS, context), self.network)
        return _check(plan, feedback) if action == "check" else _install(plan, feedback)

    def _choice(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> str:
        """A choice as it was given: QGIS would replace one that it does not know by the default."""
        options = CHOICES[name][1]
        text = self.parameterAsString(parameters, name, context) or options[0]
        if text not in options:
            raise RequestError(
                tr("{} cannot be {}.").format(name, text), tr("There is: {}.").format(", ".join(options))
            )
        return text


def _install(plan: Plan, feedback: QgsProcessingFeedback) -> Parameters:
    """Make the environment, or only prove it where it has what is needed."""
    interpreter = Interpreter(str(python_of(plan.place)), managed=True)
    state = read_state(plan.place)
    if state and state.serves(plan.profile, plan.variant.name):
        feedback.pushInfo(tr("The environment in {} is up to date.").format(plan.place))
        checked = check_environment(interpreter, plan.profile, feedback)
        require(checked, interpreter)
    else:
        for sentence in plan.sentences():
            feedback.pushInfo(sentence)
        checked = install(plan, feedback)
    if settings().python.value():
        settings().python.remove()
        feedback.pushInfo(tr("The environment that was given as PYTHON before is no longer used."))
    _warn_of_variable(feedback)
    return _results("ready", interpreter, checked, feedback) | {"MEGABYTES": plan.lock.megabytes}


def _existing(python: str, profile: str, action: str, feedback: QgsProcessingFeedback) -> Parameters:
    """Check an environment of the user's, and use it from now on if it was to be installed."""
    interpreter = Interpreter(absolute(python))
    checked = check_environment(interpreter, profile, feedback)
    if action == "check":
        return _verdict(interpreter, checked, feedback)
    require(checked, interpreter)
    settings().python.setValue(interpreter.path)
    feedback.pushInfo(tr("OneMetre uses {} from now on.").format(interpreter.path))
    _warn_of_variable(feedback)
    return _results("ready", interpreter, checked, feedback)


def _check(plan: Plan, feedback: QgsProcessingFeedback) -> Parameters:
    """Say what there is, or what would be made."""
    try:
        interpreter = find_interpreter()
    except RuntimeMissingError as error:
        feedback.pushWarning(str(error))
        for sentence in plan.sentences():
            feedback.pushInfo(sentence)
        return {"STATE": "missing", "MEGABYTES": plan.lock.megabytes}
    results = _verdict(interpreter, check_environment(interpreter, plan.profile, feedback), feedback)
    state = read_state(managed_environment())
    if interpreter.managed and results["STATE"] == "ready" and not (state and state.is_current()):
        feedback.pushWarning(tr("The environment belongs to another version of OneMetre; run install to update it."))
        results["STATE"] = "outdated"
    return results


def _remove(feedback: QgsProcessingFeedback) -> Parameters:
    there_was_one = remove(managed_environment())
    settings().python.remove()
    feedback.pushInfo(tr("The environment is removed.") if there_was_one else tr("There was no environment."))
    return {"STATE": "missing"}


def _verdict(interpreter: Interpreter, checked: CheckRuntimeResult, feedback: QgsProcessingFeedback) -> Parameters:
    try:
        require(checked, interpreter)
    except EngineError as error:
        feedback.pushWarning(str(error))
        return _results("incomplete", interpreter, checked, feedback)
    return _results("ready", interpreter, checked, feedback)


def _results(
    state: str, interpreter: Interpreter, checked: CheckRuntimeResult, feedback: QgsProcessingFeedback
) -> Parameters:
    if checked.device:
        feedback.pushInfo(tr("The test tile is right on: {}.").format(checked.device))
    return {"STATE": state, "INTERPRETER": interpreter.path, "DEVICE_USED": checked.device}


def _warn_of_variable(feedback: QgsProcessingFeedback) -> None:
    if os.environ.get(VARIABLE):
        feedback.pushWarning(tr("The environment variable {} is set and goes first.").format(VARIABLE))
