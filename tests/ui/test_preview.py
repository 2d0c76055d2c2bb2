"""The live preview on a canvas, with a real engine behind it."""

from __future__ import annotations

import dataclasses
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from bare_machine import wait_until
from engine_process import children, run
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtGui import QColor
from rasters import mottled, read_raster, write_raster
from toy_models import GREEN, write_toy

from onemetre.contract.requests import MapRequest, Reading
from onemetre.ui.preview.live_preview import LivePreview, LivePreviewSettings, PreviewState

LEFT, TOP = 600_000.0, 5_000_000.0
UTM = QgsCoordinateReferenceSystem("EPSG:32632")
BLANK = "#ffffff"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy(tmp_path_factory.mktemp("model"), blend=8)


@pytest.fixture
def layer(qgis_app: object, tmp_path: Path) -> Iterator[QgsRasterLayer]:
    """Patches of 10 m at 1 m, in the project."""
    pixels = mottled(30, 40).repeat(10, axis=1).repeat(10, axis=2)
    layer = QgsRasterLayer(str(write_raster(tmp_path / "scene.tif", pixels)), "scene")
    QgsProject.instance().addMapLayer(layer)
    yield layer
    QgsProject.instance().clear()


@pytest.fixture
def canvas(layer: QgsRasterLayer) -> Iterator[QgsMapCanvas]:
    """It shows nothing but the preview."""
    canvas = QgsMapCanvas()
    canvas.resize(400, 300)
    canvas.setDestinationCrs(UTM)
    canvas.setExtent(box(100, 100, 200, 150))
    canvas.show()
    yield canvas
    canvas.close()


@pytest.fixture
def preview(canvas: QgsMapCanvas, monkeypatch: pytest.MonkeyPatch) -> Iterator[LivePreview]:
    """Whatever happens in a test, no process is left."""
    monkeypatch.setenv("ONEMETRE_PYTHON", sys.executable)
    before = children()
    preview = LivePreview(canvas)
    yield preview
    preview.close()
    assert children() == before


@pytest.fixture
def wanted(layer: QgsRasterLayer, model: Path) -> LivePreviewSettings:
    return LivePreviewSettings(layers=[layer.id()], model=str(model), target="green", opacity=1.0)


def box(left: float, top: float, width: float, height: float) -> QgsRectangle:
    """Extent by its distance from the top-left corner of the image."""
    return QgsRectangle(LEFT + left, TOP - top - height, LEFT + left + width, TOP - top)


def until(preview: LivePreview, state: PreviewState) -> None:
    wait_until(lambda: preview.state == state)


def after(preview: LivePreview, work: Callable[[], object], state: PreviewState = PreviewState.SHOWN) -> None:
    """Do something that asks for another view, and wait for what comes of it."""
    passed: list[PreviewState] = []

    def note(_text: str) -> None:
        passed.append(preview.state)

    preview.state_changed.connect(note)
    work()
    wait_until(lambda: PreviewState.WORKING in passed and passed[-1] == state)
    preview.state_changed.disconnect(note)


def classes_of(layer: QgsRasterLayer, model: Path, folder: Path) -> np.ndarray:
    """The map that a run gives."""
    output = str(folder / "map.tif")
    result = run(
        MapRequest(reading=Reading(sources=(layer.source(),)), model=str(model), output=output, target="green")
    )
    assert result["event"] == "result"
    return read_raster(output)[0]


def shown(canvas: QgsMapCanvas, places: list[tuple[int, int]]) -> list[str]:
    """Colours in the middle of pixels of the map, by column and row."""
    image = canvas.viewport().grab().toImage()
    to_canvas = canvas.getCoordinateTransform()
    way = QgsCoordinateTransform(UTM, canvas.mapSettings().destinationCrs(), QgsProject.instance())
    points = [to_canvas.transform(way.transform(QgsPointXY(LEFT + x + 0.5, TOP - y - 0.5))) for x, y in places]
    return [image.pixelColor(QPoint(int(point.x()), int(point.y()))).name() for point in points]


def faded(color: str) -> str:
    """Half of a colour over white."""
    red, green, blue = QColor(color).getRgb()[:3]
    return QColor((red + 256) // 2, (green + 256) // 2, (blue + 256) // 2).name()


def expected(classes: np.ndarray, places: list[tuple[int, int]]) -> list[str]:
    return [(BLANK, GREEN.color)[classes[y, x]] for x, y in places]


def places_in(left: int, top: int, right: int, bottom: int) -> list[tuple[int, int]]:
    return [(x, y) for x in range(left, right, 7) for y in range(top, bottom, 7)]


def test_the_canvas_shows_the_pixels_of_a_run_also_after_panning_and_in_another_coordinate_system(
    preview: LivePreview, canvas: QgsMapCanvas, layer: QgsRasterLayer, model: Path, wanted: LivePreviewSettings,
    tmp_path: Path,
) -> None:  # fmt: skip
    classes = classes_of(layer, model, tmp_path)
    texts: list[str] = []
    preview.state_changed.connect(texts.append)
    preview.show(wanted)
    until(preview, PreviewState.SHOWN)
    places = places_in(102, 102, 298, 248)
    assert shown(canvas, places) == expected(classes, places)
    assert len(set(expected(classes, places))) == 2
    assert texts[0] and texts[-1] == preview.text and preview.device == "cpu"

    after(preview, lambda: canvas.setExtent(box(0, 0, 200, 150)))
    places = places_in(2, 2, 198, 148)
    assert shown(canvas, places) == expected(classes, places)

    canvas.setRotation(30)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    middle = QgsCoordinateTransform(UTM, canvas.mapSettings().destinationCrs(), QgsProject.instance())
    after(preview, lambda: canvas.setExtent(middle.transformBoundingBox(box(120, 90, 60, 40))))
    # Away from edges, where a pixel of the screen belongs to one class.
    places = [
        (x, y) for x, y in places_in(130, 100, 170, 120) if len(set(classes[y - 1 : y + 2, x - 1 : x + 2].flat)) == 1
    ]
    assert shown(canvas, places) == expected(classes, places)
    assert len(places) > 5

    preview.hide()
    assert set(shown(canvas, places)) == {BLANK}
    assert (preview.state, preview.text) == (PreviewState.OFF, "")


def test_a_threshold_and_an_opacity_change_what_is_shown_in_the_same_engine(
    preview: LivePreview, canvas: QgsMapCanvas, layer: QgsRasterLayer, wanted: LivePreviewSettings, model: Path
) -> None:
    before = children()
    preview.show(wanted)
    until(preview, PreviewState.SHOWN)
    engine = children() - before
    places = places_in(102, 102, 298, 248)
    many = shown(canvas, places).count(GREEN.color)
    after(preview, lambda: preview.show(dataclasses.replace(wanted, threshold=99)))
    assert 0 < shown(canvas, places).count(GREEN.color) < many
    preview.show(dataclasses.replace(wanted, threshold=99, opacity=0.5))
    everywhere = [(x, y) for x in range(110, 290) for y in range(110, 240)]
    # Tiles lie on each other at their edges, which is not to be seen.
    assert set(shown(canvas, everywhere)) == {BLANK, faded(GREEN.color)}
    assert children() - before == engine
    preview.show(dataclasses.replace(wanted, target=""))
    assert preview.state == PreviewState.STARTING
    until(preview, PreviewState.SHOWN)
    wait_until(lambda: len(children() - before) == 1)
    assert children() - before != engine


def test_a_view_that_cannot_be_shown_says_why_and_the_next_one_comes(
    preview: LivePreview, canvas: QgsMapCanvas, wanted: LivePreviewSettings
) -> None:
    failures: list[str] = []
    preview.failed.connect(failures.append)
    canvas.setExtent(box(5000, 5000, 200, 150))
    preview.show(wanted)
    until(preview, PreviewState.NOTHING)
    assert "outside" in preview.text
    canvas.setExtent(box(100, 100, 200, 150))
    until(preview, PreviewState.SHOWN)
    assert not failures


def test_of_a_huge_view_the_middle_is_shown(preview: LivePreview, canvas: QgsMapCanvas, tmp_path: Path) -> None:
    path = tmp_path / "huge.tif"
    profile = {"width": 60_000, "height": 60_000, "count": 3, "dtype": "uint8", "crs": "EPSG:32632"}
    with rasterio.open(
        path, "w", driver="GTiff", tiled=True, sparse_ok=True, **profile,
        transform=rasterio.transform.from_origin(LEFT, TOP, 1, 1),
    ):  # fmt: skip
        pass
    huge = QgsRasterLayer(str(path), "huge")
    QgsProject.instance().addMapLayer(huge)
    canvas.setExtent(huge.extent())
    # Few tiles of this size fit into memory.
    model = write_toy(tmp_path, "toy.wide_v1", tile=2016)
    preview.show(LivePreviewSettings(layers=[huge.id()], model=str(model), target="green"))
    until(preview, PreviewState.PARTIAL)
    assert "the middle" in preview.text and "of 3,601 km²" in preview.text
    assert preview.rest_seconds == 0
    canvas.setExtent(box(100, 100, 100, 75))
    until(preview, PreviewState.SHOWN)


def test_the_end_of_the_layer_or_the_project_is_the_end_of_the_preview(
    preview: LivePreview, canvas: QgsMapCanvas, layer: QgsRasterLayer, wanted: LivePreviewSettings, tmp_path: Path
) -> None:
    failures: list[str] = []
    preview.failed.connect(failures.append)
    before = children()
    preview.show(wanted)
    until(preview, PreviewState.SHOWN)
    other = QgsRasterLayer(layer.source(), "another")
    QgsProject.instance().addMapLayer(other)
    QgsProject.instance().removeMapLayer(other.id())
    assert preview.state == PreviewState.SHOWN and not failures
    QgsProject.instance().removeMapLayer(layer.id())
    assert preview.state == PreviewState.OFF and len(failures) == 1
    wait_until(lambda: children() == before)

    again = QgsRasterLayer(str(tmp_path / "scene.tif"), "again")
    QgsProject.instance().addMapLayer(again)
    preview.show(LivePreviewSettings(layers=[again.id()], model=wanted.model))
    QgsProject.instance().clear()
    assert preview.state == PreviewState.OFF and len(failures) == 1
    wait_until(lambda: children() == before)
    preview.show(wanted)
    assert preview.state == PreviewState.FAILED
    assert "scene" in failures[-1] or "no file" in failures[-1]


def test_an_engine_that_dies_is_said_once_and_not_started_again(
    preview: LivePreview, canvas: QgsMapCanvas, wanted: LivePreviewSettings
) -> None:
    failures: list[str] = []
    preview.failed.connect(failures.append)
    before = children()
    preview.show(wanted)
    until(preview, PreviewState.SHOWN)
    (engine,) = children() - before
    os.kill(engine, signal.SIGKILL)
    until(preview, PreviewState.FAILED)
    assert len(failures) == 1 and "signal 9" in failures[0]
    canvas.setExtent(box(0, 0, 200, 150))
    wait_until(lambda: children() == before)
    assert not preview.is_on and set(shown(canvas, [(50, 50)])) == {BLANK}
    preview.show(wanted)
    until(preview, PreviewState.SHOWN)
    assert len(failures) == 1


def test_what_cannot_start_is_one_message(
    preview: LivePreview, wanted: LivePreviewSettings, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[str] = []
    preview.failed.connect(failures.append)
    damaged = tmp_path / "damaged.onnx"
    damaged.write_bytes(model.read_bytes()[:-100])
    preview.show(LivePreviewSettings(layers=wanted.layers, model=str(damaged)))
    until(preview, PreviewState.FAILED)
    assert "damaged.onnx" in failures[0]
    monkeypatch.setenv("ONEMETRE_PYTHON", str(tmp_path / "gone"))
    preview.show(wanted)
    assert preview.state == PreviewState.FAILED and "gone" in failures[1]
    script = tmp_path / "python"
    script.write_text("#!/nowhere/at/all\n")
    script.chmod(0o755)
    monkeypatch.setenv("ONEMETRE_PYTHON", str(script))
    preview.show(wanted)
    wait_until(lambda: len(failures) == 3)
    assert preview.state == PreviewState.FAILED and "cannot be started" in failures[2]


def test_closing_leaves_no_process_at_any_time(
    preview: LivePreview, canvas: QgsMapCanvas, wanted: LivePreviewSettings
) -> None:
    before = children()
    preview.show(wanted)
    preview.close()
    assert children() == before
    preview.show(wanted)
    until(preview, PreviewState.SHOWN)
    canvas.setExtent(box(0, 0, 200, 150))
    preview.close()
    assert children() == before
    preview.show(wanted)
    preview.hide()
    preview.show(wanted)
    until(preview, PreviewState.SHOWN)


def test_warnings_of_the_engine_are_in_the_log(
    preview: LivePreview, layer: QgsRasterLayer, model: Path, tmp_path: Path
) -> None:
    lines: list[str] = []
    log = QgsApplication.messageLog()
    log.messageReceived[str, str, Qgis.MessageLevel].connect(lambda text, *_: lines.append(text))
    # What lies beside the model under the name of its card is none.
    (tmp_path / model.name).write_bytes(model.read_bytes())
    (tmp_path / model.name).with_suffix(".json").write_text("{}")
    preview.show(LivePreviewSettings(layers=[layer.id()], model=str(tmp_path / model.name)))
    until(preview, PreviewState.SHOWN)
    assert any("is not a model card" in line for line in lines)
