"""What the set-up dialog says about the runtime."""

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
    """Of what is being done."""
    return Message(
        Qgis.MessageLevel.Info,
        title,
        tr("This window may be closed meanwhile; QGIS's task manager shows how far it is."),
    )


def of_failure(error: EngineError, *, kept: bool) -> Message:
    """Of what has just gone wrong, or was cancelled.

    Args:
        error: What it was.
        kept: Whether there is an environment as before.
    """
    level = Qgis.MessageLevel.Info if isinstance(error, CancelledError) else Qgis.MessageLevel.Critical
    still = tr("The environment that was there before is unchanged.") if kept else ""
    return Message(level, said(error.message), f"{said(error.hint)} {still}".strip())


def of_situation(situation: Situation, outcome: Outcome | None) -> Message:
    """Of what there is.

    Args:
        situation: What files say.
        outcome: What a test of it gave; None = it was not tested.
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
            tr("The runtime belongs to another version of OneMetre."),
            tr("It may still work; Update exchanges its packages.") + " " + where,
        )
    if outcome is None:
        return Message(Qgis.MessageLevel.Info, tr("There is a runtime; it was not tested."), where)
    return Message(
        Qgis.MessageLevel.Success,
        tr("Ready: the test tile is right on {}.").format(device_name(outcome.device)),
        where,
    )


def device_name(device: str) -> str:
    """A device of the engine, for people."""
    if device == "cpu":
        return tr("the processor")
    return tr("the graphics card ({})").format(device)


def _without_interpreter(situation: Situation) -> Message:
    if situation.source and situation.error is not None:
        return Message(Qgis.MessageLevel.Critical, situation.error.message, situation.error.hint)
    return Message(
        Qgis.MessageLevel.Warning,
        tr("OneMetre has no runtime yet."),
        tr(
            "It computes in a Python environment of its own, beside QGIS and not in it. Nothing is downloaded before "
            "you press Install."
        ),
    )


def _where(situation: Situation, path: str) -> str:
    sentences = {
        "variable": tr("The environment variable {} names it and goes first: {}").format(VARIABLE, path),
        "setting": tr("It is an environment of yours: {}").format(path),
        "managed": tr("OneMetre made it in {}.").format(managed_environment()),
        "qgis": tr("QGIS's own Python has what is needed: {}").format(path),
    }
    return sentences[situation.source]
