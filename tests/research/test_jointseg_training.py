"""Losses with partly known labels, and that a short training learns, stops and goes on."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from onemetre.contract.accuracy_words import MISTAKEN  # noqa: E402
from onemetre.contract.card import card_from_json, card_to_json  # noqa: E402
from onemetre.contract.errors import ModelError  # noqa: E402
from onemetre.engine.tiles.classify import Classifier  # noqa: E402
from onemetre.models.networks.bilinearseg import BilinearSeg  # noqa: E402
from onemetre.models.networks.jointseg import JointSeg  # noqa: E402
from onemetre.models.networks.jointseg_lite0 import JointSegLite0  # noqa: E402
from onemetre.models.networks.registry import ARCHITECTURES  # noqa: E402
from onemetre.models.training.labels import UNKNOWN, Surface  # noqa: E402
from onemetre.models.training.loop.trainer import WEIGHTS  # noqa: E402
from onemetre.models.training.losses.joint_loss import (  # noqa: E402
    LossWeights,
    dice_loss,
    joint_loss,
    marginal_cross_entropy,
)
from onemetre.models.training.simulate.ground import Ground  # noqa: E402
from onemetre.models.training.simulate.scenes import SceneSampler, collate  # noqa: E402
from onemetre.research.jointseg.card import NAMES, jointseg_card, mistaken  # noqa: E402
from onemetre.research.jointseg.decision import decide, decide_logits  # noqa: E402
from onemetre.research.jointseg.evaluate import load_network, score, validation_scenes  # noqa: E402
from onemetre.research.jointseg.reference_maps import majority, surface  # noqa: E402
from onemetre.research.jointseg.train import NETWORKS, Network, Recipe, fit  # noqa: E402


def checkerboard() -> Ground:
    """Fields of 40 m: pale ones are impervious, dark ones green."""
    fields = (np.indices((360, 360)) // 40).sum(axis=0) % 2
    labels = np.where(fields == 1, Surface.IMPERVIOUS, Surface.GREEN).astype(np.uint8)
    image = np.repeat(np.where(fields == 1, 0.25, 0.04)[None], 3, axis=0).astype(np.float32)
    return Ground(image, labels, "reflectance", "checkerboard")


def logits_of(probabilities: list[float], side: int = 4) -> torch.Tensor:
    return torch.tensor(probabilities).log().reshape(1, 3, 1, 1).expand(1, 3, side, side).contiguous()


@pytest.mark.parametrize(
    ("label", "expected"),
    [(0, -math.log(0.5)), (1, -math.log(0.2)), (2, -math.log(0.3)), (Surface.NOT_GREEN, -math.log(0.7))],
)
def test_the_loss_of_a_pixel_is_that_of_all_its_label_allows(label: int, expected: float) -> None:
    labels = torch.full((1, 4, 4), label, dtype=torch.uint8)
    assert marginal_cross_entropy(logits_of([0.5, 0.2, 0.3]), labels).item() == pytest.approx(expected, rel=1e-5)


def test_ignored_pixels_have_no_weight() -> None:
    labels = torch.full((1, 4, 4), Surface.GREEN, dtype=torch.uint8)
    labels[:, :2] = UNKNOWN
    logits = logits_of([0.5, 0.2, 0.3])
    logits[:, :, :2] = 100 * torch.randn(1, 3, 2, 4)
    assert marginal_cross_entropy(logits, labels).item() == pytest.approx(-math.log(0.3), rel=1e-5)
    nothing = torch.full((1, 4, 4), UNKNOWN, dtype=torch.uint8)
    assert marginal_cross_entropy(logits, nothing).item() == 0.0


def test_dice_falls_from_wrong_to_right() -> None:
    labels = torch.randint(0, 3, (1, 100, 100), dtype=torch.uint8)
    truth = torch.nn.functional.one_hot(labels.long(), 3).permute(0, 3, 1, 2).float()
    right, wrong = dice_loss(20 * truth, labels), dice_loss(-20 * truth, labels)
    assert right < 0.01
    assert wrong > 0.6


def test_a_few_steps_learn_a_checkerboard() -> None:
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    sampler = SceneSampler({"board": [checkerboard()]}, {"board": 1.0}, size=20)
    network = JointSeg(width=16)
    optimiser = torch.optim.AdamW(network.parameters(), lr=4e-3)
    losses = []
    for _ in range(25):
        image, fine, medium, labels = collate([sampler.draw(rng) for _ in range(2)])
        loss = joint_loss(network(image), fine, medium, labels, LossWeights())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert sum(losses[-3:]) < 0.6 * sum(losses[:3])


@pytest.mark.parametrize("network", [JointSeg(), BilinearSeg(bands=4), JointSegLite0(bands=4)])
def test_weights_tell_which_network_they_belong_to(network: Network, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    save_file({name: value.contiguous() for name, value in network.state_dict().items()}, tmp_path / WEIGHTS)
    loaded = load_network(tmp_path)
    assert type(loaded) is type(network) and loaded.bands == network.bands
    image = torch.rand(1, network.bands, 8, 8)
    with torch.no_grad():
        torch.testing.assert_close(loaded(image).logits, network.eval()(image).logits, atol=1e-5, rtol=1e-4)


@given(st.integers(0, 2**31 - 1))
@settings(max_examples=30, deadline=None)
def test_figures_are_of_the_map_that_the_engine_makes(seed: int) -> None:
    shares = np.random.default_rng(seed).dirichlet((1, 1, 1), 400).T.reshape(3, 20, 20)
    levels = np.rint(255 * shares).astype(np.uint8)
    found = decide(levels)
    card = jointseg_card()
    for value in (Surface.IMPERVIOUS, Surface.GREEN):
        target = next(one.name for one in card.classes if one.value == value)
        engine = Classifier(card, target)
        classes, _ = engine(levels[engine.channels], 1, np.ones((20, 20), np.bool_), percent=False)
        # Two classes of 50 % each (of 127 levels) are both on the engine's maps.
        alone = np.sort(levels, axis=0)[1] < 127
        assert ((found == value) == (classes == 1))[alone].all()
    logits = torch.from_numpy(np.log(shares + 1e-9))
    assert (decide_logits(logits) == found).mean() > 0.99


@pytest.mark.parametrize("bands", [3, 4])
@pytest.mark.parametrize(("network", "real"), NAMES)
def test_a_card_names_the_network_and_all_that_was_learned_from(network: str, real: bool, bands: int) -> None:
    card = jointseg_card((), bands, network, real=real)
    made = ARCHITECTURES[card.architecture].build(bands)
    assert card.halo == made.HALO and card.stride % getattr(made, "GRID", 1) == 0
    assert (card_from_json(card_to_json(card)).name, len(card.bands)) == (NAMES[network, real][bands], bands)
    for word in ("WorldCover is CC BY 4.0", "states no licence", "Dynamic World", "Copernicus"):
        assert (word in card.training_data) == real
    assert ("ImageNet" in card.training_data) == (network == "jointseg-lite0")
    assert ("Dubai" in card.training_data) == (bands == 3) and (
        "simulated Sentinel-2 images only" in card.description
    ) != real


def test_a_card_says_where_its_weights_lie_and_which_file_its_figures_are_of() -> None:
    card = jointseg_card((), 3, "jointseg-lite0", real=True, share=0.75)
    assert "75% of the way" in card.training_data
    assert "of the way" not in jointseg_card((), 3, "jointseg-lite0", real=True).training_data
    shares = {"BARE": 0.1287, "CROP": 0.02, "TREE": 0.04, "GRASS": 0.08, "WATER": 0.0}
    figures = mistaken([{"images": "WorldCover, judged on, first date", "share": shares}], card.name)
    assert figures[0].metric == MISTAKEN and figures[0].value == 12.9
    assert all(f"models/zoo/{card.name}.onnx " in figure.command for figure in figures)


def test_missing_or_foreign_weights_are_one_clear_error(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    with pytest.raises(ModelError, match="are missing"):
        load_network(tmp_path)
    save_file({"something": torch.zeros(2)}, tmp_path / WEIGHTS)
    with pytest.raises(ModelError, match="belong to none"):
        load_network(tmp_path)


def test_rows_of_comparison_are_what_they_say() -> None:
    scenes = validation_scenes([checkerboard()])
    assert len(scenes) == 3
    share = np.mean([(scene.labels == Surface.IMPERVIOUS).mean() for scene in scenes])
    everything = [np.ones(scene.labels.shape, dtype=np.bool_) for scene in scenes]
    assert score(everything, scenes, Surface.IMPERVIOUS) == pytest.approx(200 * share / (1 + share), abs=0.5)
    perfect = [majority(surface(scene.labels, Surface.IMPERVIOUS)) for scene in scenes]
    assert 80 < score(perfect, scenes, Surface.IMPERVIOUS) <= 100
    assert score([scene.labels == Surface.GREEN for scene in scenes], scenes, Surface.GREEN) == 100.0


@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_a_training_goes_on_and_its_weights_are_the_network(name: str, tmp_path: Path) -> None:
    grounds = {"board": [checkerboard()]}
    recipe = Recipe(network=name, steps=2, batch=1, size=8)
    network = fit(recipe, grounds, tmp_path, shares={"board": 1.0})
    again = fit(recipe, grounds, tmp_path, shares={"board": 1.0})
    loaded = load_network(tmp_path)
    image = torch.rand(1, 3, 8, 8)
    with torch.no_grad():
        expected = network(image)
        torch.testing.assert_close(again(image), expected)
        if name in {"jointseg", "bilinearseg", "jointseg-lite0"}:
            torch.testing.assert_close(loaded(image), expected, atol=1e-5, rtol=1e-4)
    assert all(weight.requires_grad is False for weight in network.parameters())


def test_a_training_begins_where_another_ended(tmp_path: Path) -> None:
    grounds, shares = {"board": [checkerboard()]}, {"board": 1.0}
    first = fit(Recipe(steps=1, batch=1, size=8), grounds, tmp_path / "first", shares=shares)
    still = Recipe(steps=1, batch=1, size=8, rate=0.0, seed=5)
    second = fit(still, grounds, tmp_path / "second", start=tmp_path / "first", shares=shares)
    for before, after in zip(first.parameters(), second.parameters(), strict=True):
        torch.testing.assert_close(after, before)


def test_beginning_with_another_network_is_one_clear_error(tmp_path: Path) -> None:
    grounds, shares = {"board": [checkerboard()]}, {"board": 1.0}
    fit(Recipe(network="bilinearseg", steps=1, batch=1, size=8), grounds, tmp_path / "first", shares=shares)
    with pytest.raises(ModelError, match="do not fit"):
        fit(Recipe(steps=1), grounds, tmp_path / "second", start=tmp_path / "first", shares=shares)


def test_without_fusion_the_head_sees_one_scale_only() -> None:
    torch.manual_seed(0)
    network = NETWORKS["onescale"]()
    network(torch.rand(1, 3, 12, 12)).logits.sum().backward()
    # Weights that other scales come in by are multiplied by nothing.
    from_fine = network.head[0][0].weight.grad[:, network.enter_head.out_channels :]
    assert not from_fine.any() and bool(network.enter_head.weight.grad.any())
