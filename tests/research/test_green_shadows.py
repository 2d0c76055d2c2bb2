"""What is drawn over training images: shadows, grey crowns, water, and the usual brightness."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import card
from torch import Tensor

from onemetre.engine.raster.numbers.histogram import by_histogram
from onemetre.engine.raster.numbers.meaning import Meaning
from onemetre.engine.raster.numbers.sample import Sample
from onemetre.models.training.labels import UNKNOWN, Green
from onemetre.models.training.pairs.augment import usual_brightness
from onemetre.research.green.recolour import draw_water, grey_crowns
from onemetre.research.green.shadows import LIGHT_LEFT, cast_shadows, shaded

pytestmark = pytest.mark.usefixtures("one_thread")

seeds = st.integers(0, 2**32 - 1)


def town(seed: int, side: int = 64) -> tuple[Tensor, Tensor]:
    """Bright ground with dark green discs on it: RGB 0-1 [3, side, side] and the discs."""
    rng = np.random.default_rng(seed)
    image = torch.full((3, side, side), 0.5) + torch.from_numpy(rng.normal(0, 0.02, (3, side, side))).float()
    rows, columns = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
    green = torch.zeros(side, side, dtype=torch.bool)
    for y, x, radius in rng.uniform((0, 0, 2), (side, side, 8), (6, 3)):
        green |= (rows - y) ** 2 + (columns - x) ** 2 <= radius**2
    image = torch.where(green, torch.tensor([0.2, 0.3, 0.2])[:, None, None] * (0.5 + image), image)
    return image.clamp(0, 1), green


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_shadows_take_light_away_and_more_red_than_blue(seed: int) -> None:
    image, green = town(seed)
    before, mask = image.clone(), green.clone()
    drawn = cast_shadows(image, green, np.random.default_rng(seed))
    assert torch.equal(image, before)
    assert torch.equal(green, mask)
    assert drawn.shape == image.shape
    left = drawn / image.clamp(min=1e-6)
    assert 0.9 * LIGHT_LEFT[0] <= float(left.min())
    assert float(left.max()) <= 1 + 1e-5
    assert bool((left[0] <= left[1] + 1e-5).all())
    assert bool((left[1] <= left[2] + 1e-5).all())


@settings(deadline=None, max_examples=10)
@given(seeds)
def test_drawings_are_the_same_for_the_same_seed(seed: int) -> None:
    image, green = town(seed)
    label = torch.where(green, int(Green.GREEN), int(Green.OTHER))
    for draw in (
        lambda rng: cast_shadows(image, green, rng),
        lambda rng: grey_crowns(image, green, rng),
        lambda rng: draw_water(image, label, rng, Green.OTHER, UNKNOWN)[0],
    ):
        first, second = (draw(np.random.default_rng(seed)) for _ in range(2))
        assert torch.equal(first, second)
        assert float(first.min()) >= 0
        assert float(first.max()) <= 1


def test_shadows_fall_beside_crowns_in_one_direction() -> None:
    """The mean of many suns is dark all around a crown, one sun's shadow lies on one side only."""
    image = torch.full((3, 61, 61), 0.5)
    green = torch.zeros(61, 61, dtype=torch.bool)
    green[27:34, 27:34] = True
    image[:, green] = 0.2
    sides = []
    for seed in range(40):
        dark = cast_shadows(image, green, np.random.default_rng(seed)) < 0.45
        rim = dark[0, 22:39, 22:39] & ~green[22:39, 22:39]
        rows, columns = torch.nonzero(rim, as_tuple=True)
        if 20 < len(rows) < 150:
            sides.append((float(rows.float().mean()) - 8, float(columns.float().mean()) - 8))
    away = np.abs(np.array(sides)).max(axis=1)
    assert len(sides) > 15
    assert np.median(away) > 2
    assert (np.array(sides).min(axis=0) < -1).all()
    assert (np.array(sides).max(axis=0) > 1).all()


def test_nothing_is_shaded_where_there_is_no_shade() -> None:
    image, _ = town(0)
    assert torch.allclose(shaded(image, torch.zeros(64, 64), np.random.default_rng(0)), image)


@settings(deadline=None, max_examples=20)
@given(seeds)
def test_grey_crowns_change_vegetation_only(seed: int) -> None:
    image, green = town(seed)
    drawn = grey_crowns(image, green, np.random.default_rng(seed))
    assert torch.equal(drawn[:, ~green], image[:, ~green])
    bare = torch.zeros_like(green)
    assert torch.equal(grey_crowns(image, bare, np.random.default_rng(seed)), image)


@settings(deadline=None, max_examples=20)
@given(seeds)
def test_water_is_not_green_and_what_is_unknown_stays_so(seed: int) -> None:
    image, green = town(seed)
    label = torch.where(green, int(Green.GREEN), int(Green.OTHER))
    label[:8] = UNKNOWN
    drawn, flooded = draw_water(image, label, np.random.default_rng(seed), Green.OTHER, UNKNOWN)
    changed = (drawn != image).any(dim=0)
    assert bool((flooded[:8] == UNKNOWN).all())
    assert bool((flooded[8:][changed[8:]] == Green.OTHER).all())
    assert torch.equal(flooded[~changed], label[~changed])


@settings(deadline=None, max_examples=20)
@given(seeds, st.floats(0.1, 1.0), st.floats(0, 0.3))
def test_the_training_knows_the_brightness_that_the_engine_gives(seed: int, gain: float, haze: float) -> None:
    image = town(seed)[0] * gain + haze * torch.tensor([0.6, 0.8, 1.0])[:, None, None]
    numbers = (image * 2047).round()
    sample = Sample(numbers.reshape(3, -1).double().numpy(), (0.0,) * 3, is_float=False)
    unstated = Meaning((1 / 255,) * 3, (0.0,) * 3, (False,) * 3, "")
    meaning = by_histogram(unstated, card(), "uint16", sample, "a.tif", told=False)
    scales, offsets = (torch.tensor(values)[:, None, None] for values in (meaning.scales, meaning.offsets))
    expected = (numbers * scales + offsets).clamp(0, 1)
    inside = torch.ones(64, 64, dtype=torch.bool)
    assert torch.allclose(usual_brightness(numbers / 2047, inside), expected, atol=1e-3)
