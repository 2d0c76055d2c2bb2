"""Bright roofs, which the scene classification takes for clouds on every day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from composites import ROLES, SIDE, YEAR, Made, composed
from numpy.typing import NDArray
from scenes import EARTH_SEARCH, Scene, town

from onemetre.engine.imagery.clouds import RIM_PX, bright_ground, clear_ground

HALL = (slice(100, 120), slice(100, 120))
"""Rows and columns of 20 m; in the window of the composite 30 pixels of 10 m further up and to the left."""
SEEN = (slice(170, 210), slice(170, 210))
ROOF = np.ones((40, 40), np.bool_)
"""Its pixels; the corners are narrower than a cloud can be, and are clear on every day."""
for turn in range(4):
    np.rot90(ROOF, turn)[0, :2] = np.rot90(ROOF, turn)[1, 0] = False
BRIGHTNESS = {"2022-05-01": 700, "2022-06-10": 400, "2022-07-20": 900}


def with_hall(classes: dict[str, int]) -> Callable[[str, str], NDArray[Any]]:
    """The town with a hall whose class differs by the day, and whose brightness does too."""
    ground = town(SIDE)

    def made(band: str, date: str) -> NDArray[Any]:
        pixels = ground(band, date).copy()
        if band == "scl":
            pixels[HALL] = classes[date]
        else:
            pixels.reshape(SIDE // 2, 2, SIDE // 2, 2).swapaxes(1, 2)[HALL] = 8000 + BRIGHTNESS[date]
        return pixels

    return made


@pytest.mark.parametrize("method", ["median", "least-cloud"])
def test_a_roof_is_taken_from_its_darkest_day_and_marked(tmp_path: Path, method: str) -> None:
    # On the day on which it is darkest it is surely a cloud; of the others the darker one counts.
    classes = {"2022-05-01": 8, "2022-06-10": 9, "2022-07-20": 8}
    with Made(tmp_path, EARTH_SEARCH, YEAR, ground=with_hall(classes)) as found:
        result, image = composed(found.request(method=method))
    roof = image[:, *SEEN]
    assert (roof[:4, ROOF] == 8700).all() and (roof[4, ROOF] == 255).all()
    # Ground beside it is not hidden, as it would be beside a cloud.
    outside = np.ones(image.shape[1:], np.bool_)
    outside[SEEN] = False
    expected = np.stack([town(SIDE)(role, "")[30:550, 30:530] for role in ROLES])
    assert (image[:4, outside] == expected[:, outside]).all()
    assert set(np.unique(image[4, outside])) <= {1, 2, 3}
    share = ROOF.sum() / outside.size
    assert result["bright"] == pytest.approx(share, abs=1e-5)
    assert result["observed"] == pytest.approx(1 - share, abs=1e-5)


def test_what_is_a_cloud_for_certain_on_every_day_has_no_data(tmp_path: Path) -> None:
    with Made(tmp_path, EARTH_SEARCH, YEAR, ground=with_hall(dict.fromkeys(BRIGHTNESS, 9))) as found:
        result, image = composed(found.request())
    assert (image[:, *SEEN][:, ROOF] == 0).all()
    assert result["bright"] == 0 and result["observed"] == pytest.approx(1 - ROOF.sum() / image[0].size, abs=1e-5)


def test_two_days_are_too_few_to_tell_a_roof_from_a_cloud(tmp_path: Path) -> None:
    scenes = [Scene(date, cloud=30.0) for date in list(BRIGHTNESS)[:2]]
    with Made(tmp_path, EARTH_SEARCH, scenes, ground=with_hall(dict.fromkeys(BRIGHTNESS, 8))) as found:
        result, image = composed(found.request())
    assert (image[:, *SEEN][:, ROOF] == 0).all()
    # It hides the ground around it, as a cloud does.
    assert (image[:, 180:200, 211:214] == 0).all()
    assert result["bright"] == 0


def test_a_hall_that_is_clear_on_one_day_is_observed(tmp_path: Path) -> None:
    classes = {"2022-05-01": 8, "2022-06-10": 5, "2022-07-20": 8}
    with Made(tmp_path, EARTH_SEARCH, YEAR, ground=with_hall(classes)) as found:
        result, image = composed(found.request())
    assert (image[:4, *SEEN] == 8400).all() and (image[4, *SEEN] == 1).all()
    assert (result["bright"], result["observed"]) == (0, 1)


def test_blocks_have_the_roofs_of_the_whole() -> None:
    rng = np.random.default_rng(5)
    roofs = np.kron(rng.random((60, 60)) < 0.1, np.ones((9, 9), np.bool_))
    days = [[np.where(roofs | (rng.random(roofs.shape) < 0.002), 8, 4).astype(np.uint8)] for _ in range(3)]

    def clear(part: tuple[slice, ...]) -> NDArray[np.bool_]:
        cut = [[scene[part] for scene in day] for day in days]
        return clear_ground(cut[0][0], bright_ground(cut))

    whole = clear(np.s_[:, :])
    inner = clear(np.s_[100 - RIM_PX : 200 + RIM_PX, 100 - RIM_PX : 200 + RIM_PX])[RIM_PX:-RIM_PX, RIM_PX:-RIM_PX]
    assert (inner == whole[100:200, 100:200]).all()
    assert 0.5 < whole.mean() < 0.95
