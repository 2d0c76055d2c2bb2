"""Runs algorithms as users do and records their messages."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from qgis.core import (
    QgsApplication,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)
from qgis.PyQt.QtCore import QEventLoop

GREEN = "toy.green_v1"
IMPERVIOUS = "toy.impervious_v1"
THREE = "toy.three_v1"
BANDS = "red=1,green=2,blue=3"


def algorithm(name: str) -> QgsProcessingAlgorithm:
    """A fresh instance of an algorithm, with the models available now."""
    found = QgsApplication.processingRegistry().createAlgorithmById(f"onemetre:{name}")
    assert found is not None
    return found


class Recorder(QgsProcessingFeedback):
    """Records the messages of an algorithm."""

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
    """Run ``processing.run``; errors are raised as QgsProcessingException."""
    import processing

    return processing.run(f"onemetre:{name}", parameters, context=context, feedback=feedback or Recorder())


def failure(name: str, parameters: dict[str, Any]) -> str:
    """Error message with which ``processing.run`` fails."""
    with pytest.raises(QgsProcessingException) as caught:
        run(name, parameters)
    message = str(caught.value)
    assert "Traceback" not in message
    # The context in the frames holds layers, which must not outlive QGIS.
    traceback.clear_frames(caught.tb)
    return message


def context_of(project: QgsProject) -> QgsProcessingContext:
    """A context that knows the layers of a project."""
    context = QgsProcessingContext()
    context.setProject(project)
    context.setFeedback(QgsProcessingFeedback())
    return context


def left(folder: Path) -> list[str]:
    """Names of all files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def to_project(path: Path, project: QgsProject, name: str = "") -> QgsProcessingOutputLayerDefinition:
    """A destination that is loaded into a project, as the algorithm dialog creates it."""
    definition = QgsProcessingOutputLayerDefinition(str(path), project)
    definition.destinationName = name
    return definition


def load(context: QgsProcessingContext, name: str, parameters: dict[str, object]) -> list[QgsMapLayer]:
    """Run an algorithm as a dialog does, in the background and with loading afterwards."""
    from processing.gui.Postprocessing import handleAlgorithmResults

    found = algorithm(name)
    feedback = Recorder()
    task = QgsProcessingAlgRunnerTask(found, parameters, context, feedback)
    loop = QEventLoop()
    ended: list[bool] = []
    task.executed.connect(lambda successful, _: (ended.append(successful), loop.quit()))
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    assert ended == [True]
    # pytest-qgis's window has no real layer tree, which QGIS 3.44 asks for.
    with patch("processing.gui.Postprocessing.iface", None):
        assert handleAlgorithmResults(found, context, feedback, parameters)
    return list(context.project().mapLayers().values())
