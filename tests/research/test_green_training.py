"""The training of green as a whole, with a network of a few numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from onemetre.research.green.data import GreenData
from onemetre.research.green.train import learn, predictor
from onemetre.research.places.naip import Chip

pytestmark = pytest.mark.usefixtures("one_thread")


def make_chip(number: int) -> Chip:
    """Vegetation and pavement in stripes."""
    image = np.empty((4, 256, 256), np.uint8)
    image[:] = np.array([120, 110, 110, 90])[:, None, None]
    image[:, :, number * 20 : number * 20 + 100] = np.array([50, 100, 45, 160])[:, None, None]
    return Chip("chico_2020", number, image, 1000.0 * number, 0.0)


def test_a_network_without_points_learns_colours_and_its_best_weights_are_kept(tmp_path: Path):
    torch.manual_seed(0)
    chips = [make_chip(number) for number in range(5)]
    network = nn.Sequential(nn.Conv2d(3, 8, 1), nn.ReLU(), nn.Conv2d(8, 2, 1))
    average = learn(network, GreenData(chips[:3], chips[3:], []), tmp_path, steps=30, rate=0.2, seed=0)
    probability = predictor(average)(chips[4].image[:3])
    assert probability[:, 80:180].min() > 0.5 > probability[:, :70].max()
    assert (tmp_path / "weights.safetensors").stat().st_size > 0
    assert '"score"' in (tmp_path / "log.jsonl").read_text()


def test_chips_without_a_threshold_are_an_error(tmp_path: Path):
    chip = Chip("nowhere_2020", 0, make_chip(0).image, 0.0, 0.0)
    with pytest.raises(KeyError, match="nowhere"):
        learn(nn.Conv2d(3, 2, 1), GreenData([chip], [chip], []), tmp_path, steps=1, rate=0.1, seed=0)
