"""The set-up dialog, used by its widgets, with packages of a few bytes from an index on this machine."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Self

import pytest
from bare_machine import bare_machine, bridge_wheel, copy_environments, wait_until
from desktop import run_in_qgis
from headless import make_profile
from package_index import Index, make_wheel, write_lock
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QMessageBox, QPlainTextEdit, QPushButton, QRadioButton

from onemetre.contract.errors import RuntimeMissingError
from onemetre.processing.app.settings import settings
from onemetre.processing.client.interpreter import find_interpreter, managed_environment
from onemetre.processing.runtime.install import remove
from onemetre.processing.runtime.pins import read_lock
from onemetre.processing.runtime.state import State, read_state, write_state
from onemetre.ui.background.background_task import BackgroundTask
from onemetre.ui.setup.dialog import SetupDialog
from onemetre.ui.widgets.message import Message

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the test environment borrows packages as on Linux")


@pytest.fixture(scope="session")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bridge_wheel(tmp_path_factory.mktemp("wheels"))


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, bridge: Path, qgis_processing: None) -> Iterator[Path]:
    """A bare machine; gives the folder of the lock files, with one for the processor."""
    with bare_machine(monkeypatch, tmp_path) as locks:
        # Nothing is kept in pip's cache that comes over plain HTTP from a host that is not trusted.
        monkeypatch.setenv("PIP_TRUSTED_HOST", "127.0.0.1")
        # The story in a window makes its own.
        copy_environments(monkeypatch)
        write_lock(locks, bridge)
        yield locks


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, bridge: Path) -> Iterator[Index]:
    """The package index that pip asks."""
    with Index(bridge) as running:
        monkeypatch.setenv("PIP_INDEX_URL", running.url)
        yield running


class User:
    """Someone before the dialog. A context manager."""

    def __init__(self) -> None:
        self.dialog = SetupDialog()
        self.wants_map: list[bool] = []
        self.told: list[str] = []
        self.dialog.first_map_wanted.connect(self._want_map)
        self.dialog.ended.connect(self._hear)

    def __enter__(self) -> Self:
        self.dialog.show()
        self.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.dialog.stop()
        self.dialog.close()

    def _want_map(self) -> None:
        self.wants_map.append(True)

    def _hear(self, message: Message) -> None:
        self.told.append(message.title)

    def button(self, name: str) -> QPushButton:
        return self.dialog.findChild(QPushButton, name)

    def press(self, name: str) -> None:
        assert self.button(name).isEnabled()
        self.button(name).click()

    def read(self, name: str) -> str:
        return self.dialog.findChild(QLabel, name).text()

    def choose(self, name: str, value: str) -> None:
        combo = self.dialog.findChild(QComboBox, name)
        combo.setCurrentIndex(combo.findData(value))
        self.wait()

    def use(self, python: str) -> None:
        self.dialog.findChild(QRadioButton, "use").click()
        self.dialog.findChild(QgsFileWidget, "python").setFilePath(python)
        self.wait()

    @property
    def log(self) -> str:
        return self.dialog.findChild(QPlainTextEdit, "log").toPlainText()

    def wait(self) -> None:
        """Until nothing runs, and what would be done is shown."""
        wait_until(lambda: not self.dialog.busy and "..." not in self.read("plan"))

    def install(self) -> None:
        self.press("primary")
        self.wait()


@pytest.fixture
def user(machine: Path) -> Iterator[User]:
    with User() as someone:
        someone.choose("device", "cpu")
        yield someone


def children() -> list[str]:
    """Process ids of the programs that this process has started and that still run."""
    lists = Path("/proc/self/task").glob("*/children")
    return [child for file in lists for child in file.read_text().split()]


def test_what_would_be_done_is_shown_before_anything_is_downloaded(user: User, index: Index) -> None:
    assert "no runtime" in user.read("title")
    plan = user.read("plan")
    assert str(managed_environment()) in plan
    assert "1 MB" in plan
    assert "processor" in plan
    assert "Python 3" in plan
    enabled = {name: user.button(name).isEnabled() for name in ("primary", "check", "remove")}
    assert enabled == {"primary": True, "check": False, "remove": False}
    assert user.button("first_map").isHidden()
    assert index.downloads == []


def test_the_plan_follows_the_choices(user: User, machine: Path, bridge: Path) -> None:
    purpose = user.dialog.findChild(QComboBox, "purpose")
    assert [purpose.itemData(index) for index in range(purpose.count())] == ["map", "train"]
    user.choose("purpose", "train")
    assert "set of packages train (cpu) is not available" in user.read("plan")
    assert user.button("primary").text() == "Try Again"
    # What was in the way is gone: no restart and no other choice is needed.
    write_lock(machine, bridge, profile="train", **{"megabytes-linux": "88"})
    user.install()
    assert "88 MB" in user.read("plan")


def test_an_environment_with_a_profile_of_an_earlier_version_is_updated(user: User, index: Index) -> None:
    user.install()
    user.dialog.close()
    write_state(managed_environment(), State("imagery", "cpu", "of another version"))
    user.dialog.show()
    user.wait()
    assert "another version" in user.read("title")
    assert user.dialog.page.choices.profile == "map"
    assert user.button("primary").text() == "Update"
    user.install()
    assert "Ready" in user.read("title")
    assert read_state(managed_environment()) == State("map", "cpu", read_lock("map", "cpu").sha256)


def test_it_is_installed_tested_updated_and_removed(
    user: User, index: Index, machine: Path, bridge: Path, tmp_path: Path
) -> None:
    user.install()
    assert "Ready: the test tile is correct on the processor." in user.read("title")
    assert str(managed_environment()) in user.read("text")
    assert "bridge" in user.log
    assert find_interpreter().managed
    assert not user.button("primary").isEnabled()
    user.press("first_map")
    assert user.wants_map == [True]

    user.press("check")
    user.wait()
    assert "Ready" in user.read("title")

    user.dialog.close()
    new = make_wheel(tmp_path, "om_new")
    index.wheels[new.name] = new.read_bytes()
    write_lock(machine, new, bridge)
    user.dialog.show()
    user.wait()
    assert "another version" in user.read("title")
    assert user.button("primary").text() == "Update"
    user.install()
    assert "Ready" in user.read("title")

    user.press("remove")
    user.dialog.findChild(QMessageBox, "removal").button(QMessageBox.StandardButton.No).click()
    assert managed_environment().exists()
    user.press("remove")
    user.dialog.findChildren(QMessageBox, "removal")[-1].button(QMessageBox.StandardButton.Yes).click()
    user.wait()
    assert "no runtime" in user.read("title")
    assert not managed_environment().exists()
    assert not user.button("remove").isEnabled()


def test_a_failure_is_said_in_one_sentence_and_can_be_tried_again(user: User, index: Index) -> None:
    index.status = 403
    user.install()
    assert "refuses to serve a package (HTTP 403)" in user.read("title")
    assert "Try again later" in user.read("text")
    assert user.button("primary").text() == "Try Again"
    index.status = 200
    user.install()
    assert "Ready" in user.read("title")


def test_cancelled_while_closed_and_resumed(user: User, index: Index, bridge: Path) -> None:
    index.hold = bridge.name
    user.press("primary")
    wait_until(index.holding.is_set)
    assert user.button("cancel").isVisible()
    assert not user.button("primary").isEnabled()
    user.dialog.close()
    assert user.dialog.busy
    user.dialog.show()
    assert "Setting up" in user.read("title")
    user.press("cancel")
    user.wait()
    assert "completed downloads are kept" in user.read("text")
    assert children() == []
    index.release.set()
    index.hold = ""
    assert user.button("primary").text() == "Resume"
    user.install()
    assert "Ready" in user.read("title")


def test_closed_it_goes_on_and_tells_when_it_is_done(user: User, index: Index, bridge: Path) -> None:
    index.hold = bridge.name
    user.press("primary")
    wait_until(index.holding.is_set)
    user.dialog.close()
    with pytest.raises(RuntimeMissingError, match="already running"):
        remove(managed_environment())
    index.release.set()
    wait_until(lambda: bool(user.told))
    assert "Ready" in user.told[0]
    assert find_interpreter().managed


def test_stopped_while_it_runs_it_leaves_no_program(user: User, index: Index, bridge: Path) -> None:
    index.hold = bridge.name
    user.press("primary")
    wait_until(index.holding.is_set)
    user.dialog.stop()
    assert children() == []
    assert not managed_environment().exists()


def test_an_environment_of_the_users_is_used_or_what_it_lacks_is_said(user: User) -> None:
    user.choose("purpose", "train")
    user.use("/usr/bin/python3")
    assert "Nothing is downloaded" in user.read("plan")
    user.install()
    assert "The package torch is not installed." in user.read("title")
    assert settings().python.value() == ""
    user.choose("purpose", "map")
    user.use(sys.executable)
    user.install()
    assert "Ready" in user.read("title")
    assert settings().python.value() == sys.executable
    user.press("remove")
    user.dialog.findChild(QMessageBox, "removal").button(QMessageBox.StandardButton.Yes).click()
    user.wait()
    assert settings().python.value() == ""


def test_a_variable_that_goes_first_is_named(monkeypatch: pytest.MonkeyPatch, machine: Path) -> None:
    monkeypatch.setenv("ONEMETRE_PYTHON", "/nowhere/python")
    with User() as user:
        assert "ONEMETRE_PYTHON" in user.read("title")
    monkeypatch.setenv("ONEMETRE_PYTHON", sys.executable)
    with User() as user:
        assert "Ready" in user.read("title")
        assert "ONEMETRE_PYTHON" in user.read("text")


def test_in_a_window_it_leads_from_nothing_to_a_first_map(bridge: Path, tmp_path: Path) -> None:
    write_lock(tmp_path / "locks", bridge)
    with Index(bridge) as held, Index(bridge) as index:
        held.hold = bridge.name
        seen = run_in_qgis(
            make_profile(tmp_path, tmp_path).folder,
            tmp_path,
            f"""
            import os
            from pathlib import Path
            from qgis.core import QgsApplication
            from qgis.PyQt.QtCore import QEventLoop, QTimer
            from qgis.PyQt.QtWidgets import QComboBox, QDialog, QLabel, QPushButton
            from qgis.utils import reloadPlugin

            os.environ.pop("ONEMETRE_PYTHON")
            os.environ.update(XDG_DATA_HOME={str(tmp_path / "local")!r}, PIP_CONFIG_FILE=os.devnull)
            window = iface.mainWindow()

            def wait_for(condition):
                loop, timer = QEventLoop(), QTimer()
                timer.timeout.connect(lambda: condition() and loop.exit(0))
                timer.start(10)
                QTimer.singleShot(int(PATIENCE * 1000), lambda: loop.exit(1))
                assert loop.exec() == 0

            def load_again():
                reloadPlugin("onemetre")
                import onemetre.processing.client.interpreter as interpreter
                import onemetre.processing.runtime.pins as pins
                interpreter.MAP_PACKAGES = ("json", "no_such_package")
                pins.FOLDER = Path({str(tmp_path / "locks")!r})

            def notice():
                buttons = window.findChildren(QPushButton, "onemetre_set_up")
                return next((button for button in buttons if button.isVisible()), None)

            def shown():
                dialogs = [d for d in window.findChildren(QDialog, "onemetre_setup") if d.isVisible()]
                return dialogs[-1]

            def start(index):
                dialog = shown()
                device = dialog.findChild(QComboBox, "device")
                device.setCurrentIndex(device.findData("cpu"))
                primary = dialog.findChild(QPushButton, "primary")
                wait_for(primary.isEnabled)
                os.environ["PIP_INDEX_URL"] = index
                primary.click()
                return dialog

            load_again()
            wait_for(notice)
            notice().click()
            dialog = start({held.url!r})
            wait_for(lambda: "bridge" in dialog.findChild(QLabel, "step").text())
            load_again()
            programs = [c for f in Path("/proc/self/task").glob("*/children") for c in f.read_text().split()]
            QApplication.processEvents()
            told_again = notice() is not None
            from qgis.utils import plugins
            dock = plugins["onemetre"].menu.dock.dock
            dock.setUserVisible(True)
            wait_for(lambda: dock.messages.items())
            checked_before = dock.device.checked

            menu, = [action.menu() for action in iface.rasterMenu().actions() if action.text() == "OneMetre"]
            entry, = [action for action in menu.actions() if action.objectName() == "onemetre_setupruntime"]
            entry.trigger()
            dialog = start({index.url!r})
            first_map = dialog.findChild(QPushButton, "first_map")
            wait_for(first_map.isVisible)
            title = dialog.findChild(QLabel, "title").text()
            can = QgsApplication.processingRegistry().algorithmById("onemetre:impervioussurface").canExecute()[0]
            first_map.click()
            from processing.gui.AlgorithmDialog import AlgorithmDialog
            opened, = [w for w in QApplication.topLevelWidgets() if isinstance(w, AlgorithmDialog) and w.isVisible()]
            # The dock, which was open all the while, has what it needs now.
            wait_for(lambda: dock.device.checked is not None)
            return {{
                "dock": [checked_before, dock.device.words.text(), len(dock.messages.items())],
                "programs": programs, "told_again": told_again, "title": title, "can": can,
                "algorithm": opened.algorithm().id(), "input": opened.createProcessingParameters()["INPUT"],
                "model": opened.createProcessingParameters()["MODEL"],
                "layer": [iface.activeLayer().id(), iface.activeLayer().source()],
            }}
            """,
        )
    assert seen["programs"] == []
    assert not seen["told_again"]
    assert "Ready" in seen["title"]
    assert seen["dock"] == [None, "CPU: verified with a test tile.", 0]
    assert seen["can"]
    assert seen["algorithm"] == "onemetre:impervioussurface"
    assert seen["layer"][1].endswith("demo_sentinel2.tif")
    assert seen["input"][0] in seen["layer"]
    assert seen["model"] == "auto"


def test_a_task_is_gone_when_it_has_ended(machine: Path) -> None:
    # What waits for the garbage collector may be collected in another thread, which Qt does not survive.
    ended: list[weakref.ref[BackgroundTask]] = []
    gc.disable()
    try:
        task = BackgroundTask("Work", lambda _: None, hidden=True)
        task.on_end = partial(lambda one: ended.append(weakref.ref(one)), task)
        task.start()
        del task
        wait_until(lambda: bool(ended))
        wait_until(lambda: ended[0]() is None)
    finally:
        gc.enable()
