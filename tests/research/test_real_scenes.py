"""Real images with weak labels: what is read, what is known of a pixel, and what is drawn for a training."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from rasters import write_named

pytest.importorskip("torch")

from hypothesis import given, settings
from hypothesis import strategies as st

from onemetre.contract.errors import SourceError
from onemetre.models.training.labels import Surface
from onemetre.models.training.simulate.ground import Ground
from onemetre.research.jointseg.real_scenes import RealSampler, change_air, collate_real, load_real
from onemetre.research.jointseg.train import NETWORKS, Recipe, fit
from onemetre.research.jointseg.weak_labels import AWAY, grow, weak_labels
from onemetre.research.places.atmosphere import corrected, haze_of, to_surface, to_top
from onemetre.research.places.eurosat import load_eurosat, load_scene
from onemetre.research.places.real_tile import Cover, RealTile
from onemetre.research.places.worldcover import JUDGED, LEARNED, first_dates, load_worldcover, read_split

DATA = Path(os.environ.get("ONEMETRE_DATA", Path(__file__).parents[2].parent / "shared/data"))
pytestmark = pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
SIDE = 64

SOIL, MEADOW, LAKE, TOWN = (0.22, 0.16, 0.11, 0.32), (0.04, 0.07, 0.03, 0.40), (0.02, 0.03, 0.015, 0.01), (0.17,) * 4


def land() -> tuple[np.ndarray, np.ndarray]:
    """Four quarters: soil, meadow, lake and town, and a road across the meadow."""
    image = np.empty((4, SIDE, SIDE), np.float32)
    cover = np.empty((SIDE, SIDE), np.uint8)
    half = SIDE // 2
    quarters = ((SOIL, Cover.BARE), (MEADOW, Cover.GRASS), (LAKE, Cover.WATER), (TOWN, Cover.BUILT))
    for number, (look, kind) in enumerate(quarters):
        window = slice(number // 2 * half, (number // 2 + 1) * half), slice(number % 2 * half, (number % 2 + 1) * half)
        image[:, window[0], window[1]] = np.array(look, np.float32)[:, None, None]
        cover[window] = kind
    image[:, 10, half:] = np.array([0.12, 0.12, 0.11, 0.25], np.float32)[:, None]
    return image, cover


def tile(level: str = "L2A") -> RealTile:
    image, cover = land()
    image = image if level == "L2A" else to_top(image, 0.0)
    return RealTile("place000_0", "place000", image, cover, cover == Cover.BUILT, level, Path("none.tif"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The smallest folder with both sets: one place of each side with two dates, and two patches."""
    image, cover = land()
    numbers = np.rint(image * 1e4).astype(np.uint16)
    split = read_split()
    for side in (LEARNED, JUDGED):
        place = min(name for name, found in split.items() if found == side)
        for date in range(2):
            shifted = numbers[[2, 1, 0, 3]] + np.uint16(date)
            write_named(tmp_path / f"s2_worldcover/{place}_{date}.tif", shifted, ("B02", "B03", "B04", "B08"))
        write_named(tmp_path / f"s2_worldcover/{place}_worldcover.tif", cover[None], ("cover",))
    world = np.zeros((3, SIDE, SIDE), np.uint8)
    world[0, :, : SIDE // 2], world[0, :, SIDE // 2 :] = 6, 7  # built, bare
    world[1, :, : SIDE // 2] = 255
    for number in (1, 2):
        write_named(tmp_path / f"eurosat_ms/River_{number}.tif", numbers, ("B04", "B03", "B02", "B08"))
        write_named(tmp_path / f"eurosat_ms/River_{number}_dw.tif", world, ("class", "built", "bare"))
    return tmp_path


def test_tiles_are_read_by_band_names_and_split_by_place(folder: Path) -> None:
    image, cover = land()
    for side in (LEARNED, JUDGED):
        first, second = load_worldcover(folder, side)
        np.testing.assert_allclose(first.image, image, atol=1e-4)
        np.testing.assert_allclose(second.image - first.image, 1e-4, atol=1e-6)
        assert (first.cover == cover).all() and (first.built == (cover == Cover.BUILT)).all()
        assert first_dates([first, second]) == [first]
    assert len(load_worldcover(folder)) == 4


def test_dynamic_world_tells_built_up_ground_by_its_class_and_its_doubt(folder: Path) -> None:
    (patch,) = load_eurosat(folder, LEARNED)
    assert patch.name == "River_1" and patch.level == "L1C" and patch.place == "River"
    assert set(np.unique(patch.cover)) == {Cover.BUILT, Cover.BARE}
    assert patch.built[:, : SIDE // 2].all() and not patch.built[:, SIDE // 2 :].any()


def test_what_is_missing_is_one_clear_error(tmp_path: Path, folder: Path) -> None:
    for load in (load_worldcover, load_eurosat):
        with pytest.raises(SourceError, match="There are no"):
            load(tmp_path / "elsewhere")
    write_named(folder / "eurosat_ms/River_3.tif", np.zeros((1, SIDE, SIDE), np.uint16), ("B02",))
    write_named(folder / "eurosat_ms/River_3_dw.tif", np.zeros((3, SIDE, SIDE), np.uint8), ("a", "b", "c"))
    with pytest.raises(SourceError, match=r"River_3\.tif cannot be read"):
        load_eurosat(folder)


def test_away_from_built_up_ground_nothing_is_impervious_but_a_road() -> None:
    labels, half = weak_labels(tile()), SIDE // 2
    impervious = labels.high[0]
    away = half - AWAY
    assert (impervious[:away, :away] == 0).all()  # soil
    assert (impervious[half:, :away] == 0).all()  # lake
    assert (impervious[10, half + 1 :] == 0.5).all()  # the road across the meadow
    assert (impervious[12:away, half + 1 :] == 0).all()  # the meadow itself
    # In the town, and 20 m around it, anything may be.
    assert (impervious[half:, half:] == 1).all() and (impervious[half:, half - AWAY : half] == 1).all()
    assert (labels.low[0] == 0).all()
    # The town has no green: most of it is sealed.
    assert (labels.built[half:, half:] == np.float32(0.6)).all() and not labels.built[:half].any()
    green_low, green_high = labels.low[1], labels.high[1]
    assert (green_low[12:half, half:] == 0.8).all() and green_low[half:].max() == 0
    assert (green_high[half:] == 0.05).all() and green_high[:half].min() == 1


def test_clouds_are_not_known() -> None:
    cloudy = tile()
    cloudy.image[:, :20, :20] = 0.6
    labels = weak_labels(cloudy)
    assert (labels.low[:, :20, :20] == 0).all() and (labels.high[:, :20, :20] == 1).all()


def test_labels_of_an_uncorrected_image_are_those_of_the_ground() -> None:
    seen, true = weak_labels(tile("L1C")), weak_labels(tile())
    assert (seen.high == true.high).mean() > 0.98 and (seen.low == true.low).mean() > 0.98


@given(st.integers(0, 3), st.integers(0, 2**31 - 1))
@settings(max_examples=25, deadline=None)
def test_growing_reaches_as_many_pixels_as_it_says(pixels: int, seed: int) -> None:
    mask = np.random.default_rng(seed).random((9, 11)) < 0.05
    expected = np.zeros_like(mask)
    for row, column in np.argwhere(mask):
        expected[max(row - pixels, 0) : row + pixels + 1, max(column - pixels, 0) : column + pixels + 1] = True
    assert (grow(mask, pixels) == expected).all()


@given(st.floats(0, 1))
@settings(max_examples=20, deadline=None)
def test_the_air_is_undone_and_brightens_dark_ground(haze: float) -> None:
    image, _ = land()
    top = to_top(image, haze)
    np.testing.assert_allclose(to_surface(top, haze), image, atol=1e-5)
    assert (top[2] > image[2])[SIDE // 2 :, : SIDE // 2].all()


@pytest.mark.parametrize("haze", [0.0, 0.4, 1.0])
def test_haze_is_told_by_dark_ground(haze: float) -> None:
    image, _ = land()
    top = to_top(image, haze)
    assert haze_of(top) == pytest.approx(haze, abs=0.1)
    assert np.abs(corrected(top) - image).mean() < 0.5 * np.abs(top - image).mean()


def test_pieces_keep_image_and_bounds_together() -> None:
    sampler = RealSampler([tile()], [tile("L1C")], bands=4, size=16)
    rng = np.random.default_rng(2)
    pieces = [sampler.draw(rng) for _ in range(40)]
    image, bounds = collate_real(pieces)
    assert image.shape == (40, 4, 16, 16) and bounds.low.shape == bounds.high.shape == (40, 2, 16, 16)
    # Light and air change, but the lake stays darker in the near infrared than the ground around it.
    sealed, green = bounds.built.bool(), bounds.low[:, 1] > 0.5
    assert bool(sealed.any()) and bool(green.any())
    assert image[:, 3][green].min() > image[:, 3][sealed].max()
    again = RealSampler([tile()], [tile("L1C")], bands=4, size=16).draw(np.random.default_rng(2))
    for first, second in zip(pieces[0], again, strict=True):
        np.testing.assert_array_equal(first, second)


def test_an_image_is_seen_at_both_levels() -> None:
    rng, image = np.random.default_rng(1), land()[0]
    for level in ("L1C", "L2A"):
        seen = {change_air(rng, image, level).tobytes() for _ in range(30)}
        assert image.tobytes() in seen and len(seen) > 1


@pytest.mark.parametrize("name", ["jointseg", "jointseg-lite0"])
def test_a_training_on_real_pieces_resumes(name: str, folder: Path, tmp_path: Path) -> None:
    fields = (np.indices((360, 360)) // 40).sum(axis=0) % 2
    labels = np.where(fields == 1, Surface.IMPERVIOUS, Surface.GREEN).astype(np.uint8)
    image = np.repeat(np.where(fields == 1, 0.25, 0.04)[None], 3, axis=0).astype(np.float32)
    grounds, shares = {"board": [Ground(image, labels, "reflectance", "checkerboard")]}, {"board": 1.0}
    recipe = Recipe(network=name, steps=2, batch=1, size=8, real=2)
    real = RealSampler(*load_real(folder), bands=3, size=8)
    first = fit(recipe, grounds, tmp_path / "run", shares=shares, networks=NETWORKS, real=real)
    again = fit(recipe, grounds, tmp_path / "run", shares=shares, networks=NETWORKS, real=real)
    plain = fit(Recipe(network=name, steps=2, batch=1, size=8), grounds, tmp_path / "plain", shares=shares)
    for before, after in zip(first.parameters(), again.parameters(), strict=True):
        np.testing.assert_array_equal(before.numpy(), after.numpy())
    assert any(
        not np.array_equal(a.numpy(), b.numpy()) for a, b in zip(first.parameters(), plain.parameters(), strict=True)
    )


def test_real_data_are_whole() -> None:
    if not (DATA / "s2_worldcover").is_dir():
        pytest.skip(f"The real data are not in {DATA}.")
    sides = {side: {tile.place for tile in load_worldcover(DATA, side)} for side in (LEARNED, JUDGED)}
    assert (len(sides[LEARNED]), len(sides[JUDGED])) == (59, 47) and not sides[LEARNED] & sides[JUDGED]
    assert len(load_eurosat(DATA)) == 200
    coast = load_scene(DATA, "desert coast")
    assert not coast.built[coast.cover == Cover.WATER].any()
