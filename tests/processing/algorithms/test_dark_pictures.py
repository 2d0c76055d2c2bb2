"""A picture of 11 bits, dark and hazy, has the map of the same picture in 8 bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from algorithms import BANDS, run

import onemetre
from onemetre.contract.catalogue import ZOO

DEMO = Path(onemetre.__file__).parent / "resources" / "demo" / "demo_aerial.tif"
SIDE = 256
(MODEL,) = (path.stem for path in ZOO.glob("ugsnet-light.*.onnx"))


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Path]:
    """A part of the demo's image as it is, and as dark 11-bit numbers with and without a stated scale."""
    with rasterio.open(DEMO) as raster:
        pixels, profile = raster.read(window=((0, SIDE), (0, SIDE))), raster.profile
    profile.update(width=SIDE, height=SIDE, tiled=False, compress=None)
    haze = np.array([0.08, 0.12, 0.2])[:, None, None]
    eleven = ((pixels[:3] / 255 * 0.7 + haze) * 0.3 * 2047).round().astype("uint16")
    found = {}
    for name, values, scale in (
        ("usual", pixels[:3], 1.0),
        ("unstated", eleven, 1.0),
        ("stated", eleven, 1 / 2047),
    ):
        found[name] = tmp_path / f"{name}.tif"
        with rasterio.open(
            found[name], "w", **(profile | {"count": 3, "dtype": values.dtype, "photometric": "minisblack"})
        ) as raster:
            raster.write(values)
            raster.scales = (scale,) * 3
    return found


def test_the_map_of_dark_hazy_11_bits_is_that_of_8_bits(parts: dict[str, Path], tmp_path: Path) -> None:
    maps = {}
    for name, path in parts.items():
        wanted = {"INPUT": str(path), "BANDS": BANDS, "MODEL": MODEL}
        wanted["OUTPUT"] = str(tmp_path / f"map_{name}.tif")
        with rasterio.open(run("greenspace", wanted)["OUTPUT"]) as raster:
            maps[name] = raster.read(1) == 1
    usual = maps.pop("usual")
    assert 0.05 < usual.mean() < 0.7
    for found in maps.values():
        assert (found & usual).sum() / (found | usual).sum() > 0.75
