from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasters import BOLZANO, write_raster

from onemetre.benchmarks.bolzano import bolzano_points, bolzano_sheets
from onemetre.benchmarks.bolzano.bolzano_points import IMPERVIOUS, OTHER, SAMPLE, STRATA, UNCLEAR, read_points

LEFT, BOTTOM, RIGHT, TOP = 674990, 5147910, 684340, 5154960
PIXEL = 10
POINTS = read_points()
needs_scene = pytest.mark.skipif(not BOLZANO.is_file(), reason="the scene of Bolzano is not here")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def folder_file(name: str) -> list[dict[str, str]]:
    return rows(STRATA.with_name(name))


def test_points_are_200_pixels_of_the_scene() -> None:
    assert [point.id for point in POINTS] == list(range(1, 201))
    assert len({(point.x, point.y) for point in POINTS}) == 200
    for point in POINTS:
        assert LEFT < point.x < RIGHT and BOTTOM < point.y < TOP
        assert (point.x - LEFT) % PIXEL == (point.y - BOTTOM) % PIXEL == PIXEL / 2
    assert Counter(point.stratum for point in POINTS) == SAMPLE
    assert {row["stratum"]: int(row["points"]) for row in rows(STRATA)} == SAMPLE


def test_every_point_has_a_class_and_only_unclear_ones_lean() -> None:
    for point in POINTS:
        assert point.cls in {IMPERVIOUS, OTHER, UNCLEAR} and point.note
        if point.cls == UNCLEAR:
            assert not point.confidence and point.lean in {IMPERVIOUS, OTHER, ""}
        else:
            assert point.confidence in {"high", "medium", "low"} and not point.lean


def test_second_reading_is_of_30_of_the_points() -> None:
    second = folder_file("bolzano_second.csv")
    assert len({int(row["id"]) for row in second} & {point.id for point in POINTS}) == len(second) == 30
    assert {row["class"] for row in second} <= {IMPERVIOUS, OTHER, UNCLEAR}


def test_places_lie_in_the_scene() -> None:
    places = folder_file("bolzano_places.csv")
    assert {row["expected"] for row in places} == {IMPERVIOUS, OTHER, "undecided"}
    for row in places:
        column, top, width, height = (int(row[key]) for key in ("column", "row", "width", "height"))
        assert min(column, top) >= 0 and min(width, height) > 0
        assert column + width <= (RIGHT - LEFT) // PIXEL and top + height <= (TOP - BOTTOM) // PIXEL


def test_strata_tell_plants_from_bright_and_dark_ground() -> None:
    bands = np.empty((4, 100, 200), np.uint16)
    bands[:] = np.array([300, 500, 300, 4000])[:, None, None]
    bands[:, :, 100:150] = np.array([2000, 2000, 2000, 2200])[:, None, None]
    bands[:, :, 150:] = np.array([500, 500, 500, 600])[:, None, None]
    bands[:, 10, 180] = 0
    bands[:, 50, 20] = 2000
    strata, names = bolzano_points.stratify(bands), list(SAMPLE)
    assert names[strata[50, 10]] == "open dense"
    assert names[strata[50, 20]] == "open bright"
    assert names[strata[50, 120]] == "built bright"
    assert names[strata[50, 170]] == "built dark"
    assert names[strata[50, 98]] == "built dense"
    assert strata[10, 180] == -1


@needs_scene
def test_the_sample_can_be_drawn_again(tmp_path: Path) -> None:
    bolzano_points.main(["--scene", str(BOLZANO), "--out", str(tmp_path)])
    again = read_points(tmp_path / "points.csv")
    assert [(p.id, p.x, p.y, p.stratum) for p in again] == [(p.id, p.x, p.y, p.stratum) for p in POINTS]
    assert rows(tmp_path / "strata.csv") == rows(STRATA)


def test_sheets_mark_the_pixel_without_covering_it(tmp_path: Path) -> None:
    image = np.full((4, 60, 60), 500, np.uint16)
    image[:, 30, 40] = 2800
    scene = write_raster(tmp_path / "scene.tif", image, pixel=10.0)
    with rasterio.open(scene) as dataset:
        x, y = dataset.xy(30, 40)
    table = tmp_path / "points.csv"
    bolzano_points.write_points(table, [bolzano_points.Point(7, x, y, "open dense")])
    bolzano_sheets.main(["--scene", str(scene), "--points", str(table), "--out", str(tmp_path), "--again", "1"])
    assert rows(tmp_path / "key.csv") == [{"number": "1", "id": "7"}]
    sheet = np.asarray(Image.open(tmp_path / "sheet_01.png"))
    zoom = bolzano_sheets.CHIP[1]
    natural = sheet[bolzano_sheets.TITLE_PX :, : bolzano_sheets.PANEL_PX][: bolzano_sheets.PANEL_PX]
    assert (natural == 255).all(axis=-1).sum() == zoom * zoom
    assert (natural == bolzano_sheets.MAGENTA).all(axis=-1).any()
