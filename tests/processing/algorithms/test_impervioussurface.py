from __future__ import annotations

from pathlib import Path

import pytest
import rasterio
from algorithms import BANDS, IMPERVIOUS, failure, left, run
from rasters import half_bright, read_raster, write_raster


@pytest.fixture
def sentinel(tmp_path: Path) -> Path:
    """A 10 m raster of 30 x 20 pixels in reflectance x 10000; its right half is bright."""
    return write_raster(tmp_path / "sentinel.tif", half_bright(20, 30, 3900, "uint16"), pixel=10.0)


def test_a_map_with_all_outputs(sentinel: Path, out: Path) -> None:
    result = run(
        "impervioussurface",
        {
            "INPUT": str(sentinel),
            "BANDS": BANDS,
            "YEAR": 2022,
            "MODEL": IMPERVIOUS,
            "OUTPUT": str(out / "isa.tif"),
            "PROBABILITY": str(out / "p.tif"),
            "SUPERRESOLVED": str(out / "sr.tif"),
        },
    )
    assert left(out) == ["isa.qml", "isa.tif", "p.qml", "p.tif", "sr.qml", "sr.tif"]
    with rasterio.open(result["OUTPUT"]) as raster, rasterio.open(sentinel) as source:
        assert raster.res == (1.0, 1.0)
        assert raster.shape == (200, 300)
        assert raster.bounds == source.bounds
        assert raster.nodata == 255
        assert raster.crs == source.crs
        (classes,) = raster.read()
        assert "2022" in " ".join(raster.tags().values())
    assert (classes[:, :130] == 0).all()
    assert (classes[:, 170:] == 1).all()
    assert read_raster(result["PROBABILITY"]).max() == 100
    assert read_raster(result["SUPERRESOLVED"]).shape == (3, 200, 300)
    assert result["AREA_KM2"] == pytest.approx(0.03, rel=0.1)


def test_optional_outputs_are_absent_unless_asked_for(sentinel: Path, out: Path) -> None:
    parameters = {"INPUT": str(sentinel), "BANDS": BANDS, "MODEL": IMPERVIOUS, "OUTPUT": str(out / "isa.tif")}
    result = run("impervioussurface", parameters)
    assert {"PROBABILITY", "SUPERRESOLVED"}.isdisjoint(result)
    assert left(out) == ["isa.qml", "isa.tif"]


def test_a_model_for_another_task_is_refused(sentinel: Path, out: Path) -> None:
    parameters = {"INPUT": str(sentinel), "BANDS": BANDS, "MODEL": "toy.green_v1", "OUTPUT": str(out / "isa.tif")}
    message = failure("impervioussurface", parameters)
    assert "not for impervious-surface" in message
    assert IMPERVIOUS in message
    assert left(out) == []
