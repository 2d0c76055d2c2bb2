"""What the dock's runs would cost, asked of the engine in the background whenever the settings rest."""

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
from ....processing.client.engine_words import error_text
from ....processing.client.run_request import run_request
from ....processing.client.speeds import speed_of
from ...background.background_task import BackgroundTask, TaskFeedback
from ...background.latest_only import LatestOnly
from ..state.planned_runs import PlannedRun

_REST_MS, _PATIENT_MS = 800, 4000
_MINUTE, _HOUR = 60, 3600
_MEGA = 1_000_000


class Estimator(QObject):
    """Estimates what a function plans.

    Args:
        plan: Gives the runs, or raises an EngineError that says what they lack. A method, whose object is not kept.

    Attributes:
        told: The cost for people, or what is in the way.
    """

    told = pyqtSignal(str)

    def __init__(self, plan: Callable[[], list[PlannedRun]]) -> None:
        super().__init__()
        self._plan = weakref.WeakMethod(plan)
        self._runs: list[PlannedRun] = []
        self._lookup = LatestOnly()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._ask)

    def want(self, *, patient: bool = False) -> None:
        """The settings are other ones: ask when they have rested.

        Args:
            patient: Whether something else needs the machine first, such as the live preview.
        """
        self._lookup.abandon()
        self._rest.start(_PATIENT_MS if patient else _REST_MS)

    def forget(self) -> None:
        """Nobody wants to know now."""
        self._rest.stop()
        self._lookup.abandon()

    def stop(self) -> None:
        """Leave nothing behind."""
        self._rest.stop()
        self._lookup.stop()

    def _ask(self) -> None:
        plan = self._plan()
        if plan is None:
            return
        try:
            self._runs = plan()
            requests = [_request(run) for run in self._runs]
        except EngineError as error:
            self.told.emit(error_text(error))
            return
        self.told.emit(tr("Looking what it will take..."))
        self._lookup.start(tr("Estimate of OneMetre"), lambda feedback: _estimates(requests, feedback), self._answered)

    def _answered(self, task: BackgroundTask) -> None:
        if task.error is not None:
            self.told.emit(error_text(task.error))
        elif task.result:
            self.told.emit(cost_text(self._runs, task.result))


def _request(run: PlannedRun) -> EstimateRequest:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"onemetre:{run.algorithm}")
    return algorithm.estimate_request(run.parameters, context)


def _estimates(requests: Sequence[EstimateRequest], feedback: TaskFeedback) -> list[EstimateResult]:
    return [run_request(request, EstimateResult, feedback) for request in requests]


def cost_text(runs: Sequence[PlannedRun], costs: Sequence[EstimateResult]) -> str:
    """The cost of all runs for people: area, pixels, time and how it is known, disk, memory."""
    seconds, measured = 0.0, True
    for run, cost in zip(runs, costs, strict=True):
        speed = speed_of(run.model, cost.device)
        measured = measured and speed is not None
        seconds += cost.km2 / speed if speed else cost.seconds
    source = tr("as fast as earlier runs here") if measured else tr("by one test tile; not measured by a run yet")
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


def duration_text(seconds: float) -> str:
    """A time for people, no more exact than it is known."""
    if seconds < _MINUTE:
        return tr("{} s").format(max(1, round(seconds)))
    if seconds < _HOUR:
        return tr("{} min").format(math.ceil(seconds / _MINUTE))
    return tr("{} h {} min").format(int(seconds // _HOUR), int(seconds % _HOUR // _MINUTE))
