"""Maps the demo scene with both bundled models through qgis_process, and prints their agreement with the truth.

Writes demo-output/impervious.tif, demo-output/green.tif and demo-output/demo.png.
"""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
from numpy.typing import NDArray

from onemetre.models.training.labels import Surface

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import ListedColormap

ROOT = Path(__file__).resolve().parents[1]
DEMO, OUT = ROOT / "resources" / "demo", ROOT / "demo-output"
TRUTH = DEMO / "demo_truth.tif"
NO_DATA = 255


@dataclass(frozen=True)
class Task:
    """One map of the demo.

    Attributes:
        algorithm: Processing id of the algorithm.
        model: Name of the model.
        title: Title of the map.
        source: Input raster.
        output: Class raster: 0 other, 1 the class, 255 nodata.
        truth_value: Value of the class in the truth.
        color: Colour of the class in the picture.
        brightness: Value of the input that is shown white.
    """

    algorithm: str
    model: str
    title: str
    source: Path
    output: Path
    truth_value: int
    color: str
    brightness: float


TASKS = (
    Task(
        algorithm="onemetre:impervioussurface",
        model="jointseg.s2rgbn_v3",
        title="Impervious surface, from 10 m",
        source=DEMO / "demo_sentinel2.tif",
        output=OUT / "impervious.tif",
        truth_value=Surface.IMPERVIOUS,
        color="#7b3294",
        brightness=2500.0,
    ),
    Task(
        algorithm="onemetre:greenspace",
        model="ugsnet-light.naip_v4",
        title="Urban green, from 1 m",
        source=DEMO / "demo_aerial.tif",
        output=OUT / "green.tif",
        truth_value=Surface.GREEN,
        color="#4dac26",
        brightness=230.0,
    ),
)


@dataclass(frozen=True)
class Agreement:
    """Agreement of a map with the truth, in percent."""

    overall: float
    f1: float
    precision: float
    recall: float
    f1_of_everything: float
    """F1 of a map that assigns the class everywhere: the baseline for a model."""


def agreement(mapped: NDArray[np.uint8], truth: NDArray[np.bool_]) -> Agreement:
    """Compare a class raster with the truth, except on nodata.

    Args:
        mapped: [rows, columns], 1 = the class, 255 = nodata.
        truth: [rows, columns], True = the class.
    """
    valid = mapped != NO_DATA
    is_class, truth = (mapped == 1)[valid], truth[valid]
    hits = np.count_nonzero(is_class & truth)
    claimed, present, pixels = np.count_nonzero(is_class), np.count_nonzero(truth), truth.size
    return Agreement(
        overall=100 * np.count_nonzero(is_class == truth) / max(pixels, 1),
        f1=200 * hits / max(claimed + present, 1),
        precision=100 * hits / max(claimed, 1),
        recall=100 * hits / max(present, 1),
        f1_of_everything=200 * present / max(pixels + present, 1),
    )


def run(task: Task) -> dict[str, Any]:
    """Map one input through qgis_process; returns the algorithm's results, or exits with its message."""
    command = [ROOT / "tools" / "qgis_process", "run", "--json", task.algorithm]
    arguments = [f"--INPUT={task.source}", f"--MODEL={task.model}", f"--OUTPUT={task.output}"]
    done = subprocess.run([*map(str, command), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{task.algorithm} failed:\n{done.stderr or done.stdout}")
    results: dict[str, Any] = json.loads(done.stdout)["results"]
    return results


def read(path: Path) -> NDArray[Any]:
    """The first bands of a raster, at most three: [bands, rows, columns]."""
    with rasterio.open(path) as file:
        return file.read(range(1, min(file.count, 3) + 1))


def draw(path: Path, truth: NDArray[np.uint8]) -> None:
    """Write the picture: one row per map, with input, map and truth."""
    with warnings.catch_warnings():
        # Debian's own matplotlib is installed beside the newer one; its incompatible 3D part is not needed.
        warnings.filterwarnings("ignore", message="Unable to import Axes3D")
        from matplotlib.colors import ListedColormap
        from matplotlib.figure import Figure
    figure = Figure(figsize=(15, 10.4), layout="constrained")
    axes = figure.subplots(len(TASKS), 3)
    for row, task in zip(axes, TASKS, strict=True):
        image = np.clip(read(task.source) / task.brightness, 0, 1).transpose(1, 2, 0)
        # Gamma for linear reflectance only; the aerial image already has the camera's.
        _show(row[0], image ** (0.6 if task.brightness > NO_DATA else 1.0), f"Input: {task.source.name}")
        colors = ListedColormap(["#f2efe9", task.color])
        _show(row[1], _with_gaps(read(task.output)[0]), f"Map: {task.title}", colors)
        _show(row[2], truth == task.truth_value, "Truth", colors)
    figure.savefig(path, dpi=90)


def _with_gaps(mapped: NDArray[Any]) -> NDArray[Any]:
    return np.where(mapped == NO_DATA, np.nan, mapped)


def _show(axes: Axes, image: NDArray[Any], title: str, colors: ListedColormap | None = None) -> None:
    axes.imshow(image, cmap=colors, vmin=0, vmax=1, interpolation="nearest")
    axes.set_title(title)
    axes.set_axis_off()


def main() -> None:
    """Map, compare, draw."""
    OUT.mkdir(exist_ok=True)
    truth = read(TRUTH)[0]
    for task in TASKS:
        print(f"{task.title}: {task.algorithm} ...", flush=True)
        results = run(task)
        score = agreement(read(task.output)[0], truth == task.truth_value)
        print(f"  map        {task.output}")
        print(
            f"  area       {results['AREA_KM2']:.3f} of {results['COVERED_KM2']:.3f} km2, "
            f"{results['SECONDS']:.1f} s on {results['DEVICE_USED']}"
        )
        print(
            f"  agreement  overall {score.overall:.1f} %, F1 {score.f1:.1f} %, precision {score.precision:.1f} %, "
            f"recall {score.recall:.1f} %  (F1 of 'everything is the class': {score.f1_of_everything:.1f} %)"
        )
    picture = OUT / "demo.png"
    draw(picture, truth)
    print(f"Picture: {picture}")


if __name__ == "__main__":
    main()
