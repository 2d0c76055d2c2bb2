"""The request kind ``threshold``: makes a class raster from a probability raster, without the network.

Both rasters of a run derive from one number, the probability in whole percent, so the result equals, bit for bit, the
class raster that the run would have produced with this threshold.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterWindow

from ...contract.errors import OutputError, SourceError
from ...contract.redaction import identity, redact, shown_name
from ...contract.requests import ThresholdRequest, ThresholdResult
from ..channel import Channel
from ..mapping.provenance import kept_tags
from ..raster.areas import Areas
from ..raster.datasets import Recipe, gdal_options
from ..raster.file_states import changed_files, changed_meanwhile, states_of
from ..raster.grid import Grid
from ..raster.safe_paths import screen_path
from ..write.assembly import assemble, publish
from ..write.legend import NODATA, Legend
from ..write.output_paths import RASTER, check_outputs, target_of
from ..write.products import Product, probability_band
from ..write.spool import Spool

T = TypeVar("T")

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_ROWS = 512
_PERCENT = 100
_USUAL = (Legend(0, "other", "Other", "#d9d9d9"), Legend(1, "class", "Class", "#7b3294"))


def handle(request: ThresholdRequest, channel: Channel) -> ThresholdResult:
    """Apply the threshold.

    Raises:
        SourceError: The source is not a probability raster.
        OutputError: The output cannot be written.
        CancelledError: The user cancelled; no output is left then.
    """
    started = time.monotonic()
    check_outputs([(request.output, *RASTER)])
    with gdal_options(remote=request.trust_remote), ExitStack() as stack:
        with channel.nothing_to_lose():
            files = screen_path(request.source, trust_remote=request.trust_remote)
            source = Recipe(request.source, request.trust_remote).open(stack)
        band = _band(source, shown_name(request.source))
        if Path(request.output).exists() and any(Path(request.output).samefile(file) for file in files):
            raise OutputError(
                f"The output {Path(request.output).name} would overwrite the input.", "Choose another name."
            )
        if source.count > 1:
            channel.log("info", f"Of {source.count} bands the threshold takes band {band}: {_described(source, band)}.")
        return _apply(request, source, band, channel, started, files)


def _apply(
    request: ThresholdRequest, source: DatasetReader, band: int, channel: Channel, started: float, files: list[Path]
) -> ThresholdResult:
    states = states_of(files)
    tags = _tags(source, request.threshold)
    legend = _legend(tags)
    product = Product(
        name="class",
        path=target_of(Path(request.output)),
        dtype="uint8",
        nodata=NODATA,
        bands=(legend[1].name,),
        colors={entry.value: entry.color for entry in legend},
        overview="nearest",
    )
    threads = request.compute.threads
    grid = Grid(
        source.crs.to_wkt(),
        source.transform.c,
        source.transform.f,
        source.transform.a,
        source.width,
        source.height,
        source.crs.linear_units_factor[1],
    )
    spool = Spool(product.path, {"threshold": request.threshold, "source": identity(request.source)}, threads)
    if spool.remark:
        channel.log("info", spool.remark)
    try:
        with channel.nothing_to_lose(spool.discard):
            km2 = _classify(request, source, band, product, spool, channel, Areas(grid))
            if changed := changed_files(states, states_of(files)):
                raise changed_meanwhile(changed)
            temporary = assemble(spool, product, grid, tags, threads)
        publish(temporary, product.path)
    finally:
        # The job takes seconds, so nothing is worth keeping.
        spool.discard()
    class_km2 = {entry.name: round(km2[entry.value], 6) for entry in legend}
    parameters: dict[str, Any] = _facts(tags, "ONEMETRE_PARAMETERS", {})
    year = tags.get("ONEMETRE_YEAR", "")
    return ThresholdResult(
        output=request.output,
        area_km2=class_km2[legend[1].name],
        covered_km2=round(sum(km2.values()), 6),
        class_km2=class_km2,
        model=tags.get("ONEMETRE_MODEL", ""),
        target=str(parameters.get("target", "")),
        year=int(year) if year.isdecimal() else None,
        seconds=round(time.monotonic() - started, 2),
    )


def _classify(
    request: ThresholdRequest,
    source: DatasetReader,
    band: int,
    product: Product,
    spool: Spool,
    channel: Channel,
    areas: Areas,
) -> dict[int, float]:
    """Write the classes to the spool, and return the area of each, km2."""
    km2 = {0: 0.0, 1: 0.0}
    for number, top in enumerate(range(0, source.height, _ROWS)):
        channel.check()
        channel.progress(0.9 * top / source.height, "Applying the threshold")
        percent = source.read(band, window=RasterWindow(0, top, source.width, min(_ROWS, source.height - top)))
        valid = percent != NODATA
        if percent.max(initial=0, where=valid) > _PERCENT:
            raise _no_probability(shown_name(request.source), "it has values above 100")
        classes: NDArray[np.uint8] = np.where(valid, percent >= request.threshold, NODATA).astype(np.uint8)
        found = areas.of_values(classes, top, km2)
        spool.store([product], {"class": classes[None]}, number, top, found)
        km2 = {value: area + found.get(value, 0.0) for value, area in km2.items()}
    return km2


def _band(source: DatasetReader, name: str) -> int:
    """Number of the band with the probability of the mapped class.

    Raises:
        SourceError: The source is no probability raster, or has no such band.
    """
    tags = source.tags()
    many = source.count > 1
    if source.dtypes[0] != "uint8" or source.nodata != NODATA or (many and "ONEMETRE_CLASSES" not in tags):
        raise _no_probability(name, "it does not have one band of whole percent with 255 as nodata")
    if source.transform.b or source.transform.d or source.transform.a != -source.transform.e:
        raise _no_probability(name, "its pixels are not square or not north up")
    if source.crs is None or not source.crs.is_projected:
        raise _no_probability(name, "it has no projected coordinate system")
    if len(_facts(tags, "ONEMETRE_CLASSES", [])) > len(_USUAL):
        held = "probabilities of several classes" if many else "probability of the winning class"
        raise SourceError(
            f"{name} holds the {held}; a threshold cannot be applied to several classes.",
            "Choose the probability raster of one class.",
        )
    if not many:
        return 1
    wanted = probability_band(_legend(tags)[1].name)
    band = next((number for number in source.indexes if _described(source, number) == wanted), None)
    if band is None:
        raise SourceError(
            f"{name} has {source.count} bands, and none of them is named {wanted!r}.",
            "Choose the PROBABILITY output of a mapping algorithm, or a raster with this band alone.",
        )
    return band


def _described(source: DatasetReader, band: int) -> str:
    return redact(source.descriptions[band - 1] or "")


def _no_probability(name: str, why: str) -> SourceError:
    return SourceError(
        f"{name} is not a probability raster of OneMetre: {why}.",
        "Choose the PROBABILITY output of a mapping algorithm.",
    )


def _tags(source: DatasetReader, threshold: int) -> dict[str, str]:
    """The tags of the source, with the new threshold."""
    tags = kept_tags(source.tags())
    parameters = _facts(tags, "ONEMETRE_PARAMETERS", {}) | {"threshold": threshold}
    return {**tags, "ONEMETRE_PARAMETERS": json.dumps(parameters, sort_keys=True)}


def _legend(tags: Mapping[str, str]) -> tuple[Legend, ...]:
    """The two classes from the raster's tags, or default ones."""
    try:
        entries: list[dict[str, Any]] = _facts(tags, "ONEMETRE_CLASSES", [])
        legend = tuple(Legend(**entry) for entry in entries)
    except TypeError:
        return _USUAL
    whole = [entry.value for entry in legend] == [0, 1] and all(_COLOR.fullmatch(str(entry.color)) for entry in legend)
    return legend if whole else _USUAL


def _facts(tags: Mapping[str, str], name: str, nothing: T) -> T:
    """JSON content of a tag; ``nothing`` if it is missing or of another type."""
    try:
        facts = json.loads(tags.get(name, ""))
    except ValueError:
        return nothing
    return facts if isinstance(facts, type(nothing)) else nothing
