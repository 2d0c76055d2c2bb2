"""The bundled model adapted to real images of Palm Springs, from samples that the near infrared decides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from algorithms import BANDS, run
from drawn import Box, write_samples
from numpy.typing import NDArray
from rasters import DATA, needs_data, read_raster

from onemetre.contract.catalogue import ZOO
from onemetre.processing.app.settings import settings

PARENT = "ugsnet-light.naip_v4"
CROPS = 6
_SIDE_PX = 12


@pytest.fixture
def crops() -> list[Path]:
    found = sorted((DATA / "naip_california").glob("palm_springs_2020_*.tif"))[:CROPS]
    if len(found) < CROPS or not (ZOO / f"{PARENT}.safetensors").is_file():
        pytest.skip("the crops of Palm Springs or the weights of the bundled model are not there")
    return found


def uniform_squares(path: Path) -> list[tuple[Box, str]]:
    """A square that is green throughout by its NDVI and one that is not, as far as the crop has any."""
    with rasterio.open(path) as dataset:
        red, near = dataset.read((1, 4)).astype(np.float32)
        transform = dataset.transform
    ndvi = (near - red) / np.maximum(near + red, 1)
    squares = []
    for name, inside in (("green", ndvi > 0.3), ("other", ndvi < 0.05)):
        rows, columns = np.nonzero(np.lib.stride_tricks.sliding_window_view(inside, (_SIDE_PX,) * 2).all(axis=(2, 3)))
        if len(rows):
            west, north = transform * (int(columns[0]), int(rows[0]))
            side = _SIDE_PX * transform.a
            squares.append(((west, north - side, west + side, north), name))
    return squares


@needs_data
def test_palm_springs(crops: list[Path], tmp_path: Path) -> None:
    drawn = [square for crop in crops for square in uniform_squares(crop)]
    assert {name for _, name in drawn} == {"green", "other"}
    settings().model_folders.setValue(str(tmp_path / "mine"))
    try:
        result = run(
            "adapt",
            {
                "MODEL": PARENT,
                "INPUT": [str(crop) for crop in crops],
                "BANDS": BANDS,
                "SAMPLES": str(write_samples(tmp_path / "samples.geojson", drawn, epsg=26911)),
                "EPOCHS": 1,
                "BATCH": 2,
                "OUTPUT": "palm_springs.own_v1",
                "ALWAYS": True,
                "DEVICE": "cpu",
                "THREADS": 1,
            },
        )
        assert (result["PUBLISHED"], result["CHECKED"]) == (True, True)
        assert result["F1_BEFORE"] > 70
        assert abs(result["F1_AFTER"] - result["F1_BEFORE"]) < 20
        maps = [green_of(crops[0], name, tmp_path) for name in (PARENT, result["MODEL"])]
    finally:
        settings().model_folders.remove()
    # A few steps leave a good model good.
    assert (maps[0] == maps[1]).mean() > 0.8
    assert 0.02 < (maps[1] == 1).mean() < 0.98


def green_of(crop: Path, model: str, folder: Path) -> NDArray[np.uint8]:
    wanted = {"INPUT": str(crop), "BANDS": BANDS, "MODEL": model, "OUTPUT": str(folder / f"{model}.tif")}
    (classes,) = read_raster(run("greenspace", wanted)["OUTPUT"])
    return classes
