"""The request kind ``export-training``: cuts an image into patches with labels from drawn samples, for training."""

from __future__ import annotations

import errno
import json
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import shapely
from numpy.typing import NDArray
from rasterio.features import rasterize

from ...contract.card import CardBand, CardClass, ModelCard
from ...contract.errors import OutputError, SourceError
from ...contract.patient_files import rename
from ...contract.redaction import shown_name
from ...contract.requests import ExportTrainingRequest, ExportTrainingResult, Reading
from ..assess.accuracy import UNKNOWN
from ..channel import Channel
from ..raster.area import MappedArea, resolve_area
from ..raster.datasets import gdal_options
from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.geodesy import ground_size
from ..raster.georeference import refuse_unplaced
from ..raster.grid import Window
from ..raster.opening import assemble, open_source
from ..raster.safe_paths import screen_path
from ..raster.source import Source
from ..samples.placement import Shape, place_samples
from ..write.output_paths import target_of

MANIFEST = "manifest.json"
_FILL = 110
_ROLES = ("red", "green", "blue")
# Marks the working folder as OneMetre's.
_MARK = ".onemetre"
_DRIVERS = {"tif": "GTiff", "png": "PNG"}


def handle(request: ExportTrainingRequest, channel: Channel) -> ExportTrainingResult:
    """Cut and write the patches, and publish the folder when it is complete.

    Raises:
        EngineError: The image or the samples do not fit, or nothing can be written; no folder is left then.
        CancelledError: The user cancelled; no folder is left then.
    """
    started = time.monotonic()
    output = Path(request.output)
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise OutputError(f"{output} already exists and is not empty.", "Choose a new folder as OUTPUT.")
    card = _card(request)
    target = target_of(output)
    draft = target.with_name(f".{target.name}.onemetre-part")
    _remove_draft(draft)
    with ExitStack() as stack:
        with channel.nothing_to_lose():
            source = stack.enter_context(open_source(request.reading, card, channel.log))
            area = resolve_area(request.area, source.grid, 1)
            classes = {int(value): (name,) for value, name in request.classes.items()}
            found = place_samples(request.samples, classes, source.grid)
        try:
            with channel.nothing_to_lose(lambda: shutil.rmtree(draft, ignore_errors=True)):
                writer = _Writer(draft, source, request.format)
                for share, window in _windows(area, request.side, request.side - request.overlap):
                    channel.check()
                    channel.progress(share, f"{writer.pieces} patches")
                    writer.add(window, _labels(source, area, found.shapes, window))
                if not writer.pieces:
                    raise SourceError(
                        "No sample lies where the image has data.", "Draw samples where the image has data."
                    )
                writer.finish(_manifest(request, source, writer))
            (draft / _MARK).unlink()
            if target.exists():
                target.rmdir()
            rename(draft, target)
        except (OSError, *GDAL_ERRORS) as error:
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise OutputError(
                f"The folder {output} cannot be written: {cause_of(error)}.", "Choose another folder."
            ) from None
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        channel.progress(1.0, "Done")
        return ExportTrainingResult(
            output=str(output),
            pieces=writer.pieces,
            class_pixels={name: writer.pixels[int(value)] for value, name in request.classes.items()},
            seconds=round(time.monotonic() - started, 2),
            warnings=(*source.warnings, *found.warnings),
        )


def _remove_draft(draft: Path) -> None:
    """Remove what a killed run left behind.

    Raises:
        OutputError: The folder was not made by OneMetre.
    """
    if draft.is_symlink() or (draft.exists() and not (draft / _MARK).is_file()):
        raise OutputError(
            f"{draft} is needed as the working folder of this run, but was not made by OneMetre.",
            "Move or rename it, or choose another name for the output.",
        )
    shutil.rmtree(draft, ignore_errors=True)


class _Writer:
    """Writes patches into a temporary folder."""

    def __init__(self, folder: Path, source: Source, ending: str) -> None:
        self._folder, self._source, self._ending = folder, source, ending
        self.pieces = 0
        self.pixels: Counter[int] = Counter()
        folder.mkdir(parents=True)
        (folder / _MARK).touch()
        for name in ("images", "labels"):
            (folder / name).mkdir()

    def add(self, window: Window, label: NDArray[np.uint8] | None) -> None:
        """Write the image and the label of a window, unless it has no known label."""
        if label is None:
            return
        image, valid = self._source.read(window)
        label = np.where(valid, label, UNKNOWN).astype(np.uint8)
        known = label[label != UNKNOWN]
        if not known.size:
            return
        name = f"{window.row:06}_{window.col:06}.{self._ending}"
        self._write(self._folder / "images" / name, image.astype(np.uint8), window)
        self._write(self._folder / "labels" / name, label[None], window)
        self.pieces += 1
        self.pixels.update(dict(zip(*(part.tolist() for part in np.unique(known, return_counts=True)), strict=True)))

    def finish(self, manifest: dict[str, Any]) -> None:
        """Write the description of the patches."""
        text = json.dumps(manifest, indent=1, ensure_ascii=False)
        (self._folder / MANIFEST).write_text(text + "\n", encoding="utf-8")

    def _write(self, path: Path, pixels: NDArray[np.uint8], window: Window) -> None:
        grid = self._source.grid.crop(window)
        more = {"compress": "deflate"} if self._ending == "tif" else {}
        profile: dict[str, Any] = {
            "driver": _DRIVERS[self._ending],
            "count": len(pixels),
            "height": pixels.shape[1],
            "width": pixels.shape[2],
            "dtype": "uint8",
            "crs": grid.crs,
            "transform": grid.transform,
            **more,
        }
        with gdal_options(remote=False), rasterio.open(path, "w", **profile) as dataset:
            dataset.write(pixels)


def _card(request: ExportTrainingRequest) -> ModelCard:
    """A card that requests the patches like the input of a model."""
    roles = (*_ROLES, "nir") if "nir" in {role.strip().lower() for role in request.reading.bands} else _ROLES
    return ModelCard(
        name="training data",
        title="training data",
        bands=tuple(CardBand(role=role, scale=1 / 255, fill=_FILL) for role in roles),
        resolution=request.resolution or _own_resolution(request.reading),
        tile=request.side,
        classes=tuple(CardClass(value=v, name=n, title=n, color="#000000") for v, n in enumerate(("other", "class"))),
    )


def _own_resolution(reading: Reading) -> float:
    """Ground size of the pixels of the first image, metres."""
    if not reading.sources:
        raise SourceError("The request names no input.", "Choose at least one raster.")
    with gdal_options(remote=reading.trust_remote), ExitStack() as stack:
        screen_path(reading.sources[0], trust_remote=reading.trust_remote)
        recipe = assemble(replace(reading, sources=reading.sources[:1])).recipe
        dataset = recipe.open(stack)
        refuse_unplaced(dataset, recipe.name)
        _, _, across, down = ground_size(dataset, recipe.name)
    return (across + down) / 2


def _windows(area: MappedArea, side: int, step: int) -> Iterator[tuple[float, Window]]:
    """Windows of the patches in rows and columns, within the image, with the fraction done before each one."""

    def starts(first: int, count: int, size: int) -> list[int]:
        last = max(0, size - side)
        return sorted({min(max(0, at), last) for at in range(first, first + max(count - side, 0) + step, step)})

    rows = starts(area.window.row, area.window.height, area.grid.height)
    columns = starts(area.window.col, area.window.width, area.grid.width)
    for number, row in enumerate(rows):
        for column in columns:
            yield number / len(rows), Window(column, row, side, side).intersection(area.grid.window)


def _labels(source: Source, area: MappedArea, shapes: Sequence[Shape], window: Window) -> NDArray[np.uint8] | None:
    """Values of the samples in a window [height, width], elsewhere 255; None = no samples."""
    box = shapely.box(*source.grid.bounds_of(window))
    here = [(shape.region, shape.value) for shape in shapes if shapely.intersects(shape.region, box)]
    if not here:
        return None
    grid = source.grid.crop(window)
    label: NDArray[np.uint8] = rasterize(
        here, out_shape=(grid.height, grid.width), fill=UNKNOWN, transform=grid.transform, dtype=np.uint8
    )
    mask = area.mask(window)
    return label if mask is None else np.where(mask, label, UNKNOWN).astype(np.uint8)


def _manifest(request: ExportTrainingRequest, source: Source, writer: _Writer) -> dict[str, Any]:
    grid = source.grid
    return {
        "classes": request.classes,
        "unknown": UNKNOWN,
        "crs": grid.crs,
        "resolution": grid.pixel * grid.metres_per_unit,
        "source": [shown_name(path) for path in request.reading.sources],
        "date": datetime.now(UTC).date().isoformat(),
        "side": request.side,
        "overlap": request.overlap,
        "pieces": writer.pieces,
        "pixels": {str(value): count for value, count in sorted(writer.pixels.items())},
    }
