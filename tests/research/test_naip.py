"""Green labels from NDVI, splits by place, mosaics and scores; on made-up crops, and on real ones where there are."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from onemetre.contract.errors import SourceError
from onemetre.engine.assess.accuracy import f1
from onemetre.engine.assess.boundary import boundary_f1
from onemetre.models.training.labels import UNKNOWN, Green
from onemetre.research.green.data import KEPT_ASIDE, load_green_data, make_split
from onemetre.research.green.mosaics import CELL, SEAM, MosaicSampler
from onemetre.research.green.quicklook import row
from onemetre.research.green.score import score_ceiling, score_chips
from onemetre.research.places.naip import GROUP_M, Chip, green_label, groups, hold_out, read_all, read_chips, resample
from onemetre.research.places.ndvi_thresholds import lit_ndvi, read_thresholds, valley
from onemetre.research.places.places import otsu

DATA = Path(os.environ.get("ONEMETRE_DATA", Path(__file__).parents[2].parent / "shared/data"))
needs_data = pytest.mark.skipif(not (DATA / "naip_california").is_dir(), reason=f"the training data is not in {DATA}")
SIDE_M = 256 * 0.6


def make_chip(n: int = 0, place: str = "x_2020", x: float = 0.0, y: float = 0.0) -> Chip:
    """Left half vegetation (NDVI 0.6), right half pavement (NDVI -0.1)."""
    image = np.empty((4, 256, 256), np.uint8)
    image[:, :, :128] = np.array([40, 90, 40, 160])[:, None, None]
    image[:, :, 128:] = np.array([110, 110, 110, 90])[:, None, None]
    return Chip(place, n, image, x, y)


def test_resampled_crop_keeps_its_mean_and_covers_the_same_ground():
    image = resample(make_chip(), 1.0)
    assert image.shape == (4, 154, 154)
    assert image.mean().item() == pytest.approx(make_chip().image.mean(), abs=0.5)


def test_label_is_green_other_or_undecided():
    chip = make_chip()
    threshold = otsu(lit_ndvi([chip])["x_2020"])
    assert -0.1 < threshold < 0.6
    label = green_label(resample(chip, 1.0), threshold)
    assert (label[:, :75] == Green.GREEN).all()
    assert (label[:, 80:] == Green.OTHER).all()
    near = torch.tensor([100.0, 0, 0, 100.0 * 1.5 / 0.5]).reshape(4, 1, 1)  # NDVI 0.5
    assert green_label(near, 0.49).item() == UNKNOWN
    assert green_label(near, 0.51).item() == UNKNOWN
    assert green_label(near, 0.45).item() == Green.GREEN


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


def test_shadow_and_water_do_not_move_the_threshold():
    chip = make_chip()
    dark = make_chip()
    dark.image[:, :, 200:] = np.array([30, 30, 30, 5])[:, None, None]
    assert lit_ndvi([dark])["x_2020"].min() == pytest.approx(lit_ndvi([chip])["x_2020"].min(), abs=0.02)


def test_valley_divides_bare_ground_from_two_kinds_of_vegetation():
    draw = np.random.default_rng(0).normal
    values = np.concatenate([draw(0.03, 0.04, 30000), draw(0.3, 0.05, 60000), draw(0.6, 0.04, 50000)])
    assert otsu(values.astype(np.float32)) > 0.3
    assert 0.1 < valley(values.astype(np.float32)) < 0.2


def test_quicklook_shows_image_infrared_and_three_masks():
    sheet = row(make_chip(), 0.2)
    assert sheet.shape == (3, 158, 5 * 158)
    assert (sheet[1, 10, 2 * 158 : 2 * 158 + 60] > sheet[1, 10, :60]).all()
    assert (sheet[:, 10, 2 * 158 + 100] == sheet[:, 10, 100]).all()


def test_batches_depend_on_the_step_alone():
    chips = [make_chip(i) for i in range(3)]
    first, second = (MosaicSampler(chips, {"x_2020": 0.2}, seed=7) for _ in range(2))
    second.batch(0)
    sides = set()
    for step in range(12):
        a, b = first.batch(step), second.batch(step)
        assert torch.equal(a.images, b.images)
        assert torch.equal(a.labels, b.labels)
        assert 0 <= a.images.min() <= a.images.max() <= 1
        sides.add(a.images.shape[-1])
    assert sides == {128, 256}
    assert not torch.equal(first.batch(0).images[0], MosaicSampler(chips, {"x_2020": 0.2}, seed=8).batch(0).images[0])


def test_seams_are_left_out_and_every_image_has_labels():
    sampler = MosaicSampler([make_chip()], {"x_2020": 0.2}, seed=1)
    for step in range(8):
        labels = sampler.batch(step).labels
        assert (labels[:, :, :SEAM] == UNKNOWN).all()
        assert (labels[:, :, CELL - SEAM : CELL + SEAM] == UNKNOWN).all()
        assert (labels != UNKNOWN).flatten(1).any(dim=1).all()


def by_red(tile: np.ndarray) -> np.ndarray:
    return (tile[0] < 75).astype(float)


@pytest.mark.parametrize("side", [112, 144, 256, 512])
def test_every_crop_counts_once_in_tiles_of_any_size(side: int):
    chips = [make_chip(i, x=1000.0 * (i // 2)) for i in range(7)]
    scores = score_chips(by_red, chips, {"x_2020": 0.2}, side)
    scored = 100 if side == 112 else 116
    assert scores.places == ("x_2020",)
    assert scores.confusion.sum(axis=(1, 2, 3)).tolist() == [2 * scored**2] * 3 + [scored**2]
    assert f1(scores.confusion.sum(axis=(0, 1)))[Green.GREEN] > 0.99
    assert boundary_f1(scores.boundary.sum(axis=(0, 1))) == 1
    everything = score_chips(lambda tile: np.ones(tile.shape[1:]), chips, {"x_2020": 0.2}, side)
    assert f1(everything.confusion.sum(axis=(0, 1)))[Green.GREEN] == pytest.approx(2 / 3, abs=0.02)


def test_a_ceiling_is_made_from_the_label_itself():
    scores = score_ceiling(lambda truth: truth == Green.GREEN, [make_chip()], {"x_2020": 0.2}, 144)
    assert f1(scores.confusion.sum(axis=(0, 1)))[Green.GREEN] == 1
    inverted = score_ceiling(lambda truth: truth != Green.GREEN, [make_chip()], {"x_2020": 0.2}, 144)
    assert f1(inverted.confusion.sum(axis=(0, 1)))[Green.GREEN] == 0


def test_all_years_of_a_place_are_one_group():
    chips = [make_chip(0, "x_2018"), make_chip(0, "x_2020"), make_chip(1, "x_2020", x=5000.0)]
    scores = score_chips(by_red, chips, {"x_2018": 0.2, "x_2020": 0.2}, 144)
    assert scores.places == ("x_2018", "x_2020")
    assert (scores.confusion.sum(axis=(2, 3)) > 0).tolist() == [[True, True], [False, True]]


def test_score_leaves_undecided_pixels_out_and_degrades_what_the_model_sees():
    chip = make_chip()
    without = score_chips(by_red, [chip], {"x_2020": -0.1}, 144, undecided=0.03)
    assert without.confusion.sum() < 0.6 * 116**2
    brighter = score_chips(by_red, [chip], {"x_2020": 0.2}, 144, degrade=lambda image: image + 60)
    assert brighter.confusion[0, 0, 1, 1] == 0


def test_crop_of_coarser_pixels_is_scored_too():
    assert score_chips(by_red, [make_chip()], {"x_2020": 0.2}, 112, metres=1.25).confusion.sum() == 100**2


def test_folder_without_crops_is_an_error(tmp_path: Path):
    with pytest.raises(SourceError, match="no crops"):
        read_chips(tmp_path)


@needs_data
def test_real_crops_are_divided_as_the_split_says_and_years_stay_together():
    chips = read_all(DATA)
    data = load_green_data(DATA)
    assert {city: sorted(numbers) for city, numbers in make_split(chips).items()} == {
        city: sorted({chip.number for chip in data.validation if chip.city == city})
        for city in {chip.city for chip in chips}
    }
    assert not data.unseen
    assert len(data.training) + len(data.validation) == len(chips)
    sides = [(chip, side) for side in (0, 1) for chip in data[side]]
    of_group: dict[tuple[str, int], set[int]] = {}
    for group, (chip, side) in zip(groups([chip for chip, _ in sides]), sides, strict=True):
        of_group.setdefault((chip.city, group), set()).add(side)
    assert all(len(used) == 1 for used in of_group.values())


@needs_data
def test_cities_kept_aside_are_unseen():
    data = load_green_data(DATA, KEPT_ASIDE)
    assert {chip.city for chip in data.unseen} == set(KEPT_ASIDE)
    assert not {chip.city for chip in data.training + data.validation} & set(KEPT_ASIDE)


@needs_data
def test_table_of_thresholds_follows_its_rules():
    table = read_thresholds()
    values = lit_ndvi(read_all(DATA))
    assert table.keys() == values.keys()
    for place, index in values.items():
        expected = valley(index) if place == "naip_ohio" else otsu(index)
        assert table[place] == pytest.approx(expected, abs=0.0015)
