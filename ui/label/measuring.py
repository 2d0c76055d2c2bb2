"""Measures the accuracy of the map that points were drawn from, by their labels."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...contract.report_mark import takes_accuracy
from ...processing.app.i18n import tr
from ..background.algorithm_job import AlgorithmJob
from .opinion import FIRST
from .shown_layers import file_of

_ADDED = "ADD_TO_REPORT"


class Measuring(QObject):
    """Runs the algorithm, with report and table beside the points; the map's own report gets the accuracy, too.

    Attributes:
        measured: Emitted with the accuracy in words, and the path of the report.
        failed: Emitted with the reason of a failure, empty if it was cancelled.
    """

    measured = pyqtSignal(str, str)
    failed = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._job: AlgorithmJob | None = None
        self._parameters: dict[str, Any] = {}
        self._refused = ""

    @property
    def busy(self) -> bool:
        """Whether the accuracy is being measured."""
        return self._job is not None

    def start(self, points: QgsVectorLayer, source: Path, image: str) -> None:
        """Start to measure.

        Args:
            points: Layer of the project with the labels.
            source: The map.
            image: Id of a raster layer for the pictures of the report; empty = none.

        Raises:
            EngineError: A parameter is invalid, or nothing can run at all.
        """
        if self.busy:
            return
        file = file_of(points)
        beside = source if file is None else file
        parameters = {
            "INPUT": [str(source)],
            "REFERENCE": points.id(),
            "CLASS_FIELD": FIRST.label,
            "REPORT": str(_free(beside.with_name(f"{beside.stem}_accuracy.html"))),
            "TABLE": str(_free(beside.with_name(f"{beside.stem}_accuracy.csv"))),
        }
        page = source.with_suffix(".html")
        optional = {"IMAGE": image, _ADDED: str(page) if takes_accuracy(page) else ""}
        self._refused = ""
        self._run(parameters | {name: value for name, value in optional.items() if value})

    def _run(self, parameters: dict[str, Any]) -> None:
        job = AlgorithmJob("accuracy", parameters)
        job.start()
        job.ended.connect(self._end)
        self._job, self._parameters = job, parameters

    def stop(self) -> None:
        """Cancel without further signals."""
        job, self._job = self._job, None
        if job is not None:
            job.stop()

    def _end(self) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        found = job.results
        if found is None and job.failure and self._parameters.pop(_ADDED, ""):
            # A report of an earlier map of this name must not keep the accuracy from being measured.
            self._refused = job.failure
            self._run(self._parameters)
            return
        if found is None:
            self.failed.emit(job.failure)
            return
        words = tr("Overall accuracy {:.1f} %, from {} points.").format(found["OVERALL_ACCURACY"], found["COUNTED"])
        if found.get("OVERALL_LOW") is not None:
            words = tr("Overall accuracy {:.1f} % (95 % interval {:.1f} to {:.1f} %), from {} points.").format(
                found["OVERALL_ACCURACY"], found["OVERALL_LOW"], found["OVERALL_HIGH"], found["COUNTED"]
            )
        added = self._parameters.get(_ADDED)
        told = [
            words,
            str(found.get("WARNINGS") or ""),
            tr("Report: {}").format(found["REPORT"]),
            tr("The report of the map has it, too: {}").format(added) if added else self._refused,
        ]
        self.measured.emit("\n".join(filter(None, told)), str(found["REPORT"]))


def _free(path: Path) -> Path:
    """The path, or the first with a number that does not exist."""
    numbered = (path.with_stem(f"{path.stem}_{number}") for number in itertools.count(2))
    return next(one for one in itertools.chain([path], numbered) if not one.exists())
