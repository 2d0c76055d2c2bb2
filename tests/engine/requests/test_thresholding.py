"""The request kind ``threshold``, and what a probability raster says of itself."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
import rasterio
from engine_process import EngineProcess, run
from rasters import mottled, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.errors import RequestError
from onemetre.contract.requests import Area, EstimateRequest, MapRequest, Reading, ThresholdRequest

BANDS = {"red": "1", "green": "2", "blue": "3"}


@pytest.fixture
def mapped(tmp_path: Path) -> MapRequest:
    """A map with its probability, of a part of an image, so that there is no data too."""
    image = write_raster(tmp_path / "image.tif", mottled(130, 210))
    triangle = "POLYGON ((600000 5000000, 600200 5000000, 600000 4999880, 600000 5000000))"
    request = MapRequest(
        reading=Reading(sources=(str(image),), bands=BANDS),
        model=str(write_toy(tmp_path)),
        output=str(tmp_path / "map.tif"),
        probability=str(tmp_path / "p.tif"),
        target="green",
        year=2021,
        area=Area(wkt=(triangle,), crs="EPSG:32632"),
    )
    assert run(request)["event"] == "result"
    return request


def threshold(tmp_path: Path, source: Path, percent: int = 70) -> dict[str, object]:
    return run(ThresholdRequest(source=str(source), output=str(tmp_path / "again.tif"), threshold=percent))


def test_it_gives_what_the_run_would_have_given(tmp_path: Path, mapped: MapRequest) -> None:
    fields = {**mapped.__dict__, "threshold": 70, "output": str(tmp_path / "whole.tif"), "probability": ""}
    wanted = run(MapRequest(**fields))
    result = threshold(tmp_path, tmp_path / "p.tif")
    assert (read_raster(tmp_path / "again.tif") == read_raster(tmp_path / "whole.tif")).all()
    for name in ("area_km2", "covered_km2", "class_km2"):
        assert result[name] == wanted[name]
    assert (result["model"], result["target"], result["year"]) == ("toy.bright_v1", "green", 2021)
    with rasterio.open(tmp_path / "again.tif") as again, rasterio.open(tmp_path / "whole.tif") as whole:
        assert again.colormap(1) == whole.colormap(1) and again.nodata == 255
        tags, others = again.tags(), whole.tags()
        assert json.loads(tags["ONEMETRE_PARAMETERS"]) == json.loads(others["ONEMETRE_PARAMETERS"])
        assert tags["ONEMETRE_YEAR"] == "2021"
    assert not list(tmp_path.glob("*.part*"))


def test_any_percent_raster_will_do(tmp_path: Path) -> None:
    pixels = np.array([[[0, 49, 50, 100, 255]]], np.uint8)
    path = write_raster(tmp_path / "p.tif", pixels, nodata=255)
    with rasterio.open(path, "r+") as raster:
        raster.update_tags(ONEMETRE_CLASSES='[{"value": 1}]', ONEMETRE_PARAMETERS="no json", ONEMETRE_YEAR="soon")
    assert threshold(tmp_path, path, 50)["event"] == "result"
    assert read_raster(tmp_path / "again.tif").tolist() == [[[0, 0, 1, 1, 255]]]


@pytest.mark.parametrize(
    ("pixels", "profile", "said"),
    [
        (np.full((3, 4, 4), 9, np.uint8), {"nodata": 255}, "not a probability raster"),
        (np.full((1, 4, 4), 9, np.uint16), {"nodata": 255}, "not a probability raster"),
        (np.full((1, 4, 4), 9, np.uint8), {}, "not a probability raster"),
        (np.full((1, 4, 4), 200, np.uint8), {"nodata": 255}, "above 100"),
        (np.full((1, 4, 4), 9, np.uint8), {"nodata": 255, "crs": "EPSG:4326"}, "no projected coordinate system"),
    ],
)
def test_other_rasters_are_refused(tmp_path: Path, pixels: np.ndarray, profile: dict[str, object], said: str) -> None:
    error = threshold(tmp_path, write_raster(tmp_path / "p.tif", pixels, **profile))
    assert error["event"] == "error" and said in error["message"] and error["hint"]
    assert not (tmp_path / "again.tif").exists() and not list(tmp_path.glob("*.part*"))


def test_the_probability_of_several_classes_is_refused(tmp_path: Path) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(40, 40))
    model = write_toy(tmp_path, classes="three", task="segmentation")
    fields = {"output": str(tmp_path / "map.tif"), "probability": str(tmp_path / "p.tif")}
    run(MapRequest(reading=Reading(sources=(str(image),), bands=BANDS), model=str(model), **fields))
    assert "several classes" in threshold(tmp_path, tmp_path / "p.tif")["message"]


@pytest.mark.parametrize("classes", ["binary", "three"])
def test_the_probability_of_every_class(tmp_path: Path, classes: Literal["binary", "three"]) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(130, 210))
    triangle = "POLYGON ((600000 5000000, 600200 5000000, 600000 4999880, 600000 5000000))"
    request = MapRequest(
        reading=Reading(sources=(str(image),), bands=BANDS),
        model=str(write_toy(tmp_path, classes=classes, blend=8, scale_factor=2)),
        output=str(tmp_path / "map.tif"),
        probability=str(tmp_path / "p.tif"),
        target="green",
        threshold=70,
        area=Area(wkt=(triangle,), crs="EPSG:32632"),
    )
    every = dataclasses.replace(
        request, output=str(tmp_path / "a.tif"), probability=str(tmp_path / "every.tif"), every_probability=True
    )
    assert run(request)["event"] == run(every)["event"] == "result"
    assert (tmp_path / "a.tif").read_bytes() == (tmp_path / "map.tif").read_bytes()
    one, bands = read_raster(tmp_path / "p.tif"), read_raster(tmp_path / "every.tif")
    assert (bands[0] == one[0]).all()
    mapped = bands[0] != 255
    assert mapped.any() and not mapped.all() and ((bands == 255) == ~mapped).all()
    # Three numbers are rounded by themselves.
    assert np.abs(bands[:, mapped].astype(int).sum(axis=0) - 100).max() <= 1
    with rasterio.open(tmp_path / "every.tif") as raster, rasterio.open(tmp_path / "p.tif") as plain:
        others = ["other"] if classes == "binary" else ["other", "impervious"]
        assert raster.descriptions == tuple(f"probability of {name}" for name in ["green", *others])
        assert raster.units == ("%",) * raster.count and raster.nodata == 255
        assert raster.tags() == plain.tags() and not plain.tags(1)
        for number in raster.indexes:
            values, found = bands[number - 1][mapped], raster.tags(number)
            assert (values.min(), values.max()) == (int(found["STATISTICS_MINIMUM"]), int(found["STATISTICS_MAXIMUM"]))
            assert float(found["STATISTICS_MEAN"]) == pytest.approx(values.mean())
            assert float(found["STATISTICS_STDDEV"]) == pytest.approx(values.std())
    # The threshold takes the band of the mapped class, wherever it is.
    turned = write_raster(tmp_path / "turned.tif", bands[::-1], nodata=255)
    with rasterio.open(tmp_path / "every.tif") as source, rasterio.open(turned, "r+") as raster:
        raster.update_tags(**source.tags())
        raster.descriptions = source.descriptions[::-1]
    for number, path in ((1, tmp_path / "every.tif"), (raster.count, turned)):
        request = ThresholdRequest(source=str(path), output=str(tmp_path / "again.tif"), threshold=70)
        with EngineProcess(request) as engine:
            last, _, events = engine.finish()
        assert last["event"] == "result"
        told = [event["message"] for event in events if event["event"] == "log"]
        assert f"Of {raster.count} bands the threshold takes band {number}: probability of green." in told
        assert (read_raster(tmp_path / "again.tif") == read_raster(tmp_path / "map.tif")).all()
    with rasterio.open(turned, "r+") as raster:
        raster.descriptions = ("a",) * raster.count
    error = threshold(tmp_path, turned)
    assert error["event"] == "error" and "none of them is named 'probability of green'" in error["message"]


def test_a_raster_cannot_replace_itself(tmp_path: Path, mapped: MapRequest) -> None:
    error = run(ThresholdRequest(source=mapped.probability, output=mapped.probability, threshold=60))
    assert error["event"] == "error" and "would overwrite the input" in error["message"]


def test_an_impossible_threshold_is_no_request() -> None:
    with pytest.raises(RequestError, match="100"):
        ThresholdRequest(source="a", output="b", threshold=100)


def test_an_estimate_is_what_the_run_then_says(tmp_path: Path, mapped: MapRequest) -> None:
    Path(mapped.output).unlink()
    result = run(EstimateRequest(run=mapped))
    assert result["event"] == "result"
    assert result["km2"] == pytest.approx(200 * 120 / 2 / 1e6, rel=0.01)
    assert result["pixels"] == 200 * 120 / 2 and result["device"] == "cpu"
    assert result["tiles"] > 1 and result["seconds"] > 0 and result["memory"] > 1e7
    assert list(result["disk"]) == [str(tmp_path)] and result["disk"][str(tmp_path)] > 0
    assert not Path(mapped.output).exists() and not list(tmp_path.glob("*.part*"))


def test_an_estimate_fails_like_the_run(tmp_path: Path, mapped: MapRequest) -> None:
    far = Area(extent=(0, 0, 1, 1), extent_crs="EPSG:32632")
    error = run(EstimateRequest(run=MapRequest(**{**mapped.__dict__, "area": far})))
    assert error["event"] == "error" and "outside the input" in error["message"]
