"""Real images through the door: counts that can be told beforehand, from a toy model in the real engine."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from rasters import write_named

pytest.importorskip("torch")

from toy_models import write_toy

from onemetre.benchmarks.jointseg import real_tiles
from onemetre.benchmarks.jointseg.real_tiles import count, door, layout, share, spread
from onemetre.research.places.eurosat import SCENES
from onemetre.research.places.real_tile import Cover, RealTile
from onemetre.research.places.worldcover import JUDGED, LEARNED, read_split

SIDE = 40


def halves(dark: float = 0.05, bright: float = 0.3) -> np.ndarray:
    """Dark on the left, bright on the right."""
    image = np.full((4, SIDE, SIDE), dark, np.float32)
    image[:, :, SIDE // 2 :] = bright
    return image


@pytest.fixture
def model(tmp_path: Path) -> Path:
    options = {"scale_factor": 10, "resolution": 10.0, "data_type": "uint16", "task": "impervious-surface"}
    return write_toy(tmp_path, "toy.sealed_v1", tile=32, halo=4, **options)


def tile(image: np.ndarray, name: str = "place000_0") -> RealTile:
    cover = np.full((SIDE, SIDE), Cover.CROP, np.uint8)
    cover[:, SIDE // 2 :] = Cover.BUILT
    return RealTile(name, name.partition("_")[0], image, cover, cover == Cover.BUILT, "L2A", Path("none.tif"))


def test_images_side_by_side_are_mapped_as_if_alone(model: Path) -> None:
    tiles = [tile(halves(), "a_0"), tile(halves(0.3, 0.05), "b_0"), tile(halves(0.05, 0.05), "c_0")]
    together = door(model)(tiles)
    for one, found in zip(tiles, together, strict=True):
        alone = door(model)([one])[0]
        # What lies beyond an edge is the model's fill, or no data: only the outermost pixels see it.
        np.testing.assert_array_equal(found[10:-10, 10:-10], alone[10:-10, 10:-10])
        expected = np.kron(one.image[0] > 0.2, np.ones((10, 10)))
        # The toy averages over 3 x 3 pixels: the edges may differ.
        assert (found == expected)[10:-10, 210:-10].all() and (found == expected)[10:-10, 10:190].all()
        assert set(np.unique(found)) <= {0, 1}


def test_counts_are_of_the_cover_under_the_map() -> None:
    found = np.zeros((10 * SIDE, 10 * SIDE), np.uint8)
    found[:, : 5 * SIDE], found[:100] = 1, 255
    counts = count(tile(halves()), found)
    half = (10 * SIDE - 100) * 5 * SIDE
    assert counts == {"CROP": [half, half], "BUILT": [0, half]}
    assert share([counts, counts], [Cover.CROP]) == 1.0 and share([counts]) == 0.5
    assert np.isnan(share([counts], [Cover.BARE]))
    assert spread({"a": counts, "b": {"CROP": [0, 5]}}, Cover.CROP) == (1, 1.0)


def test_images_do_not_overlap() -> None:
    corners, shape = layout([tile(halves())] * 5, 8)
    taken = np.zeros(shape, int)
    for row, column in corners:
        taken[max(row - 4, 0) : row + SIDE + 4, max(column - 4, 0) : column + SIDE + 4] += 1
    assert taken.max() == 1 and len(set(corners)) == 5


def test_the_command_writes_the_figures_of_all_sets(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, split = tmp_path / "data", read_split()
    numbers = np.rint(halves() * 1e4).astype(np.uint16)
    cover = tile(halves()).cover
    for side in (LEARNED, JUDGED):
        place = min(name for name, found in split.items() if found == side)
        write_named(data / f"s2_worldcover/{place}_0.tif", numbers, ("B04", "B03", "B02", "B08"))
        write_named(data / f"s2_worldcover/{place}_worldcover.tif", cover[None], ("cover",))
    world = np.zeros((3, SIDE, SIDE), np.uint8)
    scenes = [f"sentinel2/{name}" for name in SCENES.values()]
    for name in (*scenes, *(f"eurosat_ms/{kind}_{n}" for kind in ("River", "Residential") for n in (1, 2))):
        write_named(data / f"{name}.tif", numbers, ("B04", "B03", "B02", "B08"))
        write_named(data / f"{name}_dw.tif", world, ("class", "built", "bare"))
    real_tiles.main(["--data", str(data), "--models", str(model), "--json", str(tmp_path / "rows.json")])
    rows = {row["images"]: row for row in json.loads((tmp_path / "rows.json").read_text())["toy.sealed_v1"]}
    for side in (LEARNED, JUDGED):
        figures = rows[f"WorldCover, {side}, first date"]["share"]
        assert figures["CROP"] < 0.05 and figures["BUILT"] > 0.95
        assert 0.45 < rows[f"EuroSAT, unbuilt classes, {side}, L1C"]["share"]["all"] < 0.55
    printed = capsys.readouterr().out
    assert "| toy.sealed_v1 | WorldCover, judged on, first date |" in printed and "| desert coast, L1C |" in printed
