"""Green labels from NDVI, splits by place, mosaics and scores; on made-up crops, and on real ones where there are."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from onemetre.engine.errors import SourceError
from onemetre.models.training.green_data import UNSEEN_PLACES, load_green_data
from onemetre.models.training.green_score import Counts, score_chips
from onemetre.models.training.mosaics import SEAM, MosaicSampler
from onemetre.models.training.naip import (
    GREEN,
    GROUP_M,
    IGNORE,
    OTHER,
    Chip,
    green_label,
    groups,
    hold_out,
    read_chips,
    resample,
    thresholds,
)

DATA = Path(os.environ.get("ONEMETRE_DATA", Path(__file__).parents[2].parent / "shared/data"))
needs_data = pytest.mark.skipif(not (DATA / "naip_california").is_dir(), reason=f"the training data is not in {DATA}")
SIDE_M = 256 * 0.6


def make_chip(n: int = 0, place: str = "x_2020", x: float = 0.0, y: float = 0.0) -> Chip:
    """Left half vegetation (NDVI 0.6), right half pavement (NDVI -0.1)."""
    image = np.empty((4, 256, 256), np.uint8)
    image[:, :, :128] = np.array([40, 90, 40, 160])[:, None, None]
    image[:, :, 128:] = np.array([110, 110, 110, 90])[:, None, None]
    return Chip(place, f"{place}_{n}", image, x, y)


def test_resampled_crop_keeps_its_mean_and_covers_the_same_ground():
    image = resample(make_chip(), 1.0)
    assert image.shape == (4, 154, 154)
    assert image.mean().item() == pytest.approx(make_chip().image.mean(), abs=0.5)


def test_label_is_green_other_or_undecided():
    chip = make_chip()
    threshold = thresholds([chip])["x_2020"]
    assert -0.1 < threshold < 0.6
    label = green_label(resample(chip, 1.0), threshold)
    assert (label[:, :75] == GREEN).all()
    assert (label[:, 80:] == OTHER).all()
    near = torch.tensor([100.0, 0, 0, 100.0 * 1.5 / 0.5]).reshape(4, 1, 1)  # NDVI 0.5
    assert green_label(near, 0.49).item() == IGNORE
    assert green_label(near, 0.51).item() == IGNORE
    assert green_label(near, 0.45).item() == GREEN


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), min_size=2, max_size=25), st.integers(0, 5))
def test_no_validation_crop_is_near_a_training_crop(places: list[tuple[int, int]], seed: int):
    chips = [make_chip(i, x=float(x), y=float(y)) for i, (x, y) in enumerate(places)]
    training, validation = hold_out(chips, 0.3, seed)
    assert sorted(c.name for c in training + validation) == sorted(c.name for c in chips)
    for a in training:
        for b in validation:
            assert max(abs(a.x - b.x), abs(a.y - b.y)) >= GROUP_M + SIDE_M


def test_chains_are_one_group_and_cities_are_apart():
    chips = [make_chip(i, x=400.0 * i) for i in range(4)] + [make_chip(9, "y_2020")]
    assert groups(chips) == [0, 0, 0, 0, 4]


def test_batches_depend_on_the_step_alone():
    chips = [make_chip(i) for i in range(3)]
    first, second = (MosaicSampler(chips, {"x_2020": 0.2}, seed=7) for _ in range(2))
    second.batch(0)
    sides = set()
    for step in range(7):
        a, b = first.batch(step), second.batch(step)
        assert torch.equal(a.images, b.images)
        assert torch.equal(a.labels, b.labels)
        assert a.images.shape[-1] % 16 == 0
        assert 0 <= a.images.min() <= a.images.max() <= 1
        sides.add(a.images.shape[-1])
    assert len(sides) == 3
    assert not torch.equal(first.batch(0).images[0], MosaicSampler(chips, {"x_2020": 0.2}, seed=8).batch(0).images[0])


def test_seams_are_left_out_and_every_image_has_labels():
    sampler = MosaicSampler([make_chip()], {"x_2020": 0.2}, seed=1)
    for step in range(8):
        labels = sampler.batch(step).labels
        assert (labels[:, :, :SEAM] == IGNORE).all()
        assert (labels[:, :, 120 - SEAM : 120 + SEAM][..., : labels.shape[-1]] == IGNORE).all()
        assert (labels != IGNORE).flatten(1).any(dim=1).all()


def test_score_of_a_perfect_and_of_an_all_green_map():
    chip = make_chip()

    def by_red(tile: np.ndarray) -> np.ndarray:
        assert tile.shape == (3, 256, 256)
        return (tile[0] < 75).astype(float)

    counts = score_chips(by_red, [chip], {"x_2020": 0.2}, side=256, margin=20)["x_2020"]
    assert counts.hits + counts.false_alarms + counts.misses + counts.rejections == 154 * 154
    assert counts.f1 > 0.99
    everything = score_chips(lambda tile: np.ones(tile.shape[1:]), [chip], {"x_2020": 0.2}, side=256)["x_2020"]
    assert everything.f1 == pytest.approx(counts.f1_all_green) == pytest.approx(2 / 3, abs=0.01)
    assert Counts().f1 == 1.0


def test_folder_without_crops_is_an_error(tmp_path: Path):
    with pytest.raises(SourceError, match="no crops"):
        read_chips(tmp_path)


@needs_data
def test_real_crops_unseen_cities_are_unseen():
    data = load_green_data(DATA)
    cities = {place.rsplit("_", 1)[0] for place in UNSEEN_PLACES}
    assert not cities & {chip.place.rsplit("_", 1)[0] for chip in data.training + data.validation}
    assert {chip.place for chip in data.unseen} == set(UNSEEN_PLACES)
    assert not {chip.name for chip in data.training} & {chip.name for chip in data.validation}
    assert all(0.05 < threshold < 0.3 for threshold in data.thresholds.values())
