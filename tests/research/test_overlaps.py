"""Places that overlap are found, whatever their date, and none lies on both sides of the split."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from hypothesis import given, settings
from hypothesis import strategies as st

import onemetre
from onemetre.models.training.simulate.fields import smooth_noise
from onemetre.research.places.overlaps import CORRELATED, find_overlap, groups

SPLIT = Path(onemetre.__file__).parent / "research/places/worldcover_split.csv"
SIDE = 64


def ground(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    fields = 0.4 * smooth_noise(rng, (2 * SIDE, 2 * SIDE), 4) + 0.2 * rng.standard_normal((2 * SIDE, 2 * SIDE))
    return np.exp(fields - 2).astype(np.float32)


@given(st.integers(-40, 40), st.integers(-40, 40), st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_a_shift_between_two_images_is_found_in_other_light(rows: int, columns: int, seed: int) -> None:
    place, rng = ground(seed), np.random.default_rng(seed)
    # Two windows of one ground, the second brighter, hazier and with noise.
    top, left = max(-rows, 0), max(-columns, 0)
    first = place[top : top + SIDE, left : left + SIDE]
    second = place[top + rows : top + rows + SIDE, left + columns : left + columns + SIDE]
    second = 1.2 * second + 0.01 + rng.normal(0, 0.002, second.shape).astype(np.float32)
    found = find_overlap(first, second.astype(np.float32))
    assert (found.rows, found.columns) == (rows, columns)
    assert found.pixels == (SIDE - abs(rows)) * (SIDE - abs(columns)) and found.correlation > CORRELATED


def test_other_ground_does_not_overlap() -> None:
    assert all(
        find_overlap(ground(n)[:SIDE, :SIDE], ground(n + 50)[:SIDE, :SIDE]).correlation < CORRELATED for n in range(8)
    )


def test_places_are_grouped_through_others() -> None:
    place = ground(1)
    windows = {"a": place[:SIDE, :SIDE], "b": ground(2)[:SIDE, :SIDE], "c": place[:SIDE, 30 : 30 + SIDE]}
    windows["d"] = place[:SIDE, 60 : 60 + SIDE]
    assert groups({name: [image] for name, image in windows.items()}) == [["a", "c", "d"], ["b"]]


def test_no_group_lies_on_both_sides_of_the_split() -> None:
    sides: dict[str, set[str]] = {}
    with SPLIT.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sides.setdefault(row["group"], set()).add(row["side"])
    assert all(len(found) == 1 for found in sides.values()) and len(sides) == 55
