"""OneMetre's page in QGIS's options, in a real QGIS window."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desktop import run_in_qgis
from headless import make_profile
from toy_models import write_toy

# The dialog is modal: what is done in it is done by a timer, and put off until the page is there.
IN_DIALOG = """
from qgis.core import QgsApplication
from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QDialogButtonBox, QWidget
from onemetre.processing.settings import settings

errors = []

def in_options(work, button):
    def begin():
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(50, begin)
            return
        try:
            page = dialog.findChild(QgsOptionsPageWidget, "onemetre_options")
            work(page)
        except BaseException as error:
            errors.append(repr(error))
        if dialog.isVisible():
            dialog.findChild(QDialogButtonBox).button(button).click()
    QTimer.singleShot(0, begin)
    action, = [a for a in plugins["onemetre"].menu._actions if a.objectName() == "onemetre_options"]
    action.trigger()
    assert not errors, errors

def field(page, name):
    return page.findChild(QWidget, name)

def values():
    entries = settings()
    return {"python": entries.python.value(), "folders": entries.model_folders.value(),
            "memory": entries.memory_mb.value(), "threads": entries.threads.value(),
            "remote": entries.allow_remote.value()}

OK, CANCEL = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("profile")
    return make_profile(folder, folder).folder


def story(body: str) -> str:
    return IN_DIALOG + body


def test_values_from_the_page_take_effect(profile: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    write_toy(models, "toy.green_v1")
    python = tmp_path / "python3"
    shutil.copy("/bin/true", python)
    seen = run_in_qgis(
        profile,
        tmp_path,
        story(f"""
models, python = {str(models)!r}, {str(python)!r}
seen = {{}}

def fill(page):
    seen["shown"] = page.isVisible()
    seen["state"] = field(page, "state").text()
    field(page, "python").setFilePath(python)
    field(page, "model_folders").setFilePath(models)
    field(page, "memory_mb").setValue(3000)
    field(page, "threads").setValue(1)
    field(page, "allow_remote").setChecked(True)

def reset(page):
    seen["again"] = [field(page, "memory_mb").value(), field(page, "model_folders").filePath()]
    field(page, "defaults").click()

def choices():
    registered = QgsApplication.processingRegistry().algorithmById("onemetre:greenspace")
    return registered.parameterDefinition("MODEL").options()

seen["before"] = choices()
in_options(fill, OK)
seen["saved"], seen["after"] = values(), choices()
in_options(reset, CANCEL)
seen["cancelled"] = values()
in_options(reset, OK)
seen["reset"], seen["end"] = values(), choices()
return seen
"""),
    )
    saved = {"python": str(python), "folders": str(models), "memory": 3000, "threads": 1, "remote": True}
    assert seen["shown"]
    assert "ONEMETRE_PYTHON" in seen["state"]
    assert seen["saved"] == saved
    assert "toy.green_v1" in set(seen["after"]) - set(seen["before"])
    assert seen["again"] == [3000, str(models)]
    assert seen["cancelled"] == saved
    assert seen["reset"] == {"python": "", "folders": "", "memory": 0, "threads": 0, "remote": False}
    assert seen["end"] == seen["before"]


def test_what_is_not_there_is_said_and_keeps_the_old_value(profile: Path, tmp_path: Path) -> None:
    seen = run_in_qgis(
        profile,
        tmp_path,
        story("""
seen = {}
settings().model_folders.setValue("/tmp")

def wrong(page):
    field(page, "python").setFilePath("/nowhere/python")
    field(page, "model_folders").setFilePath("/nowhere/models")
    field(page, "threads").setValue(2)
    seen["said"] = [field(page, name).text() for name in ("python_problem", "model_folders_problem")]
    seen["visible"] = [field(page, name).isVisible() for name in ("python_problem", "model_folders_problem")]
    field(page, "python").setFilePath("")
    seen["gone"] = field(page, "python_problem").isVisible()
    field(page, "python").setFilePath("/nowhere/python")

in_options(wrong, OK)
seen["saved"] = values()
seen["bar"] = [item.text() for item in iface.messageBar().items()]
return seen
"""),
    )
    python, folders = seen["said"]
    assert "/nowhere/python is not there" in python and "leave it empty" in python
    assert "no folder /nowhere/models" in folders
    assert seen["visible"] == [True, True]
    assert not seen["gone"]
    assert seen["saved"]["python"] == "" and seen["saved"]["folders"] == "/tmp"
    assert seen["saved"]["threads"] == 2
    assert any("Not saved:" in text and "/nowhere/models" in text for text in seen["bar"])


def test_the_set_up_button_leaves_the_options_for_the_dialog(profile: Path, tmp_path: Path) -> None:
    seen = run_in_qgis(
        profile,
        tmp_path,
        story("""
in_options(lambda page: field(page, "set_up").click(), CANCEL)
for _ in range(50):
    QApplication.processEvents()
return {"open": [w.objectName() for w in QApplication.topLevelWidgets() if w.isVisible()]}
"""),
    )
    assert "onemetre_setup" in seen["open"]
