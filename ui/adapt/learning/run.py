"""One adaptation, from its start to its result; it may outlive the project it started in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....contract.card import ModelCard, read_card
from ....processing.app.adaptation_runs import discard_run
from ....processing.app.live_catalogue import live_catalogue
from ....processing.app.paths import absolute
from ...background.algorithm_job import AlgorithmJob
from ...widgets.time_left import TimeLeft


class Run(QObject):
    """Runs the adaptation algorithm.

    Args:
        parameters: Parameters of the algorithm.
        parent: Card of the model to adapt.
        reading: Parameters that state how to read the images: BANDS, SCALE, OFFSET.

    Attributes:
        ended: Emitted at the end of the run; the job has the results.
        progress: Emitted with the percentage and the remaining seconds; None = unknown.
        job: Job that runs the algorithm.
        parent_card: Card of the model to adapt.
        reading: The parameters for reading, as given.
        paused: Whether the run is paused.
        warnings: Warnings for the user, whole sentences.
    """

    ended = pyqtSignal()
    progress = pyqtSignal(float, object)

    def __init__(self, parameters: dict[str, Any], parent: ModelCard, reading: dict[str, Any]) -> None:
        super().__init__()
        self.job = AlgorithmJob("adapt", parameters)
        self.parent_card = parent
        self.reading = reading
        self.paused = False
        self.warnings: list[str] = []
        self._settled = self._saved = False
        self._left = TimeLeft()
        self.job.feedback.progressChanged.connect(self._advance)
        self.job.feedback.line.connect(self._note)
        self.job.ended.connect(self.ended)

    @property
    def name(self) -> str:
        """Name of the adapted model."""
        return str(self.job.parameters["OUTPUT"])

    @property
    def images(self) -> list[str]:
        """Sources of the images, whose layers may have left the project."""
        return list(self.job.parameters["INPUT"])

    @property
    def unsaved(self) -> str:
        """Path of the adapted model that was not saved; empty = none, or no longer."""
        results = self.job.results
        return "" if results is None or self._settled else str(results.get("UNSAVED_FILE", ""))

    @property
    def saved(self) -> bool:
        """Whether the adapted model is among the user's models."""
        return self._saved or bool(self.job.results and self.job.results["PUBLISHED"])

    @property
    def cards(self) -> tuple[ModelCard, ModelCard]:
        """Cards of the parent and of the adapted model.

        Raises:
            EngineError: The adapted model does not exist.
        """
        if self.unsaved:
            return self.parent_card, read_card(str(Path(self.unsaved).with_suffix(".json")))
        return self.parent_card, live_catalogue().get(self.name).card

    @property
    def files(self) -> tuple[str, str]:
        """Files of both models if the adapted one was not saved; otherwise their names are enough.

        Raises:
            EngineError: The parent does not exist any more.
        """
        if not self.unsaved:
            return "", ""
        return absolute(str(live_catalogue().get(self.parent_card.name).path)), self.unsaved

    def settle(self, *, saved: bool) -> None:
        """Delete the model that was not saved from the run's folder: it has been copied, or nobody wants it."""
        if self.unsaved and self.job.results is not None:
            discard_run(self.job.results["RUN"])
            self._settled, self._saved = True, saved

    def start(self) -> None:
        """Start the run.

        Raises:
            EngineError: A parameter is invalid, or nothing can run at all.
        """
        self.job.start()

    def pause(self) -> None:
        """Pause the run, or resume it."""
        self.paused = not self.paused
        if self.paused:
            self._left.pause()
        else:
            self._left.resume()
        self.job.feedback.control("pause" if self.paused else "resume")

    def keep_best(self) -> None:
        """Stop the training, and finish with the best checkpoint."""
        self._left.resume()
        self.paused = False
        self.job.feedback.control("keep-best")

    def _note(self, level: str, line: str) -> None:
        if level == "warning":
            self.warnings.append(line)

    def _advance(self, percent: float) -> None:
        self.progress.emit(percent, self._left.seconds(percent))
