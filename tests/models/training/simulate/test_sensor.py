from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemetre.models.training.simulate import sensor


@given(
    height=st.integers(20, 130),
    width=st.integers(20, 130),
    row=st.integers(0, 9),
    column=st.integers(0, 9),
    sigma=st.floats(0.5, 12.0),
)
def test_a_flat_scene_stays_flat_at_any_size_phase_and_blur(
    height: int, width: int, row: int, column: int, sigma: float
) -> None:
    scene = np.full((2, height, width), 0.3, dtype=np.float32)
    seen = sensor.degrade(scene, (sigma, sigma), phase=(row, column))
    assert seen.shape == (2, (height - row) // 10, (width - column) // 10)
    np.testing.assert_allclose(seen, 0.3, rtol=1e-5)


def test_energy_of_what_lies_inside_is_preserved() -> None:
    scene = np.zeros((4, 400, 400), dtype=np.float32)
    scene[:, 150:250, 150:250] = np.random.default_rng(1).random((4, 100, 100), dtype=np.float32)
    seen = sensor.degrade(scene)
    np.testing.assert_allclose(seen.sum(axis=(1, 2)) * 100, scene.sum(axis=(1, 2)), rtol=1e-3)


@pytest.mark.parametrize("sigma", [5.0, 6.7, 8.0])
def test_the_point_spread_has_the_width_that_was_asked_for(sigma: float) -> None:
    # A point seen at every phase is the point spread itself, sampled at 1 m.
    profile = np.zeros(400)
    scene = np.zeros((1, 400, 400), dtype=np.float32)
    scene[0, 200, :] = 1.0
    for phase in range(10):
        seen = sensor.degrade(scene, (sigma,), phase=(phase, 0))[0, :, 20]
        profile[phase + 5 : phase + 5 + 10 * len(seen) : 10] = seen
    position = np.arange(400)
    centre = (profile * position).sum() / profile.sum()
    width = np.sqrt((profile * (position - centre) ** 2).sum() / profile.sum())
    assert centre == pytest.approx(200.5, abs=0.02)
    assert width == pytest.approx(sigma, rel=0.01)


@given(seed=st.integers(0, 10_000), bands=st.sampled_from([3, 4]))
def test_drawn_spreads_stay_in_range_and_the_near_infrared_is_never_sharpest(seed: int, bands: int) -> None:
    spread = sensor.draw_spread(np.random.default_rng(seed), bands)
    low, high = sensor.SIGMA_RANGE_M
    assert len(spread) == bands and low <= min(spread) and max(spread) <= high
    assert max(spread[:3]) / min(spread[:3]) < 1.3
    assert spread[-1] >= max(spread[:3]) or bands == 3


def test_drawn_spreads_cover_the_range() -> None:
    drawn = [sensor.draw_spread(np.random.default_rng(seed), 3)[0] for seed in range(300)]
    assert min(drawn) < 4.3 and max(drawn) > 8.7
    assert sensor.spread_at(6.7, 4) == pytest.approx(sensor.SIGMA_M)


def test_drawn_gammas_have_the_measured_mean_and_covariance() -> None:
    rng = np.random.default_rng(0)
    drawn = np.stack([sensor.draw_gammas(rng) for _ in range(20_000)])
    np.testing.assert_allclose(drawn.mean(axis=0), sensor.GAMMA_MEAN, rtol=0.01)
    np.testing.assert_allclose(np.cov(drawn.T), sensor.GAMMA_COVARIANCE, rtol=0.06)


def test_near_infrared_is_blurred_more_than_visible() -> None:
    scene = np.zeros((4, 300, 300), dtype=np.float32)
    scene[:, :, 150:] = 1.0
    edge = sensor.degrade(scene)[:, 15, :]
    np.testing.assert_array_equal(edge[0], edge[2])
    assert edge[3, 14] > edge[0, 14]


@given(size=st.integers(20, 90), row=st.integers(0, 9), column=st.integers(0, 9))
def test_the_crop_covers_exactly_the_coarse_pixels(size: int, row: int, column: int) -> None:
    scene = np.arange(size * size, dtype=np.float32).reshape(1, size, size)
    crop = sensor.crop_to_grid(scene, (row, column))
    seen = sensor.degrade(scene, (3.0,), phase=(row, column))
    assert crop.shape[-2:] == (seen.shape[-2] * 10, seen.shape[-1] * 10)
    if crop.size:
        assert crop[0, 0, 0] == scene[0, row, column]


def test_noise_grows_with_reflectance_and_follows_the_seed() -> None:
    dark, bright = np.full((1, 200, 200), 0.02, np.float32), np.full((1, 200, 200), 0.4, np.float32)
    noisy = [sensor.add_noise(image, np.random.default_rng(3)) for image in (dark, bright)]
    assert 0.0005 < noisy[0].std() < noisy[1].std() < 0.006
    np.testing.assert_array_equal(noisy[1], sensor.add_noise(bright, np.random.default_rng(3)))


@given(image=st.binary(min_size=48, max_size=48), seed=st.integers(0, 1000))
def test_the_camera_gives_back_the_numbers_that_its_reflectance_came_from(image: bytes, seed: int) -> None:
    numbers = np.frombuffer(image, dtype=np.uint8).reshape(4, 3, 4)
    gammas = sensor.draw_gammas(np.random.default_rng(seed))
    reflectance = sensor.dn_to_reflectance(numbers, gammas)
    assert reflectance.min() >= 0.0 and reflectance.max() <= 1.0
    np.testing.assert_array_equal(sensor.reflectance_to_dn(reflectance, gammas), numbers)


def test_the_tone_curve_brings_vegetation_to_the_reflectance_of_vegetation() -> None:
    # Typical digital numbers of a tree and of a lawn in sun in aerial imagery.
    numbers = np.array([[[90, 100]], [[105, 120]], [[90, 100]], [[150, 165]]], dtype=np.uint8)
    red, _, _, nir = sensor.dn_to_reflectance(numbers, sensor.GAMMA_MEAN)
    assert red.min() > 0.02 and red.max() < 0.08
    assert nir.min() > 0.3 and nir.max() < 0.5


@given(factor=st.sampled_from([1.0, 2.0, 2.5, 10.0, 3.7]), seed=st.integers(0, 99))
def test_the_box_average_keeps_the_mean_of_what_it_covers(factor: float, seed: int) -> None:
    image = np.random.default_rng(seed).random((2, 50, 60), dtype=np.float32)
    boxes = sensor.box_average(image, factor)
    assert boxes.shape == (2, int(50 / factor), int(60 / factor))
    if factor == 2.5:
        np.testing.assert_allclose(boxes.mean(axis=(1, 2)), image.mean(axis=(1, 2)), rtol=1e-5)
    if factor == 1.0:
        np.testing.assert_allclose(boxes, image, rtol=1e-6)


def test_the_box_average_does_not_enlarge() -> None:
    with pytest.raises(ValueError, match="larger"):
        sensor.box_average(np.zeros((1, 4, 4), np.float32), 0.5)
