from __future__ import annotations

import resource
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from rasterio.features import rasterize
from rasters import mottled, write_raster
from scipy.ndimage import label

from onemetre.contract.errors import OutputError
from onemetre.engine.raster.grid import Grid
from onemetre.engine.write.legend import Legend
from onemetre.engine.write.outlines import trace
from onemetre.engine.write.polygons import Shaping, polygonize, write_polygons

LEGEND = [
    Legend(0, "other", "Other", "#000000"),
    Legend(1, "roof", "Roof", "#ff0000"),
    Legend(2, "lawn", "Lawn", "#00ff00"),
]


def polygons(pixels: np.ndarray, strip: int) -> list[tuple[int, shapely.Polygon]]:
    made = polygonize(lambda top, bottom: pixels[top:bottom], pixels.shape, strip)
    return [pair for values, found in made for pair in zip(values.tolist(), found, strict=True)]


@settings(max_examples=100, deadline=None)
@given(
    arrays(np.uint8, array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=12), elements=st.integers(0, 2)),
    st.integers(1, 13),
)
def test_every_pixel_is_in_the_polygon_of_its_patch(pixels: np.ndarray, strip: int) -> None:
    found = polygons(pixels, strip)
    patches = sum(label(pixels == value)[1] for value in (1, 2))
    assert len(found) == patches
    assert all(polygon.is_valid and polygon.geom_type == "Polygon" for _, polygon in found)
    assert sum(polygon.area for _, polygon in found) == (pixels > 0).sum()
    if found:
        drawn = rasterize([(polygon, value) for value, polygon in found], out_shape=pixels.shape)
        assert (drawn == pixels).all()


@settings(max_examples=50, deadline=None)
@given(arrays(np.uint8, (11, 9), elements=st.integers(0, 2)), st.integers(1, 10))
def test_the_strips_cannot_be_seen(pixels: np.ndarray, strip: int) -> None:
    def outlines(rows: int) -> set[bytes]:
        return {shapely.to_wkb(shapely.normalize(shapely.simplify(p, 0))) for _, p in polygons(pixels, rows)}

    cut, whole = outlines(strip), outlines(11)
    assert len(cut) == len(whole)
    assert shapely.union_all(shapely.from_wkb(list(cut))).equals(shapely.union_all(shapely.from_wkb(list(whole))))


def test_noise_of_all_classes() -> None:
    rng = np.random.default_rng(3)
    pixels = (rng.random((700, 500)) ** 2 * 4).astype(np.uint8)
    outlines = trace(pixels)
    found = outlines.geometries()
    assert shapely.is_valid(found).all()
    assert shapely.is_ccw(shapely.get_exterior_ring(shapely.transform(found, lambda xy: xy * [1, -1]))).all()
    drawn = rasterize(list(zip(found, outlines.values, strict=True)), out_shape=pixels.shape)
    assert (drawn == pixels).all()
    assert len(found) == sum(label(pixels == value)[1] for value in (1, 2, 3))
    for row, numbers in ((0, outlines.top), (-1, outlines.bottom)):
        assert (np.where(numbers < 0, 0, outlines.values[numbers]) == pixels[row]).all()


def grid_of(pixels: np.ndarray, crs: int = 32632, x: float = 600_000.0) -> Grid:
    import pyproj

    return Grid(pyproj.CRS.from_epsg(crs).to_wkt(), x, 5_000_000.0, 1.0, pixels.shape[1], pixels.shape[0])


def written(
    tmp_path: Path, pixels: np.ndarray, simplify: float = 0.0, least: float = 0.0
) -> tuple[dict, np.ndarray, list[np.ndarray]]:
    raster = write_raster(tmp_path / "classes.tif", pixels[None], nodata=255)
    path = tmp_path / "p.gpkg"
    write_polygons(raster, path, grid_of(pixels), LEGEND, Shaping(simplify, least), lambda _: None)
    meta, _, outlines, fields = pyogrio.raw.read(path)
    return meta, shapely.from_wkb(outlines), fields


def test_the_file_has_classes_names_and_areas(tmp_path: Path) -> None:
    pixels = np.zeros((700, 40), np.uint8)
    pixels[100:600, 10:30] = 1  # over the border of two strips
    pixels[650:660, 0:10] = 2
    pixels[:20] = 255
    meta, outlines, (values, names, areas) = written(tmp_path, pixels)
    assert list(meta["fields"]) == ["value", "name", "area_m2"]
    assert meta["crs"] == "EPSG:32632"
    assert sorted(zip(values, names, strict=True)) == [(1, "roof"), (2, "lawn")]
    roof = list(values).index(1)
    assert outlines[roof].equals(shapely.box(600_010, 4_999_400, 600_030, 4_999_900))
    assert len(outlines[roof].exterior.coords) == 5
    # Between the central meridian and the edge of a zone the map plane is smaller than the ground by 0.05 %.
    assert areas[roof] == pytest.approx(20 * 500, rel=1e-3)
    assert areas[roof] != pytest.approx(20 * 500, rel=1e-6)


def test_simple_outlines_stay_near_and_have_fewer_corners(tmp_path: Path) -> None:
    rows, columns = np.mgrid[:300, :300]
    disc = ((rows - 150) ** 2 + (columns - 150) ** 2 < 100**2).astype(np.uint8)
    (_, (fine,), _), (_, (simple,), _) = written(tmp_path, disc), written(tmp_path, disc, 2.0)
    assert len(simple.exterior.coords) < len(fine.exterior.coords) / 4
    assert simple.hausdorff_distance(fine) <= 2.0


def test_small_polygons_are_left_out_and_small_holes_filled(tmp_path: Path) -> None:
    pixels = np.zeros((60, 60), np.uint8)
    pixels[5:45, 5:45] = 1
    pixels[10:14, 10:14] = 0  # 16 m2
    pixels[20:26, 20:26] = 2  # 36 m2
    pixels[30:33, 30:33] = 2  # 9 m2
    pixels[50:55, 50:55] = 1  # 25 m2
    _, outlines, (values, _, areas) = written(tmp_path, pixels, least=30)
    found = {int(value): outline for value, outline in zip(values, outlines, strict=True)}
    assert len(outlines) == len(found) == 2
    assert [shapely.Polygon(ring).area for ring in found[1].interiors] == [36]
    assert (found[1].area, found[2].area) == (40 * 40 - 36, 36)
    assert areas == pytest.approx([outline.area for outline in outlines], rel=1e-3)
    assert len(written(tmp_path, pixels)[1]) == 4


def test_nothing_of_a_class_is_an_empty_layer(tmp_path: Path) -> None:
    meta, outlines, _ = written(tmp_path, np.zeros((5, 5), np.uint8))
    assert len(outlines) == 0
    assert list(meta["fields"]) == ["value", "name", "area_m2"]


def test_the_same_map_gives_the_same_file(tmp_path: Path) -> None:
    pixels = (mottled(200, 100, 1)[0] > 127).astype(np.uint8)
    written(tmp_path, pixels)
    first = (tmp_path / "p.gpkg").read_bytes()
    written(tmp_path, pixels)
    assert (tmp_path / "p.gpkg").read_bytes() == first


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    pixels = np.ones((5, 5), np.uint8)
    raster = write_raster(tmp_path / "classes.tif", pixels[None])
    with pytest.raises(OutputError, match="No such file"):
        write_polygons(raster, tmp_path / "gone" / "p.gpkg", grid_of(pixels), LEGEND, Shaping(), lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["classes.tif"]


def test_a_limit_of_size_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    pixels = (mottled(300, 300, 1)[0] > 127).astype(np.uint8)
    raster = write_raster(tmp_path / "classes.tif", pixels[None])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, hard))
    try:
        with pytest.raises(OutputError, match=r"completely\. .* becomes larger than a file may be"):
            write_polygons(raster, tmp_path / "p.gpkg", grid_of(pixels), LEGEND, Shaping(), lambda _: None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.name for path in tmp_path.iterdir()] == ["classes.tif"]
