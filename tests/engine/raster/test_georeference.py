"""A raster that nothing places on Earth is refused, with the tool that places it."""

from __future__ import annotations

from html import escape
from pathlib import Path

import numpy as np
import pytest
import rasterio
from inputs import card, opened
from rasterio.control import GroundControlPoint
from rasterio.rpc import RPC
from rasterio.shutil import copy
from rasterio.transform import Affine
from rasters import mottled, write_raster

from onemetre.contract.errors import GridError

PIXELS = mottled(40, 50)

# A cubic polynomial of a sensor model: numerators and denominators of line and sample.
_ONE, _X, _Y = [1.0] + [0.0] * 19, [0.0, 1.0] + [0.0] * 18, [0.0, 0.0, 1.0] + [0.0] * 17
SENSOR = RPC(
    height_off=0, height_scale=500, lat_off=46.5, lat_scale=0.01, long_off=11.3, long_scale=0.01, line_off=20,
    line_scale=20, samp_off=25, samp_scale=25, line_num_coeff=_Y, line_den_coeff=_ONE, samp_num_coeff=_X,
    samp_den_coeff=_ONE,
)  # fmt: skip


def refusal(*paths: Path) -> str:
    with pytest.raises(GridError) as caught:
        opened(*paths)
    return str(caught.value)


@pytest.mark.parametrize("transform", [Affine.identity(), Affine(1, 0, 0, 0, -1, 0)])
def test_no_geotransform(tmp_path: Path, transform: Affine) -> None:
    message = refusal(write_raster(tmp_path / "a.tif", PIXELS, transform=transform))
    assert "a.tif has no geotransform" in message
    assert "Georeferencer" in message


def test_ground_control_points(tmp_path: Path) -> None:
    points = [GroundControlPoint(r, c, 600_000 + c, 5_000_000 - r) for r in (0, 40) for c in (0, 50)]
    path = write_raster(tmp_path / "a.tif", PIXELS, transform=None, crs=None)
    with rasterio.open(path, "r+") as raster:
        raster.gcps = points, rasterio.CRS.from_epsg(32632)
    message = refusal(path)
    assert "only 4 ground control points" in message
    assert "Warp (reproject)" in message
    assert "gdalwarp -tps" in message


def test_sensor_model(tmp_path: Path) -> None:
    message = refusal(write_raster(tmp_path / "a.tif", PIXELS, transform=None, crs=None, rpcs=SENSOR))
    assert "sensor model (RPC)" in message
    assert "gdalwarp -rpc" in message


@pytest.mark.parametrize(
    ("geotransform", "says"),
    [
        ("600000, 0, 0, 5000000, 0, 0", "size of zero"),
        ("600000, 1, 0, 5000000, 0, 0", "size of zero"),
        ("600000, 1, 1, 5000000, 1, 1", "same direction"),
        ("600000, nan, 0, 5000000, 0, -1", "not numbers"),
        ("inf, 1, 0, 5000000, 0, -1", "not numbers"),
    ],
)
def test_geotransform_that_places_nothing(tmp_path: Path, geotransform: str, says: str) -> None:
    good = write_raster(tmp_path / "good.tif", PIXELS)
    bad = tmp_path / "bad.vrt"
    bands = "".join(
        f'<VRTRasterBand dataType="Byte" band="{b}"><SimpleSource><SourceFilename relativeToVRT="1">good.tif'
        f"</SourceFilename><SourceBand>{b}</SourceBand></SimpleSource></VRTRasterBand>"
        for b in (1, 2, 3)
    )
    bad.write_text(
        f'<VRTDataset rasterXSize="50" rasterYSize="40"><SRS>EPSG:32632</SRS><GeoTransform>{geotransform}'
        f"</GeoTransform>{bands}</VRTDataset>"
    )
    for paths in ([bad], [bad, good], [good, bad]):
        message = refusal(*paths)
        assert "bad.vrt" in message
        assert says in message


def test_undefined_coordinate_system_is_none(tmp_path: Path) -> None:
    wkt = (
        'GEOGCRS["Undefined geographic SRS",DATUM["unknown",ELLIPSOID["unknown",6378137,298.257223563]],'
        'CS[ellipsoidal,2],AXIS["latitude",north],AXIS["longitude",east],UNIT["degree",0.0174532925199433]]'
    )
    path = write_raster(tmp_path / "a.tif", PIXELS)
    vrt = tmp_path / "a.vrt"
    copy(path, vrt, driver="VRT")
    text = vrt.read_text()
    start, end = text.index("<SRS"), text.index("</SRS>")
    vrt.write_text(f"{text[:start]}<SRS>{escape(wkt)}{text[end:]}")
    assert "has no coordinate system" in refusal(vrt)


def test_rotated_and_sheared_pixels_are_placed(tmp_path: Path) -> None:
    """The smallest angle that real rasters have between rows and columns is far from none."""
    sheared = Affine(1, 0.9, 600_000, 0, -0.4, 5_000_000)
    with opened(write_raster(tmp_path / "a.tif", PIXELS, transform=sheared), model=card()) as source:
        assert np.isfinite(source.grid.bounds).all()
