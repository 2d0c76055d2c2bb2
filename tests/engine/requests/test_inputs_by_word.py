"""What a file says about itself, seen from outside of the engine process: it maps right, or one sentence refuses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from engine_process import run
from ground import ground_km2
from hostile import decent
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from rasterio.control import GroundControlPoint
from rasterio.rpc import RPC
from rasterio.shutil import copy
from rasterio.transform import from_origin
from rasters import city, mottled, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.requests import Area, MapRequest, Reading

PIXELS = mottled(40, 50, seed=3)
RGB = {"red": "1", "green": "2", "blue": "3"}
RGBN = RGB | {"nir": "4"}
TRIANGLE = "POLYGON ((600010 4999990, 600030 4999990, 600030 4999970, 600010 4999990))"


@pytest.fixture(scope="module")
def photo_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Takes the first band, red, as probability: another order of the bands is another map."""
    return write_toy(tmp_path_factory.mktemp("photo"), tile=32, kind="identity")


@pytest.fixture(scope="module")
def scene_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy(tmp_path_factory.mktemp("scene"), tile=64, data_type="uint16", resolution=10, bands=tuple(RGBN))


def mapped(path: Path, model: Path, area: Area | None = None, **fields: Any) -> dict[str, Any]:
    """The last event of a run; an error is one sentence and leaves no map."""
    output = path.with_name("map.tif")
    output.unlink(missing_ok=True)
    reading = Reading(sources=(str(path),), **fields)
    last = run(MapRequest(reading=reading, model=str(model), output=str(output), area=area or Area()))
    if last["event"] == "error":
        decent(last)
        assert not output.exists()
    return last


def told(last: dict[str, Any]) -> str:
    assert last["event"] == "error", last
    return f"{last['message']} {last['hint']}"


# -- names of bands --------------------------------------------------------------------------------------------------

ROLES = ("blue", "green", "red")
NANOMETRES = (490, 560, 665)


def named(path: Path, described: tuple[str, ...], tags: tuple[dict[str, str], ...] = ()) -> Path:
    """A photo whose bands lie in the order blue, green, red, named by descriptions or tags."""
    write_raster(path, PIXELS[::-1], photometric="minisblack")
    with rasterio.open(path, "r+") as raster:
        if described:
            raster.descriptions = described
        for number, of_band in enumerate(tags, start=1):
            raster.update_tags(number, **of_band)
    return path


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, photo_model: Path) -> NDArray[Any]:
    """Map of the same pixels whose bands the request names."""
    path = write_raster(tmp_path_factory.mktemp("plain") / "plain.tif", PIXELS)
    return read_raster(mapped(path, photo_model, bands=RGB)["output"])


@pytest.mark.parametrize(
    "described",
    [
        ("DESCRIPTION=B2", "DESCRIPTION=B3", "DESCRIPTION=B4"),
        ("Band 1: Blue", "Band 2: Green", "Band 3: Red"),
        ("Band 4: Blue", "Band 3: Green", "Band 2: Red"),
        ("S2_B02_median", "S2_B03_median", "S2_B04_median"),
        tuple(f"{nm} nm" for nm in NANOMETRES),
        tuple(f"{nm}.0 Nanometers" for nm in NANOMETRES),
        tuple(f"{nm / 1000} um" for nm in NANOMETRES),
        tuple(f"{nm / 1000} \N{MICRO SIGN}m" for nm in NANOMETRES),
    ],
    ids=lambda texts: texts[0],
)
def test_descriptions_name_the_bands(
    tmp_path: Path, photo_model: Path, expected: NDArray[Any], described: tuple[str, ...]
) -> None:
    found = mapped(named(tmp_path / "named.tif", described), photo_model)
    assert_array_equal(read_raster(found["output"]), expected)


@pytest.mark.parametrize(
    ("key", "value", "more"),
    [
        ("DESCRIPTION", "B0{band}", {}),
        ("BANDNAME", "{role}", {}),
        ("WAVELENGTH", "{nm} nm", {}),
        ("WAVELENGTH", "{um} um", {}),
        ("wavelength", "{um}", {"wavelength_units": "Micrometers"}),
        ("CENTRAL_WAVELENGTH_UM", "{um}", {}),
    ],
)
def test_tags_name_the_bands(
    tmp_path: Path, photo_model: Path, expected: NDArray[Any], key: str, value: str, more: dict[str, str]
) -> None:
    tags = tuple(
        {key: value.format(band=band, role=role, nm=nm, um=nm / 1000), **more}
        for band, role, nm in zip((2, 3, 4), ROLES, NANOMETRES, strict=True)
    )
    found = mapped(named(tmp_path / "named.tif", (), tags), photo_model)
    assert_array_equal(read_raster(found["output"]), expected)


@pytest.mark.parametrize(
    ("bands", "says"),
    [
        ({"reed": "1"}, "no model knows the role reed. Did you mean red?"),
        ({"B04": "1"}, "no model knows the role b04. Did you mean red?"),
        ({"red": "B11"}, "this band does not exist"),
        ({"red": str(2**63)}, "this band does not exist"),
        ({"red": "1", " RED": "2"}, "names the role red twice"),
    ],
)
def test_bands_that_are_none_are_named(tmp_path: Path, photo_model: Path, bands: dict[str, str], says: str) -> None:
    path = named(tmp_path / "named.tif", ("B02", "B03", "B04"))
    assert says in told(mapped(path, photo_model, bands=bands))


def test_a_missing_band_is_named_without_an_example(tmp_path: Path, photo_model: Path) -> None:
    message = told(mapped(named(tmp_path / "named.tif", ("B08", "B03", "B04")), photo_model))
    assert "There is no blue band (B02)" in message and "BANDS=" not in message


def test_a_single_band_leads_to_the_others(tmp_path: Path, photo_model: Path) -> None:
    message = told(mapped(write_raster(tmp_path / "scene_B04.tif", PIXELS[:1]), photo_model))
    assert "has one band" in message and "choose all of the band files as INPUT" in message


# -- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda dn: dn + np.uint16(1000), "OFFSET=-0.1"),
        (lambda dn: np.minimum(dn * 6.5535, 65535).astype("uint16"), "SCALE=0.000015259"),
        (lambda dn: (dn / 100).astype("float32"), "SCALE=0.01"),
        (lambda dn: (dn / 10000).astype("float32"), "SCALE=1"),
        (lambda dn: np.minimum(dn / 12, 255).astype("uint16"), "SCALE=0.003921569"),
    ],
    ids=["offset", "full scale", "per cent", "fractions", "8-bit picture"],
)
def test_numbers_beyond_doubt_are_refused_with_the_remedy(
    tmp_path: Path, scene_model: Path, made: Callable[[NDArray[Any]], NDArray[Any]], says: str
) -> None:
    path = write_raster(tmp_path / "scene.tif", made(city()), pixel=10.0, photometric="minisblack")
    assert says in told(mapped(path, scene_model, bands=RGBN))
    name, value = says.split("=")
    last = mapped(path, scene_model, bands=RGBN, **{name.lower(): float(value)})
    assert last["event"] == "result" and last["warnings"] == []


@pytest.mark.parametrize(
    ("pixels", "bands", "says"),
    [
        (np.maximum(city().astype(int) - 1000, 0).astype("uint16"), RGBN, "OFFSET=-0.1"),
        (city(), RGBN | {"red": "3", "blue": "1"}, "BANDS=red=1,green=2,blue=3,nir=4"),
    ],
    ids=["offset twice", "order"],
)
def test_doubts_are_warnings_of_the_result(
    tmp_path: Path, scene_model: Path, pixels: NDArray[Any], bands: dict[str, str], says: str
) -> None:
    path = write_raster(tmp_path / "scene.tif", pixels, pixel=10.0, photometric="minisblack")
    last = mapped(path, scene_model, bands=bands)
    assert last["event"] == "result" and any(says in warning for warning in last["warnings"])


# -- place -----------------------------------------------------------------------------------------------------------


def test_points_without_a_geotransform_lead_to_the_tool(tmp_path: Path, photo_model: Path) -> None:
    path = write_raster(tmp_path / "drone.tif", PIXELS, transform=None, crs=None)
    assert "Georeferencer" in told(mapped(path, photo_model, bands=RGB))
    points = [GroundControlPoint(r, c, 600_000 + c, 5_000_000 - r) for r in (0, 40) for c in (0, 50)]
    with rasterio.open(path, "r+") as raster:
        raster.gcps = points, rasterio.CRS.from_epsg(32632)
    assert "Warp (reproject)" in told(mapped(path, photo_model, bands=RGB))


def test_a_raster_across_the_antimeridian_is_mapped_whole(tmp_path: Path, scene_model: Path) -> None:
    place = {"crs": "EPSG:4326", "transform": from_origin(179.995, -16.5, 1e-4, 1e-4), "photometric": "minisblack"}
    path = write_raster(tmp_path / "fiji.tif", city(), **place)
    last = mapped(path, scene_model, bands=RGBN, scale=1e-4)
    ground = (100 * 1e-4 * 111.32) ** 2 * np.cos(np.radians(16.5))
    assert last["event"] == "result"
    assert last["covered_km2"] == pytest.approx(ground, rel=0.03)


@pytest.mark.parametrize(
    "area",
    [
        Area(wkt=("POLYGON ((inf 0, 1 1, 1 0, inf 0))",), crs="EPSG:32632"),
        Area(wkt=("POINT (0 inf)", TRIANGLE), crs="EPSG:32632"),
        Area(wkt=("POLYGON ((nan nan, 1 1, 1 0, nan nan))",), crs="EPSG:32632"),
        Area(wkt=("POLYGON ((1e308 0, -1e308 1, 0 1, 1e308 0))",), crs="EPSG:4326"),
        Area(extent=(1e300, 1e300, 2e300, 2e300), extent_crs="EPSG:32632"),
        Area(extent=(600_010, 4_999_970, 600_030, 4_999_990)),
    ],
    ids=["infinite", "infinite point", "no number", "huge degrees", "huge extent", "no system"],
)
def test_areas_that_are_none_are_told(tmp_path: Path, photo_model: Path, area: Area) -> None:
    last = mapped(write_raster(tmp_path / "photo.tif", PIXELS), photo_model, area, bands=RGB)
    assert last["event"] == "error" and last["kind"] == "area"


def test_a_sensor_model_alone_leads_to_the_tool(tmp_path: Path, photo_model: Path) -> None:
    one, x, y = ([float(i == place) for i in range(20)] for place in (0, 1, 2))
    model = RPC(
        height_off=0, height_scale=500, lat_off=46.5, lat_scale=0.01, long_off=11.3, long_scale=0.01, line_off=20,
        line_scale=20, samp_off=25, samp_scale=25, line_num_coeff=y, line_den_coeff=one, samp_num_coeff=x,
        samp_den_coeff=one,
    )  # fmt: skip
    path = write_raster(tmp_path / "strip.tif", PIXELS, transform=None, crs=None, rpcs=model)
    assert "gdalwarp -rpc" in told(mapped(path, photo_model, bands=RGB))


def test_a_folder_may_be_named_like_a_virtual_file_system(tmp_path: Path, photo_model: Path) -> None:
    folder = tmp_path / "VSI_2022" / "vsicurl"
    folder.mkdir(parents=True)
    assert mapped(write_raster(folder / "a.tif", PIXELS), photo_model, bands=RGB)["event"] == "result"


# -- pixels without data ---------------------------------------------------------------------------------------------


def test_a_zero_in_one_band_of_a_picture_is_data_at_any_resolution(tmp_path: Path, photo_model: Path) -> None:
    covered = []
    for pixel in (1.0, 0.5):
        pixels = np.maximum(mottled(80, 80, seed=2), 1)
        pixels[2, :, 40:] = 0
        pixels[:, :10] = 0
        path = write_raster(tmp_path / f"{pixel}.tif", pixels, pixel=pixel, nodata=0)
        last = mapped(path, photo_model, bands=RGB)
        assert last["event"] == "result"
        covered.append(last["covered_km2"] * 1e6 / (80 * 80 * pixel**2))
    # The rows in which all bands are 0 are nodata, as GDAL has it for a picture.
    assert covered == pytest.approx([70 / 80, 70 / 80], abs=0.02)


def test_a_band_that_looks_like_alpha_is_asked_about(tmp_path: Path, photo_model: Path) -> None:
    opaque = np.full((1, *PIXELS.shape[1:]), 255, np.uint8)
    opaque[0, 10:20, 10:20] = 0
    path = write_raster(tmp_path / "photo.tif", np.concatenate([PIXELS, opaque]), photometric="minisblack")
    says = told(mapped(path, photo_model, bands=RGB))
    assert "BANDS=red=1,green=2,blue=3,alpha=4" in says
    last = mapped(path, photo_model, bands=RGB | {"alpha": "4"})
    assert last["event"] == "result"
    assert last["covered_km2"] == pytest.approx(ground_km2(tmp_path / "map.tif", (0, 1)), abs=1e-6)


def test_a_vrt_over_the_variables_of_a_file_beside_it(tmp_path: Path, scene_model: Path) -> None:
    copy(write_raster(tmp_path / "all.tif", city(), pixel=10.0), tmp_path / "cube.nc", driver="netCDF")
    rows, columns = city().shape[1:]
    bands = "".join(
        f'<VRTRasterBand dataType="UInt16" band="{i}"><SimpleSource><SourceFilename relativeToVRT="1">'
        f'NETCDF:"cube.nc":Band{i}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>'
        for i in range(1, 5)
    )
    view = tmp_path / "view.vrt"
    view.write_text(
        f'<VRTDataset rasterXSize="{columns}" rasterYSize="{rows}"><SRS>EPSG:32632</SRS>'
        f"<GeoTransform>600000, 10, 0, 5000000, 0, -10</GeoTransform>{bands}</VRTDataset>"
    )
    last = mapped(view, scene_model, bands=RGBN)
    assert last["event"] == "result", last
    seen = read_raster(tmp_path / "map.tif")
    mapped(tmp_path / "all.tif", scene_model, bands=RGBN)
    assert_array_equal(seen, read_raster(tmp_path / "map.tif"))
