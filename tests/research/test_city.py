from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onemetre.models.training.labels import Surface
from onemetre.models.training.simulate.fields import smooth_noise
from onemetre.research.city.buildings import Sun
from onemetre.research.city.canvas import Canvas, Rect
from onemetre.research.city.layout import make_plan
from onemetre.research.city.materials import LABELS, Material
from onemetre.research.city.render import shadow_of
from onemetre.research.city.town import City, make_city


@pytest.fixture(scope="module")
def city() -> City:
    return make_city(640, seed=3)


def _ndvi(city: City) -> np.ndarray:
    red, nir = city.reflectance[0], city.reflectance[3]
    return (nir - red) / (nir + red)


def test_a_seed_is_a_town(city: City) -> None:
    again, other = make_city(640, seed=3), make_city(640, seed=4)
    np.testing.assert_array_equal(again.reflectance, city.reflectance)
    np.testing.assert_array_equal(again.label, city.label)
    assert (other.label != city.label).mean() > 0.2


@settings(max_examples=6, deadline=None)
@given(rows=st.integers(64, 180), columns=st.integers(64, 180), seed=st.integers(0, 10_000))
def test_any_size_gives_reflectance_and_labels(rows: int, columns: int, seed: int) -> None:
    small = make_city((rows, columns), seed)
    assert small.reflectance.shape == (4, rows, columns)
    assert small.reflectance.dtype == np.float32
    assert small.reflectance.min() > 0 and small.reflectance.max() <= 1
    assert small.label.shape == (rows, columns)
    assert set(np.unique(small.label)) <= {Surface.OTHER, Surface.IMPERVIOUS, Surface.GREEN}


def test_a_size_without_room_for_a_street_is_refused() -> None:
    with pytest.raises(ValueError, match="64 x 64"):
        make_city(32, seed=1)


def test_every_class_has_a_fair_share(city: City) -> None:
    shares = [(city.label == value).mean() for value in (Surface.OTHER, Surface.IMPERVIOUS, Surface.GREEN)]
    assert min(shares) > 0.03 and shares[Surface.IMPERVIOUS] > 0.2 and shares[Surface.GREEN] > 0.2


def test_green_is_what_the_spectrum_calls_green(city: City) -> None:
    # Pixels of one label whose neighbours have it too: the camera's blur mixes edges.
    ndvi = _ndvi(city)
    pure = np.ones(city.label.shape, dtype=bool)
    for axis in (0, 1):
        for shift in (-2, -1, 1, 2):
            pure &= np.roll(city.label, shift, axis) == city.label
    assert np.percentile(ndvi[pure & (city.label == Surface.GREEN)], 1) > 0.45
    assert np.percentile(ndvi[pure & (city.label != Surface.GREEN)], 99) < 0.45


def test_sunlit_surfaces_have_the_reflectance_of_summer(city: City) -> None:
    red, green, blue, nir = (np.median(band[city.label == Surface.GREEN]) for band in city.reflectance)
    assert 0.02 < red < 0.06 and red < green and blue < green and 0.25 < nir < 0.5
    red, green, blue, nir = (np.median(band[city.label == Surface.IMPERVIOUS]) for band in city.reflectance)
    assert 0.07 < red < 0.2 and abs(red - nir) < 0.08


def test_each_material_has_one_label() -> None:
    assert LABELS.shape == (len(Material),)
    assert LABELS[Material.ASPHALT] == LABELS[Material.TILES] == Surface.IMPERVIOUS
    assert LABELS[Material.LAWN] == LABELS[Material.LEAVES] == Surface.GREEN
    assert LABELS[Material.WATER] == LABELS[Material.SOIL] == LABELS[Material.GRAVEL] == Surface.OTHER


def test_a_wall_throws_a_shadow_as_long_as_the_sun_says() -> None:
    height = np.zeros((60, 60), dtype=np.float32)
    height[30, :] = 10.0
    # The sun in the south, 45 degrees high: the shadow of 10 m lies to the north and is 10 m long.
    shade = shadow_of(height, Sun(row=1.0, column=0.0, rise=1.0))
    assert (shade[21:30] > 0.9).all()
    assert (shade[:19] == 0).all() and (shade[30:] == 0).all()


@given(
    u=st.floats(-40, 140),
    v=st.floats(-140, 140),
    half_u=st.floats(1, 30),
    half_v=st.floats(1, 30),
    angle=st.floats(-3, 3),
)
def test_the_window_of_a_rectangle_misses_none_of_its_pixels(
    u: float, v: float, half_u: float, half_v: float, angle: float
) -> None:
    canvas = _CANVAS
    rect = Rect(u, v, half_u, half_v, angle)
    a, b = canvas.local(rect, (slice(None), slice(None)))
    everywhere = (np.abs(a) <= half_u) & (np.abs(b) <= half_v)
    window, mask = canvas.cover(rect)
    assert mask.sum() == everywhere.sum()
    np.testing.assert_array_equal(mask, everywhere[window])


_CANVAS = Canvas(np.random.default_rng(5), (150, 170))


@given(seed=st.integers(0, 500))
def test_blocks_do_not_overlap_and_keep_off_the_streets(seed: int) -> None:
    rng = np.random.default_rng(seed)
    blocks, streets = make_plan(
        rng, (0.0, 500.0, 0.0, 400.0), lambda u, v: max(0.0, 1 - np.hypot(u - 250, v - 200) / 300)
    )
    corners = np.array(
        [
            (b.rect.u - b.rect.half_u, b.rect.u + b.rect.half_u, b.rect.v - b.rect.half_v, b.rect.v + b.rect.half_v)
            for b in blocks
        ]
    )
    u0, u1, v0, v1 = corners.T
    overlap_u = np.minimum(u1[:, None], u1) - np.maximum(u0[:, None], u0)
    overlap_v = np.minimum(v1[:, None], v1) - np.maximum(v0[:, None], v0)
    both = (overlap_u > 1e-6) & (overlap_v > 1e-6)
    assert both.sum() == len(blocks)  # each with itself only
    assert streets
    widths = [min(s.rect.half_u, s.rect.half_v) for s in streets]
    assert widths == sorted(widths)


@given(wavelength=st.floats(4, 60), seed=st.integers(0, 1000))
def test_noise_has_no_steps(wavelength: float, seed: int) -> None:
    noise = smooth_noise(np.random.default_rng(seed), (90, 100), wavelength)
    assert np.abs(np.diff(noise, axis=0)).max() < 12 / wavelength
    assert np.abs(np.diff(noise, axis=1)).max() < 12 / wavelength
