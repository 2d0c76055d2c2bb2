"""Places as the satellite sees them, and maps that need no learning."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

from onemetre.models.training.labels import UNKNOWN, Surface
from onemetre.models.training.simulate.ground import Ground
from onemetre.research.jointseg.reference_maps import coarse_ceiling, majority, ndvi_rule, surface
from onemetre.research.jointseg.views import views


def ground(seed: int, side: int = 133, bands: int = 4) -> Ground:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, (side, side)).astype(np.uint8)
    return Ground(rng.random((bands, side, side), dtype=np.float32), labels, "reflectance", "x")


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_every_part_of_a_mosaic_is_where_it_is_said_to_be(count: int) -> None:
    grounds = [ground(seed) for seed in range(count)]
    (view,) = views(grounds, 3, 6.0, seed=1)
    assert view.scene.image.shape[0] == 3
    seen = np.zeros(view.scene.labels.shape, dtype=int)
    for part in view.parts:
        piece = grounds[part.index]
        np.testing.assert_array_equal(view.scene.labels[part.on_map], piece.labels[part.on_ground])
        np.testing.assert_array_equal(
            view.scene.fine[:, *part.on_map], piece.image[:3, part.on_ground[0], part.on_ground[1]]
        )
        seen[part.on_map] += 1
    assert (seen[view.scene.labels != UNKNOWN] == 1).all() and seen.max() == 1
    assert (view.scene.labels[seen == 0] == UNKNOWN).all()


def test_large_grounds_are_scenes_of_their_own() -> None:
    seen = views([ground(0, 320), ground(1, 400)], 4, 6.0, seed=1)
    assert [len(view.parts) for view in seen] == [1, 1]
    assert [view.parts[0].index for view in seen] == [0, 1]


def test_the_seed_decides_all() -> None:
    (first,), (again,), (other,) = (views([ground(0)], 4, 6.0, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.scene.image, again.scene.image)
    assert not np.array_equal(first.scene.image, other.scene.image)


def test_a_surface_is_known_or_not() -> None:
    labels = np.array([Surface.OTHER, Surface.IMPERVIOUS, Surface.GREEN, Surface.NOT_GREEN, UNKNOWN], np.uint8)
    assert surface(labels, Surface.GREEN).tolist() == [0, 0, 1, 0, UNKNOWN]
    assert surface(labels, Surface.IMPERVIOUS).tolist() == [0, 1, 0, UNKNOWN, UNKNOWN]


def test_the_majority_counts_what_is_known() -> None:
    truth = np.full((20, 10), UNKNOWN, np.uint8)
    truth[:3], truth[3:5] = 1, 0
    truth[10:14], truth[14:20] = 1, 0
    found = majority(truth)
    assert (majority(truth[:-1]) == found[:-1]).all(), "the last pixels may be cut off"
    assert found[:10].all() and not found[10:].any()


def test_a_coarse_grid_keeps_what_is_large_and_loses_what_is_small() -> None:
    truth = np.zeros((64, 64), np.uint8)
    truth[:, 32:] = 1
    assert (coarse_ceiling(truth, 4) == (truth == 1)).mean() > 0.98
    stripes = np.zeros((64, 64), np.uint8)
    stripes[:, ::2] = 1
    assert (coarse_ceiling(stripes, 4) == (stripes == 1)).mean() < 0.6
    stripes[:, 1::2] = UNKNOWN
    assert coarse_ceiling(stripes, 4)[:, ::2].mean() > 0.98


def test_the_rule_finds_green_by_its_near_infrared() -> None:
    image = np.full((4, 12, 12), 0.1, np.float32)
    image[3, :, 6:] = 0.4
    found = ndvi_rule(image)
    assert found.shape == (120, 120)
    assert not found[:, :50].any() and found[:, 70:].all()
