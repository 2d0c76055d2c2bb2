"""What the dialog says of an adaptation that has ended, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import Qgis

from ....processing.app.i18n import tr
from ...widgets.message import Message


def of_result(results: dict[str, Any], name: str, warnings: Sequence[str] = ()) -> Message:
    """Of an adaptation that has ended.

    Args:
        results: Outputs of the algorithm.
        name: That the adapted model was to get.
        warnings: What else the user has to know.
    """
    sentences = [results["VERDICT"], *(one for one in dict.fromkeys(warnings) if one != results["VERDICT"])]
    if not results["PUBLISHED"]:
        return Message(
            Qgis.MessageLevel.Warning,
            tr("No model was saved: {} is still the one to use.").format(results["MODEL"]),
            " ".join(sentences),
        )
    where = tr("It is called {} and lies in {}.").format(name, results["MODEL_FILE"])
    level = Qgis.MessageLevel.Success if results["KEPT"] and results["CHECKED"] else Qgis.MessageLevel.Info
    return Message(level, tr("The adapted model is ready."), " ".join([*sentences, where]))


def of_f1(results: dict[str, Any]) -> str:
    """Figures before and after; empty = there was no check."""
    if "F1_BEFORE" not in results or "F1_AFTER" not in results:
        return ""
    return tr("F1 on samples that were left out: {:.1f} % before, {:.1f} % after.").format(
        results["F1_BEFORE"], results["F1_AFTER"]
    )


def of_failure(failure: str) -> Message:
    """Of an adaptation that failed."""
    return Message(Qgis.MessageLevel.Critical, tr("The adaptation failed."), failure)


def of_cancelled() -> Message:
    """Of an adaptation that was cancelled."""
    return Message(
        Qgis.MessageLevel.Info,
        tr("Cancelled."),
        tr("What was learned up to the last check is kept: Start with the same choices goes on from there."),
    )
