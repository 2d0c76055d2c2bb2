"""The mathematics of adaptation, with a network of a few numbers and a town seen by two cameras."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
from torch import Tensor, nn

from onemetre.contract.card import CardBand, ModelCard
from onemetre.contract.errors import CancelledError, ModelError
from onemetre.engine.assess.accuracy import confusion, f1
from onemetre.engine.channel import Channel
from onemetre.models.export.export import export_onnx
from onemetre.models.training.adapt.adversary import Adversary
from onemetre.models.training.adapt.aerial_family import AERIAL
from onemetre.models.training.adapt.learning import adapt
from onemetre.models.training.adapt.recipe import AdaptationRecipe
from onemetre.models.training.adapt.sampling import Sample, SampleSampler, WindowSampler
from onemetre.models.training.adapt.selftraining import Teacher, anchor, class_mix
from onemetre.models.training.loop.trainer import Schedule, train
from onemetre.models.training.pairs.augment import Batch, normalise
from onemetre.models.training.pretrain.card import own_classes
from onemetre.research.city.town import make_city

SIDE = 32
RECIPE = AdaptationRecipe(steps=4, batch=2, side=SIDE, rate=0.02)
METHODS = ["supervised", "adversarial", "adversarial+selftraining"]


pytestmark = pytest.mark.usefixtures("one_thread")


class Toy(nn.Module):
    """Looks at one pixel at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(3, 8, 1), nn.BatchNorm2d(8), nn.ReLU())
        self.head = nn.Sequential(nn.Dropout(0.1), nn.Conv2d(8, 2, 1))

    def forward(self, image: Tensor) -> Tensor:
        logits: Tensor = self.head(self.encoder(image))
        return logits


def camera_a() -> np.ndarray:
    """The town in 8 bits, [3, rows, columns]."""
    return (TOWN.reflectance[:3] * 800).clip(0, 255).astype(np.uint8)


def camera_b() -> np.ndarray:
    """Swaps red and green, more or less."""
    red, green, blue = camera_a().astype(np.float32)
    return np.stack([0.2 * red + 0.9 * green, 0.9 * red, 0.7 * blue + 40]).clip(0, 255).astype(np.uint8)


TOWN = make_city(192, seed=5)
GREEN = (TOWN.label == 2).astype(np.uint8)


def samples_of(image: np.ndarray, count: int = 8, seed: int = 0) -> list[Sample]:
    """Squares of 8 m of one class, green and other in turn."""
    rng = np.random.default_rng(seed)
    samples: list[Sample] = []
    while len(samples) < count:
        value = len(samples) % 2
        row, column = rng.integers(16, 168, 2)
        square = slice(row, row + 8), slice(column, column + 8)
        if (GREEN[square] == value).mean() > 0.9:
            label = np.full(GREEN.shape, 255, np.uint8)
            label[square] = value
            samples.append(Sample(f"square {len(samples)}", image, label, len(samples), value))
    return samples


def source(seed: int = 1) -> SampleSampler:
    """All of camera A's town is labelled."""
    return SampleSampler([Sample("town", camera_a(), GREEN, 0, 1)], RECIPE.batch, SIDE, seed)


def drawn(**changes: Any) -> SampleSampler:
    return SampleSampler(samples_of(camera_b(), **changes), RECIPE.batch, SIDE, RECIPE.seed)


def target() -> WindowSampler:
    return WindowSampler([camera_b()], RECIPE.batch, SIDE, RECIPE.seed)


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> nn.Module:
    """Knows the town through camera A."""
    torch.manual_seed(0)

    def loss_of_step(model: nn.Module, step: int) -> Tensor:
        images, labels = source().batch(step)
        return nn.functional.cross_entropy(model(normalise(images)), labels)

    schedule = Schedule(steps=80, rate=0.05, averaging=0.9, save_every=80, warm_up=5)
    return train(Toy(), loss_of_step, schedule, tmp_path_factory.mktemp("parent"))


def score(network: nn.Module, image: np.ndarray) -> float:
    with torch.no_grad():
        found = network(normalise(torch.from_numpy(image)[None] / 255)).argmax(dim=1)[0].numpy()
    return float(f1(confusion(GREEN, found, 2))[1])


def learn(parent: nn.Module, folder: Path, recipe: AdaptationRecipe = RECIPE, **changes: Any) -> nn.Module:
    given: dict[str, Any] = {"samples": drawn(), "target": target(), "source": source()} | changes
    return adapt(parent, recipe, folder=folder, **given)


def differs(first: nn.Module, second: nn.Module) -> bool:
    pairs = zip(first.state_dict().values(), second.state_dict().values(), strict=True)
    return any(not torch.equal(a, b) for a, b in pairs)


@pytest.mark.parametrize("method", METHODS)
def test_samples_teach_the_other_camera(parent: nn.Module, tmp_path: Path, method: str):
    recipe = dataclasses.replace(RECIPE, method=method, steps=25, averaging=0.8)
    before = {name: value.clone() for name, value in parent.state_dict().items()}
    child = learn(parent, tmp_path, recipe)
    assert score(parent, camera_a()) > 0.7
    assert score(child, camera_b()) > score(parent, camera_b()) + 0.1
    assert all(torch.equal(value, before[name]) for name, value in parent.state_dict().items())


def test_the_discriminators_gradient_reaches_the_map_and_not_the_discriminator():
    torch.manual_seed(0)
    adversary = Adversary()
    logits = torch.randn(2, 2, 64, 64, requires_grad=True)
    reference = torch.rand(2, 2, 64, 64, requires_grad=True)
    loss = adversary.observe(reference, logits.softmax(dim=1))
    loss.backward()
    assert logits.grad is not None
    assert logits.grad.abs().sum() > 0
    assert reference.grad is None
    assert all(parameter.grad is None for parameter in adversary.network.parameters())


@pytest.mark.parametrize("entropy", [False, True])
def test_fooling_the_discriminator_brings_maps_nearer(entropy: bool):
    torch.manual_seed(0)
    adversary = Adversary(entropy=entropy)
    sure = torch.tensor([0.98, 0.02]).reshape(1, 2, 1, 1).expand(2, 2, 32, 32)
    logits = torch.zeros(2, 2, 32, 32, requires_grad=True)
    for _ in range(20):
        adversary.observe(sure, logits.softmax(dim=1))
        loss = adversary.learn()
    assert loss < 0.3
    adversary.observe(sure, logits.softmax(dim=1)).backward()
    moved = (logits.detach() - 100 * logits.grad).softmax(dim=1)
    with torch.no_grad():
        assert adversary.observe(sure, moved) < adversary.observe(sure, logits.softmax(dim=1))


def test_without_weight_the_adversary_changes_nothing(parent: nn.Module, tmp_path: Path):
    silent = dataclasses.replace(RECIPE, method="adversarial", adversarial_weight=0.0)
    supervised = learn(parent, tmp_path / "supervised", dataclasses.replace(RECIPE, method="supervised"))
    assert not differs(learn(parent, tmp_path / "silent", silent, source=None), supervised)
    heard = dataclasses.replace(silent, adversarial_weight=1.0)
    assert differs(learn(parent, tmp_path / "heard", heard, source=None), supervised)
    late = dataclasses.replace(heard, adversarial_start=1.0)
    assert not differs(learn(parent, tmp_path / "late", late, source=None), supervised)


def test_pixels_without_a_label_do_not_matter(parent: nn.Module, tmp_path: Path):
    class Disturbed:
        def batch(self, step: int) -> Batch:
            images, labels = drawn().batch(step)
            noise = torch.rand(images.shape, generator=torch.Generator().manual_seed(step))
            return Batch(torch.where(labels[:, None] == 255, noise, images), labels)

    recipe = dataclasses.replace(RECIPE, method="supervised", anchor_weight=0.0)
    plain = learn(parent, tmp_path / "plain", recipe)
    disturbed = learn(parent, tmp_path / "disturbed", recipe, samples=Disturbed())
    for a, b in zip(plain.state_dict().values(), disturbed.state_dict().values(), strict=True):
        torch.testing.assert_close(a, b)


def test_an_anchor_holds_the_map_where_nothing_is_drawn(parent: nn.Module, tmp_path: Path):
    images, labels = drawn().batch(0)
    found = torch.full((2, 2, SIDE, SIDE), 0.5, requires_grad=True)
    with torch.no_grad():
        before = parent(normalise(images)).softmax(dim=1)
    anchor(found, before, labels).backward()
    assert found.grad is not None
    assert (found.grad.abs().sum(dim=1)[labels != 255] == 0).all()
    assert (found.grad.abs().sum(dim=1)[labels == 255] > 0).any()

    def moved(weight: float) -> float:
        recipe = dataclasses.replace(RECIPE, method="supervised", steps=10, anchor_weight=weight)
        child = learn(parent, tmp_path / f"{weight}", recipe)
        with torch.no_grad():
            before, after = (network(normalise(images)).softmax(dim=1) for network in (parent, child))
        return float((after - before).abs().mean())

    assert moved(20.0) < 0.7 * moved(0.0)


@pytest.mark.parametrize("method", ["supervised", "adversarial+selftraining"])
def test_a_seed_decides_the_weights_and_a_run_that_was_cut_off_too(parent: nn.Module, tmp_path: Path, method: str):
    class CancelAfterHalf(Channel):
        cancelled = False

        def progress(self, fraction: float, message: str = "") -> None:
            self.cancelled = fraction >= 0.6

    recipe = dataclasses.replace(RECIPE, method=method, steps=20, adversarial_weight=0.1)
    whole = learn(parent, tmp_path / "whole", recipe)
    with pytest.raises(CancelledError):
        learn(parent, tmp_path / "cut", recipe, channel=CancelAfterHalf(io.BytesIO()))
    assert not differs(learn(parent, tmp_path / "cut", recipe), whole)
    one, other = (
        learn(parent, tmp_path / f"seed {seed}", dataclasses.replace(recipe, steps=2, seed=seed), samples=drawn())
        for seed in (0, 1)
    )
    assert differs(one, other)


def test_without_source_images_the_samples_take_their_place(parent: nn.Module, tmp_path: Path):
    recipe = dataclasses.replace(RECIPE, method="adversarial+selftraining")
    assert differs(learn(parent, tmp_path / "samples", recipe, source=None), parent)
    assert differs(learn(parent, tmp_path / "source", recipe, samples=None), parent)


@pytest.mark.parametrize(
    ("method", "missing", "message"),
    [
        ("supervised", {"samples": None}, "learns from samples"),
        ("adversarial", {"target": None}, "needs images of the city"),
        ("adversarial+selftraining", {"samples": None, "source": None}, "neither samples nor source"),
    ],
)
def test_what_is_missing_is_said(parent: nn.Module, tmp_path: Path, method: str, missing: Any, message: str):
    with pytest.raises(ModelError, match=message):
        learn(parent, tmp_path, dataclasses.replace(RECIPE, method=method), **missing)


def test_a_frozen_encoder_stays(parent: nn.Module, tmp_path: Path):
    child: Any = learn(parent, tmp_path / "frozen", dataclasses.replace(RECIPE, freeze_encoder=True))
    assert not differs(child.encoder, parent.encoder)
    assert differs(child.head, parent.head)
    with pytest.raises(ModelError, match="no encoder"):
        learn(nn.Conv2d(3, 2, 1), tmp_path / "none", dataclasses.replace(RECIPE, freeze_encoder=True))


def test_a_loss_that_is_not_finite_ends_the_adaptation(parent: nn.Module, tmp_path: Path):
    class Broken:
        def batch(self, step: int) -> Tensor:
            return target().batch(step) * (float("nan") if step == 3 else 1.0)

    with pytest.raises(ModelError, match="diverged at step 3"):
        learn(parent, tmp_path, dataclasses.replace(RECIPE, method="adversarial"), target=Broken())


def test_what_is_exported_is_what_was_measured(parent: nn.Module, tmp_path: Path):
    child = learn(parent, tmp_path / "run")
    for name, value in child.state_dict().items():
        if "running" in name:
            assert torch.equal(value, parent.state_dict()[name]), name
    card = ModelCard(
        name="toy",
        title="Toy",
        task="green-space",
        architecture="toy",
        bands=tuple(CardBand(role=role, scale=1 / 255) for role in ("red", "green", "blue")),
        data_type="uint8",
        resolution=1.0,
        tile=192,
        halo=0,
        blend=0,
        classes=own_classes(["other", "green"]),
        mean=(0.5, 0.5, 0.5),
        std=(0.5, 0.5, 0.5),
    )
    export_onnx(child, card, tmp_path / "toy.onnx")
    session = onnxruntime.InferenceSession((tmp_path / "toy.onnx").read_bytes())
    (probability,) = session.run(["probability"], {"image": camera_b()[None]})
    found = (probability[0, 0] >= 128).astype(np.int64)
    assert float(f1(confusion(GREEN, found, 2))[1]) == pytest.approx(score(child, camera_b()), abs=0.002)


def test_mixing_pastes_one_class_and_trusts_it(parent: nn.Module):
    labels = torch.zeros(1, SIDE, SIDE, dtype=torch.int64)
    labels[:, :10], labels[:, 10:20] = 1, 255
    batch = Batch(torch.ones(1, 3, SIDE, SIDE), labels)
    said, sure = torch.zeros(SIDE, SIDE, dtype=torch.int64), torch.full((SIDE, SIDE), 0.25)
    seen = set()
    for seed in range(12):
        _, label, weight = class_mix(torch.zeros(3, SIDE, SIDE), said, sure, batch, np.random.default_rng(seed))
        pasted = weight == 1
        assert torch.equal(label[pasted], labels[0][pasted])
        assert (weight[~pasted] == 0.25).all()
        assert (label[~pasted] == 0).all()
        assert not pasted[10:20].any()
        seen.add(int(pasted.sum()) // SIDE)
    assert seen == {10, 12}
    label, weight = Teacher(parent, 0, AERIAL).ask(torch.rand(2, 3, SIDE, SIDE))
    assert label.shape == weight.shape == (2, SIDE, SIDE)
    assert 0 <= weight.min() <= weight.max() <= 1


def test_every_class_and_polygon_comes_in_turn_however_many_there_are():
    few, many = samples_of(camera_b(), 2), samples_of(camera_b(), 12, seed=1)
    green = [dataclasses.replace(s, polygon=s.polygon + 50) for s in many if s.value == 1]
    sampler = SampleSampler([few[0], *green], 4, SIDE, 0)
    for step in range(5):
        images, labels = sampler.batch(step)
        assert images.shape == (4, 3, SIDE, SIDE)
        assert [int(label[label != 255].unique()) for label in labels].count(0) == 2
        assert torch.equal(images, sampler.batch(step).images)
    assert not torch.equal(sampler.batch(0).images, sampler.batch(1).images)
