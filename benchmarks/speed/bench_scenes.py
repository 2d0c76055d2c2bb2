"""Rasters for measurements: as large as needed, written in seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.transform import from_origin
from rasterio.windows import Window

from onemetre.contract.card import ModelCard
from onemetre.engine.tiles.lattice import Lattice

PATTERN = 1024
"""Side of the repeated pattern in pixels."""


def write_textured(path: Path, card: ModelCard, tiles: int) -> Path:
    """A scene of ``tiles`` x ``tiles`` tiles of a model, without gaps: patches and noise that compress like images."""
    side = tiles * Lattice.of(card).stride
    pattern = _pattern(len(card.bands), card.data_type)
    with rasterio.open(path, "w", **_profile(card, side, side), compress="deflate", predictor=2, zlevel=1) as raster:
        for top in range(0, side, PATTERN):
            for left in range(0, side, PATTERN):
                height, width = min(PATTERN, side - top), min(PATTERN, side - left)
                raster.write(pattern[:, :height, :width], window=Window(left, top, width, height))
    return path


def write_black(path: Path, card: ModelCard, width: int, height: int) -> Path:
    """A scene of zeros of any size that takes no space: blocks missing from the file are read as zeros."""
    with rasterio.open(path, "w", **_profile(card, width, height), sparse_ok=True):
        pass
    return path


def _profile(card: ModelCard, width: int, height: int) -> dict[str, Any]:
    return {
        "driver": "GTiff",
        "width": width,
        "height": height,
        "count": len(card.bands),
        "dtype": card.data_type,
        "crs": "EPSG:32632",
        "transform": from_origin(400_000, 5_500_000, card.resolution, card.resolution),
        "tiled": True,
        "blockxsize": 512,
        "blockysize": 512,
        "bigtiff": "yes",
        "num_threads": "all_cpus",
    }


def _pattern(bands: int, data_type: str) -> NDArray[Any]:
    rng = np.random.default_rng(0)
    patches = rng.random((bands, PATTERN // 32, PATTERN // 32)).repeat(32, axis=1).repeat(32, axis=2)
    noise = rng.random((bands, PATTERN, PATTERN))
    white = {"uint8": 255, "uint16": 4000, "float32": 1}[data_type]
    return ((0.9 * patches + 0.1 * noise) * white).astype(data_type)
