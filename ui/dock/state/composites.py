"""Sentinel-2 of the ticked years: composites that a service gives, kept in the profile and used again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ....contract.card import ModelCard
from ....contract.errors import RequestError
from ....processing.app.i18n import tr
from ....processing.app.paths import profile_folder
from ....processing.bases.sentinel_bands import is_for_sentinel
from .area_texts import extent_text
from .free_names import Held
from .planned_run import PlannedRun
from .settings import DockSettings, ImageChoice

COMPOSITE = "sentinel2composite"
"""Name of the algorithm."""

_DIGITS = 10
# Where the polygons are kept, and who may fetch the scenes, does not change the image.
_UNESSENTIAL = ("AOI", "AUTH")


def composites_folder() -> Path:
    """Folder of the composites; it may not exist yet."""
    return profile_folder("composites")


def is_composite(source: str) -> bool:
    """Whether a raster is a composite of the dock."""
    return Path(source).parent == composites_folder()


def imagery_group() -> str:
    """Name of the project's group for composites."""
    return tr("Sentinel-2 imagery")


def composite_run(settings: DockSettings, card: ModelCard, polygons: str, year: int) -> PlannedRun:
    """The run that makes the composite of a year; what it depends on is in the name of its file.

    Args:
        settings: Settings of the dock.
        card: Card of the model, whose bands are fetched.
        polygons: File with the polygons of the area; empty = no polygons.
        year: Year.

    Raises:
        RequestError: No area is chosen, or the model is not for Sentinel-2.
    """
    if settings.area.kind == "raster":
        raise RequestError(
            tr("The whole imagery is no area for images that are still to be found."), tr("Choose another area.")
        )
    if not is_for_sentinel(card):
        raise RequestError(
            tr("The model {} does not map Sentinel-2.").format(card.name),
            tr("Choose another model, or untick the years under Find Sentinel-2."),
        )
    search = settings.search
    wanted: dict[str, Any] = {
        "AOI": polygons,
        "EXTENT": extent_text(settings.area),
        "YEAR": year,
        "MONTHS": search.months.replace(" ", ""),
        "SERVICE": search.service,
        "BANDS": ",".join(card.roles),
        "AUTH": search.auth,
    }
    work = {name: value for name, value in wanted.items() if name not in _UNESSENTIAL}
    # The file of polygons is named after their content.
    text = json.dumps(work | {"polygons": Path(polygons).name}, sort_keys=True)
    stem = f"sentinel2_{year}_{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"
    output = composites_folder() / f"{stem}.tif"
    wanted |= {"OUTPUT": str(output), "TABLE": str(output.with_suffix(".csv"))}
    return PlannedRun(COMPOSITE, {name: value for name, value in wanted.items() if value != ""}, year, card.name)


def composites_of(settings: DockSettings, card: ModelCard, polygons: str) -> dict[int, PlannedRun]:
    """The runs that make the composites of the ticked years, whether they exist or not.

    Raises:
        RequestError: See :func:`composite_run`; or a ticked raster of the project is of one of the years.
    """
    twice = sorted(set(settings.search.years) & {image.year for image in settings.chosen if image.year})
    if twice:
        raise RequestError(
            tr("{} is ticked under Imagery and under Find Sentinel-2.").format(", ".join(map(str, twice))),
            tr("Untick one of them: a year becomes one map."),
        )
    return {year: composite_run(settings, card, polygons, year) for year in sorted(settings.search.years)}


def with_composites(settings: DockSettings, composites: dict[int, PlannedRun]) -> DockSettings:
    """Settings in which the composites are ticked images."""
    made = (ImageChoice(source=run.parameters["OUTPUT"], year=year, chosen=True) for year, run in composites.items())
    return dataclasses.replace(settings, images=(*settings.images, *made))


def is_wanting(run: PlannedRun, held: Sequence[Held]) -> bool:
    """Whether a composite does not exist, and no job is about to make it."""
    output = run.parameters["OUTPUT"]
    made = any(not other.resumable and other.run.parameters.get("OUTPUT") == output for other in held)
    return not made and not Path(output).exists()


def unmade(run: PlannedRun) -> list[str]:
    """Composites that a run maps and that do not exist."""
    sources = run.parameters.get("INPUT")
    images = sources if isinstance(sources, list) else []
    return [source for source in images if is_composite(source) and not Path(source).exists()]
