"""Estimates the dock's runs with the engine in the background, whenever the settings stop changing."""

from __future__ import annotations

import math
import weakref
from collections.abc import Callable, Sequence

from qgis.core import QgsApplication, QgsProcessingContext, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ....contract.errors import EngineError
from ....contract.requests import EstimateRequest, EstimateResult
from ....processing.app.i18n import tr
from ....processing.app.units import km2_text
from ....processing.client.engine_words import error_text, said
from ....processing.client.run_request import run_request
from ....processing.client.speeds import speed_of
from ...background.background_task import BackgroundTask, TaskFeedback
from ...background.latest_only import LatestOnly
from ..state.composites import COMPOSITE, unmade
from ..state.planned_run import PlannedRun

_REST_MS, _PATIENT_MS = 800, 4000
_MINUTE, _HOUR = 60, 3600
_MEGA = 1_000_000


class Estimator(QObject):
    """Estimates planned runs.

    Args:
        plan: Bound method that returns the runs, or raises an EngineError if a setting is missing; held weakly.

    Attributes:
        told: Emitted with the estimate in plain words, what was decided about the values and warnings, one a line; or
            with the problem.
    """

    told = pyqtSignal(str)

    def __init__(self, plan: Callable[[], list[PlannedRun]]) -> None:
        super().__init__()
        self._plan = weakref.WeakMethod(plan)
        self._runs: list[PlannedRun] = []
        self._later = ""
        self._lookup = LatestOnly()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._ask)

    def want(self, *, patient: bool = False) -> None:
        """Request an estimate once the settings stop changing.

        Args:
            patient: Whether to wait longer, because something else such as the live preview needs the machine first.
        """
        self._lookup.abandon()
        self._rest.start(_PATIENT_MS if patient else _REST_MS)

    def forget(self) -> None:
        """Drop the pending estimate."""
        self._rest.stop()
        self._lookup.abandon()

    def stop(self) -> None:
        """Stop, and wait for the end of the background work."""
        self._rest.stop()
        self._lookup.stop()

    def _ask(self) -> None:
        plan = self._plan()
        if plan is None:
            return
        try:
            runs = plan()
            self._runs = [run for run in runs if run.algorithm != COMPOSITE and not unmade(run)]
            requests = [_request(run) for run in self._runs]
        except EngineError as error:
            self.told.emit(error_text(error))
            return
        self._later = later_text(runs)
        if not requests:
            self.told.emit(self._later)
            return
        self.told.emit(tr("Estimating time and memory..."))
        self._lookup.start(tr("OneMetre estimate"), lambda feedback: _estimates(requests, feedback), self._answered)

    def _answered(self, task: BackgroundTask) -> None:
        if task.error is not None:
            self.told.emit(error_text(task.error))
        elif task.result:
            later = [self._later] if self._later else []
            lines = [
                *later,
                cost_text(self._runs, task.result),
                *models_text(self._runs, task.result),
                *remarks(task.result),
            ]
            self.told.emit("\n".join(lines))


def _request(run: PlannedRun) -> EstimateRequest:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"onemetre:{run.algorithm}")
    return algorithm.estimate_request(run.parameters, context)


def _estimates(requests: Sequence[EstimateRequest], feedback: TaskFeedback) -> list[EstimateResult]:
    return [run_request(request, EstimateResult, feedback) for request in requests]


def cost_text(runs: Sequence[PlannedRun], costs: Sequence[EstimateResult]) -> str:
    """The estimate of all runs in plain words: area, pixels, time and its basis, disk, memory."""
    seconds, measured = 0.0, True
    for run, cost in zip(runs, costs, strict=True):
        speed = speed_of(cost.model or run.model, cost.device)
        measured = measured and speed is not None
        seconds += cost.tiles / speed if speed else cost.seconds
    source = tr("based on earlier runs") if measured else tr("based on one test tile; no earlier run")
    pixels = sum(cost.pixels for cost in costs)
    text = tr("{}, {} million pixels, about {} on {} ({}); up to {} MB of disk, {} MB of memory.").format(
        km2_text(sum(cost.km2 for cost in costs)),
        f"{pixels / _MEGA:,.1f}",
        duration_text(seconds),
        costs[0].device.upper(),
        source,
        f"{math.ceil(sum(sum(cost.disk.values()) for cost in costs) / _MEGA):,}",
        f"{max(cost.memory for cost in costs) / _MEGA:,.0f}",
    )
    return tr("{} maps: {}").format(len(costs), text) if len(costs) > 1 else text


def later_text(runs: Sequence[PlannedRun]) -> str:
    """What is to be fetched before it can be estimated; empty = nothing."""
    years = [str(run.year) for run in runs if run.algorithm == COMPOSITE]
    if not years:
        return ""
    return tr("Sentinel-2 of {} is fetched first; time and memory of its map are told then.").format(", ".join(years))


def models_text(runs: Sequence[PlannedRun], costs: Sequence[EstimateResult]) -> list[str]:
    """The models that will be used, if they are others than the dock expects."""
    others = {cost.model for run, cost in zip(runs, costs, strict=True) if cost.model not in ("", run.model)}
    return [tr("Model chosen for this imagery: {}.").format(", ".join(sorted(others)))] if others else []


def remarks(costs: Sequence[EstimateResult]) -> list[str]:
    """What the numbers of the inputs were decided to mean, and warnings about the inputs; each sentence once."""
    sentences = [sentence for cost in costs for sentence in (cost.meaning, *cost.warnings) if sentence]
    return [said(sentence) for sentence in dict.fromkeys(sentences)]


def duration_text(seconds: float) -> str:
    """A duration for display, rounded to its accuracy."""
    if seconds < _MINUTE:
        return tr("{} s").format(max(1, round(seconds)))
    if seconds < _HOUR:
        return tr("{} min").format(math.ceil(seconds / _MINUTE))
    return tr("{} h {} min").format(int(seconds // _HOUR), int(seconds % _HOUR // _MINUTE))
