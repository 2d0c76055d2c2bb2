"""Provenance of a result: the inputs that it depends on, and the tags in its file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ...contract.card import card_to_json
from ...contract.redaction import redact, redact_all, redact_json, shown_name
from ...contract.requests import Area, MapRequest, Reading
from ..infer.model_file import LoadedModel
from ..infer.session import Session
from ..raster.grid import Grid
from ..raster.opening import Source
from ..tiles.classify import Classifier


@cache
def plugin_version() -> str:
    """The plugin's version, from metadata.txt."""
    text = (Path(__file__).parents[2] / "metadata.txt").read_text(encoding="utf-8")
    return next(line.partition("=")[2].strip() for line in text.splitlines() if line.startswith("version="))


def kept_tags(tags: Mapping[str, str]) -> dict[str, str]:
    """Tags that a raster made of a map takes over from it, and the version that makes it."""
    # Earlier versions left addresses with signatures in them.
    own = (item for item in tags.items() if item[0].startswith(("ONEMETRE_", "TIFFTAG_")))
    kept = {name: redact_json(value) if value.startswith(("{", "[")) else redact(value) for name, value in own}
    return {**kept, "TIFFTAG_SOFTWARE": f"OneMetre {plugin_version()}", "ONEMETRE_VERSION": plugin_version()}


INPUT_KEYS = frozenset({"source", "grid"})
"""Keys of a job that change with the same reading only if the input changes."""


def job_of(request: MapRequest, model: LoadedModel, source: Source, session: Session, grid: Grid) -> dict[str, object]:
    """Everything that pixels depend on besides the input's content; only a run with the same job resumes another."""
    return {
        "version": plugin_version(),
        "onnxruntime": version_of_runtime(),
        "model": model.sha256,
        # One network can be imported with several cards that differ in tiles, normalisation or output.
        "card": card_to_json(model.card),
        "source": source.fingerprint,
        "device": session.device,
        "batch": session.batch,
        # A hash: thousands of polygons would make the record of the job larger than the map.
        "area": _hash(request.area),
        "grid": [grid.x, grid.y, grid.pixel, grid.width, grid.height],
        "target": request.target,
        "threshold": request.threshold,
        "products": [bool(request.probability), bool(request.superresolved)],
        "every_probability": request.every_probability,
    }


def reading_of(request: MapRequest) -> str:
    """Hash of how a request names its input; a hash, since an address may contain a password."""
    return _hash(request.reading)


def _hash(part: Reading | Area) -> str:
    return hashlib.sha256(json.dumps(asdict(part), sort_keys=True).encode()).hexdigest()


def version_of_runtime() -> str:
    """Version of onnxruntime."""
    import onnxruntime

    return str(onnxruntime.__version__)


def tags_of(
    request: MapRequest, model: LoadedModel, source: Source, device: str, classifier: Classifier
) -> dict[str, str]:
    """Metadata for the output files, without date, paths and secrets, so that the same run yields the same file."""
    parameters = {
        "inputs": [shown_name(path) for path in request.reading.sources],
        "bands": redact_all(request.reading.bands),
        "scale": request.reading.scale,
        "offset": request.reading.offset,
        "target": request.target,
        "threshold": classifier.threshold,
    }
    tags = {
        "TIFFTAG_SOFTWARE": f"OneMetre {plugin_version()}",
        "ONEMETRE_VERSION": plugin_version(),
        "ONEMETRE_MODEL": model.card.name,
        "ONEMETRE_MODEL_SHA256": model.sha256,
        "ONEMETRE_PARAMETERS": json.dumps(parameters, sort_keys=True),
        # These let a new threshold produce a raster with the same legend, even without the model.
        "ONEMETRE_CLASSES": json.dumps([redact_all(entry.__dict__) for entry in classifier.legend]),
        "ONEMETRE_RADIOMETRY": source.meaning,
        "ONEMETRE_DEVICE": device,
        "ONEMETRE_ONNXRUNTIME": version_of_runtime(),
        "ONEMETRE_NUMPY": version("numpy"),
    }
    if model.card.licence:
        tags["ONEMETRE_MODEL_LICENCE"] = redact(model.card.licence)
    if request.year is not None:
        tags["ONEMETRE_YEAR"] = str(request.year)
    return tags
