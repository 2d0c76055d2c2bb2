"""Actions on the runtime, for the algorithm and the dialog; they run in a background thread."""

from __future__ import annotations

import os
from dataclasses import dataclass

from qgis.core import QgsProcessingFeedback

from ...contract.errors import CancelledError, EngineError
from ...contract.requests import CheckRuntimeResult
from ..app.i18n import tr
from ..app.paths import absolute
from ..app.settings import settings
from ..client.interpreter import VARIABLE, Interpreter, managed_environment, python_of
from .checking import check_environment, require
from .install import install, remove
from .plan import Plan
from .state import read_state


@dataclass(frozen=True)
class Outcome:
    """State of the environment after an action.

    Attributes:
        state: "ready", "outdated" (it works, but belongs to another version of OneMetre), "incomplete" or "missing".
        interpreter: Python interpreter of the environment; empty = no environment.
        device: Device that computed the test tile correctly; empty = no device.
        problem: Reason why the environment is incomplete.
    """

    state: str
    interpreter: str = ""
    device: str = ""
    problem: EngineError | None = None


def set_up(plan: Plan, feedback: QgsProcessingFeedback) -> Outcome:
    """Create the environment, or only test it if it has all packages; OneMetre then uses it.

    Raises:
        EngineError: Set-up failed; an existing environment is unchanged.
    """
    interpreter = Interpreter(str(python_of(plan.place)), managed=True)
    outcome = _prove_current(plan, interpreter, feedback)
    if outcome is None:
        for sentence in plan.sentences():
            feedback.pushInfo(sentence)
        outcome = _ready(interpreter, install(plan, feedback), feedback)
    if settings().python.value():
        settings().python.remove()
        feedback.pushInfo(tr("The environment given earlier as PYTHON is no longer used."))
    _warn_of_variable(feedback)
    return outcome


def adopt(python: str, profile: str, feedback: QgsProcessingFeedback) -> Outcome:
    """Use the user's own environment if it has all packages.

    Args:
        python: Python interpreter of the environment.
        profile: Profile whose packages are required.
        feedback: Receives the results of the check.

    Raises:
        EngineError: The environment lacks packages, or cannot be tested.
    """
    interpreter = Interpreter(absolute(python))
    checked = check_environment(interpreter, profile, feedback)
    require(checked, interpreter)
    settings().python.setValue(interpreter.path)
    feedback.pushInfo(tr("OneMetre now uses {}.").format(interpreter.path))
    _warn_of_variable(feedback)
    return _ready(interpreter, checked, feedback)


def inspect(interpreter: Interpreter, profile: str, feedback: QgsProcessingFeedback) -> Outcome:
    """Test an environment without changing anything.

    Raises:
        EngineError: The environment cannot be tested, or the user cancelled.
    """
    checked = check_environment(interpreter, profile, feedback)
    try:
        require(checked, interpreter)
    except EngineError as error:
        feedback.pushWarning(str(error))
        return Outcome("incomplete", interpreter.path, checked.device, error.kept())
    outcome = _ready(interpreter, checked, feedback)
    state = read_state(managed_environment())
    if interpreter.managed and not (state and state.is_current()):
        feedback.pushWarning(tr("The environment belongs to another version of OneMetre; run install to update it."))
        return Outcome("outdated", outcome.interpreter, outcome.device)
    return outcome


def clear(feedback: QgsProcessingFeedback) -> Outcome:
    """Remove the environment that OneMetre created, and forget one given by the user.

    Raises:
        EngineError: A file is in use or protected.
    """
    there_was_one = remove(managed_environment())
    settings().python.remove()
    feedback.pushInfo(tr("The environment was removed.") if there_was_one else tr("No environment was found."))
    return Outcome("missing")


def _prove_current(plan: Plan, interpreter: Interpreter, feedback: QgsProcessingFeedback) -> Outcome | None:
    """Outcome if the environment has the packages of the plan and works; otherwise None."""
    state = read_state(plan.place)
    if not (state and state.serves(plan.profile, plan.variant.name)):
        return None
    try:
        outcome = inspect(interpreter, plan.profile, feedback)
    except CancelledError:
        raise
    except EngineError as error:
        # It cannot even be started, so it is created again.
        feedback.pushWarning(str(error))
        return None
    if outcome.state != "ready":
        return None
    feedback.pushInfo(tr("The environment in {} is up to date.").format(plan.place))
    return outcome


def _ready(interpreter: Interpreter, checked: CheckRuntimeResult, feedback: QgsProcessingFeedback) -> Outcome:
    if checked.device:
        feedback.pushInfo(tr("The test tile was computed correctly on {}.").format(checked.device))
    return Outcome("ready", interpreter.path, checked.device)


def _warn_of_variable(feedback: QgsProcessingFeedback) -> None:
    if os.environ.get(VARIABLE):
        feedback.pushWarning(tr("The environment variable {} is set and takes precedence.").format(VARIABLE))
