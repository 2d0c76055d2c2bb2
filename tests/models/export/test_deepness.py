"""Variants of our files for the Deepness plugin, fed as its documentation says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from toy_models import write_toy

from onemetre.contract.catalogue import Catalogue
from onemetre.contract.errors import ModelError
from onemetre.engine.infer.model_file import load_model
from onemetre.engine.infer.session import open_session
from onemetre.models.export.deepness_variant import deepness_variant

SEGMENTERS = [entry.path for entry in Catalogue().entries.values() if entry.card.scale_factor == 1]


def written(source: Path, folder: Path) -> Path:
    model = load_model(str(source))
    path = folder / "variant.onnx"
    variant = deepness_variant(onnx.load_model_from_string(model.content), model.card)
    path.write_bytes(variant.SerializeToString())
    return path


def compare(source: Path, folder: Path) -> None:
    """The probabilities that Deepness gets are those that we get."""
    path = written(source, folder)
    model = load_model(str(source))
    tiles = np.random.default_rng(0).integers(0, 256, (2, len(model.card.bands), model.card.tile, model.card.tile))
    with open_session(model, "cpu", log=lambda *_: None) as session:
        expected, _ = session.run(tiles.astype(model.card.data_type))
    deepness = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    meta = {key: json.loads(text) for key, text in deepness.get_modelmeta().custom_metadata_map.items()}
    mean, std = (np.array(meta[f"standardization_{name}"]).reshape(1, -1, 1, 1) for name in ("mean", "std"))
    (image,) = deepness.get_inputs()
    (probability,) = deepness.run(None, {image.name: ((tiles / 255 - mean) / std).astype(np.float32)})
    assert probability.dtype == np.float32
    np.testing.assert_allclose(probability, expected / 255, atol=1e-6)
    # And back: to us it is a model of Deepness's.
    card = load_model(str(path)).card
    assert card.architecture == "Deepness Segmentor"
    assert [c.name for c in card.classes] == [c.name for c in model.card.classes]
    assert (card.tile, card.resolution, card.threshold) == (
        model.card.tile,
        model.card.resolution,
        model.card.threshold,
    )


@pytest.mark.parametrize("kind", [{}, {"data_type": "uint16"}, {"classes": "three"}], ids=str)
def test_toys(tmp_path: Path, kind: dict) -> None:
    compare(write_toy(tmp_path, **kind), tmp_path)


@pytest.mark.parametrize("source", SEGMENTERS, ids=lambda path: path.stem)
def test_bundled_models(tmp_path: Path, source: Path) -> None:
    compare(source, tmp_path)


def test_a_map_finer_than_its_image_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="10 times finer"):
        written(write_toy(tmp_path, scale_factor=10), tmp_path)
