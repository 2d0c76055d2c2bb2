"""Texts about a finished adaptation, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import Qgis

from ....processing.app.i18n import tr
from ....processing.client.engine_words import values_in
from ...widgets.message import Message

TOO_SHORT = "Allow at least {} min, or set no limit: the {} recommended steps take about {} min."
"""Sentence of the engine about a time that is too short for an adaptation."""


def of_result(results: dict[str, Any], name: str, warnings: Sequence[str] = ()) -> Message:
    """Message about a finished adaptation.

    Args:
        results: Outputs of the algorithm.
        name: Name that the user chose for the adapted model.
        warnings: Further warnings for the user.
    """
    sentences = [results["VERDICT"], *(one for one in dict.fromkeys(warnings) if one != results["VERDICT"])]
    if not results["PUBLISHED"]:
        return Message(
            Qgis.MessageLevel.Warning,
            tr("No model was saved: keep using {}.").format(results["MODEL"]),
            " ".join(sentences),
        )
    where = tr("It is named {} and stored in {}.").format(name, results["MODEL_FILE"])
    level = Qgis.MessageLevel.Success if results["KEPT"] and results["CHECKED"] else Qgis.MessageLevel.Info
    return Message(level, tr("The adapted model is ready."), " ".join([*sentences, where]))


def of_saved(name: str, path: str) -> Message:
    """Message about an adapted model that the user saved although the check did not keep it."""
    return Message(
        Qgis.MessageLevel.Info,
        tr("The adapted model is saved."),
        tr("It is named {} and stored in {}.").format(name, path)
        + " "
        + tr("Its card states that it was not checked, or not proven better than its parent."),
    )


def of_discarded(parent: str) -> Message:
    """Message about an adapted model that was neither kept by the check nor saved by the user."""
    return Message(
        Qgis.MessageLevel.Info,
        tr("No model was saved: keep using {}.").format(parent),
        tr("The adapted model was deleted when the panel was closed."),
    )


def of_f1(results: dict[str, Any]) -> str:
    """F1 before and after, as text; empty = not checked."""
    if "F1_BEFORE" not in results or "F1_AFTER" not in results:
        return ""
    return tr("F1 on held-out samples: {:.1f} % before, {:.1f} % after.").format(
        results["F1_BEFORE"], results["F1_AFTER"]
    )


def of_failure(failure: str) -> Message:
    """Message about a failed adaptation."""
    return Message(Qgis.MessageLevel.Critical, tr("The adaptation failed."), failure)


def needed_minutes(failure: str) -> int:
    """Least time in minutes that a failed adaptation asks for; 0 = it failed for another reason."""
    values = values_in(failure, TOO_SHORT)
    return int(values[0]) if values and values[0].isdecimal() else 0


def of_cancelled() -> Message:
    """Message about a cancelled adaptation."""
    return Message(
        Qgis.MessageLevel.Info,
        tr("Cancelled."),
        tr("The last checkpoint is kept: Start with the same choices resumes from there."),
    )
