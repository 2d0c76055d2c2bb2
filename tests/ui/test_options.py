"""OneMetre's page in QGIS's options, in a real QGIS window."""

from __future__ import annotations

import shutil
from typing import Any

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
from onemetre.processing.app.settings import settings

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


FILLED = """
models, python = {models!r}, {python!r}
filled = seen["filled"] = {{}}

def fill(page):
    filled["shown"] = page.isVisible()
    filled["state"] = field(page, "state").text()
    field(page, "python").setFilePath(python)
    field(page, "model_folders").setFilePath(models)
    field(page, "memory_mb").setValue(3000)
    field(page, "threads").setValue(1)
    field(page, "allow_remote").setChecked(True)

def reset(page):
    filled["again"] = [field(page, "memory_mb").value(), field(page, "model_folders").filePath()]
    field(page, "defaults").click()

def choices():
    registered = QgsApplication.processingRegistry().algorithmById("onemetre:greenspace")
    return registered.parameterDefinition("MODEL").options()

filled["before"] = choices()
in_options(fill, OK)
filled["saved"], filled["after"] = values(), choices()
in_options(reset, CANCEL)
filled["cancelled"] = values()
in_options(reset, OK)
filled["reset"], filled["end"] = values(), choices()
"""

REFUSED = """
refused = seen["refused"] = {}
settings().model_folders.setValue("/tmp")

def wrong(page):
    field(page, "python").setFilePath("/nowhere/python")
    field(page, "model_folders").setFilePath("/nowhere/models")
    field(page, "threads").setValue(2)
    refused["said"] = [field(page, name).text() for name in ("python_problem", "model_folders_problem")]
    refused["visible"] = [field(page, name).isVisible() for name in ("python_problem", "model_folders_problem")]
    field(page, "python").setFilePath("")
    refused["gone"] = field(page, "python_problem").isVisible()
    field(page, "python").setFilePath("/nowhere/python")

in_options(wrong, OK)
refused["saved"] = values()
refused["bar"] = [item.text() for item in iface.messageBar().items()]
"""

LEFT = """
in_options(lambda page: field(page, "set_up").click(), CANCEL)
for _ in range(50):
    QApplication.processEvents()
seen["open"] = [w.objectName() for w in QApplication.topLevelWidgets() if w.isVisible()]
return seen
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A folder of models, and a program that can be taken for a Python."""
    folder = tmp_path_factory.mktemp("places")
    write_toy(folder, "toy.green_v1")
    shutil.copy("/bin/true", folder / "python3")
    return {"models": str(folder), "python": str(folder / "python3")}


@pytest.fixture(scope="module")
def seen(places: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen in one QGIS, in which the page was opened again and again."""
    folder = tmp_path_factory.mktemp("window")
    story = IN_DIALOG + "seen = {}\n" + FILLED.format(**places) + REFUSED + LEFT
    return run_in_qgis(make_profile(folder, folder).folder, folder, story)


def test_values_from_the_page_take_effect(seen: dict[str, Any], places: dict[str, str]) -> None:
    filled = seen["filled"]
    saved = {
        "python": places["python"],
        "folders": places["models"],
        "memory": 3000,
        "threads": 1,
        "remote": True,
    }
    assert filled["shown"]
    assert "ONEMETRE_PYTHON" in filled["state"]
    assert filled["saved"] == saved
    assert "toy.green_v1" in set(filled["after"]) - set(filled["before"])
    assert filled["again"] == [3000, places["models"]]
    assert filled["cancelled"] == saved
    assert filled["reset"] == {"python": "", "folders": "", "memory": 0, "threads": 0, "remote": False}
    assert filled["end"] == filled["before"]


def test_what_is_not_there_is_said_and_keeps_the_old_value(seen: dict[str, Any]) -> None:
    refused = seen["refused"]
    python, folders = refused["said"]
    assert "/nowhere/python does not exist" in python and "leave the field empty" in python
    assert "/nowhere/models does not exist" in folders
    assert refused["visible"] == [True, True]
    assert not refused["gone"]
    assert refused["saved"]["python"] == "" and refused["saved"]["folders"] == "/tmp"
    assert refused["saved"]["threads"] == 2
    assert any("Not saved:" in text and "/nowhere/models" in text for text in refused["bar"])


def test_the_set_up_button_leaves_the_options_for_the_dialog(seen: dict[str, Any]) -> None:
    assert "onemetre_setup" in seen["open"]
