"""Opens the input of a run with the model that fits it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from operator import itemgetter
from pathlib import Path

from ...contract.card import read_card
from ...contract.errors import BandError, GridError, SourceError
from ...contract.requests import MapRequest, ModelFile, Reading
from ..infer.model_file import LoadedModel, load_model
from ..raster.datasets import gdal_options
from ..raster.geodesy import ground_size
from ..raster.opening import Log, Source, assemble, open_source
from ..raster.safe_paths import screen_path

# A model for pixels more than twice as large wastes detail of the input.
_FINE = 0.5


def open_with_model(request: MapRequest, stack: ExitStack, log: Log) -> tuple[LoadedModel, Source]:
    """Load the model of a request, or the first candidate that fits the input, and open the input for it.

    Args:
        request: Map request.
        stack: Closes the input.
        log: Receives messages.

    Raises:
        EngineError: The model cannot be loaded or does not fit the input; of several candidates the error of the last.
    """
    if request.model:
        model = load_model(request.model, request.model_sha256)
        return model, stack.enter_context(open_source(request.reading, model.card, log))
    *others, last = _by_resolution(request.candidates, request.reading)
    for candidate in others:
        try:
            return _opened(candidate, request.reading, stack, log)
        except (BandError, GridError, SourceError):
            continue
    return _opened(last, request.reading, stack, log)


def _opened(candidate: ModelFile, reading: Reading, stack: ExitStack, log: Log) -> tuple[LoadedModel, Source]:
    """Load a model and open the input for it; messages about the input are logged only if the model fits."""
    messages: list[tuple[str, str]] = []
    model = load_model(candidate.path, candidate.sha256)
    source = stack.enter_context(open_source(reading, model.card, lambda *message: messages.append(message)))
    log("info", f"Model chosen for this input: {model.card.name}.")
    for message in messages:
        log(*message)
    return model, source


def _by_resolution(candidates: Sequence[ModelFile], reading: Reading) -> list[ModelFile]:
    """Models for much larger pixels than those of the input come last; their cards tell, without the networks."""
    try:
        with gdal_options(remote=reading.trust_remote), ExitStack() as stack:
            for path in reading.sources:
                screen_path(path, trust_remote=reading.trust_remote)
            recipe = assemble(reading).recipe
            dataset = recipe.open(stack)
            pixel = min(ground_size(dataset, recipe.name)[2:]) if dataset.crs else 0.0
    except (BandError, GridError, SourceError):
        # Each model will meet the same error.
        return list(candidates)
    cards = (read_card(str(Path(candidate.path).with_suffix(".json"))) for candidate in candidates)
    coarse = [0 < pixel < _FINE * card.resolution for card in cards]
    return [candidate for _, candidate in sorted(zip(coarse, candidates, strict=True), key=itemgetter(0))]
