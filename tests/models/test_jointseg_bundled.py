"""The bundled impervious-surface models as everyone gets it: .onnx file and card, without torch."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from onemetre.contract.catalogue import Catalogue
from onemetre.engine.infer.model_file import load_model
from onemetre.engine.infer.session import open_session
from onemetre.models.networks.registry import ARCHITECTURES
from onemetre.models.training.simulate.sensor import crop_to_grid, degrade
from onemetre.research.city.town import make_city
from onemetre.research.jointseg.decision import decide
from onemetre.research.jointseg.evaluate import onnx_model

DATA = Path(os.environ.get("ONEMETRE_DATA", Path(__file__).parents[2].parent / "shared/data"))
BOLZANO = DATA / "sentinel2/S2_L2A_20220612_bolzano.tif"
OTHER, IMPERVIOUS, GREEN = 0, 1, 2


@pytest.fixture(scope="module", params=["jointseg.s2rgb_v2", "jointseg.s2rgbn_v3"])
def entry(request):
    return Catalogue().get(request.param, "impervious-surface")


@pytest.fixture(scope="module")
def run(entry):
    with open_session(load_model(str(entry.path)), "cpu", log=lambda *_: None) as session:
        yield session.run


def f1(found: np.ndarray, true: np.ndarray) -> float:
    return 2 * (found & true).sum() / (found.sum() + true.sum())


def test_the_card_says_what_the_engine_needs(entry):
    card = entry.card
    assert card.roles == ("red", "green", "blue", "nir")[: 4 if "rgbn" in card.name else 3]
    assert (card.data_type, card.resolution, card.scale_factor) == ("uint16", 10.0, 10)
    assert card.halo == card.margin == ARCHITECTURES[card.architecture].margin
    assert card.blend == 0 and card.superresolved
    assert [c.name for c in card.classes] == ["other", "impervious", "green"]
    assert card.accuracy and card.training_data and card.licence


def test_it_maps_an_unseen_town_better_than_everything_is_the_class(entry, run):
    side, margin = entry.card.tile, 24
    city = make_city(side * 10, 5100)
    bands = len(entry.card.bands)
    image = degrade(city.reflectance[:bands], (5.5, 5.5, 5.5, 6.0)[:bands], noise=np.random.default_rng(0))
    probability, sharp = run(np.rint(image * 10000).astype(np.uint16)[None])
    inside = (slice(margin * 10, -margin * 10),) * 2
    label = crop_to_grid(city.label)[inside]
    found = probability[0].argmax(axis=0)[inside]
    for value in (IMPERVIOUS, GREEN):
        assert f1(found == value, label == value) > f1(np.ones_like(label, dtype=bool), label == value) + 0.1
    # The sharpened image is the image: averaged back to 10 m it is what went in.
    again = sharp[0].astype(np.float32).reshape(bands, side, 10, side, 10).mean(axis=(2, 4)) / 10000
    core = (slice(None), *[slice(entry.card.halo, -entry.card.halo)] * 2)
    assert np.corrcoef(again[core].ravel(), image[core].ravel())[0, 1] > 0.9


def test_the_evaluation_runs_it_on_scenes_of_any_shape(entry):
    bands = len(entry.card.bands)
    image = np.full((bands, 15, 20), 0.05, dtype=np.float32)
    image[:, :, 10:] = 0.2
    levels, sharp = onnx_model(entry.path)(image)
    classes = decide(levels)
    assert classes.shape == (150, 200) and sharp.shape == (bands, 150, 200)
    assert sharp[:, 50:100, 20:80].mean() == pytest.approx(0.05, abs=0.02)
    assert sharp[:, 50:100, 120:180].mean() == pytest.approx(0.2, abs=0.04)


@pytest.mark.skipif(not BOLZANO.is_file(), reason=f"no real Sentinel-2 scene in {DATA}")
@pytest.mark.parametrize(
    ("place", "row", "column", "lowest", "highest"),
    [("old town", 272, 560, 0.55, 1.0), ("industry", 522, 370, 0.55, 1.0), ("forest", 470, 740, 0.0, 0.05)],
)
def test_bolzano_stands_out_from_the_forest(entry, run, place, row, column, lowest, highest):
    import rasterio
    from rasterio.windows import Window

    half = entry.card.tile // 2
    with rasterio.open(BOLZANO) as dataset:
        image = dataset.read(
            range(1, len(entry.card.bands) + 1), window=Window(column - half, row - half, 2 * half, 2 * half)
        )
    found = run(image[None])[0][0].argmax(axis=0)
    centre = slice((half - 24) * 10, (half + 24) * 10)
    share = (found[centre, centre] == IMPERVIOUS).mean()
    assert lowest <= share <= highest, f"{place}: {share:.2f} impervious"
