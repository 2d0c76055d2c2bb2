from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemetre.contract.band_files import bands_of_files


@pytest.mark.parametrize(
    ("pattern", "bands"),
    [
        ("/d/scene_{}.tif", ("B02", "B03", "B04", "B08")),
        ("/d/T32TPS_20220612T101031_{}_10m.jp2", ("B02", "B03", "B04", "B08")),
        ("/d/T32TPS_20220612T101031_{}.jp2", ("B04", "B8A")),
        ("/d/R10m/{}_10m.jp2", ("B02", "B03")),
        ("/d/sceneB{}.tif", ("02", "03")),
        ("/d/bolzano_{}.tif", ("red", "green", "blue", "nir")),
        ("/d/{}.tif", ("red", "red_edge_1", "near-infrared", "swir16")),
        ("/d/LC08_L2SP_192028_20220612_SR_{}.TIF", ("B2", "B3", "B4")),
        ("/d/{}/2022.tif", ("red", "green")),
        ("/d/green/2022-06_{}_city.tif", ("red", "green")),
        ("/d/x_band_{}.tif", ("1", "2", "3")),
        ('NETCDF:"/d/bands.nc":{}', ("B02", "B03")),
        ('NETCDF:"/d/bands.nc":Band{}', ("1", "2")),
        (r"C:\d\scene_{}.tif", ("RED", "NIR")),
    ],
)
def test_bands_of_one_image(pattern: str, bands: tuple[str, ...]) -> None:
    found = bands_of_files([pattern.format(band) for band in bands])
    assert len(found) == len(bands)
    assert all(one.endswith(band) for one, band in zip(found, bands, strict=True))


def test_sentinel_2_bands_of_several_resolutions() -> None:
    assert bands_of_files(["/d/R10m/T_B04_10m.jp2", "/d/R20m/T_B11_20m.jp2"]) == ()
    assert bands_of_files(["/d/T_B04_10m.jp2", "/d/T_B11_20m.jp2"]) == ("B04", "B11")


@pytest.mark.parametrize(
    "paths",
    [
        [],
        ["/d/scene_B02.tif"],
        ["/d/tile_1.tif", "/d/tile_2.tif"],
        ["/d/a_B02.tif", "/d/b_B03.tif"],
        ["/d/scene_B02.tif", "/d/scene_B02.tif"],
        ["/d/scene_B02.tif", "/d/scene_b02.tif"],
        ["/d/scene_B02.tif", "/d/scene_mask.tif"],
        ["/d/redhill.tif", "/d/greenhill.tif"],
        ["/d/2021_B02.tif", "/d/2022_B03.tif"],
    ],
)
def test_other_files(paths: list[str]) -> None:
    assert bands_of_files(paths) == ()


@given(st.lists(st.text(alphabet="abB0129_./-", max_size=30), max_size=5))
def test_any_names_are_judged(paths: list[str]) -> None:
    found = bands_of_files(paths)
    assert len(found) in (0, len(paths))


@given(st.permutations(["B02", "B03", "B04", "B08"]))
def test_order_of_the_files_is_that_of_the_bands(bands: list[str]) -> None:
    assert bands_of_files([f"/d/x_{band}_10m.jp2" for band in bands]) == tuple(bands)
