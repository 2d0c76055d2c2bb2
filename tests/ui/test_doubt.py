"""Places where a model is least certain."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsPointXY
from rasters import write_raster

from onemetre.contract.errors import SourceError
from onemetre.ui.adapt.samples.doubt import find_doubts


def never() -> bool:
    return False


@pytest.fixture
def probability(tmp_path: Path, qgis_app: object) -> Path:
    """320 x 320 m: certain, but for a doubtful corner, a mixed cell, and a doubtful field without much data."""
    values = np.zeros((1, 320, 320), np.uint8)
    values[0, :, 160:] = 100
    values[0, 0:32, 0:32] = 48
    values[0, 160:192, 64:96] = 40
    values[0, 288:320, 288:320] = 255
    values[0, 288:298, 288:320] = 50
    return write_raster(tmp_path / "probability.tif", values, nodata=255)


def test_the_most_doubtful_places_come_first(probability: Path) -> None:
    first, second, *others = find_doubts(str(probability), 50, 10, never)
    assert first.point.compare(QgsPointXY(600016, 4999984), 0.5)
    assert first.percent == pytest.approx(96)
    assert second.point.compare(QgsPointXY(600080, 4999824), 0.5)
    assert second.percent == pytest.approx(80)
    # All else is certain.
    assert others == []


def test_doubt_is_measured_from_the_threshold_of_the_model(probability: Path) -> None:
    first, second = find_doubts(str(probability), 40, 10, never)
    assert first.point.compare(QgsPointXY(600080, 4999824), 0.5) and first.percent == pytest.approx(100)
    assert second.percent == pytest.approx(87)


def test_places_lie_apart(tmp_path: Path, qgis_app: object) -> None:
    path = write_raster(tmp_path / "all.tif", np.full((1, 320, 320), 50, np.uint8))
    found = find_doubts(str(path), 50, 100, never)
    assert len(found) == 25
    assert len(find_doubts(str(path), 50, 7, never)) == 7
    gaps = [a.point.distance(b.point) for a in found for b in found if a is not b]
    assert min(gaps) >= 64


def test_a_small_raster_is_one_place(tmp_path: Path, qgis_app: object) -> None:
    path = write_raster(tmp_path / "small.tif", np.full((1, 5, 7), 45, np.uint8))
    (only,) = find_doubts(str(path), 50, 3, never)
    assert only.percent == pytest.approx(90)


def test_what_is_cancelled_finds_nothing(probability: Path) -> None:
    assert find_doubts(str(probability), 50, 10, lambda: True) == []


def test_a_raster_that_is_gone_is_named(tmp_path: Path, qgis_app: object) -> None:
    with pytest.raises(SourceError, match="gone"):
        find_doubts(str(tmp_path / "gone.tif"), 50, 10, never)
