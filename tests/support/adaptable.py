"""Adaptable models, and a small city for them, in which bright is green and dark is the rest."""

from __future__ import annotations

import atexit
import dataclasses
import functools
import io
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import torch
from drawn import Box, square
from numpy.typing import NDArray
from rasters import write_raster
from torch import nn

from onemetre.contract.card import CardBand, CardClass, ModelCard
from onemetre.contract.requests import Compute
from onemetre.models.export import export
from onemetre.models.export.export import OPSET, ExportGraph, export_onnx
from onemetre.models.networks.jointseg import JointSeg
from onemetre.models.networks.jointseg_lite0 import JointSegLite0
from onemetre.models.networks.ugsnet_light import UGSNetLight
from onemetre.models.training.loop.weights import save_adaptable
from onemetre.models.training.pretrain.card import own_classes

NAME = "light.untrained_v1"
THREE = "light.three_v1"
JOINT = "jointseg.untrained_v1"
LITE0 = "jointseg-lite0.untrained_v1"
SIDE = 192


_usual = export._to_onnx  # noqa: SLF001 - there is no other place at which to choose the exporter


def _to_onnx(graph: ExportGraph, golden: NDArray[Any]) -> onnx.ModelProto:
    if graph.data_type != "uint8":
        return _usual(graph, golden)
    names = ["probability", "superresolved"][: 2 if graph.superresolved else 1]
    file = io.BytesIO()
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph,
            (torch.from_numpy(golden).repeat(2, 1, 1, 1),),
            file,
            input_names=["image"],
            output_names=names,
            dynamic_axes={name: {0: "batch"} for name in ("image", *names)},
            opset_version=OPSET,
            dynamo=False,
        )
    return onnx.load_model_from_string(file.getvalue())


@contextmanager
def quick_exports() -> Iterator[None]:
    """Within the block this process exports with the older of torch's two exporters, in a tenth of the time.

    It knows no 16-bit images. Whichever made it, a file is compared with its network before it is written.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "_to_onnx", _to_onnx)
        yield


def write_adaptable(folder: Path) -> Path:
    """Write an untrained ugsnet-light with its card and its weights; returns the path of the .onnx file."""
    return _copied(_made(NAME, UGSNetLight, _light(NAME)), folder)


def write_adaptable_three(folder: Path) -> Path:
    """Write an untrained ugsnet-light with a third class between the two."""
    card = dataclasses.replace(_light(THREE), task="segmentation", classes=own_classes(["other", "green", "water"]))
    return _copied(_made(THREE, functools.partial(UGSNetLight, classes=3), card), folder)


def write_adaptable_jointseg(folder: Path) -> Path:
    """Write an untrained JointSeg of three classes."""
    return _copied(_made(JOINT, JointSeg, satellite_card()), folder)


def write_adaptable_lite0(folder: Path) -> Path:
    """Write an untrained JointSegLite0 of three classes."""
    changes = {"name": LITE0, "architecture": "jointseg-lite0", "tile": 64, "halo": JointSegLite0.HALO}
    return _copied(_made(LITE0, JointSegLite0, dataclasses.replace(satellite_card(), **changes)), folder)


def _copied(made: Path, folder: Path) -> Path:
    # Models are made once and copied, because even the quick export takes a second.
    for file in made.parent.iterdir():
        shutil.copy(file, folder)
    return folder / made.name


@functools.cache
def _made(name: str, make: Callable[[], nn.Module], card: ModelCard) -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    torch.manual_seed(3)
    network = make()
    with torch.no_grad():
        network.train()(torch.rand(2, 3, 64, 64) - 0.5)
    path = folder / f"{name}.onnx"
    with quick_exports():
        export_onnx(network.eval(), card, path)
    save_adaptable(network, path)
    return path


def _light(name: str) -> ModelCard:
    return ModelCard(
        name=name,
        title="Untrained",
        task="green-space",
        architecture="ugsnet-light",
        bands=tuple(CardBand(role=role, scale=1 / 255, fill=110) for role in ("red", "green", "blue")),
        resolution=1.0,
        tile=64,
        halo=8,
        classes=(
            CardClass(value=0, name="other", title="Other", color="#d9d9d9"),
            CardClass(value=1, name="green", title="Urban green", color="#27ae60"),
        ),
        mean=(0.5,) * 3,
        std=(0.5,) * 3,
    )


def satellite_card() -> ModelCard:
    """Card from 10 m to 1 m, reflectance x 10000, three classes."""
    return ModelCard(
        name=JOINT,
        title="Untrained",
        task="impervious-surface",
        architecture="jointseg",
        bands=tuple(CardBand(role=role, scale=1e-4, fill=800) for role in ("red", "green", "blue")),
        data_type="uint16",
        resolution=10.0,
        scale_factor=JointSeg.SCALE,
        tile=32,
        halo=JointSeg.HALO,
        blend=0,
        classes=own_classes(["other", "impervious", "green"]),
        superresolved=True,
    )


def write_city(path: Path) -> Path:
    """Write a raster of SIDE x SIDE pixels of 1 m in stripes of 32 m, dark and bright; nodata in the last rows."""
    rng = np.random.default_rng(0)
    bright = (np.arange(SIDE) // 32) % 2 == 1
    pixels = np.where(bright, 225, 35) + rng.integers(-20, 21, (3, SIDE, SIDE))
    pixels[:, -32:] = 0
    return write_raster(path, pixels.astype(np.uint8), nodata=0)


def drawn(count: int) -> list[tuple[Box, str]]:
    """``count`` squares of each class in the city, well apart."""
    places = [(stripe, row) for row in range(5) for stripe in range(3)][:count]
    return [
        (square(64 * stripe + 32 * number + 10, 6 + 30 * row), name)
        for stripe, row in places
        for number, name in enumerate(("other", "green"))
    ]


def short_run(folder: Path) -> dict[str, Any]:
    """Fields of a request whose adaptation is too short and too slow to improve on its parent."""
    return {
        "epochs": 0.5,
        "rate": 1e-9,
        "batch": 1,
        "folder": str(folder / "mine"),
        "run": str(folder / "run"),
        "compute": Compute(device="cpu", threads=1),
    }
