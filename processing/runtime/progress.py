"""Progress of pip, measured by the files it has written, since its own bars differ between versions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QElapsedTimer

from ..app.i18n import tr

if TYPE_CHECKING:
    from .plan import Plan

LOOK_MS = 1000
_DOWNLOADED = 0.6  # share of the time, roughly
_INSTALLED = 0.95
_GETTING = re.compile(r"(?:Downloading|Processing) (\S+)")


class Progress:
    """Reports the progress of an installation to a feedback.

    Args:
        feedback: Feedback that receives the progress.
        working: Working folder of pip, which holds the downloads.
        environment: Folder that receives the packages.
        plan: Plan with the expected sizes.
    """

    def __init__(self, feedback: QgsProcessingFeedback, working: Path, environment: Path, plan: Plan) -> None:
        self.feedback = feedback
        self.working = working
        self.environment = environment
        self.plan = plan
        self.installing = False
        self.looked = QElapsedTimer()

    def line(self, line: str) -> None:
        """Process a line of pip's output."""
        self.feedback.pushDebugInfo(self.plan.network.without_password(line))
        if found := _GETTING.search(line):
            self.feedback.setProgressText(tr("Downloading {}").format(found[1].rsplit("/")[-1]))
        elif line.startswith("Installing collected packages"):
            self.installing = True
            self.feedback.setProgressText(tr("Installing the packages"))

    def wait(self) -> None:
        """Measure the progress about once a second."""
        if self.looked.isValid() and self.looked.elapsed() < LOOK_MS:
            return
        self.looked.start()
        if self.installing:
            share = min(1.0, _megabytes(self.environment) / self.plan.megabytes)
            fraction = _DOWNLOADED + share * (_INSTALLED - _DOWNLOADED)
        else:
            fraction = min(1.0, _megabytes(self.working) / self.plan.lock.megabytes) * _DOWNLOADED
        self.feedback.setProgress(100 * fraction)


def _megabytes(folder: Path) -> float:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except OSError:  # pip has just removed it
            continue
    return total / 1e6
