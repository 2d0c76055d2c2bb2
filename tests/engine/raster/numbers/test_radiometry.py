from __future__ import annotations

import numpy as np
import pytest
from inputs import card
from numpy.testing import assert_array_equal

from onemetre.contract.card import ModelCard
from onemetre.contract.errors import SourceError
from onemetre.engine.raster.numbers.meaning import StatedValues, decide
from onemetre.engine.raster.numbers.radiometry import Radiometry, plan_radiometry, refuse_numbers
from onemetre.engine.raster.numbers.sample import Sample

REFLECTANCE = card("red", kind="uint16", resolution=10)
PHOTO = card("red")
NOTHING = Sample(np.empty((1, 0)), (0.0,), is_float=False)


def plan(
    model: ModelCard,
    source_type: str,
    tags: tuple[float, float] = (1.0, 0.0),
    scale: float | None = None,
    offset: float | None = None,
) -> Radiometry:
    refuse_numbers(source_type, scale, "scene.tif")
    count = len(model.bands)
    meaning = decide(model, StatedValues(scale, offset, [tags[0]] * count, [tags[1]] * count), NOTHING, "scene.tif")
    return plan_radiometry(model, source_type, meaning, NOTHING, "scene.tif")


def convert(radiometry: Radiometry, *values: float) -> list[float]:
    numbers = np.array(values, dtype=radiometry.source_type).reshape(1, 1, -1)
    result = radiometry.apply(numbers, np.ones((1, len(values)), dtype=bool))
    assert result.dtype == radiometry.data_type
    return result.ravel().tolist()


def test_numbers_of_the_card_stay_as_they_are() -> None:
    radiometry = plan(REFLECTANCE, "uint16")
    assert radiometry.is_identity
    assert convert(radiometry, 0, 1234, 65535) == [0, 1234, 65535]


def test_scale_and_offset_of_the_request() -> None:
    # Processing baseline 04.00: reflectance = (DN - 1000) / 10000.
    radiometry = plan(REFLECTANCE, "uint16", scale=0.0001, offset=-0.1)
    assert convert(radiometry, 0, 999, 1000, 1001, 11000) == [0, 0, 0, 1, 10000]


def test_request_comes_before_the_tags_of_the_file() -> None:
    assert convert(plan(REFLECTANCE, "uint16", tags=(0.001, 0.5), scale=0.0001, offset=0.0), 77) == [77]


def test_tags_of_the_file_come_before_the_card() -> None:
    assert convert(plan(REFLECTANCE, "uint16", tags=(2.75e-05, -0.2)), 7273, 20000) == [0, 3500]


def test_offset_alone() -> None:
    assert convert(plan(REFLECTANCE, "uint16", offset=-0.1), 1500) == [500]


@pytest.mark.parametrize(
    ("source_type", "scale", "values", "expected"),
    [
        ("uint16", 1 / 65535, (0, 32768, 65535), [0, 128, 255]),
        ("uint16", 1 / 2047, (2047, 5000), [255, 255]),
        ("float32", 1.0, (0.0, 0.5, 1.0, 2.0, -1.0), [0, 128, 255, 255, 0]),
        ("int16", 0.001, (-5, 500, 1000), [0, 128, 255]),
        ("float32", 1 / 255, (0.4, 0.6, 254.6, 300.0), [0, 1, 255, 255]),
    ],
)
def test_any_type_to_8_bit(source_type: str, scale: float, values: tuple[float, ...], expected: list[int]) -> None:
    assert convert(plan(PHOTO, source_type, scale=scale), *values) == expected


def test_8_bit_to_reflectance() -> None:
    assert convert(plan(REFLECTANCE, "uint8", scale=1 / 255), 0, 51, 255) == [0, 2000, 10000]


def test_float_model_gets_unrounded_numbers() -> None:
    assert convert(plan(card("red", kind="float32"), "uint16", scale=0.0001), 5) == pytest.approx([0.0005])


def test_fill_where_there_is_no_data() -> None:
    model = card("red", "green", fill=7.0)
    for source_type in ("uint8", "float32"):
        radiometry = plan(model, source_type)
        values = np.full((2, 1, 3), 99, dtype=source_type)
        if source_type == "float32":
            values[:, 0, 1] = np.nan
        result = radiometry.apply(values, np.array([[True, False, True]]))
        assert_array_equal(result, np.array([[[99, 7, 99]]] * 2, dtype=np.uint8))


@pytest.mark.parametrize("source_type", ["uint16", "int16", "uint32", "int32"])
def test_wide_numbers_for_an_8_bit_model_need_a_scale(source_type: str) -> None:
    with pytest.raises(SourceError, match=r"scene\.tif has .*-bit numbers, the model toy.net needs uint8") as error:
        plan(PHOTO, source_type)
    assert "SCALE=0.0001 for reflectance x 10000" in error.value.hint
    assert "0.000015259 if 65535 is 1" in error.value.hint


def test_8_bit_numbers_for_a_reflectance_model_need_a_scale() -> None:
    with pytest.raises(SourceError, match=r"scene\.tif has 8-bit numbers, the model toy.net needs uint16") as error:
        plan(REFLECTANCE, "uint8")
    assert "SCALE=0.003921569" in error.value.hint


def test_tags_make_a_scale_unnecessary() -> None:
    assert convert(plan(PHOTO, "uint16", tags=(1 / 65535, 0.0)), 65535) == [255]


@pytest.mark.parametrize("source_type", ["complex64", "complex128"])
def test_complex_numbers_are_refused(source_type: str) -> None:
    with pytest.raises(SourceError, match="type complex"):
        plan(PHOTO, source_type)


def test_scale_of_zero_is_refused() -> None:
    with pytest.raises(SourceError, match="SCALE is 0"):
        plan(PHOTO, "uint8", scale=0.0)
