"""Adapting networks from 10 m to 1 m, and networks of several classes."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
import torch
from adaptable import (
    JOINT,
    LITE0,
    THREE,
    satellite_card,
    short_run,
    write_adaptable_jointseg,
    write_adaptable_lite0,
    write_adaptable_three,
    write_city,
)
from drawn import square
from rasters import read_raster, write_raster
from torch import nn

from onemetre.contract.card import card_from_json, read_card
from onemetre.contract.errors import EngineError
from onemetre.contract.requests import AdaptRequest, AdaptResult, DrawnSample, MapRequest, Reading, Samples
from onemetre.engine.assess.accuracy import confusion, f1
from onemetre.engine.channel import Channel, Portion
from onemetre.engine.requests.map import handle as map_image
from onemetre.engine.samples.training_ground import read_ground
from onemetre.models.networks.jointseg import JointSeg
from onemetre.models.networks.jointseg_lite0 import JointSegLite0
from onemetre.models.training.adapt.family_choice import family_of
from onemetre.models.training.adapt.handler import handle
from onemetre.models.training.adapt.learning import adapt
from onemetre.models.training.adapt.polygon_figures import classes_at
from onemetre.models.training.adapt.sampling import Sample, SampleSampler
from onemetre.models.training.adapt.satellite_family import Satellite
from onemetre.models.training.loop.weights import load_adaptable
from onemetre.models.training.simulate.sensor import degrade
from onemetre.research.city.town import make_city

NAMES = ("other", "impervious", "green")
TOWN = make_city(480, 11)


def seen(gain: float = 1.0, haze: float = 0.0) -> np.ndarray:
    """The town as the satellite sees it, uint16 [3, 48, 48]."""
    image = degrade(TOWN.reflectance[:3], (4.0, 4.0, 4.0), noise=np.random.default_rng(0))
    return np.rint((gain * image + haze) * 10_000).astype(np.uint16)


def even_squares(count: int, side: int = 12) -> list[tuple[int, int, int]]:
    """Row, column and class of squares of the town in which nearly all is of one class; classes in turn."""
    rng = np.random.default_rng(1)
    found: list[tuple[int, int, int]] = []
    while len(found) < count:
        row, column = (int(at) for at in rng.integers(90, 480 - 90 - side, 2))
        value = len(found) % 3
        if (TOWN.label[row : row + side, column : column + side] == value).mean() > 0.8:
            found.append((row, column, value))
    return found


pytestmark = pytest.mark.usefixtures("one_thread", "quick_export")


FAMILY = Satellite(satellite_card())
SIDE = FAMILY.recipe.side


def samples_of(image: np.ndarray, count: int) -> list[Sample]:
    """Squares of the town in pieces of SIDE x SIDE pixels."""
    samples = []
    for number, (row, column, value) in enumerate(even_squares(count)):
        top, left = (min(max(at // 10 - SIDE // 2, 0), 48 - SIDE) for at in (row, column))
        label = np.full((10 * SIDE, 10 * SIDE), 255, np.uint8)
        label[row - 10 * top : row - 10 * top + 12, column - 10 * left : column - 10 * left + 12] = value
        samples.append(Sample(f"{number}", image[:, top : top + SIDE, left : left + SIDE], label, number, value))
    return samples


@pytest.fixture(scope="module")
def parent() -> nn.Module:
    """Narrow, and knows nothing of maps; its image is the one that it is given, more or less."""
    torch.manual_seed(0)
    return JointSeg(width=16, fine_width=4).eval()


def learn(parent: nn.Module, folder: Path, image: np.ndarray, **recipe: Any) -> nn.Module:
    wanted = dataclasses.replace(FAMILY.recipe, **({"steps": 3, "batch": 3, "averaging": 0.8} | recipe))
    samples = SampleSampler(samples_of(image, 12), wanted.batch, wanted.side, wanted.seed, FAMILY.crop)
    return adapt(parent, wanted, samples=samples, target=None, source=None, folder=folder, classes=3, family=FAMILY)


def mean_f1(network: nn.Module, image: np.ndarray) -> float:
    return float(f1(confusion(TOWN.label, classes_at(network, image, FAMILY), 3)).mean())


def fine_of(network: nn.Module, image: np.ndarray) -> torch.Tensor:
    with torch.no_grad():
        return network(FAMILY.values(torch.from_numpy(image[None].astype(np.float32)))).fine


def test_samples_teach_the_town_and_the_image_stays(parent: nn.Module, tmp_path: Path) -> None:
    hazy = seen(1.5, 0.05)
    child = learn(parent, tmp_path, hazy, steps=16, rate=0.02)
    assert mean_f1(child, hazy) > mean_f1(parent, hazy) + 0.1
    before, after = fine_of(parent, hazy), fine_of(child, hazy)
    assert (after - before).abs().mean() < 0.05 * before.mean()


def test_frozen_the_map_changes_and_the_image_does_not_at_all(parent: nn.Module, tmp_path: Path) -> None:
    image = seen()
    child = learn(parent, tmp_path, image, freeze_encoder=True, rate=0.01)
    assert torch.equal(fine_of(child, image), fine_of(parent, image))
    names = {
        name.partition(".")[0]
        for (name, ours), theirs in zip(child.state_dict().items(), parent.state_dict().values(), strict=True)
        if not torch.equal(ours, theirs)
    }
    assert names == {"context", "fuse_medium", "enter_head", "head"}


@torch.no_grad()
def test_only_labelled_pixels_are_compared_with_the_truth(parent: nn.Module) -> None:
    sample = samples_of(seen(), 1)[0]
    image, label = FAMILY.crop(sample, SIDE, np.random.default_rng(0))
    prediction = FAMILY.learn(parent, image[None])
    loss = FAMILY.loss(prediction, label[None], None)
    changed = prediction._replace(logits=torch.where(label == 255, -prediction.logits, prediction.logits))
    assert FAMILY.loss(changed, label[None], None) == pytest.approx(float(loss), rel=1e-5)
    further = prediction._replace(fine=prediction.fine + 0.01)
    assert FAMILY.loss(further, label[None], prediction) == pytest.approx(float(loss) + 0.05, rel=1e-3)


def test_views_turn_image_and_label_together_and_keep_the_light_plausible() -> None:
    image = np.full((3, 32, 32), 500, np.uint16)
    image[:, 3:7, 20:31] = 3000
    label = np.where(image[0].repeat(10, axis=0).repeat(10, axis=1) > 1000, 1, 255).astype(np.uint8)
    views = [FAMILY.crop(Sample("a", image, label, 0, 1), 32, np.random.default_rng(seed)) for seed in range(40)]
    for values, turned in views:
        bright = values[0].repeat_interleave(10, 0).repeat_interleave(10, 1) > 0.15
        assert torch.equal(bright, turned == 1)
        assert 0.2 < values.max() < 0.5
    assert len({turned.numpy().tobytes() for _, turned in views}) == 8


# --- Requests ---------------------------------------------------------------------------------------------------------


def boxes() -> Samples:
    """Two squares of each class, at 1 m on an image of 10 m."""
    drawn = [(shapely.box(*square(column, row, 12)), NAMES[value]) for row, column, value in even_squares(6)]
    return Samples(drawn=tuple(DrawnSample(wkt=box.wkt, value=name) for box, name in drawn), crs="EPSG:32632")


@pytest.fixture
def request_of(tmp_path: Path) -> AdaptRequest:
    models = tmp_path / "models"
    models.mkdir()
    return AdaptRequest(
        model=str(write_adaptable_jointseg(models)),
        reading=Reading(
            sources=(str(write_raster(tmp_path / "town.tif", seen(), pixel=10.0)),),
            bands={"red": "1", "green": "2", "blue": "3"},
        ),
        samples=boxes(),
        name="jointseg.town_v1",
        **short_run(tmp_path),
    )


def run(request: AdaptRequest, events: io.BytesIO | None = None) -> AdaptResult:
    return handle(request, Channel(events or io.BytesIO()))


def test_a_child_of_jointseg_is_a_model_like_its_parent(request_of: AdaptRequest, tmp_path: Path) -> None:
    events = io.BytesIO()
    page = tmp_path / "page.html"
    result = run(dataclasses.replace(request_of, always=True, report=str(page)), events)
    assert (result.published, result.kept, result.checked) == (True, False, True)
    assert result.f1_before is not None
    card = card_from_json(result.card)
    wanted = read_card(str(Path(request_of.model).with_suffix(".json")))
    assert (card.parent, card.classes, card.scale_factor, card.superresolved) == (JOINT, wanted.classes, 10, True)
    assert card.accuracy[0].metric == "mean F1"
    assert "sharpened image was held" in card.description
    assert "Mean F1 of the classes except other" in page.read_text()
    previews = [json.loads(line) for line in events.getvalue().splitlines() if b'"preview"' in line]
    assert all(previews[0][name].startswith("iVBOR") for name in ("image", "before", "now"))
    # It maps and sharpens as any other, and what was learned from is what is mapped.
    out, sharp = tmp_path / "map.tif", tmp_path / "sharp.tif"
    opening = MapRequest(reading=request_of.reading, model=result.path, output=str(out), superresolved=str(sharp))
    map_image(opening, Channel(io.BytesIO()))
    (mapped,) = read_raster(out)
    assert mapped.shape == (480, 480)
    assert read_raster(sharp).shape == (3, 480, 480)
    family = family_of(card, "supervised")
    ground = read_ground(request_of, card, family.layout, Portion(Channel(io.BytesIO()), 0, 1, ""))
    assert {int(label) for piece in ground.pieces for label in np.unique(piece.label)} == {0, 1, 2, 255}
    child = load_adaptable(card, Path(result.path))
    for piece in ground.pieces:
        halo = family.layout.margin
        inside = slice(10 * halo, 10 * (SIDE - halo))
        found = classes_at(child, piece.image, family)[inside, inside]
        rows, columns = (
            slice(10 * (start + halo), 10 * (start + SIDE - halo)) for start in (piece.window.row, piece.window.col)
        )
        assert (found == mapped[rows, columns]).mean() > 0.999
        assert (piece.label != 255).sum() == 144


def test_a_child_of_the_network_that_sees_farther_keeps_its_encoder_and_its_reach(
    request_of: AdaptRequest, tmp_path: Path
) -> None:
    parent = write_adaptable_lite0(tmp_path / "models")
    result = run(dataclasses.replace(request_of, model=str(parent), always=True))
    child, before = card_from_json(result.card), read_card(str(parent.with_suffix(".json")))
    assert (child.parent, child.architecture) == (LITE0, "jointseg-lite0")
    family = family_of(child, "supervised")
    assert family.layout.margin == child.halo == JointSegLite0.HALO
    networks = [load_adaptable(before, parent), load_adaptable(child, Path(result.path))]
    # Batch norm keeps the statistics of the parent.
    for name, value in networks[0].encoder.named_buffers():
        torch.testing.assert_close(value, networks[1].encoder.get_buffer(name))


@pytest.mark.parametrize("method", ["adversarial", "adversarial+selftraining"])
def test_jointseg_learns_from_samples_only(request_of: AdaptRequest, method: str) -> None:
    with pytest.raises(EngineError, match="jointseg learns from samples only") as caught:
        run(dataclasses.replace(request_of, method=method))
    assert "supervised" in caught.value.hint
    two = dataclasses.replace(request_of.samples, drawn=request_of.samples.drawn[:2])
    with pytest.raises(EngineError, match="class green has no sample"):
        run(dataclasses.replace(request_of, samples=two))


def test_ugsnet_of_three_classes_learns_by_all_methods(request_of: AdaptRequest, tmp_path: Path) -> None:
    stripes = [("other", 10), ("green", 42), ("water", 74)]
    drawn = [
        DrawnSample(wkt=shapely.box(*square(column, row)).wkt, value=name)
        for name, column in stripes
        for row in (6, 40)
    ]
    result = run(
        dataclasses.replace(
            request_of,
            model=str(write_adaptable_three(Path(request_of.model).parent)),
            reading=dataclasses.replace(request_of.reading, sources=(str(write_city(tmp_path / "city.tif")),)),
            samples=Samples(drawn=tuple(drawn), crs="EPSG:32632"),
            method="adversarial+selftraining",
            epochs=0.1,
        )
    )
    assert (result.published, result.checked, result.name) == (False, True, THREE)
    assert result.f1_before == result.f1_after
