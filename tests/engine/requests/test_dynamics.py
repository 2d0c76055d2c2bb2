"""The request kind ``dynamics``: gain, loss and growth between maps of several years."""

from __future__ import annotations

import csv
import itertools
import json
import signal
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import pytest
import rasterio
import shapely
from engine_process import EngineProcess, can_make_disks, run
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from rasterio.transform import from_origin
from rasters import read_raster, write_raster
from years import CLASSES, probabilities, write_map

from onemetre.contract.errors import RequestError
from onemetre.contract.requests import DynamicsRequest, YearRaster, Zone

NAMES = {"gain": "gain.tif", "loss": "loss.tif", "change": "change.tif", "table": "t.gpkg", "csv": "t.csv",
         "report": "r.html"}  # fmt: skip
GREEN = [CLASSES[0], {"value": 1, "name": "green", "title": "Green space", "color": "#1b7837"}]


def compare(folder: Path, maps: dict[int, Path], **fields: Any) -> dict[str, Any]:
    """The last event of a comparison with all outputs."""
    return run(request(folder, maps, **fields))


def request(folder: Path, maps: dict[int, Path], **fields: Any) -> DynamicsRequest:
    outputs = {name: str(folder / file) for name, file in NAMES.items()}
    rasters = tuple(YearRaster(path=str(path), year=year) for year, path in maps.items())
    return DynamicsRequest(maps=rasters, **(outputs | fields))


def two_dates(folder: Path, layers: NDArray[np.uint8], *, percent: bool = True, **profile: Any) -> dict[int, Path]:
    """Maps of 2018 and 2022."""
    return {
        year: write_map(folder / f"{year}.tif", layer, year, percent=percent, **profile)
        for year, layer in zip((2018, 2022), layers, strict=True)
    }


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "t.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def box(left: float, top: float, right: float, bottom: float) -> str:
    """A rectangle in pixels of the toy maps, as WKT."""
    return shapely.box(600_000 + left, 5e6 - bottom, 600_000 + right, 5e6 - top).wkt


@pytest.fixture
def town(tmp_path: Path) -> dict[int, Path]:
    """A block of houses that grows to the east, loses a corner, and of which one row is not known in 2022."""
    first = np.zeros((60, 100), np.uint8)
    first[10:30, 10:40] = 1
    second = first.copy()
    second[10:30, 40:50] = 1
    second[10:12, 10:15] = 0
    second[0] = 255
    return {
        2018: write_map(tmp_path / "a.tif", first, 2018, percent=False),
        2022: write_map(tmp_path / "b.tif", second, 2022, percent=False),
    }


def test_gain_and_loss_are_counted(town: dict[int, Path], tmp_path: Path) -> None:
    result = compare(tmp_path, town, place="Bolzano")
    m2 = 1.000553  # of a pixel of 1 m at this place in UTM
    assert result["years"] == [2018, 2022] and result["title"] == "Impervious"
    assert result["gain_ha"] == pytest.approx(200 * m2 / 1e4, abs=1e-6)
    assert result["loss_ha"] == pytest.approx(10 * m2 / 1e4, abs=1e-6)
    assert result["before_ha"] == pytest.approx(600 * m2 / 1e4, abs=1e-6)
    assert result["compared"] == pytest.approx(59 / 60)
    assert result["summary"][0].startswith(
        "From 2018 to 2022 impervious in Bolzano grew by 0.02 ha (+31.7 %), from 0.06"
    )
    first, last = rows(tmp_path)
    assert (first["since"], last["since"], last["whole"]) == ("", "2018", "0")
    assert float(last["agr_pct"]) == pytest.approx(100 * ((790 / 600) ** 0.25 - 1), rel=1e-5)
    assert float(last["ueii_pct"]) == pytest.approx(100 * 190 / 5900 / 4, rel=1e-3)
    assert float(last["observed_pct"]) == pytest.approx(100 * 59 / 60) and last["expected_ha"] == ""


def test_the_rasters_show_where_and_when(town: dict[int, Path], tmp_path: Path) -> None:
    compare(tmp_path, town)
    change, gain, loss = (read_raster(tmp_path / NAMES[name])[0] for name in ("change", "gain", "loss"))
    assert (change[0] == 255).all() and change[15, 45] == 2 and change[10, 10] == 3
    assert change[20, 20] == 1 and change[50, 50] == 0
    assert (gain[0] == 65535).all() and gain[20, 20] == 2018 and gain[15, 45] == 2022 and gain[50, 50] == 0
    assert gain[10, 10] == 2018 and loss[10, 10] == 2022 and loss[20, 20] == 0 and (loss[0] == 65535).all()
    with rasterio.open(tmp_path / "change.tif") as raster:
        assert raster.colormap(1)[2][:3] == (0xD5, 0x5E, 0)
        assert json.loads(raster.tags()["ONEMETRE_PARAMETERS"])["maps"] == {"2018": "a.tif", "2022": "b.tif"}


def test_several_years_in_any_order(tmp_path: Path) -> None:
    maps = {}
    for number, year in enumerate((2017, 2019, 2021, 2023)):
        pixels = np.zeros((40, 40), np.uint8)
        pixels[:, : 10 + 5 * number] = 1
        maps[year] = write_map(tmp_path / f"{year}.tif", pixels, year, percent=False)
    compare(tmp_path, dict(sorted(maps.items(), reverse=True)))
    found = rows(tmp_path)
    assert [(row["year"], row["since"], row["whole"]) for row in found] == [
        ("2017", "", "0"), ("2019", "2017", "0"), ("2021", "2019", "0"), ("2023", "2021", "0"), ("2023", "2017", "1"),
    ]  # fmt: skip
    gains = [float(row["gain_ha"]) for row in found[1:]]
    assert gains == pytest.approx([gains[0]] * 3 + [3 * gains[0]], rel=1e-3)
    assert np.unique(read_raster(tmp_path / "gain.tif")).tolist() == [0, 2017, 2019, 2021, 2023]


def test_probabilities_give_both_areas(tmp_path: Path) -> None:
    first = np.full((50, 50), 20, np.uint8)
    second = first.copy()
    second[:25] = 80
    second[0] = 255
    maps = two_dates(tmp_path, np.stack([first, second]), threshold=60)
    result = compare(tmp_path, maps)
    last = rows(tmp_path)[1]
    pixel = float(last["zone_ha"]) / 2500
    assert float(last["class_ha"]) == pytest.approx(24 * 50 * pixel, rel=1e-3)
    assert float(last["expected_ha"]) == pytest.approx((24 * 0.8 + 25 * 0.2) * 50 * pixel, rel=1e-3)
    assert float(last["expected_net_ha"]) == pytest.approx(24 * 0.6 * 50 * pixel, rel=1e-3)
    assert "By the sum of the probabilities it grew by" in result["summary"][1]


def test_narrow_changes_can_be_left_out(tmp_path: Path) -> None:
    first = np.zeros((64, 64), np.uint8)
    first[20:40, 20:40] = 1
    jittered = np.roll(first, 1, axis=1)
    jittered[50:55, 50:55] = 1
    maps = two_dates(tmp_path, np.stack([first, jittered]), percent=False)
    compare(tmp_path, maps)
    pixel = float(rows(tmp_path)[0]["zone_ha"]) / 64**2
    assert float(rows(tmp_path)[1]["loss_ha"]) == pytest.approx(20 * pixel, rel=1e-3)
    compare(tmp_path, maps, min_width=3)
    last = rows(tmp_path)[1]
    assert (float(last["gain_ha"]), float(last["loss_ha"])) == pytest.approx((25 * pixel, 0), rel=1e-3)
    change = read_raster(tmp_path / "change.tif")[0]
    assert (change[20:40, 20:40] == 1).all() and (change == 2).sum() == 25
    assert "narrower than 3 pixels" in (tmp_path / "r.html").read_text(encoding="utf-8")


# -- areas -----------------------------------------------------------------------------------------------------------

LONGITUDE, LATITUDE = 11.35, 46.5


@pytest.mark.parametrize(
    ("crs", "pixel"),
    [(32632, 1.0), (32632, 10.0), (3857, 1.0), (3857, 10.0), (4326, 9e-6), (4326, 9e-5), (3035, 1.0), (6933, 5.0)],
)
def test_areas_are_those_on_the_ground(tmp_path: Path, crs: int, pixel: float) -> None:
    to_map = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
    x, y = to_map.transform(LONGITUDE, LATITUDE)
    x, y = round(x / pixel) * pixel, round(y / pixel) * pixel
    side = 1200
    pixels = np.zeros((side, side), np.uint8)
    # A small square far from the middle, for which the scale in the middle of a block of 512 rows is not good enough.
    pixels[1040:1060, 30:50] = 1
    place = {"crs": f"EPSG:{crs}", "transform": from_origin(x, y, pixel, pixel)}
    first = write_map(tmp_path / "a.tif", pixels, 2018, percent=False, **place)
    second = write_map(tmp_path / "b.tif", np.ones_like(pixels), 2022, percent=False, **place)
    assert compare(tmp_path, {2018: first, 2022: second})["event"] == "result"
    found = rows(tmp_path)
    exact = [ground(crs, x + 30 * pixel, y - 1040 * pixel, 20 * pixel), ground(crs, x, y, side * pixel)]
    assert float(found[0]["class_ha"]) * 1e4 == pytest.approx(exact[0], rel=1e-4)
    assert float(found[1]["class_ha"]) * 1e4 == pytest.approx(exact[1], rel=1e-4)
    if (crs, pixel) == (3857, 1.0):
        assert (20 * pixel) ** 2 / exact[0] == pytest.approx(2.11, abs=0.01)


def ground(crs: int, x: float, y: float, side: float) -> float:
    """Area of a square on the map, of which x and y are the upper left corner, square metres."""
    dense = shapely.segmentize(shapely.box(x, y - side, x + side, y), side / 500)
    to_degrees = pyproj.Transformer.from_crs(crs, 4326, always_xy=True)
    degrees = shapely.transform(dense, lambda xy: np.column_stack(to_degrees.transform(*xy.T)))
    return abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(degrees)[0])


# -- zones -----------------------------------------------------------------------------------------------------------


def test_zones_are_counted_each(town: dict[int, Path], tmp_path: Path) -> None:
    zones = (
        Zone(name="West", wkt=box(0, 0, 40, 60)),
        Zone(name="East", wkt=box(30, 0, 100, 60)),
        Zone(name="Bow tie", wkt="POLYGON ((600000 5000000, 600020 4999960, 600020 5000000, 600000 4999960, "
             "600000 5000000))"),
        Zone(name="Elsewhere", wkt=box(500, 0, 600, 60)),
        Zone(name="Half", wkt=box(90, 0, 110, 60)),
    )  # fmt: skip
    result = compare(tmp_path, town, zones=zones, zones_crs="EPSG:32632")
    told = " ".join(result["warnings"])
    assert "1 zone with invalid outlines, which were repaired: Bow tie." in told
    assert "1 zone outside the maps, left out: Elsewhere." in told
    assert "Zones overlap, such as West and East" in told
    last = {row["name"]: row for row in rows(tmp_path) if row["since"]}
    assert set(last) == {"All of the maps", "West", "East", "Bow tie", "Half"}
    pixel = float(last["All of the maps"]["zone_ha"]) / 6000
    pixels = {name: (float(row["before_ha"]) / pixel, float(row["gain_ha"]) / pixel) for name, row in last.items()}
    assert pixels["West"] == pytest.approx((600, 0), rel=1e-3)
    assert pixels["East"] == pytest.approx((200, 200), rel=1e-3)
    assert float(last["Half"]["observed_pct"]) == pytest.approx(50 * 59 / 60, abs=0.1)
    layer = pyogrio.raw.read(tmp_path / "t.gpkg", layer="dynamics")
    assert len(layer[2]) == len(rows(tmp_path)) and layer[0]["geometry_type"] == "MultiPolygon"


def test_zones_in_other_coordinates_are_those_of_the_map(town: dict[int, Path], tmp_path: Path) -> None:
    to_degrees = pyproj.Transformer.from_crs(32632, 4326, always_xy=True)
    shape = shapely.from_wkt(box(20, 5, 70, 35))
    degrees = shapely.transform(shape, lambda xy: np.column_stack(to_degrees.transform(*xy.T)))
    compare(tmp_path, town, zones=(Zone(name="One", wkt=shape.wkt),), zones_crs="EPSG:32632")
    plain = rows(tmp_path)
    result = compare(tmp_path, town, zones=(Zone(name="One", wkt=degrees.wkt),), zones_crs="EPSG:4326")
    assert [row["gain_ha"] for row in rows(tmp_path)] == [row["gain_ha"] for row in plain]
    # Of one zone the summary speaks.
    assert "in One grew" in result["summary"][0]


@settings(max_examples=8)
@given(st.integers(0, 1000), st.integers(1, 5), st.booleans())
def test_zones_that_share_out_the_ground_add_up(seed: int, width: int, percent: bool) -> None:
    """Whatever the maps are, also across the blocks in which they are read."""
    values = probabilities(3, 530, 1100, seed)
    values = values if percent else np.where(values == 255, 255, values // 51).astype(np.uint8)
    cuts = sorted(np.random.default_rng(seed).integers(1, 1099, 3).tolist())
    edges = [0, *cuts, 1100]
    zones = tuple(
        Zone(name=str(n), wkt=box(a, 0, b, 530)) for n, (a, b) in enumerate(itertools.pairwise(edges)) if a < b
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        maps = {
            year: write_map(folder / f"{year}.tif", layer, year, percent=percent)
            for year, layer in zip((2017, 2020, 2023), values, strict=True)
        }
        compare(folder, maps, zones=zones, zones_crs="EPSG:32632", min_width=width, loss="", report="")
        found = rows(folder)
        for year, since in ((2017, ""), (2020, "2017"), (2023, "2020"), (2023, "2017")):
            here = [row for row in found if (row["year"], row["since"]) == (str(year), since)]
            for column in ("class_ha", "expected_ha", "before_ha", "gain_ha", "loss_ha", "expected_net_ha"):
                if here[0][column]:
                    total = sum(float(row[column]) for row in here[1:])
                    assert total == pytest.approx(float(here[0][column]), rel=1e-5, abs=1e-4), column
        assert_changes(values, percent, width, read_raster(folder / "change.tif")[0])


def assert_changes(values: NDArray[np.uint8], percent: bool, width: int, change: NDArray[np.uint8]) -> None:
    """Compare with an opening of the whole raster at once, by another library."""
    from scipy.ndimage import binary_opening

    known = values != 255
    mapped = known & (values >= 50 if percent else values == 1)
    both = known[0] & known[2]
    square = np.ones((width, width), bool)
    gain = binary_opening(both & ~mapped[0] & mapped[2], square)
    loss = binary_opening(both & mapped[0] & ~mapped[2], square)
    wanted = np.where(both, np.where(gain, 2, np.where(loss, 3, mapped[0])), 255)
    assert (change == wanted).all()


# -- population ------------------------------------------------------------------------------------------------------


def test_land_consumption_against_population(town: dict[int, Path], tmp_path: Path) -> None:
    people = {
        "Grows": {"2018": 100.0, "2022": 110.0},
        "Nobody": {"2018": 0.0, "2022": 110.0},
        "Negative": {"2018": 100.0, "2022": -1.0},
        "Unknown": {"2018": 100.0},
        "Same": {"2018": 100.0, "2022": 100.0},
        "Shrinks": {"2018": 100.0, "2022": 90.0},
    }
    zones = tuple(Zone(name=name, wkt=box(0, 1, 100, 60), population=known) for name, known in people.items())
    result = compare(tmp_path, town, zones=zones, zones_crs="EPSG:32632")
    last = {row["name"]: row for row in rows(tmp_path) if row["since"]}
    grows = last["Grows"]
    lcr, pgr = 190 / 600 / 4, np.log(1.1) / 4
    assert float(grows["lcr_un_pct"]) == pytest.approx(100 * lcr, rel=1e-3)
    assert float(grows["lcr_log_pct"]) == pytest.approx(100 * np.log(790 / 600) / 4, rel=1e-3)
    assert float(grows["lcrpgr_un"]) == pytest.approx(lcr / pgr, rel=1e-3)
    assert float(grows["lcrpgr_log"]) == pytest.approx(np.log(790 / 600) / np.log(1.1), rel=1e-3)
    assert float(grows["per_capita_m2"]) == pytest.approx(float(grows["class_ha"]) * 1e4 / 110, rel=1e-3)
    reasons = {name: row["no_ratio"] for name, row in last.items() if name in people}
    assert reasons == {
        "Grows": "",
        "Nobody": "the population of 2018 is 0",
        "Negative": "the population of 2022 is negative",
        "Unknown": "the population of 2022 is missing",
        "Same": "the population stayed the same",
        "Shrinks": "area and population changed in opposite directions",
    }
    assert not any(last[name]["lcrpgr_un"] for name in people if name != "Grows")
    assert any("no ratio of land consumption" in warning for warning in result["warnings"])
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "LCR (UN 2021)" in page and "LCR (log)" in page and "Trends.Earth" in page


def test_green_space_has_no_land_consumption(tmp_path: Path) -> None:
    maps = {
        year: write_map(tmp_path / f"{year}.tif", np.full((20, 20), 1, np.uint8), year, percent=False, classes=GREEN)
        for year in (2018, 2022)
    }
    zone = Zone(name="Park", wkt=box(0, 0, 20, 20), population={"2018": 10.0, "2022": 20.0})
    result = compare(tmp_path, maps, zones=(zone,), zones_crs="EPSG:32632")
    last = rows(tmp_path)[-1]
    assert last["lcr_un_pct"] == last["no_ratio"] == "" and float(last["per_capita_m2"]) == pytest.approx(20, rel=1e-3)
    assert "green space in Park stayed at 0.04 ha" in result["summary"][0]


# -- bad input -------------------------------------------------------------------------------------------------------


def failure(folder: Path, maps: dict[int, Path], **fields: Any) -> str:
    """The message of a comparison that fails and leaves nothing."""
    before = {path.name for path in folder.iterdir()}
    last = compare(folder, maps, **fields)
    assert last["event"] == "error", last
    assert {path.name for path in folder.iterdir()} == before
    return str(last["message"])


def test_what_cannot_be_compared_is_one_sentence(town: dict[int, Path], tmp_path: Path) -> None:
    first, second = town.values()
    assert "t least two years" in failure(tmp_path, {2018: first})
    shifted = write_map(tmp_path / "s.tif", np.zeros((60, 100), np.uint8), 2022, percent=False, x=600_000.4)
    assert "of a pixel apart" in failure(tmp_path, {2018: first, 2022: shifted})
    other = write_map(tmp_path / "o.tif", np.zeros((60, 100), np.uint8), 2022, percent=False, model="another")
    assert "different models" in failure(tmp_path, {2018: first, 2022: other})
    empty = write_map(tmp_path / "e.tif", np.full((60, 100), 255, np.uint8), 2020, percent=False)
    assert "No pixel is known in all of the years 2018, 2020, 2022" in failure(tmp_path, {**town, 2020: empty})
    percent = [write_map(tmp_path / f"p{n}.tif", np.full((60, 100), n, np.uint8), 2000 + n) for n in (50, 150)]
    assert "values from 101 to 254" in failure(tmp_path, {2050: percent[0], 2150: percent[1]})
    no_class = failure(tmp_path, town, value="water")
    assert "no class 'water'" in no_class
    assert "would overwrite a map" in failure(tmp_path, town, change=str(first))
    assert "No output is requested" in failure(tmp_path, town, **dict.fromkeys(NAMES, ""))
    twice = (YearRaster(path=str(first), year=2018), YearRaster(path=str(second), year=2018))
    assert "2018" in run(DynamicsRequest(maps=twice, csv=str(tmp_path / "t.csv")))["message"]


def test_bad_zones_are_one_sentence(town: dict[int, Path], tmp_path: Path) -> None:
    good = Zone(name="Good", wkt=box(0, 0, 10, 10))
    assert "zones have no coordinate system" in failure(tmp_path, town, zones=(good,))
    assert "cannot be read" in failure(tmp_path, town, zones=(good,), zones_crs="EPSG:1")
    far = Zone(name="Far", wkt=box(1e4, 0, 2e4, 10))
    assert "Every zone lies outside" in failure(tmp_path, town, zones=(far,), zones_crs="EPSG:32632")
    line = Zone(name="Line", wkt="LINESTRING (600000 4999990, 600010 4999990)")
    assert "contain no polygon" in failure(tmp_path, town, zones=(line,), zones_crs="EPSG:32632")
    bad = Zone(name="Bad", wkt="POLYGON ((1 1, nan 2, 3 3, 1 1))")
    assert "not numbers" in failure(tmp_path, town, zones=(good, bad), zones_crs="EPSG:32632")


def test_a_population_belongs_to_a_year() -> None:
    with pytest.raises(RequestError, match="not that of a year"):
        Zone(name="One", wkt=box(0, 0, 1, 1), population={"soon": 1.0})


def test_foreign_maps_of_zeros_and_ones(tmp_path: Path) -> None:
    before = np.zeros((1, 30, 30), np.uint8)
    after = before.copy()
    after[:, :, :10] = 1
    maps = {2015: write_raster(tmp_path / "a.tif", before), 2020: write_raster(tmp_path / "b.tif", after)}
    assert compare(tmp_path, maps)["gain_ha"] == pytest.approx(0.03, rel=1e-3)
    maps = {2015: write_raster(tmp_path / "c.tif", before), 2020: write_raster(tmp_path / "d.tif", 50 * after)}
    assert "Set CLASS" in run(request(tmp_path, maps))["hint"]
    assert compare(tmp_path, maps, value="50")["gain_ha"] == pytest.approx(0.03, rel=1e-3)


def test_another_table_is_not_replaced(town: dict[int, Path], tmp_path: Path) -> None:
    pyogrio.raw.write(
        tmp_path / "t.gpkg", geometry=shapely.to_wkb([shapely.box(0, 0, 1, 1)]), field_data=[], fields=[],
        geometry_type="Polygon", crs="EPSG:32632", driver="GPKG", layer="roads",
    )  # fmt: skip
    assert "already holds other layers" in failure(tmp_path, town)


@pytest.mark.skipif(not can_make_disks(Path(tempfile.gettempdir())), reason="this machine allows no small disks")
def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 2, (2, 4000, 4000), dtype=np.uint8)
    maps = two_dates(tmp_path, noise, percent=False)
    small = tmp_path / "small"
    small.mkdir()
    with EngineProcess(request(small, maps), small_disk=small) as engine:
        last, code, _ = engine.finish()
    assert (last["event"], last["kind"], code) == ("error", "space", 1)
    with EngineProcess(request(small, maps), largest_file=2**20) as engine:
        last, code, _ = engine.finish()
    assert (last["event"], code) == ("error", 1) and not list(small.iterdir())


def test_killed_and_run_again_is_the_same(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 101, (2, 3000, 3000), dtype=np.uint8)
    maps = two_dates(tmp_path, noise)
    whole, again = tmp_path / "whole", tmp_path / "again"
    for folder in (whole, again):
        folder.mkdir()
    compare(whole, maps)
    with EngineProcess(request(again, maps)) as engine:
        next(event for event in engine.events() if event["event"] == "progress")
        engine.process.send_signal(signal.SIGKILL)
        engine.process.wait()
    assert not any((again / name).exists() for name in NAMES.values())
    compare(again, maps)
    assert {path.name for path in again.iterdir()} == set(NAMES.values())
    for name in NAMES.values():
        assert (whole / name).read_bytes() == (again / name).read_bytes(), name


def test_a_cancelled_run_leaves_nothing(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 101, (2, 4000, 4000), dtype=np.uint8)
    maps = two_dates(tmp_path, noise)
    out = tmp_path / "out"
    out.mkdir()
    with EngineProcess(request(out, maps)) as engine:
        next(event for event in engine.events() if event["event"] == "progress")
        engine.send('{"control": "cancel"}')
        last, code, _ = engine.finish()
    assert (last["kind"], code) == ("cancelled", 1) and not list(out.iterdir())


def test_the_page_needs_nothing_else(town: dict[int, Path], tmp_path: Path) -> None:
    zones = (Zone(name="<b>West</b>", wkt=box(0, 0, 40, 60)), Zone(name="East", wkt=box(40, 0, 100, 60)))
    result = compare(tmp_path, town, zones=zones, zones_crs="EPSG:32632", place="Bolzano")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<h1>Impervious in Bolzano, 2018 to 2022</h1>" in page
    assert result["summary"][0] in page
    assert "<b>West" not in page and "&lt;b&gt;West" in page
    assert "http" not in page.replace("http-equiv", "")
    # Every chart has its numbers in the table below it.
    charts = page.split("<svg viewBox")[1:]
    assert sum("max-width:52em" in chart.split(">")[0] for chart in charts) == 4
    for chart in (part for part in charts if "max-width:52em" in part.split(">")[0]):
        assert "<table>" in chart
    assert "No interval is given" in page
