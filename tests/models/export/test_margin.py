"""The graph of a bundled JointSeg beside its network, and beside the graph of whole tiles that it replaced."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper
from toy_models import write_toy

from onemetre.contract.card import read_card
from onemetre.contract.catalogue import Catalogue
from onemetre.contract.errors import ModelError
from onemetre.engine.infer.golden import golden_input
from onemetre.engine.infer.model_file import load_model
from onemetre.engine.infer.session import open_session
from onemetre.models.export.deepness_variant import deepness_variant
from onemetre.models.training.loop.weights import load_adaptable
from onemetre.tools.export_again import export_again

ROOT = Path(__file__).parents[3]
NAMES = ["jointseg.s2rgb_v2", "jointseg.s2rgbn_v3"]
BEFORE = "c647d8e"
"""The last commit whose bundled graphs cover whole tiles."""


def tiles_of(card) -> np.ndarray:
    """The golden tile; a tile of the scene's edge, half of which is fill; and one of noise."""
    golden = golden_input(card)
    edge = golden.copy()
    fill = np.array([band.fill for band in card.bands], golden.dtype)[:, None, None]
    edge[0, :, :, card.tile // 2 :] = fill
    edge[0, :, : card.halo] = fill
    noise = np.random.default_rng(3).integers(0, 6000, golden.shape).astype(golden.dtype)
    return np.concatenate([golden, edge, noise])


def mapped(path: Path, tiles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    with open_session(load_model(str(path)), "cpu", log=lambda *_: None) as session:
        halo = session.card.halo * session.card.scale_factor
        probability, image = session.run(tiles)
    return tuple(part[..., halo:-halo, halo:-halo].astype(int) for part in (probability, image))


@pytest.mark.parametrize("name", NAMES)
def test_the_file_maps_the_core_of_a_tile_as_the_network_does(name: str) -> None:
    entry = Catalogue().get(name)
    card, tiles = entry.card, tiles_of(entry.card)
    network, halo = load_adaptable(card, entry.path), card.halo * card.scale_factor
    with torch.no_grad():
        result = network(torch.from_numpy(tiles.astype(np.float32)) * card.bands[0].scale)
    wanted = (result.logits.softmax(dim=1) * 255).round(), (result.fine / card.bands[0].scale).round()
    for found, expected in zip(mapped(entry.path, tiles), wanted, strict=True):
        difference = np.abs(found - expected[..., halo:-halo, halo:-halo].numpy())
        # To the last pixel of the core; the numbers of the image are rounded from up to 16 bits.
        assert difference.max() <= (1 if found.max() <= 255 else 2)


@pytest.mark.parametrize("name", NAMES)
def test_the_graph_of_whole_tiles_still_runs_and_has_the_same_map(name: str, tmp_path: Path) -> None:
    for suffix in (".onnx", ".json"):
        found = subprocess.run(
            ["git", "show", f"{BEFORE}:models/zoo/{name}{suffix}"], cwd=ROOT, capture_output=True, check=False
        )
        if found.returncode:
            pytest.skip(f"the history has no commit {BEFORE}")
        (tmp_path / f"{name}{suffix}").write_bytes(found.stdout)
    before, entry = tmp_path / f"{name}.onnx", Catalogue().get(name)
    assert read_card(str(before.with_suffix(".json"))).margin == 0
    tiles = tiles_of(entry.card)
    (probability, image), (earlier, earlier_image) = mapped(entry.path, tiles), mapped(before, tiles)
    assert np.abs(probability - earlier).max() <= 1
    assert (probability.argmax(axis=1) == earlier.argmax(axis=1)).all()
    assert np.abs(image - earlier_image).max() <= 2
    # It can be adapted too: its golden tile is one of whole tiles.
    weights = entry.path.with_suffix(".safetensors").read_bytes()
    before.with_suffix(".safetensors").write_bytes(weights)
    load_adaptable(read_card(str(before.with_suffix(".json"))), before)


def test_the_weights_beside_a_bundled_model_make_the_same_file_again(tmp_path: Path) -> None:
    entry = Catalogue().get(NAMES[0])
    again = export_again(entry.path, tmp_path / entry.path.name)
    assert again.golden == entry.card.golden

    def weights(path: Path) -> dict[str, np.ndarray]:
        return {t.name: numpy_helper.to_array(t) for t in onnx.load(str(path)).graph.initializer}

    found, wanted = weights(tmp_path / entry.path.name), weights(entry.path)
    trained = {name for name in wanted if name.startswith("network.")}
    assert trained
    for name in trained:
        np.testing.assert_array_equal(found[name], wanted[name])


def test_deepness_is_not_given_a_network_that_leaves_out_a_margin(tmp_path: Path) -> None:
    model = load_model(str(write_toy(tmp_path, margin=4)))
    with pytest.raises(ModelError, match="leaves out 4 pixels"):
        deepness_variant(onnx.load_model_from_string(model.content), model.card)
