"""MODEL=auto, the default: the best model that fits the image, which the result names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rasterio
from algorithms import Recorder, failure, left, run
from rasters import read_raster, write_raster

DEMO = Path(__file__).parents[3] / "resources" / "demo"
RGBN, RGB = "jointseg.s2rgbn_v3", "jointseg.s2rgb_v2"


def scene(path: Path, *names: str) -> Path:
    """The first bands of the demo scene under these names; a piece of 400 m."""
    pixels = read_raster(DEMO / "demo_sentinel2.tif")[: len(names), :40, :40]
    write_raster(path, pixels, pixel=10.0, photometric="minisblack")
    with rasterio.open(path, "r+") as raster:
        raster.descriptions = names
    return path


def used(result: dict[str, Any]) -> str:
    """The model that a result and its map name."""
    with rasterio.open(result["OUTPUT"]) as raster:
        assert raster.tags()["ONEMETRE_MODEL"] == result["MODEL_USED"]
    return str(result["MODEL_USED"])


@pytest.mark.parametrize(
    ("names", "bands", "model", "expected"),
    [
        (("red", "green", "blue", "nir"), "", None, RGBN),
        (("red", "green", "blue", "nir"), "", "auto", RGBN),
        (("red", "green", "blue"), "", "auto", RGB),
        # The user wants these three.
        (("red", "green", "blue", "nir"), "red=1,green=2,blue=3", "auto", RGB),
        (("", "", "", ""), "red=1,green=2,blue=3,nir=4", "auto", RGBN),
        # A name is exact.
        (("red", "green", "blue", "nir"), "", RGB, RGB),
    ],
)
def test_the_model_with_most_bands_that_the_image_has(
    tmp_path: Path, out: Path, names: tuple[str, ...], bands: str, model: str | None, expected: str
) -> None:
    parameters = {"INPUT": str(scene(tmp_path / "scene.tif", *names)), "OUTPUT": str(out / "map.tif")}
    recorder = Recorder()
    chosen = {} if model is None else {"MODEL": model}
    result = run("impervioussurface", parameters | {"BANDS": bands} | chosen, feedback=recorder)
    assert used(result) == expected
    assert any(f"Model chosen for this input: {expected}." in line for line in recorder.infos) == (model != expected)
    assert sum("Bands of scene.tif" in line for line in recorder.infos) == 1


def test_a_single_model_is_the_choice(out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONEMETRE_MODELS", str(tmp_path))
    with rasterio.open(DEMO / "demo_aerial.tif") as raster:
        left_, top = raster.bounds.left, raster.bounds.top
    extent = f"{left_},{left_ + 100},{top - 100},{top} [{raster.crs}]"
    aerial = {"INPUT": str(DEMO / "demo_aerial.tif"), "EXTENT": extent, "OUTPUT": str(out / "aerial.tif")}
    assert used(run("greenspace", aerial)).startswith("ugsnet-light.")


def test_any_task_by_the_size_of_the_pixels(tmp_path: Path, out: Path) -> None:
    with rasterio.open(DEMO / "demo_aerial.tif") as raster:
        left_, top = raster.bounds.left, raster.bounds.top
    extent = f"{left_},{left_ + 100},{top - 100},{top} [{raster.crs}]"
    aerial = {"INPUT": str(DEMO / "demo_aerial.tif"), "EXTENT": extent, "OUTPUT": str(out / "aerial.tif")}
    assert used(run("segment", aerial)).startswith("ugsnet-light.")
    satellite = {"INPUT": str(scene(tmp_path / "s.tif", "red", "green", "blue")), "OUTPUT": str(out / "satellite.tif")}
    assert used(run("segment", satellite)) == RGB


def test_where_no_model_fits_the_error_is_that_of_the_least_demanding(tmp_path: Path, out: Path) -> None:
    image = scene(tmp_path / "scene.tif", "red", "green")
    message = failure("impervioussurface", {"INPUT": str(image), "OUTPUT": str(out / "map.tif")})
    assert "blue" in message and "nir" not in message
    assert left(out) == []
