"""The request kind ``evaluate``: maps places with a known truth, and measures the accuracy."""

from __future__ import annotations

import math
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import Resampling

from ...contract.card import ModelCard
from ...contract.errors import RequestError, SourceError
from ...contract.requests import EvaluateRequest, EvaluateResult, MapRequest, Place
from ..assess.accuracy import f1, mean_f1, overall_accuracy
from ..assess.calibration import calibration_error, fit_temperature
from ..assess.occurrence import missing_classes
from ..assess.tally import Tally, tally, together
from ..assess.truth import Truth, coding_of
from ..channel import Channel, Portion
from ..infer.model_file import load_model
from ..raster.datasets import gdal_options
from ..raster.grid import Window
from ..raster.opening import open_source
from ..report.evaluation_report import Judged, Pictures, write_evaluation, write_table
from ..report.pictures import Picture, natural_colours, overlay
from ..write.assembly import draft_of, remove_drafts
from ..write.legend import Legend
from ..write.output_paths import PAGE, TABLE, check_outputs
from .map import handle as handle_map

# More pictures would make a page that nobody reads.
_PICTURES = 12
_SIDE = 400


def handle(request: EvaluateRequest, channel: Channel) -> EvaluateResult:
    """Evaluate the requested models.

    Raises:
        EngineError: An error in the user's words; no output is published then.
    """
    started = time.monotonic()
    check_outputs([(request.table, *TABLE), (request.report, *PAGE)])
    if not request.models or not request.places:
        raise RequestError("The request names nothing to evaluate.", "Choose at least one model, image and truth.")
    with (
        draft_of(request.table) as table,
        draft_of(request.report) as report,
        channel.nothing_to_lose(lambda: remove_drafts((table, report))),
    ):
        run = _Evaluation(request, channel)
        run.judge()
        places = [place.name for place in request.places]
        if table:
            write_table(table, run.judged, run.coding, places)
        if report:
            write_evaluation(report, run.judged, run.coding, places, run.pictures, run.warnings)
    total = together(run.judged[0].tallies)
    channel.progress(1.0, "Done")
    return EvaluateResult(
        pixels=int(total.confusion.sum()),
        overall_accuracy=_defined(float(overall_accuracy(total.confusion))),
        mean_f1=_defined(float(mean_f1(total.confusion))),
        class_f1={
            name: _defined(float(value)) for name, value in zip(run.coding.names, f1(total.confusion), strict=True)
        },
        calibration_error=_defined(calibration_error(total.certainty)),
        temperature=round(fit_temperature(total.certainty), 3),
        device=", then ".join(dict.fromkeys(run.devices)),
        seconds=round(time.monotonic() - started, 2),
        warnings=tuple(run.warnings),
    )


@dataclass
class _Evaluation:
    """A request in progress.

    Attributes:
        judged: Counts of the models, then of the reference maps.
        pictures: Pictures of the first places.
        devices: Devices that were used.
        warnings: Warnings for the user, each only once.
    """

    request: EvaluateRequest
    channel: Channel
    judged: list[Judged] = field(default_factory=list)
    pictures: list[Pictures] = field(default_factory=list)
    devices: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._has_255 = False
        self.cards = [load_model(model.path, model.sha256).card for model in self.request.models]
        self.coding = coding_of(self.request.classes, self.cards)

    def judge(self) -> None:
        """Map and count everything."""
        best: list[Tally] = []
        for number, card in enumerate(self.cards):
            tallies: list[Tally] = []
            for place in self.request.places:
                found, possible = self._place(number, card, place, len(tallies))
                tallies.append(found)
                if number == 0:
                    best.append(possible)
            self.judged.append(Judged(card.name, card.title, tallies))
        truth = self.judged[0].tallies
        for value in range(1, len(self.coding.names)):
            name = f"all {self.coding.names[value]}"
            self.judged.append(Judged(name, "", [one.everywhere(value) for one in truth], is_model=False))
        self._note(missing_classes(together(truth).confusion, self.coding.names, has_255=self._has_255))
        first = self.cards[0]
        if first.scale_factor > 1:
            self.judged.append(Judged(f"perfect map of {first.resolution:g} m", "", best, is_model=False))

    def _place(self, number: int, card: ModelCard, place: Place, index: int) -> tuple[Tally, Tally]:
        """Counts of a model at a place, and of the best possible map at the resolution of its input."""
        share = 1 / (len(self.cards) * len(self.request.places))
        begin = share * (number * len(self.request.places) + index)
        title = f"{card.name}, {place.name}"
        with (
            tempfile.TemporaryDirectory(dir=self.request.folder, ignore_cleanup_errors=True) as folder,
            self.channel.nothing_to_lose(lambda: shutil.rmtree(folder, ignore_errors=True)),
        ):
            wanted = self._map_request(number, place, Path(folder))
            remote = place.reading.trust_remote
            part = Portion(self.channel, begin, begin + 0.9 * share, title)
            mapped = handle_map(wanted, part)
            self.devices.append(mapped.device)
            self._note(mapped.warnings)
            counting = Portion(self.channel, begin + 0.9 * share, begin + share, title)

            def advance(fraction: float) -> None:
                self.channel.check()
                counting.progress(fraction, "Counting")

            with (
                gdal_options(remote=remote),
                ExitStack() as stack,
                rasterio.open(wanted.output) as dataset,
                rasterio.open(wanted.probability) as probability,
            ):
                truth = Truth(place.truth, dataset, self.coding, stack, remote=remote)
                codes = self.coding.of_map(card)
                classes = len(self.coding.names)
                counts = tally(dataset, codes, truth, classes, card.scale_factor, advance, probability)
                self._has_255 |= truth.has_255
                if not counts[0].confusion.any():
                    raise SourceError(
                        f"At {place.name}, no pixel has both a result and a known truth.",
                        "Check that the truth overlaps the image, and that it is not all 255, which means unknown "
                        "unless CLASSES names it.",
                    )
                if self.request.report and index < _PICTURES:
                    self._picture(card, place, index, dataset, truth)
        return counts

    def _map_request(self, number: int, place: Place, folder: Path) -> MapRequest:
        request = self.request
        return MapRequest(
            reading=place.reading,
            model=request.models[number].path,
            model_sha256=request.models[number].sha256,
            output=str(folder / "map.tif"),
            probability=str(folder / "probability.tif"),
            target=self.coding.target,
            compute=request.compute,
        )

    def _note(self, warnings: Sequence[str]) -> None:
        self.warnings += [warning for warning in warnings if warning not in self.warnings]

    def _picture(
        self,
        card: ModelCard,
        place: Place,
        index: int,
        dataset: rasterio.DatasetReader,
        truth: Truth,
    ) -> None:
        """Add a map to the pictures of a place; the first model also adds the image and the truth."""
        legend = [
            Legend(value, *of)
            for value, of in enumerate(
                zip(self.coding.names, self.coding.titles, self.coding.colors, strict=True),
            )
        ]
        step = max(1, -(-max(dataset.width, dataset.height) // _SIDE))
        shape = (-(-dataset.height // step), -(-dataset.width // step))
        if index == len(self.pictures):
            with open_source(place.reading, card, lambda *_: None) as source:
                image = natural_colours(source, source.grid.window, max(1, step // card.scale_factor), card.roles)
            image = _resized(image, shape)
            known = truth.read(Window(0, 0, dataset.width, dataset.height), shape)
            self.pictures.append(Pictures(place.name, image, [("Truth", overlay(image, known, legend))]))
        picture = self.pictures[index]
        values = dataset.read(1, out_shape=picture.image.shape[:2], resampling=Resampling.nearest)
        found = self.coding.of_map(card)[values]
        picture.maps.append((card.name, overlay(picture.image, found, legend)))


def _resized(picture: Picture, shape: tuple[int, int]) -> Picture:
    """Resize by nearest neighbour, so that pixels of 10 m remain visible."""
    rows, columns = (
        np.minimum((np.arange(wanted) + 0.5) * size / wanted, size - 1).astype(np.intp)
        for wanted, size in zip(shape, picture.shape[:2], strict=True)
    )
    return picture[rows[:, None], columns[None, :]]


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)
