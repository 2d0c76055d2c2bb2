"""Weights beside a model: what comes back is what was exported, and nothing else is taken for it."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from onemetre.contract.card import CardBand, CardClass, ModelCard
from onemetre.contract.errors import ModelError
from onemetre.models.export.export import export_onnx
from onemetre.models.networks.registry import architecture
from onemetre.models.training.loop.weights import load_adaptable, save_adaptable, weights_beside

pytestmark = pytest.mark.usefixtures("quick_export")


def make_model(folder: Path, name: str = "jointseg", seed: int = 1, classes: int = 3) -> tuple[nn.Module, ModelCard]:
    """An exported network with random weights and statistics, its weights beside it as ``folder``/m.v1.onnx."""
    entry = architecture(name)
    torch.manual_seed(seed)
    network = entry.build(classes=classes)
    with torch.no_grad():
        network.train()(torch.rand(2, 3, entry.tile, entry.tile))
    network.eval()
    sentinel = entry.scale_factor == 10
    card = ModelCard(
        name="m.v1",
        title="M",
        architecture=name,
        bands=tuple(CardBand(role=role, scale=1e-4 if sentinel else 1 / 255) for role in ("red", "green", "blue")),
        data_type="uint16" if sentinel else "uint8",
        resolution=float(entry.scale_factor),
        scale_factor=entry.scale_factor,
        tile=entry.tile,
        classes=tuple(CardClass(value=i, name=f"c{i}", title=f"C{i}", color="#000000") for i in range(classes)),
        superresolved=entry.superresolved,
        mean=(entry.mean,) * 3,
        std=(entry.std,) * 3,
    )
    path = folder / "m.v1.onnx"
    written = export_onnx(network, card, path)
    assert save_adaptable(network, path) == weights_beside(path) == folder / "m.v1.safetensors"
    return network, written


@pytest.mark.parametrize(
    ("name", "classes"), [("jointseg", 3), ("jointseg-lite0", 3), ("ugsnet-light", 2), ("ugsnet-light", 4)]
)
def test_what_comes_back_is_the_network_in_half_precision(tmp_path: Path, name: str, classes: int) -> None:
    network, card = make_model(tmp_path, name, classes=classes)
    loaded = load_adaptable(card, tmp_path / "m.v1.onnx")
    assert not loaded.training
    for before, after in zip(network.state_dict().values(), loaded.state_dict().values(), strict=True):
        assert before.dtype == after.dtype
        torch.testing.assert_close(after, before, rtol=1e-3, atol=1e-6)
    content = weights_beside(tmp_path / "m.v1.onnx").stat().st_size
    assert content < 2.5 * sum(value.numel() for value in network.state_dict().values())


def told(card: ModelCard, model: Path) -> str:
    with pytest.raises(ModelError) as caught:
        load_adaptable(card, model)
    assert caught.value.hint
    return str(caught.value)


def test_what_cannot_be_adapted_says_why(tmp_path: Path) -> None:
    _, card = make_model(tmp_path)
    model = tmp_path / "m.v1.onnx"
    for unknown in ("", "deeplab"):
        assert "architecture" in told(dataclasses.replace(card, architecture=unknown), model)
    (tmp_path / "other").mkdir()
    make_model(tmp_path / "other", seed=2)
    shutil.copy(tmp_path / "other" / "m.v1.safetensors", tmp_path)
    assert "belong to another model" in told(card, model)
    assert "do not fit" in told(dataclasses.replace(card, architecture="bilinearseg"), model)
    save_file({"head.weight": torch.zeros(2)}, weights_beside(model))
    assert "do not fit" in told(card, model)
    weights_beside(model).write_bytes(b"no weights")
    assert "do not fit" in told(card, model)
    weights_beside(model).unlink()
    assert "m.v1.safetensors are missing" in told(card, model)
