"""The request kind ``data-frames``: grids anywhere on Earth, features, and what is refused."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from engine_process import run
from hypothesis import given, settings
from hypothesis import strategies as st

from onemetre.contract.errors import AreaError
from onemetre.contract.requests import Area, DataFramesRequest, Zones
from onemetre.engine.frames.grid import Frames, divide
from onemetre.engine.frames.on_globe import in_degrees


def frames_in(extent: tuple[float, float, float, float], crs: str = "EPSG:4326", **fields: Any) -> Frames:
    return divide(DataFramesRequest(area=Area(extent=extent, extent_crs=crs), output="/x.gpkg", **fields), lambda: None)


@given(
    west=st.floats(-180, 179),
    south=st.floats(-84, 83),
    width=st.floats(0.01, 0.9),
    height=st.floats(0.01, 0.9),
    side=st.sampled_from([0.125, 0.1, 0.3, 1.0]),
)
@settings(max_examples=60, deadline=None)
def test_frames_cover_an_area_without_gap_or_overlap(
    west: float, south: float, width: float, height: float, side: float
) -> None:
    found = frames_in((west, south, west + width, south + height), width=side, height=side / 2)
    area = shapely.box(west, south, west + width, south + height)
    union = shapely.union_all(found.shapes)
    assert shapely.difference(area, union).area < 1e-7
    assert union.area == pytest.approx(float(shapely.area(found.shapes).sum()))
    assert all(shapely.intersection(area, one).area > 0 for one in found.shapes)
    assert len(set(found.names)) == len(found.names)
    bounds = shapely.bounds(found.shapes)
    for row, col, (x, _, _, y) in zip(found.rows, found.cols, bounds, strict=True):
        # Row and column count from 90 N, 180 W.
        assert y == pytest.approx((math.ceil(90 / (side / 2)) - row + 1) * side / 2, abs=1e-9) or y == 90
        assert x == pytest.approx((col - 1 - math.ceil(180 / side)) * side, abs=1e-9) or x == -180
    # Neighbours have the same edges to the bit.
    assert len(set(bounds[:, 0]) | set(bounds[:, 2])) == len(set(found.cols)) + 1


def test_usual_frames_are_the_sheets_by_name() -> None:
    here, there = frames_in((116.26, 39.76, 116.49, 39.91)), frames_in((116.3, 39.8, 116.7, 40.1))
    assert np.allclose(shapely.bounds(here.shapes[0]), [116.25, 39 + 5 / 6, 116.375, 39 + 11 / 12])
    shared = set(here.names) & set(there.names)
    assert shared
    for name in shared:
        one, other = here.shapes[here.names.index(name)], there.shapes[there.names.index(name)]
        assert one.equals_exact(other, 0)


@pytest.mark.parametrize("unit", ["degrees", "metres"])
@pytest.mark.parametrize(
    ("extent", "crs"),
    [
        ((179.9, -17.0, 180.2, -16.8), "EPSG:4326"),  # longitudes that go on
        ((800_000.0, 8_100_000.0, 840_000.0, 8_120_000.0), "EPSG:32760"),  # the same place in UTM
        ((15.0, 75.0, 15.5, 75.1), "EPSG:4326"),  # far north
    ],
)
def test_the_antimeridian_and_the_north_are_ground_as_any_other(
    extent: tuple[float, float, float, float], crs: str, unit: str
) -> None:
    sides = {} if unit == "degrees" else {"unit": unit, "width": 5000.0, "height": 5000.0}
    found = frames_in(extent, crs, **sides)
    area = in_degrees(shapely.box(*extent), crs)
    frames = in_degrees(shapely.union_all(found.shapes), found.crs)
    assert shapely.difference(area, frames).area < 1e-4 * area.area
    xmin, _, xmax, _ = area.bounds
    assert (xmax - xmin > 180) == ("75" not in str(extent[1]))
    side = shapely.bounds(found.shapes)
    assert (side[:, 2] - side[:, 0]).max() <= (0.125 + 1e-9 if unit == "degrees" else 5000)
    assert len(found.names) < 100


def test_features_become_frames_with_names_of_files() -> None:
    zones = Zones(
        names=("济南/历城", "济南 历城", "far", "line"),
        wkt=(
            "POLYGON ((0 0, 1 0, 1 1, 0 0))",
            "MULTIPOLYGON (((2 2, 3 2, 3 3, 2 2)), ((4 4, 5 5, 5 4, 4 4)))",
            "POLYGON ((20 0, 21 0, 21 1, 20 0))",
            "LINESTRING (0 0, 1 1)",
        ),
        crs="EPSG:4326",
    )
    found = frames_in((0, 0, 10, 10), features=zones)
    assert (found.names, found.left_out) == (("济南_历城", "济南_历城_2"), 2)
    everywhere = divide(DataFramesRequest(features=zones, output="/x.gpkg"), lambda: None)
    assert everywhere.names[2:] == ("far",)


def test_the_layer_has_the_columns_and_measures_on_the_ground(tmp_path: Path) -> None:
    path = tmp_path / "frames.gpkg"
    extent = (116.0, 39.75, 116.25, 39.92)
    result = run(DataFramesRequest(area=Area(extent=extent, extent_crs="EPSG:4326"), output=str(path)))
    assert result["event"] == "result"
    meta, _, _, columns = pyogrio.raw.read(path, layer="frames")
    fields = dict(zip(meta["fields"], columns, strict=True))
    assert list(fields) == ["name", "row", "col", "status", "seconds", "km2", "device", "message", "output"]
    assert set(fields["status"]) == {"waiting"} and result["frames"] == len(fields["name"])
    # A spherical zone of 7'30" x 5'00" at 39.8 degrees, to some thousandths.
    cell = 6371.0**2 * math.radians(0.125) * (math.sin(math.radians(39 + 5 / 6)) - math.sin(math.radians(39.75)))
    assert fields["km2"][-1] == pytest.approx(cell, rel=5e-3)
    assert result["km2"] == pytest.approx(float(fields["km2"].sum()))


def test_what_makes_no_frames_is_one_sentence(tmp_path: Path) -> None:
    def refused(extent: tuple[float, float, float, float], extent_crs: str = "EPSG:4326", **fields: Any) -> str:
        output = tmp_path / "refused.gpkg"
        last = run(DataFramesRequest(area=Area(extent=extent, extent_crs=extent_crs), output=str(output), **fields))
        assert last["event"] == "error" and last["hint"] and not list(tmp_path.iterdir())
        return str(last["message"])

    assert "100,000 frames, which are made only if you confirm" in refused((70.0, 20.0, 130.0, 50.0))
    assert "holds a pole" in refused((-1e6, -1e6, 1e6, 1e6), "EPSG:3413")
    assert "need a projected" in refused((1.0, 1.0, 2.0, 2.0), unit="metres", width=5e3, height=5e3, crs="EPSG:4326")
    zones = Zones(names=("a",), wkt=("POLYGON ((20 0, 21 0, 21 1, 20 0))",), crs="EPSG:4326")
    with pytest.raises(AreaError, match="touches no frame"):
        frames_in((0, 0, 1, 1), features=zones)
