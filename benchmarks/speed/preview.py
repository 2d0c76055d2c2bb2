"""The live preview: seconds to the first pixels of a 1 km2 view, and the longest block of QGIS's window.

    .venv/bin/python benchmarks/speed/preview.py [--views 5] [--skip-window]

Medians over views that do not overlap. Other programs on the machine make the wall times longer; processor times of the
window's thread are valid on a busy machine too.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "support"))

import rasterio  # noqa: E402
from bench_scenes import write_textured  # noqa: E402
from desktop import run_in_qgis  # noqa: E402
from engine_process import EngineProcess  # noqa: E402
from headless import make_profile  # noqa: E402
from measure import usage  # noqa: E402

from onemetre.contract.card import ModelCard  # noqa: E402
from onemetre.contract.catalogue import Catalogue, CatalogueEntry  # noqa: E402
from onemetre.contract.requests import Preview, Reading, ServeRequest, dump_control  # noqa: E402
from onemetre.engine.infer.devices import processor_threads  # noqa: E402

SIDE_M = 1000
# Approximate screen size: a window of 1 km is drawn on this many pixels.
SCREEN = 800

STORY = """
import statistics, time
from qgis.core import QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from onemetre.ui.preview.live_preview import LivePreview, LivePreviewSettings, PreviewState

layer = QgsRasterLayer({scene!r}, "scene")
QgsProject.instance().addMapLayer(layer)
canvas = iface.mapCanvas()
iface.mainWindow().resize(1366, 768)
corner = layer.extent()

def look_at(number):
    x, y = corner.xMinimum() + 300 * number, corner.yMaximum() - 300 * number
    canvas.setExtent(QgsRectangle(x, y - {side}, x + {side}, y))

def let_go(done):
    clock, loop = QElapsedTimer(), QEventLoop()
    clock.start()
    while not done() or canvas.isDrawing():
        assert clock.elapsed() < 120_000
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)

beats = []
heart = QTimer()
heart.setTimerType(Qt.TimerType.PreciseTimer)
heart.timeout.connect(lambda: beats.append((time.perf_counter(), time.thread_time())))
heart.start(5)

def longest(work):
    del beats[:]
    work()
    gaps = [[1000 * (b - a) for a, b in zip(one, two)] for one, two in zip(beats, beats[1:])]
    return [max(column) for column in zip(*gaps)]

def pan(number):
    look_at(number)
    until = time.perf_counter() + 1.5
    let_go(lambda: time.perf_counter() > until)

preview = LivePreview(canvas)
def begin():
    preview.show(LivePreviewSettings(layers=[layer.id()], model={model!r}, target={target!r}, bands={bands!r}))
    let_go(lambda: preview.state == PreviewState.SHOWN)

states = []
preview.state_changed.connect(lambda _: states.append(preview.state))

def pan_with_preview(number):
    del states[:]
    look_at(number)
    let_go(lambda: PreviewState.WORKING in states and preview.state == PreviewState.SHOWN)

pan(0)
pan(1)
without = [longest(lambda: pan(number)) for number in range({views})]
look_at(0)
starting = longest(begin)
there = [longest(lambda: pan_with_preview(number)) for number in range(1, {views} + 1)]
back = [longest(lambda: pan_with_preview(number)) for number in reversed(range({views}))]
ending = longest(preview.close)
assert preview.state == PreviewState.OFF
return {{"map alone": without, "switched on": [starting], "panned": there, "panned back": back}}
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--views", type=int, default=5, help="views of each kind (default: 5)")
    parser.add_argument("--skip-window", action="store_true", help="measure the engine alone")
    options = parser.parse_args()
    print(f"{processor_threads()} threads; load before the start {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="onemetre-preview-") as folder:
        for entry in Catalogue().entries.values():
            tiles = options.views * distance(entry.card) // tile_m(entry.card) + 1
            scene = write_textured(Path(folder) / "scene.tif", entry.card, tiles)
            for line in engine(scene, entry, options.views):
                print(line, flush=True)
            if not options.skip_window:
                for line in window(Path(folder), scene, entry, options.views):
                    print(line, flush=True)


def engine(scene: Path, entry: CatalogueEntry, views: int) -> Iterator[str]:
    """Seconds to the first and the last pixels, from the start of the process and with the model loaded."""
    started = time.perf_counter()
    with rasterio.open(scene) as raster:
        left, top, crs = raster.bounds.left, raster.bounds.top, raster.crs.to_wkt()
    reading = Reading(sources=(str(scene),), bands=bands(entry.card))
    request = ServeRequest(reading=reading, model=str(entry.path), target=target(entry.card))
    first, last = [], []
    with EngineProcess(request) as process:

        def clocks() -> tuple[float, float]:
            return time.perf_counter(), usage(process.process.pid, 0, 0)[1]

        def since(begin: tuple[float, float]) -> tuple[float, float]:
            return tuple(b - a for a, b in zip(begin, clocks(), strict=True))

        events = process.events()
        wait_for(events, "ready")
        ready = clocks()
        for number in range(views):
            asked = clocks()
            x, y = left + distance(entry.card) * number, top - distance(entry.card) * number
            extent = (x, y - SIDE_M, x + SIDE_M, y)
            process.send(dump_control(Preview(id=number, extent=extent, crs=crs, pixel=SIDE_M / SCREEN)))
            wait_for(events, "preview")
            first.append(since(asked))
            if number == 0:
                cold = clocks()
            wait_for(events, "preview-end")
            last.append(since(asked))
    yield f"{entry.card.name}, seconds, wall and of the processor:"
    yield f"  cold: ready {ready[0] - started:.1f}, {ready[1]:.1f}; first pixels {cold[0] - started:.1f}, {cold[1]:.1f}"
    for name, times in (("first pixels", first), ("all of 1 km2", last)):
        wall, processor = zip(*times, strict=True)
        yield f"  model loaded: {name} {spread(wall)}, {spread(processor)}"


def window(folder: Path, scene: Path, entry: CatalogueEntry, views: int) -> Iterator[str]:
    """Longest time for which the window is blocked, wall and processor."""
    work = Path(tempfile.mkdtemp(dir=folder))
    story = STORY.format(
        scene=str(scene),
        model=str(entry.path),
        target=target(entry.card),
        bands=bands(entry.card),
        side=SIDE_M,
        views=views,
    )
    measured = run_in_qgis(make_profile(work / "profile", work).folder, work, story, timeout=600)
    yield f"{entry.card.name}, longest block of the window, milliseconds:"
    for name, rows in measured.items():
        wall, processor = zip(*rows, strict=True)
        yield f"  {name}: {spread(wall)} wall, {spread(processor)} of the processor"


def tile_m(card: ModelCard) -> int:
    """Distance between neighbouring tiles, metres."""
    return round(card.stride * card.resolution)


def distance(card: ModelCard) -> int:
    """Distance between views that have no tile in common, metres."""
    return SIDE_M + tile_m(card)


def target(card: ModelCard) -> str:
    """The class that the model's algorithm maps."""
    return card.classes[1].name


def bands(card: ModelCard) -> dict[str, str]:
    """Band numbers of the scene by role."""
    return {role: str(number) for number, role in enumerate(card.roles, start=1)}


def wait_for(events: Iterator[dict[str, object]], name: str) -> None:
    """Skip events up to one with this name."""
    for event in events:
        if event["event"] == name:
            return
        if "error" in str(event["event"]) or event.get("outcome"):
            raise RuntimeError(json.dumps(event))
    raise RuntimeError("the engine has ended")


def spread(values: list[float]) -> str:
    """Median and range."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


if __name__ == "__main__":
    main()
