"""The dock's section Device: the device to compute on, verified with a test tile."""

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
    """Result of a device check.

    Attributes:
        wanted: Device that the user chose.
        result: Result from the engine.
        warnings: Warnings during the check.
    """

    wanted: str
    result: CheckRuntimeResult
    warnings: tuple[str, ...]

    def words(self) -> str:
        """The result in plain words."""
        if self.result.problems:
            return tr("No device works: {}").format(" ".join(map(said, self.result.problems)))
        device = self.result.device
        because = " ".join(self.warnings)
        if device == CPU and because:
            return tr("CPU: {}").format(because)
        if device == CPU:
            return tr("CPU: verified with a test tile.")
        return tr("{} verified with a test tile.").format(device_text(device, self.result.devices))


class DeviceSection(Section):
    """Selects the device and checks it in the background.

    Args:
        state: State of the dock.

    Attributes:
        looked: Emitted at the end of a check.
    """

    looked = pyqtSignal()

    def __init__(self, state: DockState) -> None:
        super().__init__("device", tr("Device"), state)
        self.box = choice("device")
        self.box.setAccessibleName(tr("Device"))
        self.words = note("device_state")
        self.again = button("check_device", tr("Chec&k Again"))
        for part in (self.box, self.words, self.again):
            self.column.addWidget(part)
        self.box.activated.connect(self._choose)
        self.again.clicked.connect(self.check)
        self._lookup = LatestOnly()
        self.checked: Checked | None = None
        self.render()

    @property
    def busy(self) -> bool:
        """Whether a check is running."""
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
            show_text(self.words, tr("Checking the device..."))
        elif self.checked is not None and self.checked.wanted == wanted:
            show_text(self.words, self.checked.words())
        self.again.setVisible(not self.busy)

    def check(self) -> None:
        """Let the engine compute a test tile on the device, in the background."""
        wanted = self.state.settings.device
        self._lookup.start(tr("Checking the device"), lambda feedback: _check(wanted, feedback), self._ended)
        self.render()

    def close_section(self) -> None:
        """Stop all background work."""
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
    """A device for display: CPU (2 threads), CUDA:0 (NVIDIA H100, 80 GB)."""
    what = devices.get(name, "")
    return f"{name.upper()} ({what})" if what else name.upper()
