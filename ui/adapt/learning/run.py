"""One adaptation, from its start to its result; it may outlive the project that it began in."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....contract.card import ModelCard
from ....processing.app.live_catalogue import live_catalogue
from ...background.algorithm_job import AlgorithmJob
from ...widgets.time_left import TimeLeft


class Run(QObject):
    """Runs the algorithm.

    Args:
        parameters: Of the algorithm.
        parent: Card of the model that is adapted.
        reading: How the images are to be read: BANDS and the like.

    Attributes:
        ended: It is over; look at the job.
        progress: Percent, and seconds to go; None = not known.
        job: The algorithm's.
        parent_card: Of the model that is adapted.
        reading: As given.
        paused: Whether it stands still.
        warnings: What the user has to know, whole sentences.
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
        self._left = TimeLeft()
        self.job.feedback.progressChanged.connect(self._advance)
        self.job.feedback.line.connect(self._note)
        self.job.ended.connect(self.ended)

    @property
    def name(self) -> str:
        """Of the adapted model."""
        return str(self.job.parameters["OUTPUT"])

    @property
    def images(self) -> list[str]:
        """Sources of the images; their layers may have left the project."""
        return list(self.job.parameters["INPUT"])

    @property
    def cards(self) -> tuple[ModelCard, ModelCard]:
        """Of the model before and of the adapted one.

        Raises:
            EngineError: The adapted one is not there.
        """
        return self.parent_card, live_catalogue().get(self.name).card

    def start(self) -> None:
        """Begin.

        Raises:
            EngineError: What is wrong with the parameters, or why nothing can be run at all.
        """
        self.job.start()

    def pause(self) -> None:
        """Let it stand still, or go on again."""
        self.paused = not self.paused
        if self.paused:
            self._left.pause()
        else:
            self._left.resume()
        self.job.feedback.control("pause" if self.paused else "resume")

    def keep_best(self) -> None:
        """Learn no more, and go on with what was best."""
        self._left.resume()
        self.paused = False
        self.job.feedback.control("keep-best")

    def _note(self, level: str, line: str) -> None:
        if level == "warning":
            self.warnings.append(line)

    def _advance(self, percent: float) -> None:
        self.progress.emit(percent, self._left.seconds(percent))
