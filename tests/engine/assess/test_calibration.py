"""Calibration: figures of pixels whose true probability is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemetre.engine.assess.calibration import (
    calibrated,
    calibration_error,
    count,
    fit_temperature,
    recounted,
    reliability,
)


def pixels(number: int, temperature: float, bias: float = 0.0) -> np.ndarray:
    """Counts of a model whose logits are ``temperature`` times too large, after ``bias`` was added to them."""
    rng = np.random.default_rng(4)
    logits = rng.normal(0, 1.5, number)
    is_class = rng.random(number) < 1 / (1 + np.exp(-logits))
    stated = 100 / (1 + np.exp(-temperature * (logits + bias)))
    return count(np.rint(stated).astype(np.uint8), is_class)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0, 3.0])
def test_the_temperature_of_an_overconfident_model_is_found(temperature: float) -> None:
    counts = pixels(200_000, temperature)
    assert fit_temperature(counts) == pytest.approx(temperature, rel=0.12)
    mended = recounted(counts, fit_temperature(counts))
    assert calibration_error(mended) < 0.015
    if temperature != 1:
        assert calibration_error(counts) > 3 * calibration_error(mended)


def test_a_temperature_does_not_mend_a_bias() -> None:
    counts = pixels(100_000, 1.0, bias=1.5)
    assert calibration_error(counts) > 0.15
    assert calibration_error(recounted(counts, fit_temperature(counts))) > 0.15


def test_the_diagram_has_shares_and_pixels_by_bin() -> None:
    counts = count(np.array([0, 5, 15, 95, 100], np.uint8), np.array([False, True, True, True, True]))
    assert reliability(counts) == [
        (pytest.approx(0.025), 0.5, 2),
        (pytest.approx(0.15), 1.0, 1),
        (pytest.approx(0.975), 1.0, 2),
    ]
    assert calibration_error(counts) == pytest.approx((2 * 0.475 + 0.85 + 2 * 0.025) / 5)


def test_without_pixels_nothing_is_known() -> None:
    nothing = count(np.empty(0, np.uint8), np.empty(0, bool))
    assert np.isnan(calibration_error(nothing))
    assert fit_temperature(nothing) == 1


def test_nodata_does_not_count_as_a_probability() -> None:
    with pytest.raises(ValueError, match="nodata"):
        count(np.array([255], np.uint8), np.array([True]))


@given(st.floats(0.2, 20))
def test_a_calibrated_map_has_the_same_classes(temperature: float) -> None:
    table = calibrated(temperature)
    assert (np.diff(table.astype(int)) >= 0).all()
    assert table[49] < 50 <= table[50]
    assert table.max() <= 100
    if temperature > 1:
        assert (np.abs(table.astype(int) - 50) <= np.abs(np.arange(101) - 50)).all()


def test_a_temperature_of_1_changes_nothing() -> None:
    assert (calibrated(1.0) == np.arange(101)).all()
