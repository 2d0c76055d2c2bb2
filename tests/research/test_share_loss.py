"""The loss on real images: what bounds of a share ask of a map, and what they leave free."""

from __future__ import annotations

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from onemetre.models.networks.jointseg import SuperSegmentation  # noqa: E402
from onemetre.models.training.labels import Surface  # noqa: E402
from onemetre.models.training.simulate.sensor import degrade  # noqa: E402
from onemetre.research.jointseg.share_loss import (  # noqa: E402
    SPREAD_M,
    ShareBounds,
    block_loss,
    consistency_loss,
    share_loss,
)

SIDE = 6


def logits_of(impervious: float, green: float) -> torch.Tensor:
    shares = torch.tensor([1 - impervious - green, impervious, green]).clamp(min=1e-6)
    return shares.log().reshape(1, 3, 1, 1).expand(1, 3, 10 * SIDE, 10 * SIDE).contiguous()


def bounds_of(low: tuple[float, float], high: tuple[float, float]) -> ShareBounds:
    def layers(values: tuple[float, float]) -> torch.Tensor:
        return torch.tensor(values).reshape(1, 2, 1, 1).expand(1, 2, SIDE, SIDE).contiguous()

    return ShareBounds(layers(low), layers(high), torch.zeros(1, SIDE, SIDE))


@pytest.mark.parametrize(
    ("impervious", "green", "low", "high", "expected"),
    [
        (0.4, 0.2, (0, 0), (1, 1), 0.0),  # nothing is known
        (0.4, 0.2, (0, 0), (0, 1), -math.log(0.6)),  # nothing may be impervious
        (0.4, 0.2, (0, 0), (0.5, 1), 0.0),  # as much as a road is allowed
        (0.75, 0.2, (0, 0), (0.5, 1), math.log(0.5 / 0.25)),
        (0.1, 0.2, (0, 0.8), (1, 1), math.log(4)),  # too little green
        (0.1, 0.85, (0, 0.8), (1, 1), 0.0),
        (0.4, 0.2, (0, 0.8), (0, 1), -math.log(0.6) + math.log(4)),  # both surfaces count
    ],
)
def test_a_share_costs_by_how_far_it_is_out_of_its_bounds(
    impervious: float, green: float, low: tuple[float, float], high: tuple[float, float], expected: float
) -> None:
    loss = share_loss(logits_of(impervious, green), bounds_of(low, high))
    assert loss.item() == pytest.approx(expected, abs=1e-4)


@given(st.integers(0, 2**31 - 1))
@settings(max_examples=20, deadline=None)
def test_where_in_a_pixel_a_surface_lies_is_free(seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    logits = 3 * torch.randn(1, 3, 10 * SIDE, 10 * SIDE, generator=generator)
    cells = logits.unflatten(3, (SIDE, 10)).unflatten(2, (SIDE, 10)).permute(0, 1, 2, 4, 3, 5).flatten(4)
    moved = cells[..., torch.randperm(100, generator=generator)]
    moved = moved.unflatten(4, (10, 10)).permute(0, 1, 2, 4, 3, 5).reshape(logits.shape)
    bounds = bounds_of((0, 0.8), (0.1, 1))
    assert share_loss(moved, bounds).item() == pytest.approx(share_loss(logits, bounds).item(), rel=1e-4)


def test_pixels_without_bounds_have_no_gradient() -> None:
    logits = logits_of(0.4, 0.2).requires_grad_()
    bounds = bounds_of((0, 0), (0, 1))
    bounds.high[:, 0, :, SIDE // 2 :] = 1.0
    share_loss(logits, bounds).backward()
    assert logits.grad is not None
    assert bool(logits.grad[..., : 5 * SIDE].any()) and not logits.grad[..., 5 * SIDE :].any()


def test_built_up_ground_may_have_gardens_but_is_not_all_garden() -> None:
    built = torch.full((1, SIDE, SIDE), 0.3)
    assert block_loss(logits_of(0.1, 0.5), built).item() == pytest.approx(math.log(3), rel=1e-4)
    assert block_loss(logits_of(0.1, 0.5), built / 5).item() == 0.0
    assert block_loss(logits_of(0.1, 0.5), torch.zeros(1, SIDE, SIDE)).item() == 0.0
    # Every third row of pixels is sealed, the others are gardens.
    mixed = logits_of(0.01, 0.9)
    for row in range(0, SIDE, 3):
        mixed[:, :, 10 * row : 10 * row + 10] = logits_of(0.99, 0.0)[:, :, :10]
    assert block_loss(mixed, built).item() < 0.1


def test_a_sharpened_image_that_the_satellite_would_see_as_its_input_costs_nothing() -> None:
    fine = np.random.default_rng(3).uniform(0, 0.4, (4, 120, 120)).astype(np.float32)
    image = torch.from_numpy(degrade(fine, (SPREAD_M,) * 4))[None]
    result = SuperSegmentation(torch.zeros(1, 3, 120, 120), torch.from_numpy(fine)[None], torch.zeros(1, 4, 48, 48))
    assert consistency_loss(result, image).item() < 1e-6
    assert consistency_loss(result, image + 0.01).item() == pytest.approx(0.01, rel=1e-3)


def test_surfaces_are_those_that_the_network_tells_apart() -> None:
    assert (Surface.OTHER, Surface.IMPERVIOUS, Surface.GREEN) == (0, 1, 2)
