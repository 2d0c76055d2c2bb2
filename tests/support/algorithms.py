"""Runs algorithms as users do and keeps what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
)

GREEN = "toy.green_v1"
IMPERVIOUS = "toy.impervious_v1"
THREE = "toy.three_v1"
BANDS = "red=1,green=2,blue=3"


def algorithm(name: str) -> QgsProcessingAlgorithm:
    """A fresh instance of an algorithm, with the models that there are now."""
    found = QgsApplication.processingRegistry().createAlgorithmById(f"onemetre:{name}")
    assert found is not None
    return found


class Recorder(QgsProcessingFeedback):
    """Keeps what an algorithm says."""

    def __init__(self) -> None:
        super().__init__(False)
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.texts: list[str] = []

    def pushInfo(self, info: str) -> None:  # noqa: N802 - QGIS calls it by this name
        self.infos.append(info)

    def pushWarning(self, warning: str) -> None:  # noqa: N802
        self.warnings.append(warning)

    def setProgressText(self, text: str) -> None:  # noqa: N802
        self.texts.append(text)


def run(
    name: str,
    parameters: dict[str, Any],
    *,
    context: QgsProcessingContext | None = None,
    feedback: QgsProcessingFeedback | None = None,
) -> dict[str, Any]:
    """``processing.run``; what it raises is a QgsProcessingException."""
    import processing

    return processing.run(f"onemetre:{name}", parameters, context=context, feedback=feedback or Recorder())


def failure(name: str, parameters: dict[str, Any]) -> str:
    """The message with which ``processing.run`` fails."""
    with pytest.raises(QgsProcessingException) as caught:
        run(name, parameters)
    message = str(caught.value)
    assert "Traceback" not in message
    return message


def context_of(project: QgsProject) -> QgsProcessingContext:
    """A context that knows the layers of a project."""
    context = QgsProcessingContext()
    context.setProject(project)
    context.setFeedback(QgsProcessingFeedback())
    return context


def left(folder: Path) -> list[str]:
    """Names of all that lies in a folder."""
    return sorted(path.name for path in folder.iterdir())
