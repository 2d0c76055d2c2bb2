"""The dock's part Device: what computes, and whether it was seen to compute rightly."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QSignalBlocker, pyqtSignal

from ....contract.requests import CheckRuntimeResult
from ....processing.app.i18n import tr
from ....processing.client.engine_words import error_text, said
from ....processing.client.interpreter import find_interpreter
from ....processing.runtime.checking import check_environment
from ...background.background_task import BackgroundTask, TaskFeedback
from ...background.latest_only import LatestOnly
from ...widgets.small import button, choice, note, show_text
from ..state.state import DockState
from .section import Section

AUTO, CPU = "auto", "cpu"


@dataclass(frozen=True)
class Checked:
    """What a check of a device gave.

    Attributes:
        wanted: The device that was asked for.
        result: What the engine found.
        warnings: What it said on the way.
    """

    wanted: str
    result: CheckRuntimeResult
    warnings: tuple[str, ...]

    def words(self) -> str:
        """The verified state for people."""
        if self.result.problems:
            return tr("Nothing can compute: {}").format(" ".join(map(said, self.result.problems)))
        device = self.result.device
        because = " ".join(self.warnings)
        if device == CPU and because:
            return tr("CPU: {}").format(because)
        if device == CPU:
            return tr("CPU: verified with a test tile.")
        return tr("{} verified with a test tile.").format(device_text(device, self.result.devices))


class DeviceSection(Section):
    """Chooses the device; looks at it in the background.

    Args:
        state: The dock's.

    Attributes:
        looked: It has looked.
    """

    looked = pyqtSignal()

    def __init__(self, state: DockState) -> None:
        super().__init__("device", tr("Device"), state)
        self.box = choice("device")
        self.box.setAccessibleName(tr("Device"))
        self.words = note("device_state")
        self.again = button("check_device", tr("Check Again"))
        for part in (self.box, self.words, self.again):
            self.column.addWidget(part)
        self.box.activated.connect(self._choose)
        self.again.clicked.connect(self.check)
        self._lookup = LatestOnly()
        self.checked: Checked | None = None
        self.render()

    @property
    def busy(self) -> bool:
        """Whether it looks."""
        return self._lookup.busy

    def render(self) -> None:
        """Show the settings."""
        wanted = self.state.settings.device
        devices = self.checked.result.devices if self.checked else {CPU: ""}
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(tr("Automatic"), AUTO)
            for name in dict.fromkeys([*devices, *([wanted] if wanted != AUTO else [])]):
                self.box.addItem(device_text(name, devices), name)
            self.box.setCurrentIndex(self.box.findData(wanted))
        if self.busy:
            show_text(self.words, tr("Looking what computes..."))
        elif self.checked is not None and self.checked.wanted == wanted:
            show_text(self.words, self.checked.words())
        self.again.setVisible(not self.busy)

    def check(self) -> None:
        """Have the engine compute a test tile on the device, in the background."""
        wanted = self.state.settings.device
        self._lookup.start(tr("Looking what computes"), lambda feedback: _check(wanted, feedback), self._ended)
        self.render()

    def close_section(self) -> None:
        """End what runs in the background."""
        self._lookup.stop()

    def _choose(self) -> None:
        self.state.update(device=self.box.currentData())
        self.check()

    def _ended(self, task: BackgroundTask) -> None:
        if task.result is not None:
            self.checked = task.result
        self.render()
        if task.error is not None:
            show_text(self.words, error_text(task.error))
        self.looked.emit()


def _check(wanted: str, feedback: TaskFeedback) -> Checked:
    result = check_environment(find_interpreter(), "map", feedback, wanted)
    return Checked(wanted, result, tuple(feedback.warnings))


def device_text(name: str, devices: dict[str, str]) -> str:
    """A device for people: CPU (2 threads), CUDA:0 (NVIDIA H100, 80 GB)."""
    what = devices.get(name, "")
    return f"{name.upper()} ({what})" if what else name.upper()
