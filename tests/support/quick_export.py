"""The export of networks by the older of torch's two exporters, which takes a tenth of the time.

It knows no 16-bit images. Whichever made it, a file is compared with its network before it is written.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import onnx
import pytest
import torch
from numpy.typing import NDArray

from onemetre.models.export import export
from onemetre.models.export.export import OPSET, ExportGraph

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
    """Exports of this process are quick within the block."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "_to_onnx", _to_onnx)
        yield


@pytest.fixture(scope="module")
def quick_export() -> Iterator[None]:
    """For tests of a training, to which the export is only its end."""
    with quick_exports():
        yield
