"""Years of a town by mouse: a zone is clicked, its figures are exported, and two years are compared."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import pytest
from drawn import square, write_samples
from headless import make_profile
from years import write_map

from onemetre.tools.qgis_window import PATIENCE, QgisWindow, missing_programs

SECTION = "widget(name='OneMetreDock').series"
# The section grows with its table, and the view shrinks with the text below it: again, until the widget is there.
VISIBLE = """
from qgis.PyQt.QtCore import QCoreApplication, QEvent
QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
part = {}.{}
widget(name='OneMetreDock')._scroll.ensureWidgetVisible(part)
return part.visibleRegion().boundingRect() == part.rect()
"""
SCENE = """
from qgis.core import QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from onemetre.processing.layers.temporal import set_years
# Otherwise QGIS shows its welcome page.
iface.newProject()
project = QgsProject.instance()
layers = [QgsRasterLayer(path, f"{{year}} map") for year, path in {maps!r}.items()]
for layer, year in zip(layers, {maps!r}):
    set_years(layer, year, year)
project.addMapLayers(layers)
project.addMapLayer(QgsVectorLayer({zones!r}, "blocks"))
project.setCrs(layers[0].crs())
iface.mapCanvas().setExtent(layers[0].extent())
iface.mainWindow().resizeDocks([widget(name="OneMetreDock")], [320], Qt.Orientation.Horizontal)
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_programs()), reason=f"not installed: {missing_programs()}"),
]


def test_a_zone_its_figures_and_two_years(tmp_path: Path) -> None:
    pixels = np.zeros((100, 100), np.uint8)
    pixels[:, :50] = 1
    grown = pixels.copy()
    grown[:, 50:60] = 1
    maps = {
        year: str(write_map(tmp_path / f"{year}.tif", one, year, percent=False))
        for year, one in ((2018, pixels), (2022, grown))
    }
    zones = write_samples(tmp_path / "zones.geojson", [(square(40, 20, 40), "a"), (square(0, 0, 100), "b")])
    table = tmp_path / "town"
    with QgisWindow(make_profile(tmp_path / "profile", tmp_path).folder, {"ONEMETRE_PYTHON": sys.executable}) as qgis:
        qgis.click("widget('QToolBar', 'OneMetreToolBar').actions()[0]")
        qgis.wait("widget(name='OneMetreDock')")
        qgis.ask(SCENE.format(maps=maps, zones=str(zones)))
        qgis.wait(f"{SECTION}.isVisible() and {SECTION}.figures is not None")
        # The text at the foot takes room from the sections.
        qgis.wait("widget(name='OneMetreDock').device.checked and widget(name='OneMetreDock').foot.cost.text()")
        whole = qgis.ask(f"return {SECTION}.chart.accessibleDescription()")
        narrow = qgis.ask(f"return {SECTION}.width()")

        # A zone: the smaller one of the two under the mouse.
        qgis.ask(VISIBLE.format(SECTION, "place.layers"), PATIENCE)
        qgis.click("widget(name='series_zones')")
        qgis.press("Down")
        qgis.press("Return")
        qgis.wait(f"{SECTION}.place.pick.isChecked()")
        left, top, width, height = qgis.ask("return rectangle(iface.mapCanvas())")
        qgis.click_at(left + round(0.55 * width), top + round(0.4 * height))
        zone = qgis.wait(f"{SECTION}.figures is not None and {SECTION}.chart.accessibleDescription()")
        status = qgis.ask(f"return {SECTION}.status.text()")

        # Two years.
        qgis.ask(VISIBLE.format(SECTION, "swipe"), PATIENCE)
        qgis.click("widget(name='swipe_years')")
        divider = qgis.wait("widget(name='onemetre_divider').accessibleName()")
        qgis.click("widget(name='swipe_years')")
        qgis.wait("not any(one.isVisible() for one in widgets('QWidget', 'onemetre_divider'))")

        # The table.
        qgis.click("widget(name='series_export')")
        qgis.wait("widget('QFileDialog')")
        qgis.press("ctrl+a")
        qgis.type(f"{table}.csv")
        qgis.press("Return")
        qgis.wait(f"__import__('os').path.exists({str(table) + '.csv'!r})")

    assert whole == "2018: 5,003, 2022: 6,003"
    assert narrow <= 320
    assert zone == "2018: 400, 2022: 800"
    assert status == "Every pixel is counted."
    assert divider.endswith("2018 on the left, 2022 on the right")
    rows = list(csv.DictReader(table.with_suffix(".csv").open(encoding="utf-8")))
    assert [(row["place"], row["year"]) for row in rows] == [("Impervious, a", "2018"), ("Impervious, a", "2022")]
    assert float(rows[1]["gain_ha"]) == pytest.approx(0.04, rel=2e-3) and float(rows[1]["loss_ha"]) == 0
