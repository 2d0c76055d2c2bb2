"""Simulated Sentinel-2 scenes: what is shifted together stays together, and labels say no more than is known."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from onemetre.models.training.labels import Surface
from onemetre.models.training.simulate.ground import Ground
from onemetre.models.training.simulate.scenes import SceneSampler, draw_reflectance, jitter, simulate
from onemetre.research.city.town import make_city
from onemetre.research.places.places import load_dubai, load_ohio, otsu
from onemetre.research.places.wilderness import mountains, with_torrent

DATA = Path(os.environ.get("ONEMETRE_DATA", Path(__file__).parents[4].parent / "shared/data"))
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"no training data in {DATA}")


@pytest.fixture(scope="module")
def town() -> Ground:
    city = make_city(400, 3)
    return Ground(city.reflectance, city.label, "reflectance", "town")


def halves(side: int) -> Ground:
    """Bright and impervious to the left, dark and green to the right of the middle."""
    labels = np.full((side, side), Surface.GREEN, dtype=np.uint8)
    labels[:, : side // 2] = Surface.IMPERVIOUS
    image = np.repeat(np.where(labels == Surface.IMPERVIOUS, 0.30, 0.05)[None], 4, axis=0).astype(np.float32)
    return Ground(image, labels, "reflectance", "halves")


def test_a_scene_has_all_resolutions(town: Ground) -> None:
    scene = SceneSampler({"town": [town]}, {"town": 1.0}, bands=4, size=16).draw(np.random.default_rng(0))
    assert scene.image.shape == (4, 16, 16)
    assert scene.medium.shape == (4, 64, 64)
    assert scene.fine.shape == (4, 160, 160)
    assert scene.labels.shape == (160, 160)
    assert set(np.unique(scene.labels)) >= {Surface.IMPERVIOUS, Surface.GREEN}


@pytest.mark.parametrize("seed", range(5))
def test_image_targets_and_labels_shift_together(seed: int) -> None:
    ground = halves(269)
    scene = simulate(ground.image, ground.labels, np.random.default_rng(seed), sigma=4.0)
    row, column = scene.origin
    height, width = scene.labels.shape
    np.testing.assert_array_equal(scene.labels, ground.labels[row : row + height, column : column + width])
    row = scene.labels.shape[0] // 2
    edge = int(np.flatnonzero(scene.labels[row] == Surface.GREEN)[0])
    for image, metres in ((scene.fine, 1.0), (scene.medium, 2.5), (scene.image, 10.0)):
        profile = image[0].mean(axis=0)
        crossing = int(np.flatnonzero(profile < 0.175)[0])
        assert abs(crossing * metres - edge) <= metres


def test_what_lies_beyond_the_scene_is_in_it_as_blur() -> None:
    # The ground ends three sigma away from the scene, so that its end cannot be seen.
    ground, wider = halves(300), halves(500)
    scenes = [
        simulate(piece.image, piece.labels, np.random.default_rng(3), sigma=9.0)
        for piece in (
            ground,
            replace(wider, image=wider.image[:, 100:400, 100:400], labels=wider.labels[100:400, 100:400]),
        )
    ]
    np.testing.assert_array_equal(scenes[0].image, scenes[1].image)
    dark = np.full((3, 200, 200), 0.05, np.float32)
    dark[:, :, :10] = 5.0
    scene = simulate(dark, np.zeros((200, 200), np.uint8), np.random.default_rng(0), sigma=6.0)
    assert scene.image.max() < 0.1


def test_haze_and_noise_are_in_the_image_and_not_in_its_targets() -> None:
    flat = np.full((4, 400, 400), 0.1, np.float32)
    scenes = [simulate(flat, np.zeros((400, 400), np.uint8), np.random.default_rng(seed)) for seed in range(30)]
    for scene in scenes:
        assert (scene.fine == np.float32(0.1)).all() and np.allclose(scene.medium, 0.1)
        assert scene.image.std(axis=(1, 2)).min() > 0.001
    shift = np.array([scene.image.mean(axis=(1, 2)) - 0.1 for scene in scenes])
    assert 0.002 < shift[:, 2].std() < 0.02
    assert shift[:, 3].std() < shift[:, 2].std()


def test_the_same_generator_gives_the_same_scene_and_another_one_does_not(town: Ground) -> None:
    sampler = SceneSampler({"town": [town]}, {"town": 1.0}, size=16)
    first, again, other = (sampler.draw(np.random.default_rng(seed)) for seed in (4, 4, 5))
    np.testing.assert_array_equal(first.image, again.image)
    np.testing.assert_array_equal(first.labels, again.labels)
    assert not np.array_equal(first.image, other.image)


def test_small_crops_of_one_place_are_mosaicked_and_places_never_mixed() -> None:
    crops = [
        Ground(
            np.full((3, 50, 50), 0.1 + 0.2 * place, np.float32),
            np.full((50, 50), place, np.uint8),
            "reflectance",
            f"{place}",
        )
        for place in (Surface.OTHER, Surface.IMPERVIOUS, Surface.GREEN)
    ]
    sampler = SceneSampler({"crops": crops}, {"crops": 1.0}, size=16, mix=0.0)
    seen = set()
    for seed in range(12):
        labels = sampler.draw(np.random.default_rng(seed)).labels
        (value,) = np.unique(labels)
        seen.add(int(value))
    assert seen == {Surface.OTHER, Surface.IMPERVIOUS, Surface.GREEN}


def test_a_kind_without_a_share_is_never_drawn(town: Ground) -> None:
    grounds = {"town": [town], "mountains": [mountains(np.random.default_rng(1), 300)]}
    sampler = SceneSampler(grounds, {"mountains": 1.0}, size=16)
    drawn = [sampler.draw(np.random.default_rng(seed)).labels for seed in range(6)]
    assert all(Surface.IMPERVIOUS not in labels for labels in drawn)


@pytest.mark.parametrize("tone", ["aerial", "bright-aerial", "stretched"])
def test_digital_numbers_become_reflectance_in_their_order(tone: str) -> None:
    numbers = np.linspace(0, 255, 64, dtype=np.float32).reshape(1, 8, 8).repeat(3, axis=0)
    reflectance = draw_reflectance(numbers, tone, np.random.default_rng(2))
    assert reflectance.min() >= 0.0 and reflectance.max() <= 1.3
    assert (np.diff(reflectance.reshape(3, -1), axis=1) >= 0).all()
    assert np.median(reflectance) < 0.3


def test_jitter_keeps_reflectance_plausible_and_changes_it() -> None:
    image = np.full((3, 4, 4), 0.12, dtype=np.float32)
    means = np.array([jitter(image, np.random.default_rng(seed)).mean() for seed in range(200)])
    assert 0.10 < np.median(means) < 0.14
    assert means.std() > 0.015
    assert jitter(np.zeros_like(image), np.random.default_rng(0)).min() >= 0.0


def test_mountains_are_green_and_other_but_never_impervious() -> None:
    grounds = [mountains(np.random.default_rng(seed), 200) for seed in range(8)]
    labels = np.stack([ground.labels for ground in grounds])
    assert set(np.unique(labels)) == {Surface.OTHER, Surface.GREEN}
    assert (labels == Surface.GREEN).mean() > 0.5
    red = np.stack([ground.image[0] for ground in grounds])
    assert 0.015 < np.median(red[labels == Surface.GREEN]) < 0.06


def test_a_torrent_is_other_and_leaves_the_banks_as_they_were(town: Ground) -> None:
    flooded = with_torrent(np.random.default_rng(1), town)
    changed = (flooded.image != town.image).any(axis=0)
    assert 0.005 < changed.mean() < 0.6
    assert (flooded.labels[changed] == Surface.OTHER).all()
    np.testing.assert_array_equal(flooded.labels[~changed], town.labels[~changed])


def test_made_up_ground_comes_at_two_scales_with_its_labels() -> None:
    ground = halves(420)
    sampler = SceneSampler({"halves": [ground]}, {"halves": 1.0}, size=20, mix=0.0)
    checked = 0
    for seed in range(12):
        scene = sampler.draw(np.random.default_rng(seed))
        bright = scene.fine[0] > 0.5 * (scene.fine[0].min() + scene.fine[0].max())
        if len(np.unique(scene.labels)) == 2:
            np.testing.assert_array_equal(bright, scene.labels == Surface.IMPERVIOUS)
            checked += 1
    assert checked >= 3


def test_otsu_separates_two_groups() -> None:
    rng = np.random.default_rng(0)
    values = np.concatenate([rng.normal(0.0, 0.05, 3000), rng.normal(0.6, 0.05, 1000)]).astype(np.float32)
    assert 0.15 < otsu(values) < 0.45


@needs_data
def test_real_grounds_say_what_is_known() -> None:
    (dubai, *_), (ohio, *_) = load_dubai(DATA / "dubai", "val"), load_ohio(DATA / "naip_ohio", "val")
    assert dubai.image.shape[0] == 3 and dubai.image.shape[1:] == dubai.labels.shape
    assert ohio.image.shape == (4, 153, 153) and ohio.labels.shape == (153, 153)
    assert Surface.NOT_GREEN not in dubai.labels


def test_a_missing_folder_is_one_clear_error(tmp_path: Path) -> None:
    from onemetre.contract.errors import SourceError

    with pytest.raises(SourceError, match=r"There is no \*\.jpg"):
        load_dubai(tmp_path, "train")


@pytest.mark.parametrize(("grounds", "shares"), [({}, {"town": 1.0}), ({"town": []}, {"town": 1.0}), ({"x": [1]}, {})])
def test_an_empty_split_is_one_clear_error(grounds: dict, shares: dict) -> None:
    from onemetre.contract.errors import SourceError

    with pytest.raises(SourceError, match="no ground to learn from"):
        SceneSampler(grounds, shares)
