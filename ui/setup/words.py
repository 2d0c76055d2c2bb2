"""The set-up dialog's messages about the runtime."""

from __future__ import annotations

from qgis.core import Qgis

from ...contract.errors import CancelledError, EngineError
from ...processing.app.i18n import tr
from ...processing.client.engine_words import said
from ...processing.client.interpreter import VARIABLE, managed_environment
from ...processing.runtime.actions import Outcome
from ...processing.runtime.situation import Situation
from ..widgets.message import Message


def of_work(title: str) -> Message:
    """Message while a task is running."""
    return Message(
        Qgis.MessageLevel.Info,
        title,
        tr("You can close this window meanwhile; QGIS's task manager shows the progress."),
    )


def of_failure(error: EngineError, *, kept: bool) -> Message:
    """Message after a failed or cancelled task.

    Args:
        error: Error that ended the task.
        kept: Whether the previous environment still exists.
    """
    level = Qgis.MessageLevel.Info if isinstance(error, CancelledError) else Qgis.MessageLevel.Critical
    still = tr("The previous environment is unchanged.") if kept else ""
    return Message(level, said(error.message), f"{said(error.hint)} {still}".strip())


def of_situation(situation: Situation, outcome: Outcome | None) -> Message:
    """Message about the installed runtime.

    Args:
        situation: State of the runtime according to its files.
        outcome: Result of testing the runtime; None = not tested.
    """
    if situation.interpreter is None:
        return _without_interpreter(situation)
    where = _where(situation, situation.interpreter.path)
    if outcome is not None and outcome.problem is not None:
        problem = outcome.problem
        return Message(Qgis.MessageLevel.Warning, tr("The runtime is incomplete."), f"{problem} {where}")
    if situation.outdated:
        return Message(
            Qgis.MessageLevel.Warning,
            tr("The runtime was installed by another version of OneMetre."),
            tr("It may still work; Update replaces its packages.") + " " + where,
        )
    if outcome is None:
        return Message(Qgis.MessageLevel.Info, tr("The runtime is installed but not tested."), where)
    return Message(
        Qgis.MessageLevel.Success,
        tr("Ready: the test tile is correct on {}.").format(device_name(outcome.device)),
        where,
    )


def device_name(device: str) -> str:
    """Name of a device in plain words."""
    if device == "cpu":
        return tr("the processor")
    return tr("the graphics card ({})").format(device)


def _without_interpreter(situation: Situation) -> Message:
    if situation.source and situation.error is not None:
        return Message(Qgis.MessageLevel.Critical, said(situation.error.message), said(situation.error.hint))
    return Message(
        Qgis.MessageLevel.Warning,
        tr("OneMetre has no runtime yet."),
        tr("It computes in a separate Python environment outside QGIS. Nothing is downloaded until you press Install."),
    )


def _where(situation: Situation, path: str) -> str:
    sentences = {
        "variable": tr("Set by the environment variable {}, which takes precedence: {}").format(VARIABLE, path),
        "setting": tr("Your own environment: {}").format(path),
        "managed": tr("OneMetre created it in {}.").format(managed_environment()),
        "qgis": tr("QGIS's own Python has all required packages: {}").format(path),
    }
    return sentences[situation.source]
