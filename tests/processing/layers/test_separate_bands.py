"""Bands in separate files are one image: by their paths and as layers of the project."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from algorithms import BANDS, GREEN, context_of, failure, run
from qgis.core import QgsProject, QgsRasterLayer
from rasters import half_bright, read_raster, write_raster


@pytest.fixture
def bands(tmp_path: Path) -> list[Path]:
    """Red, green and blue of one image; its map is not that of another order."""
    pixels = half_bright(80, 96, 250)
    pixels[2] //= 2
    return [write_raster(tmp_path / f"city_B{4 - i:02}_10m.tif", pixels[i : i + 1]) for i in range(3)]


def mapped(inputs: object, path: Path, context: object = None) -> np.ndarray:
    run("greenspace", {"INPUT": inputs, "MODEL": GREEN, "OUTPUT": str(path)}, context=context)
    return read_raster(path)


def test_paths_and_layers(bands: list[Path], tmp_path: Path, out: Path, project: QgsProject) -> None:
    whole = write_raster(tmp_path / "whole.tif", np.concatenate([read_raster(path) for path in bands]))
    run("greenspace", {"INPUT": str(whole), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "whole.tif")})
    expected = read_raster(out / "whole.tif")
    for order in (bands, bands[::-1]):
        assert (mapped([str(path) for path in order], out / "paths.tif") == expected).all()
    layers = [QgsRasterLayer(str(path), path.stem) for path in bands]
    project.addMapLayers(layers)
    ids = [layer.id() for layer in layers]
    assert (mapped(ids, out / "layers.tif", context_of(project)) == expected).all()


def test_missing_band(bands: list[Path], out: Path) -> None:
    parameters = {"INPUT": [str(path) for path in bands[:2]], "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    assert "blue" in failure("greenspace", parameters)
