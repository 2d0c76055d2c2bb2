"""Every registered network, from torch through ONNX to the numbers of a map."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from torch import Tensor, nn

from onemetre.contract.card import METADATA_KEY, CardBand, CardClass, ModelCard, card_from_json, read_card
from onemetre.contract.catalogue import Catalogue
from onemetre.contract.errors import ModelError
from onemetre.engine.infer.golden import block_means, golden_input
from onemetre.models.export.export import OPSET, export_onnx
from onemetre.models.export.parity import check_parity, compare
from onemetre.models.networks.registry import ARCHITECTURES, architecture

ROLES = ("red", "green", "blue", "nir")


def make_card(channels: int = 2, **changes: object) -> ModelCard:
    """A card for uint8 RGB; two channels are a binary model."""
    values = {
        "name": "test.random_v1",
        "title": "Random",
        "bands": tuple(CardBand(role=role, scale=1 / 255) for role in ROLES[:3]),
        "resolution": 1.0,
        "tile": 64,
        "halo": 8,
        "classes": tuple(CardClass(value=i, name=f"c{i}", title=f"C{i}", color="#000000") for i in range(channels)),
    }
    return ModelCard(**(values | changes))


def run(path: Path, image: np.ndarray) -> list[np.ndarray]:
    return onnxruntime.InferenceSession(path.read_bytes()).run(None, {"image": image})


# An encoder of 34 layers has the blocks of one of 18.
@pytest.mark.parametrize("name", [name for name in ARCHITECTURES if name != "ugsnet-resnet34"])
def test_registered_network_runs_and_exports(name: str, tmp_path: Path):
    entry = architecture(name)
    torch.manual_seed(5)
    network = entry.build().eval()
    sentinel = entry.scale_factor == 10
    card = make_card(
        entry.channels,
        bands=tuple(CardBand(role=role, scale=1e-4 if sentinel else 1 / 255) for role in ROLES[: entry.bands]),
        data_type="uint16" if sentinel else "uint8",
        resolution=float(entry.scale_factor),
        scale_factor=entry.scale_factor,
        tile=entry.tile,
        halo=max(8, entry.margin),
        superresolved=entry.superresolved,
        margin=entry.margin,
    )
    written = export_onnx(network, card, tmp_path / "m.onnx")

    image = np.concatenate([golden_input(card), golden_input(card)[..., ::-1], golden_input(card)[:, :, ::-1]])
    outputs = run(tmp_path / "m.onnx", image)
    side = (entry.tile - 2 * entry.margin) * entry.scale_factor
    assert outputs[0].shape == (3, card.channels, side, side)
    assert outputs[0].dtype == np.uint8
    assert block_means(outputs[0][:1]) == pytest.approx(written.golden.mean, abs=0.5)
    if entry.superresolved:
        assert outputs[1].shape == (3, entry.bands, side, side)
        assert outputs[1].dtype == np.uint16
    with torch.no_grad():
        result = network(torch.from_numpy(image.astype(np.float32)) * card.bands[0].scale)
    logits = result if isinstance(result, Tensor) else result[0]
    probability = logits.softmax(dim=1)
    expected = (probability[:, 1:] if card.is_binary else probability) * 255
    rim = entry.margin * entry.scale_factor
    inside = expected[..., rim : expected.shape[2] - rim, rim : expected.shape[3] - rim]
    check_parity(compare(inside.round().to(torch.uint8).numpy(), outputs[0]))


class Brightness(nn.Module):
    """Logit = k * (mean of bands - 0.5); the second output is the enlarged input."""

    def __init__(self, channels: int = 1, slope: float = 8.0) -> None:
        super().__init__()
        self.channels, self.slope = channels, slope

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        logit = (image.mean(dim=1, keepdim=True) - 0.5) * self.slope
        return logit.repeat(1, self.channels, 1, 1), image


def small_network() -> nn.Module:
    return nn.Sequential(nn.Conv2d(3, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(), nn.Conv2d(64, 2, 5, padding=2))


def test_one_channel_is_a_sigmoid_and_is_rounded(tmp_path: Path):
    card = make_card()
    export_onnx(Brightness(), card, tmp_path / "m.onnx")
    image = np.arange(256, dtype=np.uint8)[:, None, None, None].repeat(3, 1).repeat(64, 2).repeat(64, 3)
    (found,) = run(tmp_path / "m.onnx", image)
    value = np.arange(256) / 255
    expected = 255 / (1 + np.exp(-8 * (value - 0.5)))
    assert np.abs(found[:, 0, 0, 0] - expected).max() <= 0.5 + 1e-3


def test_normalisation_of_the_card_goes_into_the_graph(tmp_path: Path):
    card = make_card(mean=(0.5, 0.5, 0.5), std=(0.25, 0.25, 0.25))
    written = export_onnx(Brightness(slope=1.0), card, tmp_path / "m.onnx")
    assert written.mean == written.std == ()
    (found,) = run(tmp_path / "m.onnx", np.full((1, 3, 64, 64), 255, np.uint8))
    assert found[0, 0, 0, 0] == round(255 / (1 + np.exp(-(2.0 - 0.5))))


@pytest.mark.parametrize(("data_type", "scale", "offset"), [("uint16", 1e-4, -0.1), ("float32", 2.0, 0.5)])
def test_superresolved_image_has_the_numbers_of_the_input(tmp_path: Path, data_type: str, scale: float, offset: float):
    bands = tuple(CardBand(role=role, scale=scale, offset=offset) for role in ROLES[:3])
    card = make_card(bands=bands, data_type=data_type, superresolved=True)
    export_onnx(Brightness(), card, tmp_path / "m.onnx")
    image = (np.random.default_rng(0).random((2, 3, 64, 64)) * 9000).astype(data_type)
    _, sharp = run(tmp_path / "m.onnx", image)
    assert sharp.dtype == image.dtype
    np.testing.assert_allclose(sharp.astype(float), image, rtol=1e-5, atol=1 if data_type == "uint16" else 1e-2)


def test_file_carries_its_card_and_deepness_keys(tmp_path: Path):
    card = make_card(3, halo=6, blend=4, resolution=0.5)
    written = export_onnx(Brightness(channels=3), card, tmp_path / "m.onnx")
    content = (tmp_path / "m.onnx").read_bytes()
    assert written == read_card(str(tmp_path / "m.json"))
    assert (written.sha256, written.size) == (hashlib.sha256(content).hexdigest(), len(content))

    properties = {p.key: p.value for p in onnx.load_from_string(content).metadata_props}
    embedded = card_from_json(json.loads(properties[METADATA_KEY]))
    assert embedded == dataclasses.replace(written, sha256="", size=0)
    assert json.loads(properties["model_type"]) == "Segmentor"
    assert json.loads(properties["class_names"]) == {"0": "c0", "1": "c1", "2": "c2"}
    assert json.loads(properties["resolution"]) == 50  # centimetres
    assert json.loads(properties["tile_size"]) == 64
    assert json.loads(properties["tiles_overlap"]) == 25  # percent
    deepness = 200 / 255
    mean, std = (json.loads(properties[f"standardization_{key}"]) for key in ("mean", "std"))
    assert [(deepness - m) / s for m, s in zip(mean, std, strict=True)] == pytest.approx([200, 200, 200])


def test_weights_are_stored_as_half_and_nothing_else_is_in_the_file(tmp_path: Path):
    network = small_network()
    parameters = sum(p.numel() for p in network.parameters())
    without_weights = export_onnx(Brightness(), make_card(), tmp_path / "none.onnx").size
    written = export_onnx(network, make_card(), tmp_path / "m.onnx")
    assert written.size - without_weights < 2.3 * parameters
    model = onnx.load(str(tmp_path / "m.onnx"))
    assert [(opset.domain, opset.version) for opset in model.opset_import] == [("", OPSET)]
    assert all(t.data_location == onnx.TensorProto.DEFAULT for t in model.graph.initializer)
    large = [t for t in model.graph.initializer if int(np.prod(t.dims)) >= 256]
    assert large
    assert {t.data_type for t in large} <= {onnx.TensorProto.FLOAT16, onnx.TensorProto.INT64}
    assert not any(node.metadata_props or node.doc_string for node in model.graph.node)


def test_export_leaves_the_network_as_it_was(tmp_path: Path):
    network = small_network().train()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    export_onnx(network, make_card(), tmp_path / "m.onnx")
    assert network.training
    assert all(torch.equal(before[name], value) for name, value in network.state_dict().items())


def test_card_that_does_not_fit_the_network_is_refused(tmp_path: Path):
    with pytest.raises(ModelError, match="shapes"):
        export_onnx(Brightness(), make_card(scale_factor=2), tmp_path / "m.onnx")
    assert not list(tmp_path.iterdir())


def test_weights_beyond_half_precision_are_refused(tmp_path: Path):
    network = nn.Conv2d(3, 2, 11, padding=5)
    nn.init.constant_(network.weight, 1e6)
    with pytest.raises(ModelError, match="half precision"):
        export_onnx(network, make_card(), tmp_path / "m.onnx")


def test_unknown_architecture_lists_what_there_is():
    with pytest.raises(ModelError, match="ugsnet-light"):
        architecture("unet")


def test_parity_forgives_ties_and_nothing_else():
    expected = np.random.default_rng(0).integers(0, 256, (1, 1, 100, 100), dtype=np.uint8)
    ties = expected.copy()
    ties[0, 0, 0, :5] ^= 255
    check_parity(compare(expected, ties))
    shifted = compare(expected, np.roll(expected, 1, axis=3))
    with pytest.raises(ModelError, match="pixels differ"):
        check_parity(shifted)
    everywhere = compare(expected, np.where(expected > 100, expected - 2, expected + 2).astype(np.uint8))
    with pytest.raises(ModelError):
        check_parity(everywhere)


def test_bundled_files_repeat_their_golden_tile():
    entries = Catalogue().entries
    assert entries
    for entry in entries.values():
        content = entry.path.read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry.card.sha256
        output = run(entry.path, golden_input(entry.card))[0]
        assert block_means(output) == pytest.approx(entry.card.golden.mean, abs=entry.card.golden.tolerance)
