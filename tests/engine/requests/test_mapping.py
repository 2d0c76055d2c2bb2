"""The request kind ``map`` through the real engine process."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.features
import rasterio.shutil
import shapely
from engine_process import EngineProcess, run
from ground import ground_km2
from patience import PATIENCE
from rasters import BOLZANO, mottled, needs_data, read_raster, write_raster
from scipy.ndimage import uniform_filter
from toy_models import write_toy

from onemetre.contract.requests import Area, Compute, MapRequest, Reading

BANDS = {"red": "1", "green": "2", "blue": "3"}


@pytest.fixture
def image(tmp_path: Path) -> Path:
    return write_raster(tmp_path / "image.tif", mottled(230, 310))


def request(tmp_path: Path, image: Path, model: Path, name: str = "map", **fields: object) -> MapRequest:
    reading = Reading(sources=(str(image),), bands=BANDS)
    return MapRequest(reading=reading, model=str(model), output=str(tmp_path / f"{name}.tif"), **fields)


def bright(image: np.ndarray) -> np.ndarray:
    """What the toy network gives for a whole image, 0-1, without any tiles."""
    mean = uniform_filter(image.astype(float).mean(axis=0), 3, mode="mirror") / 255
    return np.clip(4 * (mean - 0.375), 0, 1)


def test_the_map_is_what_the_network_gives_for_the_whole_image(tmp_path: Path, image: Path) -> None:
    result = run(request(tmp_path, image, write_toy(tmp_path), target="green", probability=str(tmp_path / "p.tif")))
    percent = read_raster(tmp_path / "p.tif")[0].astype(int)
    wanted = bright(read_raster(image)) * 100
    assert np.abs(percent - wanted)[1:-1, 1:-1].max() <= 1
    classes = read_raster(tmp_path / "map.tif")[0]
    assert (classes == (percent >= 50)).all()
    assert result["area_km2"] == pytest.approx(ground_km2(tmp_path / "map.tif", (1,)), abs=1e-6)
    assert result["covered_km2"] == pytest.approx(ground_km2(tmp_path / "map.tif", (0, 1)), abs=1e-6)
    assert result["device"] == "cpu"
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.parametrize("superresolved", [False, True])
def test_a_network_that_leaves_out_the_margin_makes_the_same_map(
    tmp_path: Path, image: Path, superresolved: bool
) -> None:
    for margin in (0, 7):
        sizes = {"scale_factor": 2, "tile": 48, "halo": 8, "margin": margin, "blend": 4, "data_type": "uint8"}
        model = write_toy(tmp_path, f"toy.m{margin}", superresolved=True, **sizes)
        sharp = str(tmp_path / f"sharp{margin}.tif") if superresolved else ""
        run(request(tmp_path, image, model, f"map{margin}", target="green", superresolved=sharp))
    for name in ["map", "sharp"][: 2 if superresolved else 1]:
        first, second = (read_raster(tmp_path / f"{name}{margin}.tif") for margin in (0, 7))
        np.testing.assert_array_equal(first, second)
        assert first.std() > 0


@pytest.mark.parametrize(("tile", "halo", "blend"), [(32, 4, 0), (32, 4, 8), (48, 2, 20), (128, 8, 0), (400, 8, 16)])
def test_the_map_does_not_depend_on_the_tiles(tmp_path: Path, image: Path, tile: int, halo: int, blend: int) -> None:
    maps = []
    for name, size in {"a": (64, 8, 0), "b": (tile, halo, blend)}.items():
        model = write_toy(tmp_path, f"toy.{name}", tile=size[0], halo=size[1], blend=size[2])
        run(request(tmp_path, image, model, name, probability=str(tmp_path / f"p{name}.tif")))
        maps.append((read_raster(tmp_path / f"{name}.tif"), read_raster(tmp_path / f"p{name}.tif")))
    assert (maps[0][0] == maps[1][0]).all()
    assert (maps[0][1] == maps[1][1]).all()


@pytest.mark.parametrize("threads", [1, 2])
def test_the_map_does_not_depend_on_the_extent(tmp_path: Path, image: Path, threads: int) -> None:
    model = write_toy(tmp_path, tile=64, halo=4, blend=12)
    run(request(tmp_path, image, model, "all"))
    part = Area(extent=(600_083.4, 4_999_820.0, 600_201.0, 4_999_951.7), extent_crs="EPSG:32632")
    run(request(tmp_path, image, model, "part", area=part, compute=Compute(threads=threads)))
    with rasterio.open(tmp_path / "part.tif") as raster:
        assert raster.bounds == (600_083, 4_999_820, 600_201, 4_999_952)
        piece = raster.read(1)
    assert (piece == read_raster(tmp_path / "all.tif")[0, 48:180, 83:201]).all()


def test_outside_the_polygons_there_is_no_data(tmp_path: Path, image: Path) -> None:
    triangle = "POLYGON((600010 4999990, 600200 4999990, 600010 4999800, 600010 4999990))"
    area = Area(wkt=(triangle,), crs="EPSG:32632")
    result = run(request(tmp_path, image, write_toy(tmp_path), area=area))
    pixels = read_raster(tmp_path / "map.tif")[0]
    rows, cols = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    assert (pixels[rows + cols > 190] == 255).all()
    assert (pixels[rows + cols < 188] != 255).all()
    assert result["covered_km2"] == pytest.approx(190 * 190 / 2 / 1e6, rel=0.02)


def test_an_area_between_the_centres_of_pixels_is_told_as_such(tmp_path: Path, image: Path) -> None:
    sliver = "POLYGON((600010.1 4999990, 600010.4 4999990, 600010.4 4999900, 600010.1 4999900, 600010.1 4999990))"
    model = write_toy(tmp_path)
    before = set(tmp_path.iterdir())
    error = run(request(tmp_path, image, model, area=Area(wkt=(sliver,), crs="EPSG:32632")))
    assert (error["event"], error["kind"]) == ("error", "area")
    assert "too small" in error["message"]
    assert set(tmp_path.iterdir()) == before


def test_a_file_behind_a_vrt_is_not_overwritten(tmp_path: Path, image: Path) -> None:
    vrt = tmp_path / "mosaic.vrt"
    rasterio.shutil.copy(image, vrt, driver="VRT")
    before = image.read_bytes()
    error = run(request(tmp_path, vrt, write_toy(tmp_path), name="image"))
    assert (error["event"], error["kind"]) == ("error", "output")
    assert "image.tif would overwrite the input" in error["message"]
    assert image.read_bytes() == before


def test_pixels_without_data_stay_without_and_do_no_harm_to_the_others(tmp_path: Path) -> None:
    pixels = mottled(200, 200)
    pixels[pixels == 0] = 1
    pixels[:, 40:120, 60:70] = 0
    image = write_raster(tmp_path / "image.tif", pixels, nodata=0)
    run(request(tmp_path, image, write_toy(tmp_path)))
    holes = read_raster(tmp_path / "map.tif")[0] == 255
    assert (holes == (pixels[0] == 0)).all()


def test_ten_metres_become_one_with_a_superresolved_image(tmp_path: Path) -> None:
    pixels = mottled(33, 45, dtype="uint16")
    image = write_raster(tmp_path / "s2.tif", pixels, pixel=10.0)
    model = write_toy(
        tmp_path, scale_factor=10, data_type="uint16", resolution=10.0, tile=32, classes="three", superresolved=True
    )
    result = run(request(tmp_path, image, model, target="green", superresolved=str(tmp_path / "sr.tif"), year=2022))
    assert (result["width"], result["height"]) == (450, 330)
    with rasterio.open(tmp_path / "sr.tif") as raster:
        assert raster.transform.a == 1.0
        assert raster.scales == (1e-4,) * 3
        assert [color.name for color in raster.colorinterp] == ["red", "green", "blue"]
        assert (raster.read() == np.maximum(pixels, 1).repeat(10, axis=1).repeat(10, axis=2)).all()
    with rasterio.open(tmp_path / "map.tif") as raster:
        tags = raster.tags()
        assert raster.colormap(1)[255][3] == 0
    assert tags["ONEMETRE_YEAR"] == "2022"
    assert tags["ONEMETRE_MODEL"] == "toy.bright_v1"
    assert len(tags["ONEMETRE_MODEL_SHA256"]) == 64
    assert json.loads(tags["ONEMETRE_PARAMETERS"])["inputs"] == ["s2.tif"]


def test_all_classes_by_their_values_where_no_target_is_named(tmp_path: Path, image: Path) -> None:
    model = write_toy(tmp_path, classes="three")
    result = run(request(tmp_path, image, model))
    assert sorted(np.unique(read_raster(tmp_path / "map.tif"))) == [0, 1, 2]
    assert sum(result["class_km2"].values()) == pytest.approx(result["covered_km2"])


def test_four_pixels_are_mapped(tmp_path: Path) -> None:
    image = write_raster(tmp_path / "dot.tif", np.full((3, 2, 2), 200, np.uint8))
    run(request(tmp_path, image, write_toy(tmp_path)))
    assert read_raster(tmp_path / "map.tif").tolist() == [[[1, 1], [1, 1]]]


def test_an_input_without_any_data_is_an_error_and_nothing_stays(tmp_path: Path) -> None:
    image = write_raster(tmp_path / "empty.tif", np.zeros((3, 50, 50), np.uint8), nodata=0)
    model = write_toy(tmp_path)
    before = set(tmp_path.iterdir())
    error = run(request(tmp_path, image, model))
    assert (error["event"], error["kind"]) == ("error", "source")
    assert "only nodata pixels" in error["message"]
    assert set(tmp_path.iterdir()) == before


def test_cancelling_keeps_what_is_done_and_says_so(tmp_path: Path) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(2000, 500))
    model = write_toy(tmp_path, tile=48, halo=8)
    with EngineProcess(request(tmp_path, image, model)) as engine:
        for event in engine.events():
            if event["event"] == "progress" and event["fraction"] > 0.2:
                engine.send('{"control": "cancel"}')
                break
        last, code, events = engine.finish()
    assert (last["kind"], code) == ("cancelled", 1)
    assert any("kept" in e.get("message", "") for e in events)
    assert not (tmp_path / "map.tif").exists()
    again = run(request(tmp_path, image, model))
    assert again["resumed"]
    run(request(tmp_path, image, model, "straight"))
    assert (tmp_path / "map.tif").read_bytes() == (tmp_path / "straight.tif").read_bytes()


@pytest.mark.parametrize("blend", [0, 6])
def test_the_finished_ground_is_told_once_and_whole_after_an_interruption_too(tmp_path: Path, blend: int) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(1000, 300))
    wanted = request(tmp_path, image, write_toy(tmp_path, tile=48 + blend, halo=8, blend=blend))
    left, bottom, right, top = 600_000, 4_999_000, 600_300, 5_000_000
    told: list[list[shapely.Polygon]] = []
    for _ in range(2):
        with EngineProcess(wanted) as engine:
            ground: list[shapely.Polygon] = []
            for event in engine.events():
                if event["event"] == "done":
                    assert "UTM zone 32N" in event["crs"]
                    ground += [shapely.box(*extent) for extent in event["extents"]]
                if not told and event["event"] == "progress" and event["fraction"] > 0.5:
                    engine.send('{"control": "cancel"}')
        told.append(ground)
    for ground in told:
        assert shapely.area(ground).sum() == pytest.approx(shapely.union_all(ground).area)
    assert shapely.union_all(told[1]).equals(shapely.box(left, bottom, right, top))
    assert 0 < shapely.union_all(told[0]).area < 300 * 1000


def test_the_engine_stops_when_its_parent_is_gone(tmp_path: Path) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(2000, 500))
    with EngineProcess(request(tmp_path, image, write_toy(tmp_path, tile=48, halo=8))) as engine:
        next(e for e in engine.events() if e["event"] == "progress")
        assert engine.process.stdin
        engine.process.stdin.close()
        assert engine.process.wait(timeout=PATIENCE) == 1
    assert not (tmp_path / "map.tif").exists()


@needs_data
def test_a_real_sentinel_2_scene_becomes_a_map_at_one_metre(tmp_path: Path) -> None:
    model = write_toy(tmp_path, scale_factor=10, data_type="uint16", resolution=10.0, tile=96)
    area = Area(extent=(677_000, 5_151_000, 678_000, 5_152_000), extent_crs="EPSG:32632")
    result = run(request(tmp_path, BOLZANO, model, area=area))
    assert (result["width"], result["height"]) == (1000, 1000)
    with rasterio.open(tmp_path / "map.tif") as raster:
        assert raster.crs.to_epsg() == 32632
        assert raster.transform.a == 1.0
        assert raster.bounds.left % 10 == 0


def test_scattered_polygons_are_cut_from_the_map_of_everything(tmp_path: Path) -> None:
    """Tiles far from the polygons are neither computed nor stored: what remains is the same to the bit."""
    image = write_raster(tmp_path / "image.tif", mottled(400, 700), nodata=0)
    sizes = {"tile": 40, "halo": 4, "blend": 6, "scale_factor": 2, "classes": "three", "superresolved": True}
    model = write_toy(tmp_path, **sizes)
    rng = np.random.default_rng(3)
    places = zip(600_000 + rng.uniform(5, 695, 14), 5_000_000 - rng.uniform(5, 395, 14), strict=True)
    discs = [shapely.Point(place).buffer(7.3) for place in places]
    found = {}
    for name, area in (("all", Area()), ("some", Area(wkt=tuple(d.wkt for d in discs), crs="EPSG:32632"))):
        outputs = {kind: str(tmp_path / f"{name}-{kind}.tif") for kind in ("probability", "superresolved")}
        found[name] = run(request(tmp_path, image, model, name, area=area, **outputs))
    assert found["some"]["tiles"] < found["all"]["tiles"] / 4
    for suffix, nodata in (("", 255), ("-probability", 255), ("-superresolved", 0)):
        with (
            rasterio.open(tmp_path / f"all{suffix}.tif") as whole,
            rasterio.open(tmp_path / f"some{suffix}.tif") as part,
        ):
            pixels = part.read()
            expected = whole.read(window=whole.window(*part.bounds))
            inside = rasterio.features.geometry_mask(discs, part.shape, part.transform, invert=True)
        assert (pixels == np.where(inside, expected, nodata)).all()
    assert found["some"]["covered_km2"] == pytest.approx(ground_km2(tmp_path / "some.tif", (0, 1, 2)), abs=1e-6)
