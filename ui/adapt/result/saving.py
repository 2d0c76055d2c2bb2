"""Saving an adapted model that the check did not keep."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...background.algorithm_job import AlgorithmJob


class Saving(QObject):
    """Imports such a model into the user's models, as a script would.

    Attributes:
        changed: Emitted when saving starts or ends.
        saved: Emitted with the path of the saved model.
        failed: Emitted with the reason when the model cannot be saved.
    """

    changed = pyqtSignal()
    saved = pyqtSignal(str)
    failed = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._job: AlgorithmJob | None = None

    @property
    def busy(self) -> bool:
        """Whether a model is being saved."""
        return self._job is not None

    def start(self, file: str, name: str, *, overwrite: bool) -> None:
        """Start to save a model.

        Args:
            file: Path of the .onnx file, with card and weights beside it.
            name: Name of the model.
            overwrite: Whether another model of this name in the user's folder may be replaced.

        Raises:
            EngineError: A parameter is invalid, or nothing can run at all.
        """
        if self.busy:
            return
        job = AlgorithmJob("importmodel", {"INPUT": file, "NAME": name, "OVERWRITE": overwrite})
        job.start()
        job.ended.connect(self._ended)
        self._job = job
        self.changed.emit()

    def stop(self) -> None:
        """Cancel without further signals."""
        job, self._job = self._job, None
        if job is not None:
            job.stop()

    def _ended(self) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        if job.results is not None:
            self.saved.emit(job.results["MODEL_FILE"])
        elif job.failure:
            self.failed.emit(job.failure)
        self.changed.emit()
