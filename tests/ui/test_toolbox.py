"""The Processing toolbox in a real QGIS window, used by mouse and keyboard: from a file to a styled map."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from headless import make_profile
from rasters import half_bright, write_raster
from toy_models import write_toy

from onemetre.tools.qgis_window import QgisWindow, missing_programs

pytestmark = pytest.mark.skipif(bool(missing_programs()), reason=f"not installed: {missing_programs()}")


def open_raster(qgis: QgisWindow, path: Path) -> None:
    """Add a layer with the data source manager."""
    qgis.press("ctrl+shift+r")
    qgis.click("widget('QgsGdalSourceSelect').findChild(QgsFileWidget).lineEdit()")
    qgis.type(f"{path}\t")
    qgis.click("widget('QPushButton', text='Add', inside=widget('QgsDataSourceManagerDialog'))")
    qgis.wait("iface.activeLayer() is not None")
    qgis.click("widget('QPushButton', text='Close', inside=widget('QgsDataSourceManagerDialog'))")


def open_algorithm(qgis: QgisWindow, words: str, *place: str) -> None:
    """Find an algorithm in the toolbox and open its dialog."""
    qgis.press("ctrl+alt+t")
    qgis.click("widget(name='searchBox', inside=widget('ProcessingToolbox'))")
    qgis.type(words)
    qgis.click(f"row(widget('ProcessingToolbox').algorithmTree, *{place!r})", times=2)
    qgis.wait("widget('AlgorithmDialog')")


def greenness(pixels: np.ndarray) -> np.ndarray:
    """Whether pixels of the screen, [rows, columns, 3], are green rather than grey."""
    red, green, blue = np.moveaxis(pixels.astype(int), 2, 0)
    return green > np.maximum(red, blue) + 15


def test_a_map_by_mouse_from_the_toolbox(tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    write_toy(models)
    image = write_raster(tmp_path / "image.tif", half_bright(160, 200, 240))
    profile = make_profile(tmp_path / "profile", models).folder

    environment = {"ONEMETRE_PYTHON": sys.executable, "ONEMETRE_MODELS": str(models)}
    with QgisWindow(profile, environment) as qgis, qgis.recording(tmp_path / "recording", every=5):
        open_raster(qgis, image)
        open_algorithm(qgis, "urban green", "OneMetre", "Mapping", "Urban green space")
        dialog = "inside=widget('AlgorithmDialog')"
        qgis.click(f"widget('QToolButton', text='…', inside=widget('QgsProcessingMultipleLayerPanelWidget', {dialog}))")
        qgis.click(f"widget('QPushButton', text='Select All', {dialog})")
        qgis.click(f"widget('QPushButton', text='OK', {dialog})")
        qgis.click(f"[box for box in widgets('QComboBox', {dialog}) if box.findText('toy.bright_v1') >= 0][0]")
        qgis.type("toy")
        qgis.press("Return")
        qgis.click(f"widget('QPushButton', text='Run', {dialog})")
        qgis.wait("len(QgsProject.instance().mapLayers()) == 2")
        qgis.click(f"widget('QPushButton', text='Close', {dialog})")
        qgis.wait("not widgets('AlgorithmDialog') and not iface.mapCanvas().isDrawing()")

        seen = qgis.ask(
            """
            order = QgsProject.instance().layerTreeRoot().layerOrder()
            nodes = iface.layerTreeView().layerTreeModel().layerLegendNodes(
                QgsProject.instance().layerTreeRoot().findLayer(order[0].id()))
            from qgis.PyQt.QtCore import Qt
            point = iface.mapCanvas().getCoordinateTransform().transform
            corners = [point(x, y) for x, y in ((600000, 5000000), (600200, 4999840))]
            origin = iface.mapCanvas().mapToGlobal(iface.mapCanvas().rect().topLeft())
            return {
                "layers": [layer.name() for layer in order],
                "renderer": order[0].renderer().type(),
                "legend": [node.data(Qt.ItemDataRole.DisplayRole) for node in nodes],
                "corners": [[origin.x() + p.x(), origin.y() + p.y()] for p in corners],
            }
            """
        )
        screen = qgis.picture()

    assert seen["layers"] == ["Urban green, image", "image"]
    assert seen["renderer"] == "paletted"
    assert any(line.startswith("Urban green: ") and line.endswith(" km²") for line in seen["legend"])
    (west, north), (east, south) = seen["corners"]
    rows = slice(int(north) + 5, int(south) - 5)
    middle = (west + east) / 2
    dark, bright = screen[rows, int(west) + 5 : int(middle) - 5], screen[rows, int(middle) + 5 : int(east) - 5]
    # The map lies over the image, which shows through.
    assert greenness(bright).mean() > 0.95
    assert not greenness(dark).any()
