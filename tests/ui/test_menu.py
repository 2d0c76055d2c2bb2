"""Menu and toolbar in a real QGIS window."""

from __future__ import annotations

from typing import Any

import pytest
from desktop import run_in_qgis
from headless import make_profile
from rasters import mottled, write_raster

STORY = """
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QToolBar
from qgis.utils import reloadPlugin, unloadPlugin
from processing.gui.AlgorithmDialog import AlgorithmDialog

# Every entry opens what it says, with the active raster.
layer = QgsRasterLayer({image!r}, "image")
QgsProject.instance().addMapLayer(layer)
iface.setActiveLayer(layer)
menu = plugins["onemetre"].menu
dialogs = {{}}
others = ["onemetre_" + name for name in ("adapt", "label", "setupruntime", "options", "diagnostics", "dock")]
for action in menu._actions:
    if not action.isSeparator() and action.objectName() not in others:
        action.trigger()
        QApplication.processEvents()
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, AlgorithmDialog)]
        (dialog,) = [w for w in shown if w.isVisible()]
        dialogs[action.text()] = [dialog.algorithm().id(), dialog.createProcessingParameters().get("INPUT")]
        dialog.close()
        QApplication.processEvents()
in_menu = [a.text() for a in iface.rasterMenu().actions() if a.menu() and a.text() == "OneMetre"]
texts = [action.text() for action in menu._actions if action.objectName() in others]
found = {{"others": texts, "dialogs": dialogs, "menus": len(in_menu), "layer": [layer.id(), layer.source()]}}

# The plugin is loaded again and again.
def count():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    window = iface.mainWindow()
    return {{
        "toolbars": len(window.findChildren(QToolBar, "OneMetreToolBar")),
        "actions": len([a for a in window.findChildren(QAction) if a.objectName().startswith("onemetre_")]),
        "docks": len(window.findChildren(QDockWidget, "OneMetreDock")),
        "providers": len([p for p in QgsApplication.processingRegistry().providers() if p.id() == "onemetre"]),
        "menus": len([a for a in iface.rasterMenu().actions() if a.menu() and a.text() == "OneMetre"]),
    }}

before = count()
for _ in range(50):
    reloadPlugin("onemetre")
after = count()
unloadPlugin("onemetre")
return found | {{"before": before, "after": after, "unloaded": count()}}
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen in one QGIS."""
    folder = tmp_path_factory.mktemp("window")
    image = write_raster(folder / "image.tif", mottled(60, 60))
    return run_in_qgis(make_profile(folder, folder).folder, folder, STORY.format(image=str(image)))


def test_entries_open_dialogs_with_the_active_raster(seen: dict[str, Any]) -> None:
    ids = {name: opened[0] for name, opened in seen["dialogs"].items()}
    assert ids == {
        "Impervious surface...": "onemetre:impervioussurface",
        "Urban green space...": "onemetre:greenspace",
        "Segment with any model...": "onemetre:segment",
        "Year series...": "onemetre:yearseries",
        "Data frames...": "onemetre:dataframes",
        "Map frames...": "onemetre:mapframes",
        "Import a Sentinel-2 product...": "onemetre:importsentinel2",
        "Dynamics over the years...": "onemetre:dynamics",
        "Draw points to label...": "onemetre:samplepoints",
        "Measure the accuracy...": "onemetre:accuracy",
        "Compare with another product...": "onemetre:compareproducts",
        "Sentinel-2 composite...": "onemetre:sentinel2composite",
        "Train a model...": "onemetre:pretrain",
        "Evaluate models...": "onemetre:evaluatemodel",
        "Import model...": "onemetre:importmodel",
        "Describe model...": "onemetre:describemodel",
    }
    assert seen["others"] == [
        "OneMetre Dock",
        "Label points...",
        "Adapt a model...",
        "Set up the runtime...",
        "Options...",
        "Copy Diagnostics",
    ]
    assert seen["menus"] == 1
    for name in ("Impervious surface...", "Urban green space...", "Segment with any model..."):
        assert seen["dialogs"][name][1] in [[name] for name in seen["layer"]]


def test_fifty_reloads_leave_one_menu_one_toolbar_one_provider(seen: dict[str, Any]) -> None:
    actions = len(seen["others"]) + len(seen["dialogs"])
    assert seen["before"] == {"toolbars": 1, "actions": actions, "docks": 1, "providers": 1, "menus": 1}
    assert seen["after"] == seen["before"]
    assert set(seen["unloaded"].values()) == {0}
