"""The comparison at 1 m: rules without learning, and tables that say who is ahead."""

from __future__ import annotations

import numpy as np
import pytest

from onemetre.benchmarks.green.rules import everything, excess_green
from onemetre.benchmarks.green.tables import Row, mean_over_places, write_tables
from onemetre.research.green.score import Scores


def scores(right: int, wrong: int) -> Scores:
    """Twelve groups in two places, more or less alike."""
    draw = np.random.default_rng(0)
    confusion = np.empty((12, 2, 2, 2), np.int64)
    confusion[..., [0, 1], [0, 1]] = right + draw.integers(0, 30, (12, 2, 2))
    confusion[..., [0, 1], [1, 0]] = wrong + draw.integers(0, 30, (12, 2, 2))
    return Scores(("a_2020", "b_2020"), confusion, np.full((12, 2, 4), 100))


def row(right: int, wrong: int) -> Row:
    return Row(*[scores(right, wrong)] * 3)


def test_excess_green_finds_grass_and_not_concrete():
    image = np.full((3, 32, 32), 130, np.uint8)
    image[:, :16] = np.array([70, 110, 60])[:, None, None]
    assert excess_green(image)[:16].all()
    assert not excess_green(image)[16:].any()
    assert everything(image).all()


def test_mean_over_places_counts_small_places_like_large_ones():
    confusion = np.array([[[0, 0], [0, 1000]], [[0, 5], [5, 0]]])
    assert mean_over_places(confusion) == pytest.approx(0.5)


def test_difference_is_ours_minus_the_row_of_the_same_seed(capsys: pytest.CaptureFixture[str]):
    rows = {
        "ugsnet-light-0": row(500, 20),
        "ugsnet-light-1": row(500, 60),
        "unet-0": row(500, 60),
        "unet-1": row(500, 60),
    }
    summary = write_tables({"everything": row(100, 500)} | rows)
    value, low, high = summary["unet-0"]["unseen"]["ugsnet-light minus this"]
    assert 0 < low <= value <= high
    assert summary["unet-1"]["unseen"]["ugsnet-light minus this"] == [0, 0, 0]
    assert "ugsnet-light minus this" not in summary["ugsnet-light-0"]["unseen"]
    assert summary["ugsnet-light-0"]["validation"]["F1"].keys() == {"a_2020", "b_2020"}
    printed = capsys.readouterr().out
    assert f"{value:+.1f} ({low:+.1f} to {high:+.1f})" in printed
    assert printed.count("\n| unet-0 |") == 2
