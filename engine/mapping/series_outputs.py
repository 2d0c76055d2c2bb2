"""The files of a year series: checks their paths before anything else, and defines the consistent rasters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from ...contract.errors import OutputError
from ..write.legend import NODATA
from ..write.output_paths import PAGE, RASTER, TABLE, check_outputs
from ..write.products import Product, probability_band
from ..years.consistency import Rule
from ..years.series_folder import REPORT, SeriesFolder
from ..years.stack import YearStack
from ..years.survey import CONSISTENT_THRESHOLD
from ..years.year_files import YearFile
from ..years.year_map import YearMap
from .provenance import kept_tags
from .series_inputs import YearInput


def check_series_outputs(inputs: Sequence[YearInput], folder: SeriesFolder, *, linked: bool) -> None:
    """Reject outputs that cannot be written, or that would overwrite an input.

    Args:
        inputs: The years.
        folder: Folder of the series.
        linked: Whether the years are made consistent.

    Raises:
        OutputError: An output cannot be written; the message names it.
    """
    outputs = [(str(folder.folder / REPORT), *PAGE)]
    for one in inputs:
        kinds = [] if one.percent else ["map", "probability"]
        kinds += ["consistent map", "consistent probability"] if linked else []
        kinds += ["image"] if one.composite is not None else []
        outputs += [(str(folder.path(one.year, kind)), *RASTER) for kind in kinds]
        if one.composite is not None:
            outputs.append((str(folder.path(one.year, "scenes")), *TABLE))
    check_outputs(outputs)
    read = [file for one in inputs for file in one.files if file.exists()]
    for path in (Path(text) for text, *_ in outputs):
        if path.exists() and any(path.samefile(file) for file in read):
            raise OutputError(f"The output {path.name} would overwrite an input.", "Choose another folder.")


def consistent_files(years: YearStack, folder: SeriesFolder, rule: Rule) -> list[YearFile]:
    """The class raster and the probability raster of every year in the light of all years."""
    rest, wanted = years.legend
    files = []
    for number, one in enumerate(years.maps):
        tags = _tags(one, years, rule)
        classes = Product(
            name="class",
            path=folder.path(one.year, "consistent map"),
            dtype="uint8",
            nodata=NODATA,
            bands=(wanted.name,),
            colors={0: rest.color, 1: wanted.color},
            overview="nearest",
        )
        percent = Product(
            name="probability",
            path=folder.path(one.year, "consistent probability"),
            dtype="uint8",
            nodata=NODATA,
            bands=(probability_band(wanted.name),),
            unit="%",
        )
        files += [YearFile(classes, number, tags), YearFile(percent, number, tags)]
    return files


def _tags(one: YearMap, years: YearStack, rule: Rule) -> dict[str, str]:
    """Tags of a consistent map: those of the map of the year, and what linked it with the others."""
    tags = kept_tags(one.tags)
    linked = {"years": list(years.years), **asdict(rule)}
    parameters = {**one.parameters, "threshold": CONSISTENT_THRESHOLD, "consistency": linked}
    return {**tags, "ONEMETRE_YEAR": str(one.year), "ONEMETRE_PARAMETERS": json.dumps(parameters, sort_keys=True)}
