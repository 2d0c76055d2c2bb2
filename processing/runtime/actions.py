"""What can be done about the runtime: for the algorithm and for the dialog, in a background thread."""

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
    """What there is afterwards.

    Attributes:
        state: "ready", "outdated" (it works, but belongs to another version of OneMetre), "incomplete" or "missing".
        interpreter: Of the environment; empty = there is none.
        device: On which the test tile was right; empty = on none.
        problem: Why it is incomplete.
    """

    state: str
    interpreter: str = ""
    device: str = ""
    problem: EngineError | None = None


def set_up(plan: Plan, feedback: QgsProcessingFeedback) -> Outcome:
    """Make the environment, or only prove it where it has what is needed; from now on it is used.

    Raises:
        EngineError: What went wrong; the environment that was there is as before.
    """
    interpreter = Interpreter(str(python_of(plan.place)), managed=True)
    outcome = _prove_current(plan, interpreter, feedback)
    if outcome is None:
        for sentence in plan.sentences():
            feedback.pushInfo(sentence)
        outcome = _ready(interpreter, install(plan, feedback), feedback)
    if settings().python.value():
        settings().python.remove()
        feedback.pushInfo(tr("The environment that was given as PYTHON before is no longer used."))
    _warn_of_variable(feedback)
    return outcome


def adopt(python: str, profile: str, feedback: QgsProcessingFeedback) -> Outcome:
    """Use an environment of the user's from now on, if it has what is needed.

    Args:
        python: Its interpreter.
        profile: Whose packages have to be there.
        feedback: Takes what is found.

    Raises:
        EngineError: What it lacks, or why it cannot be tested.
    """
    interpreter = Interpreter(absolute(python))
    checked = check_environment(interpreter, profile, feedback)
    require(checked, interpreter)
    settings().python.setValue(interpreter.path)
    feedback.pushInfo(tr("OneMetre uses {} from now on.").format(interpreter.path))
    _warn_of_variable(feedback)
    return _ready(interpreter, checked, feedback)


def inspect(interpreter: Interpreter, profile: str, feedback: QgsProcessingFeedback) -> Outcome:
    """Prove an environment without changing anything.

    Raises:
        EngineError: It cannot be tested, or the user cancelled.
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
    """Remove the environment that OneMetre made, and forget one that it was given.

    Raises:
        EngineError: A file is in use or protected.
    """
    there_was_one = remove(managed_environment())
    settings().python.remove()
    feedback.pushInfo(tr("The environment is removed.") if there_was_one else tr("There was no environment."))
    return Outcome("missing")


def _prove_current(plan: Plan, interpreter: Interpreter, feedback: QgsProcessingFeedback) -> Outcome | None:
    """The outcome if the environment has what the plan would install, and works."""
    state = read_state(plan.place)
    if not (state and state.serves(plan.profile, plan.variant.name)):
        return None
    try:
        outcome = inspect(interpreter, plan.profile, feedback)
    except CancelledError:
        raise
    except EngineError as error:
        # It cannot even be started: it is made again.
        feedback.pushWarning(str(error))
        return None
    if outcome.state != "ready":
        return None
    feedback.pushInfo(tr("The environment in {} is up to date.").format(plan.place))
    return outcome


def _ready(interpreter: Interpreter, checked: CheckRuntimeResult, feedback: QgsProcessingFeedback) -> Outcome:
    if checked.device:
        feedback.pushInfo(tr("The test tile is right on: {}.").format(checked.device))
    return Outcome("ready", interpreter.path, checked.device)


def _warn_of_variable(feedback: QgsProcessingFeedback) -> None:
    if os.environ.get(VARIABLE):
        feedback.pushWarning(tr("The environment variable {} is set and goes first.").format(VARIABLE))
