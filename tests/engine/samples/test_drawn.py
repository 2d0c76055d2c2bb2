"""Drawn samples on the grid of an image, and pieces around them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from drawn import square
from inputs import card, opened
from rasters import mottled, write_raster

from onemetre.contract.errors import AreaError, EngineError, RequestError
from onemetre.contract.requests import Area, DrawnSample, Samples
from onemetre.engine.raster.area import resolve_area
from onemetre.engine.raster.grid import Grid, Window
from onemetre.engine.raster.projection import pyproj
from onemetre.engine.samples.pieces import Layout, cut_area, cut_samples
from onemetre.engine.samples.placement import Shape, place_samples

GRID = Grid(pyproj.CRS("EPSG:32632").to_wkt(), 600_000.0, 5_000_000.0, 1.0, 200, 100)
CLASSES = {0: ("other", "Other ground"), 1: ("green", "Urban green")}


def samples(*shapes: tuple[str, str], crs: str = "EPSG:32632", **fields: object) -> Samples:
    return Samples(drawn=tuple(DrawnSample(wkt=wkt, value=value) for wkt, value in shapes), crs=crs, **fields)


def box(x: float, y: float, side: float = 10.0) -> str:
    return str(shapely.box(*square(x, y, side)).wkt)


def refused(given: Samples) -> EngineError:
    with pytest.raises(EngineError) as caught:
        place_samples(given, CLASSES, GRID)
    assert caught.value.hint
    return caught.value


def ignore(_: float) -> None:
    pass


@pytest.mark.parametrize("text", ["1", "green", "Urban green", "URBAN GREEN", "tree"])
def test_a_class_goes_by_value_name_title_or_what_was_said(text: str) -> None:
    (shape,) = place_samples(samples((box(0, 0), text), values={"tree": "green"}), CLASSES, GRID).shapes
    assert (shape.number, shape.value, shape.region.area) == (1, 1, 100)


def test_what_is_no_class_is_named_with_those_that_there_are() -> None:
    error = refused(samples((box(0, 0), "tree")))
    assert isinstance(error, RequestError)
    assert "'tree'" in error.message
    assert "0 = other, 1 = green" in error.hint
    assert "CLASS_VALUES: shrub" in str(refused(samples((box(0, 0), "tree"), values={"tree": "shrub"})))


def test_samples_of_another_coordinate_system_lie_on_the_same_ground() -> None:
    here = shapely.box(*square(20, 30))
    to_degrees = pyproj.Transformer.from_crs("EPSG:32632", "EPSG:4326", always_xy=True)
    there = shapely.transform(here, lambda xy: np.column_stack(to_degrees.transform(xy[:, 0], xy[:, 1])))
    (shape,) = place_samples(samples((there.wkt, "green"), crs="EPSG:4326"), CLASSES, GRID).shapes
    assert shapely.symmetric_difference(shape.region, here).area < 0.01


def test_a_point_is_a_circle() -> None:
    (shape,) = place_samples(samples(("POINT(600050 4999950)", "green"), radius_m=5), CLASSES, GRID).shapes
    assert shape.region.area == pytest.approx(np.pi * 25, rel=0.01)


def test_what_lies_elsewhere_or_has_no_class_is_left_out_and_told() -> None:
    found = place_samples(
        samples((box(0, 0), "green"), (box(900, 0), "green"), (box(50, 0), ""), (box(80, 0), "other")), CLASSES, GRID
    )
    assert [shape.number for shape in found.shapes] == [1, 4]
    assert found.warnings == [
        "1 of 4 samples have no class and are ignored.",
        "1 of 4 samples lie outside the image and are ignored.",
    ]


def test_where_classes_overlap_neither_counts() -> None:
    # The third one only shares an edge.
    found = place_samples(samples((box(0, 0), "green"), (box(6, 0), "other"), (box(16, 0), "green")), CLASSES, GRID)
    assert [shape.region.area for shape in found.shapes] == [60, 60, 100]
    assert found.warnings == ["2 of 3 samples overlap a sample of another class; the overlaps are ignored."]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (samples(), "The layer has no samples"),
        (samples((box(0, 0), "")), "No sample has a class"),
        (samples((box(0, 0), "green"), crs=""), "no coordinate system"),
        (samples((box(900, 0), "green")), "lies outside the input"),
        (samples((box(0, 0), "green"), crs="EPSG:4326"), "lies outside the input"),
        (samples(("LINESTRING(600000 5000000, 600010 4999990)", "green")), "is a line"),
        (samples(("POLYGON((1", "green")), "cannot be read"),
        (samples(("POLYGON((inf 0, 1 1, 1 0, inf 0))", "green")), "not numbers"),
        (samples(("POINT(600000 inf)", "green")), "not numbers"),
    ],
)
def test_samples_that_cannot_be_used(given: Samples, told: str) -> None:
    assert told in refused(given).message


def test_no_coordinate_system_is_a_matter_of_the_area() -> None:
    assert isinstance(refused(samples((box(0, 0), "green"), crs="")), AreaError)


# --- Pieces ---------------------------------------------------------------------------------------------------------


def shape_at(x: float, y: float, side: float, number: int = 1) -> Shape:
    return Shape(number, 1, shapely.box(*square(x, y, side)))


@pytest.fixture
def pixels() -> np.ndarray:
    values = np.maximum(mottled(100, 200), 1)
    values[:, 60:] = 0
    return values


def test_a_piece_shows_the_raster_and_labels_the_sample(tmp_path: Path, pixels: np.ndarray) -> None:
    path = write_raster(tmp_path / "a.tif", pixels, nodata=0)
    layout = Layout(cell=32, margin=8)
    with opened(path) as source:
        (piece,) = cut_samples(source, [shape_at(40, 50, 20)], layout, ignore)
        window = piece.window
        assert (window.width, piece.image.shape, piece.label.shape) == (48, (3, 48, 48), (48, 48))
        rows = slice(window.row, window.bottom)
        assert (piece.image == pixels[:, rows, window.col : window.right]).all()
        where = np.argwhere(piece.label == 1)
        where += np.array([window.row, window.col])
        # Half of the sample has no data.
        assert (where.min(axis=0).tolist(), where.max(axis=0).tolist()) == ([50, 40], [59, 59])
        assert set(np.unique(piece.label)) == {1, 255}


def test_labels_may_be_finer_than_the_image(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", mottled(40, 40), pixel=10.0)
    with opened(path, model=card(resolution=10.0)) as source:
        (piece,) = cut_samples(source, [shape_at(100, 100, 25)], Layout(cell=8, margin=2, factor=4), ignore)
        assert (piece.image.shape, piece.label.shape) == ((3, 12, 12), (48, 48))
        assert (piece.label == 1).sum() == 100


def test_a_large_sample_is_looked_at_in_parts(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", mottled(100, 200))
    with opened(path) as source:
        pieces = cut_samples(source, [shape_at(0, 0, 100)], Layout(cell=8, margin=4), ignore)
        assert len(pieces) == 16
        assert len({(piece.window.col, piece.window.row) for piece in pieces}) == 16


def test_a_sample_without_data_or_pixels_gives_nothing(tmp_path: Path, pixels: np.ndarray) -> None:
    path = write_raster(tmp_path / "a.tif", pixels, nodata=0)
    tiny = Shape(2, 1, shapely.box(600_000.1, 4_999_999.1, 600_000.2, 4_999_999.2))
    with opened(path) as source:
        assert cut_samples(source, [shape_at(10, 70, 10), tiny], Layout(cell=8, margin=4), ignore) == []


def test_images_of_an_area_have_data_and_lie_in_it(tmp_path: Path, pixels: np.ndarray) -> None:
    path = write_raster(tmp_path / "a.tif", pixels, nodata=0)
    with opened(path) as source:
        area = resolve_area(Area(wkt=(box(100, 0, 90),), crs="EPSG:32632"), source.grid, 1)
        images = cut_area(source, area, 32, 5, 0, ignore)
        assert 1 <= len(images) <= 5
        seen = np.lib.stride_tricks.sliding_window_view(pixels, (3, 32, 32))[0]
        for image in images:
            rows, cols = np.nonzero((seen == image).all(axis=(2, 3, 4)))
            assert len(cols) == 1
            assert cols[0] > 100 - 32
            assert rows[0] < 60
        # The same seed, the same choice.
        again = cut_area(source, area, 32, 5, 0, ignore)
        assert all((a == b).all() for a, b in zip(images, again, strict=True))


def test_an_image_smaller_than_a_piece_is_one_piece(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", mottled(20, 24))
    with opened(path) as source:
        area = resolve_area(Area(), source.grid, 1)
        (image,) = cut_area(source, area, 32, 5, 0, ignore)
        assert (image == source.read(Window(0, 0, 32, 32))[0]).all()
