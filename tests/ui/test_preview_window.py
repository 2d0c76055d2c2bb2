"""The live preview in a real QGIS window, on the demo scene with the bundled model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from bare_machine import wait_until
from desktop import run_in_qgis
from headless import PACKAGE, make_profile

DEMO = PACKAGE / "resources" / "demo" / "demo_aerial.tif"


@pytest.fixture
def huge(tmp_path: Path) -> Path:
    """60 x 60 km of nothing."""
    path = tmp_path / "huge.tif"
    profile = {"width": 60_000, "height": 60_000, "count": 3, "dtype": "uint8", "crs": "EPSG:32632"}
    place = rasterio.transform.from_origin(600_000, 5_240_000, 1, 1)
    with rasterio.open(path, "w", driver="GTiff", tiled=True, sparse_ok=True, transform=place, **profile):
        pass
    return path


def test_it_follows_the_map_and_leaves_nothing(huge: Path, tmp_path: Path, qgis_app: object) -> None:
    seen = run_in_qgis(
        make_profile(tmp_path / "profile", tmp_path).folder,
        tmp_path,
        f"""
        import os
        import processing
        from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsRasterLayer
        from qgis.core import QgsApplication, QgsPointXY, QgsRectangle
        from qgis.PyQt.QtCore import QProcess
        from onemetre.contract.catalogue import Catalogue
        from onemetre.ui.preview.live_preview import LivePreview, LivePreviewSettings, PreviewState

        project, canvas = QgsProject.instance(), iface.mapCanvas()
        utm, mercator = QgsCoordinateReferenceSystem("EPSG:32632"), QgsCoordinateReferenceSystem("EPSG:3857")
        layer, huge = QgsRasterLayer({str(DEMO)!r}, "demo"), QgsRasterLayer({str(huge)!r}, "huge")
        project.addMapLayers([layer, huge])
        project.layerTreeRoot().findLayer(huge).setItemVisibilityChecked(False)
        iface.mainWindow().resize(1366, 768)
        iface.mainWindow().grab()
        # QGIS takes the first layer's coordinate system and extent, but not at once.
        QApplication.processEvents()
        project.setCrs(mercator)
        way = QgsCoordinateTransform(utm, mercator, project)

        def look_at(x, y, width):
            canvas.setExtent(way.transformBoundingBox(QgsRectangle(x, y, x + width, y + width / 2)))

        def settling():
            # QGIS takes a new size of the window into account some time later.
            return canvas.mapSettings().outputSize() != canvas.viewport().size()

        def until_is(state, told=0):
            until(lambda: preview.state == state and len(texts) >= told and not canvas.isDrawing() and not settling())

        def colours(rectangle):
            image = canvas.viewport().grab().toImage()
            dense = image.devicePixelRatio()
            found = []
            for i in range(20):
                for j in range(10):
                    x = rectangle.xMinimum() + rectangle.width() * (i + 0.5) / 20
                    y = rectangle.yMinimum() + rectangle.height() * (j + 0.5) / 10
                    x, y = int(x) + 0.5, int(y) + 0.5
                    place = canvas.getCoordinateTransform().transform(way.transform(QgsPointXY(x, y)))
                    found.append([x, y, image.pixelColor(int(dense * place.x()), int(dense * place.y())).name()])
            return found

        entry = Catalogue().for_task("green-space")[0]
        preview, failures, texts = LivePreview(canvas), [], []
        preview.failed.connect(failures.append)
        preview.state_changed.connect(texts.append)
        look_at(640400, 5203400, 240)
        preview.show(LivePreviewSettings(layers=[layer.id()], model=str(entry.path), target="green", opacity=1.0))
        until_is(PreviewState.SHOWN)
        first = colours(QgsRectangle(640410, 5203410, 640630, 5203510))
        del texts[:]
        look_at(640200, 5203600, 240)
        until_is(PreviewState.SHOWN, 2)
        second = colours(QgsRectangle(640210, 5203610, 640430, 5203710))
        iface.mainWindow().grab().save({str(tmp_path / "window.png")!r})
        layers = len(project.mapLayers())

        preview.show(LivePreviewSettings(layers=[huge.id()], model=str(entry.path), target="green"))
        look_at(600000, 5180000, 60000)
        until_is(PreviewState.PARTIAL)
        middle = preview.text
        project.removeMapLayer(huge.id())
        off = preview.state == PreviewState.OFF
        text = list(failures)

        preview.show(LivePreviewSettings(layers=[layer.id()], model=str(entry.path), target="green"))
        look_at(640000, 5203000, 1000)
        until_is(PreviewState.WORKING)
        pids = [p.processId() for p in QgsApplication.instance().findChildren(QProcess) if p.processId()]
        result = processing.run("onemetre:greenspace", {{
            "INPUT": [layer.id()], "MODEL": entry.card.name, "EXTENT": "640150,640700,5203350,5203750 [EPSG:32632]",
            "OUTPUT": {str(tmp_path / "green.tif")!r}}})
        return {{"colours": first + second, "layers": layers, "middle": middle, "off": off, "failures": text,
                "pids": pids, "texts": texts}}
        """,
    )
    with rasterio.open(tmp_path / "green.tif") as raster:
        classes = raster.read(1)
        green = "#{:02x}{:02x}{:02x}".format(*raster.colormap(1)[1][:3])
        where = [raster.index(x, y) for x, y, _ in seen["colours"]]
    # Where the map has no edge within a pixel of the screen; below what is not green the image is seen.
    inner = [
        (classes[row, col] == 1, color == green)
        for (row, col), (_, _, color) in zip(where, seen["colours"], strict=True)
        if len(np.unique(classes[row - 2 : row + 3, col - 2 : col + 3])) == 1
    ]
    assert len(inner) > 200 and len({wanted for wanted, _ in inner}) == 2
    assert [shown for _, shown in inner] == [wanted for wanted, _ in inner]
    assert seen["layers"] == 2
    assert "the middle" in seen["middle"]
    assert seen["off"] and len(seen["failures"]) == 1 and "removed" in seen["failures"][0]
    # QGIS is gone without having closed anything.
    (engine,) = seen["pids"]
    wait_until(lambda: not Path(f"/proc/{engine}").exists())


def test_unloading_the_plugin_ends_the_preview_of_the_dock(tmp_path: Path) -> None:
    seen = run_in_qgis(
        make_profile(tmp_path / "profile", tmp_path).folder,
        tmp_path,
        f"""
        import os
        from pathlib import Path
        from qgis.core import QgsProject, QgsRasterLayer
        from qgis.PyQt.QtWidgets import QDockWidget, QPushButton
        from qgis.utils import unloadPlugin

        def engines():
            return [int(p) for t in Path("/proc/self/task").iterdir() for p in (t / "children").read_text().split()
                    if b"boot.py" in Path(f"/proc/{{p}}/cmdline").read_bytes()]

        QgsProject.instance().addMapLayer(QgsRasterLayer({str(DEMO.with_name("demo_sentinel2.tif"))!r}, "demo"))
        dock = iface.mainWindow().findChild(QDockWidget, "OneMetreDock")
        dock.show()
        button = dock.findChild(QPushButton, "preview")
        until(button.isEnabled)
        button.click()
        preview = plugins["onemetre"].menu.dock.dock.preview.preview
        until(lambda: preview.state.value in ("working", "shown"))
        before = engines()
        unloadPlugin("onemetre")
        return {{"before": before, "after": engines()}}
        """,
    )
    # The dock may be asking another one for its devices.
    assert seen["before"]
    assert seen["after"] == []
