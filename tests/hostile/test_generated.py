"""A hundred hostile rasters and areas, a hundred models, two thousand requests: a result, or one sentence.

Most run in this process, since starting an engine takes a second; a few run in engines of their own. ``make hostile``
runs many times as many.
"""

from __future__ import annotations

import io
import json
import os
import random
from pathlib import Path

import pytest
from generators import fuzzed, hostile_area, write_hostile_model, write_hostile_raster
from hostile import BANDS, decent, judge, map_request, names
from rasters import mottled, write_raster

from onemetre.contract.errors import EngineError
from onemetre.contract.requests import (
    AccuracyRequest,
    AdaptRequest,
    CompareProductsRequest,
    DescribeModelRequest,
    DrawnSample,
    EvaluateRequest,
    ImportModelRequest,
    MapRequest,
    ModelFile,
    Place,
    PretrainRequest,
    Reading,
    ReferencePoints,
    SamplePointsRequest,
    Samples,
    SeriesYear,
    ThresholdRequest,
    YearSeriesRequest,
    dump_request,
    load_request,
)
from onemetre.engine.channel import Channel
from onemetre.engine.explain import explain
from onemetre.engine.requests import describe_model
from onemetre.engine.requests import map as mapping

TIMES = int(os.environ.get("ONEMETRE_HOSTILE", "1"))
"""How many times as many inputs as in the usual tests."""

FIRST = int(os.environ.get("ONEMETRE_HOSTILE_SEED", "0"))


def requests(image: Path, model: Path, folder: Path) -> list[dict[str, object]]:
    """Good requests of many kinds."""
    reading = Reading(sources=(str(image),), bands=BANDS)
    classes = {"0": "other", "1": "green"}
    samples = Samples(drawn=(DrawnSample(wkt="POINT (600010 4999990)", value="1"),), crs="EPSG:32632")
    points = ReferencePoints(
        crs="EPSG:32632",
        x=(600_010.5, 600_020.5),
        y=(4_999_990.5, 4_999_980.5),
        labels=("1", "0"),
        strata=("a", "a"),
        stratum_pixels=(9.0, 9.0),
        drawn=(None, (10.27, 45.14)),
    )
    places = {"run": str(folder / "run"), "name": "x", "folder": str(folder / "made")}
    good = [
        map_request(image, model, folder, target="green", year=2022, threshold=50, batch=1),
        DescribeModelRequest(model=str(model)),
        ImportModelRequest(
            source=str(model), folder=str(folder / "made"), resolution=1, tile=32, halo=4, classes=classes
        ),
        ThresholdRequest(source=str(image), output=str(folder / "t.tif"), threshold=50),
        SamplePointsRequest(map=str(image), output=str(folder / "p.gpkg"), number=9),
        AccuracyRequest(maps=(str(image),), points=points, table=str(folder / "a.csv")),
        CompareProductsRequest(map=str(image), product=(str(image),), legend="1", table=str(folder / "c.csv")),
        EvaluateRequest(
            models=(ModelFile(path=str(model)),),
            places=(Place(name="a", reading=reading, truth=(str(image),)),),
            folder=str(folder),
        ),
        PretrainRequest(images=str(folder), classes=classes, resolution=1, steps=1, **places),
        AdaptRequest(model=str(model), reading=reading, samples=samples, minutes=0.1, **places),
        YearSeriesRequest(
            years=tuple(SeriesYear(year=year, reading=reading) for year in (2018, 2020)),
            folder=str(folder / "series"),
            model=str(model),
        ),
    ]
    return [json.loads(dump_request(request)) for request in good]


def outcome(request: MapRequest | DescribeModelRequest) -> str:
    """What a request leads to in this process: "" for a result, else the sentence."""
    handle = mapping.handle if isinstance(request, MapRequest) else describe_model.handle
    try:
        handle(request, Channel(io.BytesIO()))
    except Exception as error:  # noqa: BLE001 - whatever it is, the engine would explain it
        known = explain(error)
        decent({"kind": known.kind, "message": known.message, "hint": known.hint})
        return known.message
    return ""


# GDAL tells of damaged texts with the damaged texts.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_hostile_rasters_and_areas(tmp_path: Path, model: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for number in range(FIRST, FIRST + 100 * TIMES):
        chance = random.Random(number)
        image = write_hostile_raster(tmp_path / f"{number}.tif", number)
        line = json.loads(dump_request(map_request(image, model, out)))
        line["request"]["area"] = hostile_area(chance) if chance.random() < 0.5 else {}
        line["request"]["reading"]["scale"] = chance.choice([None, 1 / 255, 1.0, 1e-9, -1.0])
        try:
            request = load_request(json.dumps(line))
        except EngineError as error:
            decent({"kind": error.kind, "message": error.message, "hint": error.hint})
            continue
        assert isinstance(request, MapRequest)
        if number % 12 == 0:
            judge(request, out)
        elif outcome(request):
            assert not names(out) - {"map.tif"}, f"raster {number}"
        (out / "map.tif").unlink(missing_ok=True)


def test_hostile_models(tmp_path: Path, model: Path) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(40, 50))
    out = tmp_path / "out"
    out.mkdir()
    for number in range(FIRST, FIRST + 100 * TIMES):
        odd = write_hostile_model(tmp_path / f"{number}.onnx", model, number)
        if number % 12 == 0:
            judge(map_request(image, odd, out))
        elif not outcome(DescribeModelRequest(model=str(odd))):
            outcome(map_request(image, odd, out))
        (out / "map.tif").unlink(missing_ok=True)
        assert not names(out), f"model {number}"


def test_hostile_cards(tmp_path: Path, model: Path) -> None:
    card = json.loads(model.with_suffix(".json").read_text())
    del card["file:checksum"]
    odd = tmp_path / "odd.onnx"
    odd.write_bytes(model.read_bytes())
    for number in range(FIRST, FIRST + 100 * TIMES):
        odd.with_suffix(".json").write_text(fuzzed(card, random.Random(number)), errors="surrogateescape")
        outcome(DescribeModelRequest(model=str(odd)))


def test_fuzzed_requests(tmp_path: Path, model: Path) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(40, 50))
    good = requests(image, model, tmp_path)
    for number in range(FIRST, FIRST + 2000 * TIMES):
        line = fuzzed(good[number % len(good)], random.Random(number))
        try:
            load_request(line)
        except EngineError as error:
            decent({"kind": error.kind, "message": error.message, "hint": error.hint})


def test_fuzzed_requests_in_engines_of_their_own(tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    image = write_raster(tmp_path / "image.tif", mottled(40, 50))
    good = requests(image, model, tmp_path)[:8]
    for number in range(FIRST, FIRST + 16 * TIMES):
        line = fuzzed(good[number % len(good)], random.Random(number))
        judge(line)
        assert not [name for name in names(tmp_path) if ".part" in name], line
        assert not names(here), line
