"""Takes the pictures of the guide, docs/images/, in a real QGIS: from the zip of the last commit to a map.

The packages of the runtime come from the index that pip is configured for.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import rasterio
from PIL import Image

from onemetre.tools.package import build
from onemetre.tools.qgis_window import QgisWindow, missing_programs, save_picture
from onemetre.tools.qgis_words import qgis_name, words
from onemetre.tools.translations import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
# Pictures in another language are for review only, except for these, which are in the guide in that language.
LOOKED_AT = ROOT / "build" / "images"
IN_OTHER_GUIDES = {"dialog.png", "dock-done.png", "dock-series.png", "dock-years.png", "label-points.png", "map.png"}
# For review only too: states of the dock that the guide does not show.
STATES = {"dock-empty.png", "dock-running.png", "dock-failed.png", "dock-no-runtime.png", "dock-dark.png"}
DEMO = ROOT / "resources" / "demo" / "demo_sentinel2.tif"
AERIAL = DEMO.with_name("demo_aerial.tif")
# Left and top of squares of a single class, by class, metres from the corner of the image: green that the model misses,
# and places where it is right.
SAMPLES = {
    1: [(904, 12), (332, 108), (268, 108), (576, 28), (876, 108), (404, 156), (816, 196), (252, 704), (132, 792)],
    0: [(68, 40), (520, 804), (180, 428), (112, 212), (80, 540), (240, 540), (400, 404), (720, 956), (36, 208)],
}
SIDE = 24
# Rows and columns of the demo scene that were a meadow before the year, and the reflectance of one.
MEADOWS = {2018: (slice(0, 44), slice(0, 44)), 2020: (slice(0, 34), slice(0, 38)), 2022: (slice(0, 0), slice(0, 0))}
MEADOW = {"red": 300, "green": 500, "blue": 300, "nir": 4000}
FILM = (800, 450)
SETUP = "widget('SetupDialog')"
ALGORITHM = "widget('AlgorithmDialog')"
DOCK = "widget(name='OneMetreDock')"


class Studio(QgisWindow):
    """QGIS in a given language.

    Args:
        folder: Folder for its configuration.
        environment: Environment variables.
        language: Language code as in the names of the translations; empty = English.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str | None], language: str) -> None:
        self._language = language
        settings = folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
        if language and not settings.exists():
            settings.parent.mkdir(parents=True)
            settings.write_text(f"[locale]\noverrideFlag=true\nuserLocale={qgis_name(language)}\n", encoding="utf-8")
        super().__init__(folder, environment, words(language) if language else None)

    def place(self, name: str) -> Path:
        """Path of a picture."""
        if name in STATES:
            return LOOKED_AT / self._language / name
        if not self._language:
            return IMAGES / name
        return (IMAGES if name in IN_OTHER_GUIDES else LOOKED_AT) / self._language / name


def snap(qgis: Studio, name: str, *things: str) -> None:
    """Save a picture of the window, or of the part of it that encloses these widgets."""
    qgis.wait("not iface.mapCanvas().isDrawing()")
    pixels = qgis.picture()
    if things:
        places = [qgis.ask(f"return rectangle({thing})") for thing in things]
        left, top = (max(min(place[i] for place in places), 0) for i in (0, 1))
        right, bottom = (max(place[i] + place[i + 2] for place in places) for i in (0, 1))
        pixels = pixels[top:bottom, left:right]
    path = qgis.place(f"{name}.png")
    save_picture(path, pixels)
    print(path.relative_to(ROOT))


def save_film(path: Path, pictures: list[Path]) -> None:
    """Write pictures as a small animation, half a second each."""
    first, *others = (Image.open(picture).convert("RGB").resize(FILM) for picture in pictures)
    first.save(path, save_all=True, append_images=others, duration=500, loop=0, quality=40, minimize_size=True)
    print(f"{path.relative_to(ROOT)}: {len(pictures)} s")


def install_plugin(qgis: Studio, package: Path) -> None:
    """Install the plugin in the plugin manager."""
    manager = "widget('QgsPluginManager')"
    qgis.choose("Plugins", "Manage and Install Plugins…")
    qgis.click(f"row({manager}.findChild(QWidget, 'mOptionsListWidget'), 'Install from ZIP')")
    qgis.click(f"widget('QgsFileWidget', inside={manager}).lineEdit()")
    qgis.type(f"{package}\t")
    qgis.point_at(f"widget('QPushButton', text='Install Plugin', inside={manager})")
    snap(qgis, "install-zip", manager)
    qgis.click(f"widget('QPushButton', text='Install Plugin', inside={manager})")
    qgis.click("widget('QPushButton', text='Yes', inside=widget('QMessageBox'))")
    qgis.wait("'onemetre' in plugins")
    qgis.click(f"widget('QPushButton', text='Close', inside={manager})")


def set_up(qgis: Studio) -> None:
    """Show the message and the set-up dialog, and make the runtime."""
    qgis.wait("widget(name='onemetre_set_up')")
    snap(qgis, "notice")
    qgis.click("widget(name='onemetre_set_up')")
    qgis.wait(f"{SETUP}.page.primary.isEnabled()")
    qgis.point_at(f"{SETUP}.page.primary")
    snap(qgis, "setup-missing", SETUP)
    qgis.click(f"{SETUP}.page.primary")
    bar = "widget('QProgressBar', 'progress')"
    qgis.wait(f"{bar}.maximum() == 100 and {bar}.value() >= 30", 600)
    snap(qgis, "setup-running", SETUP)
    qgis.wait("widget('QPushButton', 'first_map')", 600)
    qgis.point_at("widget('QPushButton', 'first_map')")
    snap(qgis, "setup-ready", SETUP)


def make_first_map(qgis: Studio) -> None:
    """Open the algorithm's dialog with the demo scene, run it, show the map."""
    qgis.click("widget('QPushButton', 'first_map')")
    run = f"widget('QPushButton', text='Run', inside={ALGORITHM})"
    qgis.point_at(run)
    snap(qgis, "dialog")
    qgis.click(run)
    qgis.wait(f"widget('QProgressBar', inside={ALGORITHM}).value() > 0", 120)
    snap(qgis, "running", ALGORITHM)
    qgis.wait("len(QgsProject.instance().mapLayers()) == 2 and not iface.mapCanvas().isDrawing()", 120)
    qgis.click(f"widget('QPushButton', text='Close', inside={ALGORITHM})")
    qgis.click("row(iface.layerTreeView(), 'Impervious surface')")
    qgis.press("Right")  # opens the legend
    qgis.ask("iface.messageBar().clearWidgets()")
    qgis.wait("row(iface.layerTreeView(), 'Impervious surface', 'Impervious surface')")
    snap(qgis, "map")


def look_around(qgis: Studio) -> None:
    """Show the menu, the toolbox, the options, the model designer."""
    qgis.choose("Raster", "OneMetre")
    qgis.point_at("entry('Impervious surface...')")
    qgis.wait("len(widgets('QMenu')) == 2")
    snap(qgis, "menu")
    qgis.press("Escape")
    qgis.press("Escape")
    qgis.press("Escape")
    qgis.press("ctrl+alt+t")
    qgis.click("widget(name='searchBox', inside=widget('ProcessingToolbox'))")
    qgis.type("onemetre")
    qgis.point_at("row(widget('ProcessingToolbox').algorithmTree, 'OneMetre', 'Mapping', 'Impervious surface')")
    snap(qgis, "toolbox", "widget('ProcessingToolbox')")
    # The toolbox would take the dock's place.
    qgis.ask("widget('ProcessingToolbox').close()")
    qgis.choose("Raster", "OneMetre", "Options...")
    options = "widget('QgsOptions')"
    qgis.point_at(options)
    snap(qgis, "options", options)
    qgis.press("Escape")


def show_years(qgis: Studio) -> None:
    """Show the dock's section for years of a service, with two years; leaves it as it was."""
    section, state = f"{DOCK}.scenes", f"{DOCK}.state"
    tick = "import dataclasses\n{0}.update(search=dataclasses.replace({0}.settings.search, years={1}))"
    qgis.ask(tick.format(state, (2018, 2022)))
    qgis.ask(f"{section}.setCollapsed(False)\n{DOCK}._scroll.ensureWidgetVisible({section}.find)")
    snap(qgis, "dock-years", section)
    qgis.ask(tick.format(state, ()))
    qgis.ask(f"{section}.setCollapsed(True)\n{DOCK}._scroll.verticalScrollBar().setValue(0)")


def write_years(folder: Path) -> list[str]:
    """Images of three years, in which a part of the demo scene is not built yet."""
    folder.mkdir()
    paths = []
    for year, (rows, columns) in MEADOWS.items():
        path = folder / f"{year}.tif"
        shutil.copy(DEMO, path)
        with rasterio.open(path, "r+") as raster:
            pixels = raster.read()
            for number, name in enumerate(raster.descriptions):
                # As rough as the ground is elsewhere.
                noise = np.random.default_rng(number).normal(1.0, 0.05, pixels[number].shape)
                meadow = (MEADOW[name] * noise).astype(pixels.dtype)
                pixels[number, rows, columns] = meadow[rows, columns]
            raster.write(pixels)
        paths.append(str(path))
    return paths


def show_series(qgis: Studio, folder: Path) -> None:
    """Show the dock's section Series with three years and a zone; leaves QGIS without the dock."""
    qgis.ask("iface.newProject(False)")
    qgis.choose("Raster", "OneMetre", "OneMetre Dock")
    qgis.ask(
        f"from qgis.PyQt.QtCore import Qt\niface.mainWindow().resizeDocks([{DOCK}], [320], Qt.Orientation.Horizontal)"
    )
    values = {"INPUTS": write_years(folder / "images"), "FOLDER": str(folder / "series"), "CONSISTENCY": False}
    grid = {"TYPE": 2, "HSPACING": 250, "VSPACING": 250, "CRS": "EPSG:32632", "OUTPUT": str(folder / "Districts.gpkg")}
    qgis.ask(
        f"""
        import processing
        from qgis.core import QgsRasterLayer, QgsVectorLayer
        scene = QgsRasterLayer({str(DEMO)!r}, "S2 2022-06-12")
        QgsProject.instance().addMapLayer(scene)
        QgsProject.instance().setCrs(scene.crs())
        iface.setActiveLayer(scene)
        iface.zoomToActiveLayer()
        processing.runAndLoadResults("onemetre:yearseries", {values!r})
        box = scene.extent()
        edges = [box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum()]
        made = processing.run("native:creategrid", {grid!r} | {{"EXTENT": ",".join(map(str, edges)) + " [EPSG:32632]"}})
        zones = QgsVectorLayer(made["OUTPUT"], "Districts")
        zones.setDisplayExpression("concat('District ', id)")
        zones.renderer().symbol().symbolLayer(0).setBrushStyle(0)
        QgsProject.instance().addMapLayer(zones, False)
        QgsProject.instance().layerTreeRoot().insertLayer(0, zones)
        """,
    )
    section = f"{DOCK}.series"
    qgis.wait(f"{section}.isVisible() and not {section}.busy")
    qgis.ask(f"{DOCK}._scroll.ensureWidgetVisible({section}.place.layers)")
    qgis.click("widget(name='series_zones')")
    qgis.press("Down")
    qgis.press("Return")
    qgis.wait(f"{section}.place.pick.isChecked()")
    left, top, width, height = qgis.wait("rectangle(iface.mapCanvas())")
    qgis.click_at(left + round(0.42 * width), top + round(0.4 * height))
    qgis.wait(f"{section}.figures is not None and not {section}.busy")
    qgis.wait(f"{DOCK}.foot.cost.text()[:1].isdigit()", 120)
    qgis.ask("iface.messageBar().clearWidgets()")
    # The text at the foot takes room from the sections.
    scroll = f"{DOCK}._scroll.ensureWidgetVisible({section}.swipe)"
    qgis.ask(f"{scroll}\nreturn not {section}.swipe.button.visibleRegion().isEmpty()", 60)
    snap(qgis, "dock-series")
    qgis.ask(f"{DOCK}.hide()")


def show_dock(qgis: Studio, folder: Path) -> None:
    """Show the states of the dock at its minimum width; leaves QGIS in another theme."""
    outputs = f"outputs=dataclasses.replace({DOCK}.state.settings.outputs, "
    put = f"import dataclasses\n{DOCK}.state.update({outputs}"
    qgis.ask("iface.newProject(False)")
    qgis.choose("Raster", "OneMetre", "OneMetre Dock")
    qgis.ask(
        f"from qgis.PyQt.QtCore import Qt\niface.mainWindow().resizeDocks([{DOCK}], [320], Qt.Orientation.Horizontal)"
    )
    snap(qgis, "dock-empty", DOCK)
    show_years(qgis)
    qgis.ask(f"iface.addRasterLayer({str(DEMO)!r}, 'S2 2022-06-12')\niface.zoomToActiveLayer()")
    qgis.ask(f"{put} folder={str(folder / 'maps')!r}))")
    qgis.wait(f"{DOCK}.foot.cost.text()[:1].isdigit() and {DOCK}.device.checked", 120)
    snap(qgis, "dock-ready")
    qgis.click("widget(name='run')")
    qgis.wait(f"{DOCK}.foot.status.text()")
    snap(qgis, "dock-running", DOCK)
    qgis.wait(f"not {DOCK}.runner.busy", 120)
    qgis.ask("iface.messageBar().clearWidgets()")
    snap(qgis, "dock-done")
    qgis.ask(f"{put} folder={str(DEMO)!r}))")
    qgis.click("widget(name='run')")
    snap(qgis, "dock-failed", DOCK)
    qgis.ask("import os\nos.environ['ONEMETRE_PYTHON'] = '/nowhere/python'")
    qgis.click("widget(name='run')")
    snap(qgis, "dock-no-runtime", DOCK)
    qgis.ask("del __import__('os').environ['ONEMETRE_PYTHON']")
    qgis.ask(f"{DOCK}.messages.clearWidgets()")
    qgis.ask("QgsApplication.setUITheme('Night Mapping')")
    snap(qgis, "dock-dark")


def show_report(qgis: Studio, folder: Path) -> None:
    """Show the report of a run in a browser."""
    report, output = folder / "report.html", folder / "impervious.tif"
    values = {"INPUT": [str(DEMO)], "YEAR": 2022, "OUTPUT": str(output), "REPORT": str(report)}
    qgis.ask(f"import processing\nprocessing.run('onemetre:impervioussurface', {values!r})")
    qgis.ask(
        f"""
        from qgis.PyQt.QtCore import QUrl
        from qgis.PyQt.QtWebKitWidgets import QWebView
        import qgis.utils
        qgis.utils.browser = view = QWebView()
        view.setWindowTitle("report.html")
        view.resize(900, 720)
        view.load(QUrl.fromLocalFile({str(report)!r}))
        view.show()
        """
    )
    qgis.point_at("widget('QWebView')")
    snap(qgis, "report", "widget('QWebView')")
    # The browser covers the menus.
    qgis.ask("import qgis.utils\nqgis.utils.browser.close()")


def adapt(qgis: Studio, folder: Path) -> None:
    """Show the dialog Adapt a model: samples, training, result."""
    dialog = "widget('AdaptDock')"
    qgis.ask(
        f"""
        from qgis.core import QgsRasterLayer
        layer = QgsRasterLayer({str(AERIAL)!r}, "demo_aerial")
        QgsProject.instance().clear()
        QgsProject.instance().addMapLayer(layer)
        iface.setActiveLayer(layer)
        iface.zoomToActiveLayer()
        """
    )
    qgis.choose("Raster", "OneMetre", "Adapt a model...")
    qgis.click(f"widget('QPushButton', 'next', inside={dialog})")
    qgis.ask(
        f"""
        from qgis.core import QgsGeometry, QgsRectangle, QgsVectorLayerUtils
        {dialog}.sampling.make({str(folder / "samples.gpkg")!r})
        layer = {dialog}.samples.layer
        origin = QgsProject.instance().mapLayersByName("demo_aerial")[0].extent()
        for value, places in {SAMPLES!r}.items():
            for x, y in places:
                left, top = origin.xMinimum() + x, origin.yMaximum() - y
                square = QgsGeometry.fromRect(QgsRectangle(left, top - {SIDE}, left + {SIDE}, top))
                index = layer.fields().indexOf("class")
                layer.addFeature(QgsVectorLayerUtils.createFeature(layer, square, {{index: value}}))
        """
    )
    qgis.click(f"widget('QPushButton', 'find_doubts', inside={dialog})")
    qgis.wait("widget('QPushButton', 'next_doubt').isEnabled()", 300)
    qgis.ask("iface.messageBar().clearWidgets()")
    snap(qgis, "adapt-samples")
    qgis.click(f"widget('QPushButton', 'next', inside={dialog})")
    qgis.click(f"widget('QPushButton', 'next', inside={dialog})")
    # The second check has started.
    qgis.wait(f"{dialog}.running.findChild(QWidget, 'loss').accessibleDescription().count(', ') == 2", 3000)
    snap(qgis, "adapt-running", dialog)
    qgis.wait("widget('QPushButton', 'compare')", 6000)
    # The guide shows a model that passed its check.
    qgis.wait(f"{dialog}.run.job.results['KEPT']", 1)
    qgis.click("widget('QPushButton', 'compare')")
    qgis.wait("widget('QPushButton', 'swipe').isChecked()", 300)
    qgis.ask("iface.messageBar().clearWidgets()")
    qgis.wait(f"not iface.mapCanvas().isDrawing() and not {dialog}.comparison.drawing")
    snap(qgis, "adapt-result")


def label(qgis: Studio, folder: Path) -> None:
    """Show the panel Label points: at work, and with the accuracy."""
    panel, output = "widget('LabelDock')", folder / "green.tif"
    values = {"INPUT": [str(AERIAL)], "OUTPUT": str(output)}
    qgis.ask(
        f"""
        import processing
        from qgis.core import QgsRasterLayer
        image, made = QgsRasterLayer({str(AERIAL)!r}, "demo_aerial"), {str(output)!r}
        QgsProject.instance().clear()
        QgsProject.instance().addMapLayer(image)
        iface.setActiveLayer(image)
        iface.zoomToActiveLayer()
        processing.run("onemetre:greenspace", {values!r})
        QgsProject.instance().addMapLayer(QgsRasterLayer(made, "Urban green space"))
        QgsProject.instance().layerTreeRoot().findLayers()[0].setItemVisibilityChecked(False)
        plugins["onemetre"].menu.dock.dock.hide()
        plugins["onemetre"].menu.dock.dock.accuracy_wanted.emit(made)
        return True
        """,
        300,
    )
    qgis.wait(f"{panel}.start.layer is not None and not {panel}.drawing.busy", 120)
    qgis.ask("iface.messageBar().clearWidgets()")
    qgis.click("widget(name='interpreter')")
    qgis.type("Ada")
    qgis.press("Return")
    qgis.wait(f"{panel}.session is not None")
    for number in range(37):
        qgis.press("0" if number % 12 == 11 else "2" if number % 3 else "1")
    qgis.wait(f"{panel}.session.progress.done == 37")
    qgis.wait(f"not any(view.canvas.isDrawing() for view in {panel}.work.views)")
    snap(qgis, "label-points")
    # As somebody who knows: as the map has it, except for some.
    qgis.ask(
        f"""
        session = {panel}.session
        while session.progress.done < session.progress.total:
            feature = session.points.layer.getFeature(session.current.id)
            session.put(feature["map_class"] if session.at % 11 else 1 - feature["map_class"])
        {panel}._step(1)
        return True
        """,
        60,
    )
    qgis.click("widget(name='measure')")
    qgis.wait(f"not {panel}.measuring.busy", 60)
    qgis.ask(f"{panel}.messages.clearWidgets()")
    snap(qgis, "label-result", panel)


def take(folder: Path, language: str) -> None:
    """Take all pictures; ``folder`` is for the profile and the runtime."""
    (folder / "qgis").mkdir()
    variables = {"ONEMETRE_PYTHON": None, "ONEMETRE_MODELS": None, "XDG_DATA_HOME": str(folder / ".local" / "share")}
    package, frames = build(folder), folder / "frames"
    with Studio(folder / "qgis", variables, language) as qgis:
        with qgis.recording(frames):
            install_plugin(qgis, package)
            set_up(qgis)
            make_first_map(qgis)
        look_around(qgis)
        show_report(qgis, folder)
        show_series(qgis, folder)
        show_dock(qgis, folder)
    # The runtime that was set up is for mapping only; this one can train too.
    with Studio(folder / "qgis", variables | {"ONEMETRE_PYTHON": sys.executable}, language) as qgis:
        adapt(qgis, folder)
        label(qgis, folder)
    save_film(qgis.place("first-map.webp"), sorted(frames.glob("*.png")))


@contextlib.contextmanager
def home() -> Iterator[Path]:
    """A folder with a meaningful name for the pictures."""
    folder = Path(tempfile.gettempdir()) / "you"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--locale", default="", choices=LANGUAGES, help="a language other than English")
    language = parser.parse_args().locale
    if missing := missing_programs():
        sys.exit(f"make screenshots: install first: {', '.join(missing)}")
    with home() as folder:
        take(folder, language)


if __name__ == "__main__":
    main()
