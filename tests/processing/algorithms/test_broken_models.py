"""Models whose cards are wrong, through every algorithm that takes a model file."""

from __future__ import annotations

import json
import math
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx
import pytest
from algorithms import BANDS, GREEN, failure, left

from onemetre.contract.card import METADATA_KEY
from onemetre.processing.app.settings import settings

Change = Callable[[dict[str, Any]], object]


def bands(card: dict[str, Any]) -> list[dict[str, Any]]:
    return card["mlm:input"][0]["onemetre:bands"]


def classes(card: dict[str, Any]) -> list[dict[str, Any]]:
    return card["mlm:output"][0]["classification:classes"]


def scaling(*values: tuple[float, float]) -> Change:
    entries = [{"type": "standardize", "mean": mean, "stddev": std} for mean, std in values]
    return lambda card: card["mlm:input"][0].update({"value_scaling": entries})


BROKEN: dict[str, Change] = {
    "onemetre:activation": lambda card: card.update({"onemetre:activation": "rm -rf"}),
    "raster:scale": lambda card: bands(card)[0].update({"raster:scale": 0}),
    "color_hint": lambda card: classes(card)[1].update({"color_hint": "ZZZZZZ"}),
    "onemetre:golden": lambda card: card.update({"onemetre:golden": {"mean": [math.nan] * 16, "tolerance": 2}}),
    "mlm:name": lambda card: card.update({"mlm:name": "a\nb\0c"}),
    "gsd": lambda card: card.update({"gsd": math.nan}),
    "mean of value_scaling": scaling((0, 1)),
    "stddev of value_scaling": scaling((0, 0), (0, 0), (0, 0)),
    "onemetre:threshold": lambda card: card.update({"onemetre:threshold": -5}),
    "onemetre:task": lambda card: card.update({"onemetre:task": "weather"}),
    "classification:classes": lambda card: classes(card).pop(0),
}


@pytest.fixture
def bare(toys: Path, tmp_path: Path) -> Path:
    """A copy of a model that fits the bright raster."""
    for suffix in (".onnx", ".json"):
        shutil.copy(toys / f"{GREEN}{suffix}", tmp_path / f"model{suffix}")
    return tmp_path / "model.onnx"


def said_everywhere(model: Path, bright: Path, out: Path) -> list[str]:
    """Messages of all algorithms that take a model file; none may write anything."""
    settings().model_folders.setValue(str(out / "models"))
    try:
        messages = [
            failure("describemodel", {"MODEL_FILE": str(model)}),
            failure("importmodel", {"INPUT": str(model)}),
            failure(
                "segment",
                {"INPUT": str(bright), "BANDS": BANDS, "MODEL_FILE": str(model), "OUTPUT": str(out / "map.tif")},
            ),
        ]
    finally:
        settings().model_folders.remove()
    assert left(out) == []
    return [message.removeprefix("Unable to execute algorithm\n") for message in messages]


@pytest.mark.parametrize("field", BROKEN)
def test_a_card_beside_a_model_is_refused_by_the_name_of_its_field(
    bare: Path, bright: Path, out: Path, field: str
) -> None:
    beside = bare.with_suffix(".json")
    card = json.loads(beside.read_text()) | {"file:checksum": ""}
    BROKEN[field](card)
    beside.write_text(json.dumps(card))
    for message in said_everywhere(bare, bright, out):
        assert field in message
        assert message.isprintable()


@pytest.mark.parametrize("field", ["onemetre:activation", "gsd"])
def test_so_is_a_card_inside_a_model(bare: Path, bright: Path, out: Path, field: str) -> None:
    bare.with_suffix(".json").unlink()
    model = onnx.load(str(bare))
    card = json.loads(next(entry.value for entry in model.metadata_props if entry.key == METADATA_KEY))
    BROKEN[field](card)
    onnx.helper.set_model_props(model, {METADATA_KEY: json.dumps(card)})
    bare.write_bytes(model.SerializeToString())
    for message in said_everywhere(bare, bright, out):
        assert field in message and "inside" in message
        assert message.isprintable()


@pytest.mark.parametrize("text", ["[" * 50_000, "nul"])
def test_text_that_is_no_json_inside_a_model_is_refused(bare: Path, bright: Path, out: Path, text: str) -> None:
    bare.with_suffix(".json").unlink()
    model = onnx.load(str(bare))
    onnx.helper.set_model_props(model, {METADATA_KEY: text})
    bare.write_bytes(model.SerializeToString())
    for message in said_everywhere(bare, bright, out):
        assert "cannot be read" in message
        assert message.isprintable()


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe")
@pytest.mark.parametrize("name", ["pipe.onnx", "folder.onnx", f"{'n' * 300}.onnx"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, bright: Path, out: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe.onnx")
    (tmp_path / "folder.onnx").mkdir()
    for message in said_everywhere(tmp_path / name, bright, out):
        assert name in message
        assert message.isprintable()
