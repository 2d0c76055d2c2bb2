"""Maps of several years as runs write them: classes or probabilities, with the tags that say so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasters import write_raster

CLASSES = [
    {"value": 0, "name": "other", "title": "Other", "color": "#d9d9d9"},
    {"value": 1, "name": "impervious", "title": "Impervious", "color": "#b2182b"},
]


def write_map(
    path: Path,
    pixels: NDArray[np.uint8],
    year: int | None,
    *,
    percent: bool = True,
    model: str = "toy",
    threshold: int = 50,
    classes: list[dict[str, Any]] = CLASSES,
    **profile: Any,
) -> Path:
    """Write a map [rows, columns] of one year: percent, or classes; 255 = not observed."""
    mapped = classes[-1]["name"]
    write_raster(path, pixels[None], **{"nodata": 255, **profile})
    with rasterio.open(path, "r+") as raster:
        raster.set_band_description(1, f"probability of {mapped}" if percent else mapped)
        raster.update_tags(
            ONEMETRE_CLASSES=json.dumps(classes),
            ONEMETRE_MODEL=model,
            ONEMETRE_MODEL_SHA256=model.encode().hex().ljust(64, "0"),
            ONEMETRE_PARAMETERS=json.dumps({"threshold": threshold, "target": mapped}),
        )
        if year is not None:
            raster.update_tags(ONEMETRE_YEAR=str(year))
    return path


def probabilities(years: int, rows: int, columns: int, seed: int = 0) -> NDArray[np.uint8]:
    """Whole percent with some pixels that are not observed, [years, rows, columns]."""
    rng = np.random.default_rng(seed)
    percent = rng.integers(0, 101, (years, rows, columns), dtype=np.uint8)
    percent[rng.random(percent.shape) < 0.1] = 255
    return percent
