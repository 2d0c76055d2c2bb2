"""The request kind ``year-series``: maps of several years on one grid, made consistent.

Three steps for every year or for all: the image, its map, the rule that links the years. Each step that is finished is
noted in the folder, so that a run resumes with the first that is not, and inside it where mapping or composing stopped.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...contract.errors import RequestError, SourceError
from ...contract.requests import (
    MappedYear,
    MapRequest,
    PixelGrid,
    YearRaster,
    YearSeriesRequest,
    YearSeriesResult,
)
from ..channel import Channel, Portion
from ..infer.model_file import LoadedModel
from ..mapping.model_choice import open_with_model
from ..mapping.provenance import plugin_version
from ..mapping.series_inputs import YearInput, find_inputs, of_year
from ..mapping.series_model import file_of, target_of, temperature_of
from ..mapping.series_outputs import check_series_outputs, consistent_files
from ..memory import give_back_memory, threads_that_start
from ..raster.datasets import BLOCK_CACHE, limit_block_cache
from ..raster.file_states import states_of
from ..raster.grid import Grid
from ..years.consistency import Chain, Rule
from ..years.series_folder import REPORT, SeriesFolder
from ..years.stack import YearStack, open_years
from ..years.survey import Block, Findings, Survey
from ..years.year_files import write_years
from . import composite
from . import map as mapping

# Shares of the progress: an image from a service, a map, and all years together.
_IMAGE, _MAP, _LINK = 3.0, 5.0, 1.0


def handle(request: YearSeriesRequest, channel: Channel) -> YearSeriesResult:
    """Map the series.

    Raises:
        EngineError: An error in the user's words, with the year where it concerns one; finished years stay.
    """
    started = time.monotonic()
    inputs = find_inputs(request.years)
    with SeriesFolder(Path(request.folder)) as folder:
        return _Series(request, channel, folder, inputs).run(started)


class _Log(Portion):
    """A part of the progress that remembers the warnings."""

    def __init__(self, whole: Channel, start: float, stop: float, message: str) -> None:
        super().__init__(whole, start, stop, message)
        self.warnings: list[str] = []

    def log(self, level: str, message: str) -> None:
        if level == "warning":
            self.warnings.append(message)
        super().log(level, message)


@dataclass
class _Series:
    """One run."""

    request: YearSeriesRequest
    channel: Channel
    folder: SeriesFolder
    inputs: list[YearInput]
    warnings: list[str] = field(default_factory=list)
    resumed: bool = False
    model: LoadedModel | None = None
    temperature: float | None = None
    _done: float = 0.0

    def run(self, started: float) -> YearSeriesResult:
        check_series_outputs(self.inputs, self.folder, linked=self.request.consistency)
        images = [one if one.composite is None else self._composite(one) for one in self.inputs]
        rasters = self._given(images) if images[0].percent else self._map(images)
        limit_block_cache(self._cache())
        give_back_memory()
        with ExitStack() as stack:
            years = open_years(rasters, stack, trust_remote=self._is_remote, percent=True)
            if years.cropped:
                self._warn("The maps have different extents: only the ground that all of them cover counts.")
            rule = self._rule(years)
            findings = self._findings(years, rule)
            if not findings.single.compared_km2:
                self._warn("No pixel is observed in all years: areas of single years are empty.")
            report = self._report(years, rule, findings)
            return self._result(years, findings, report, time.monotonic() - started)

    # -- steps ---------------------------------------------------------------------------------------------------

    def _composite(self, one: YearInput) -> YearInput:
        """The year with its image, which is made unless it is there."""
        image, table = self.folder.path(one.year, "image"), self.folder.path(one.year, "scenes")
        if one.composite is None:
            raise AssertionError("only years without an image come here")
        wanted = replace(one.composite, output=str(image), table=str(table))
        job = {"version": plugin_version(), **composite.job_of(wanted)}
        step, part = f"{one.year} image", self._part(_IMAGE, str(one.year))
        noted = self.folder.finished(step, job, [image, table])
        if noted is None:
            with of_year(one.year):
                result = composite.handle(wanted, part)
            noted = {"warnings": list(result.warnings)}
            self.folder.note(step, job, [image, table], noted)
        else:
            self._taken_over(image)
        self._warn_of(one.year, noted)
        return one.with_image(image)

    def _map(self, images: Sequence[YearInput]) -> list[YearRaster]:
        """Map the images on the pixels of the earliest one, with one model."""
        first = self._map_request(images[0], None)
        with of_year(images[0].year), ExitStack() as stack, self.channel.nothing_to_lose():
            self.model, source = open_with_model(first, stack, lambda *_: None)
            grid, target = source.grid, target_of(self.model.card, self.request.target)
        chosen = file_of(self.model, self.request)
        rasters = []
        for one in images:
            wanted = replace(
                self._map_request(one, grid),
                model=chosen.path,
                candidates=(),
                model_sha256=self.model.sha256,
                target=target,
            )
            rasters.append(self._map_year(one, wanted))
        return rasters

    def _map_year(self, one: YearInput, wanted: MapRequest) -> YearRaster:
        files = [Path(wanted.output), Path(wanted.probability)]
        job = {
            "version": plugin_version(),
            "request": _without_places(dataclasses.asdict(wanted)),
            "device": wanted.compute.device,
            "input": states_of(one.files),
        }
        step, part = f"{one.year} map", self._part(_MAP, str(one.year))
        noted = self.folder.finished(step, job, files)
        if noted is None:
            with of_year(one.year):
                result = mapping.handle(wanted, part)
            self.resumed = self.resumed or result.resumed
            noted = {"warnings": list(dict.fromkeys([*part.warnings, *result.warnings]))}
            self.folder.note(step, job, files, noted)
        else:
            self._taken_over(files[0])
        self._warn_of(one.year, noted)
        return YearRaster(path=wanted.probability, year=one.year)

    def _given(self, inputs: Sequence[YearInput]) -> list[YearRaster]:
        return [YearRaster(path=one.reading.sources[0], year=one.year) for one in inputs if one.reading is not None]

    def _findings(self, years: YearStack, rule: Rule) -> Findings:
        """Link the years, and count what grew."""
        linked = self.request.consistency
        files = consistent_files(years, self.folder, rule) if linked else []
        paths = [file.product.path for file in files]
        job = {
            "version": plugin_version(),
            "rule": dataclasses.asdict(rule) if linked else None,
            "years": [[one.year, one.threshold, one.band] for one in years.maps],
            "input": states_of(years.files),
        }
        noted = self.folder.finished("years", job, paths)
        if noted is not None:
            try:
                found = Findings.from_json(noted)
            except (TypeError, KeyError):
                pass
            else:
                for path in paths:
                    self._taken_over(path)
                return found
        threads = threads_that_start(self.request.compute.threads) or 1
        chain = Chain(years.years, [one.threshold for one in years.maps], rule) if linked else None
        survey = Survey(years, chain, self._is_remote, threads)
        part = self._part(_LINK, "All years")
        blocks = _until_the_end(survey, part)
        if linked:
            write_years(files, years.grid, blocks, threads, lambda share: part.tell(0.7 + 0.3 * share))
        else:
            for _ in blocks:
                pass
        self.folder.note("years", job, paths, survey.findings.to_json())
        return survey.findings

    def _report(self, years: YearStack, rule: Rule, findings: Findings) -> str:
        from ..report.series_report import Story, write_series

        path = self.folder.folder / REPORT
        maps = [self.folder.path(year, "consistent map" if self.request.consistency else "map") for year in years.years]
        story = Story(
            title=self.request.title,
            maps=tuple(years.maps),
            legend=years.legend[1],
            grid=years.grid,
            findings=findings,
            rule=rule if self.request.consistency else None,
            calibrated=self.temperature is not None,
            pictures=tuple(path for path in maps if path.exists()),
            warnings=tuple(self.warnings),
        )
        write_series(path, story)
        return str(path)

    # -- facts ---------------------------------------------------------------------------------------------------

    def _map_request(self, one: YearInput, grid: Grid | None) -> MapRequest:
        if one.reading is None:
            raise AssertionError("images come before maps")
        request = self.request
        if not (request.model or request.candidates):
            raise RequestError("The images need a model.", "Choose one.")
        onto = (
            None
            if grid is None
            else PixelGrid(crs=grid.crs, x=grid.x, y=grid.y, pixel=grid.pixel, width=grid.width, height=grid.height)
        )
        return MapRequest(
            reading=replace(one.reading, onto=onto),
            model=request.model,
            candidates=request.candidates,
            model_sha256=request.model_sha256,
            output=str(self.folder.path(one.year, "map")),
            probability=str(self.folder.path(one.year, "probability")),
            area=request.area,
            threshold=request.threshold,
            year=one.year,
            batch=request.batch,
            compute=request.compute,
        )

    def _rule(self, years: YearStack) -> Rule:
        self.temperature = temperature_of(self.request, self.model, years)
        if self.temperature is None and self.request.consistency:
            name = years.maps[0].model or "the maps"
            self._warn(
                f"Nobody has fitted the temperature of {name}, so the probabilities count as they are: where they are "
                "too unsure, the rule hides growth; where they are too sure, it lets errors pass."
            )
        request = self.request
        return Rule(request.gain, request.loss, request.prior, self.temperature or 1.0)

    def _result(self, years: YearStack, findings: Findings, report: str, seconds: float) -> YearSeriesResult:
        linked = self.request.consistency
        growth = findings.consistent or findings.single
        rows = []
        for number, (one, given) in enumerate(zip(years.maps, self.inputs, strict=True)):
            image, single = self.folder.path(one.year, "image"), self.folder.path(one.year, "map")
            rows.append(
                MappedYear(
                    year=one.year,
                    image=str(image) if given.composite is not None else "",
                    map="" if self.model is None else str(single),
                    probability=one.path,
                    consistent_map=str(self.folder.path(one.year, "consistent map")) if linked else "",
                    consistent_probability=str(self.folder.path(one.year, "consistent probability")) if linked else "",
                    single_km2=round(findings.single.class_km2[number], 6),
                    area_km2=round(growth.class_km2[number], 6),
                    expected_km2=round(growth.expected_km2[number], 6),
                    observed=round(findings.observed[number] / max(findings.pixels, 1), 6),
                )
            )
        self.channel.progress(1.0, "Done")
        return YearSeriesResult(
            years=tuple(rows),
            report=report,
            target=years.legend[1].name,
            model=years.maps[0].model,
            temperature=self.temperature or 0.0,
            single_gain_km2=round(findings.single.gain, 6),
            single_loss_km2=round(findings.single.loss, 6),
            gain_km2=round(growth.gain, 6),
            loss_km2=round(growth.loss, 6),
            changed=round(sum(findings.changed) / max(sum(findings.observed), 1), 6),
            seconds=round(seconds, 2),
            resumed=self.resumed,
            warnings=tuple(self.warnings),
        )

    # -- small things --------------------------------------------------------------------------------------------

    def _part(self, weight: float, message: str) -> _Log:
        """The next part of the progress."""
        images = sum(one.composite is not None for one in self.inputs)
        maps = 0 if self.inputs[0].percent else len(self.inputs)
        total = images * _IMAGE + maps * _MAP + _LINK
        start, self._done = self._done, self._done + weight
        return _Log(self.channel, start / total, min(self._done / total, 1.0), message)

    @property
    def _is_remote(self) -> bool:
        return any(one.reading is not None and one.reading.trust_remote for one in self.inputs)

    def _cache(self) -> int:
        """Bytes of GDAL's cache when the years are linked: a quarter of the limit at most."""
        limit = self.request.compute.memory_mb * 10**6
        return min(BLOCK_CACHE, limit // 4) if limit else BLOCK_CACHE

    def _taken_over(self, path: Path) -> None:
        self.resumed = True
        self.channel.log("info", f"{path.name} is there already, made of the same: it is not made again.")

    def _warn(self, sentence: str) -> None:
        self.warnings.append(sentence)
        self.channel.log("warning", sentence)

    def _warn_of(self, year: int, noted: dict[str, object]) -> None:
        told = noted.get("warnings")
        self.warnings += [f"{year}: {one}" for one in (told if isinstance(told, list) else [])]


def _until_the_end(survey: Survey, part: Portion) -> Iterator[Block]:
    """The blocks of a survey, after which something must have been compared."""
    yield from survey.blocks(lambda share: part.tell(0.7 * share))
    if not any(survey.findings.single.both_km2):
        raise SourceError(
            "No pixel is observed in two neighbouring years, so there is nothing to compare.",
            "Choose images of the same ground, with fewer clouds.",
        )


def _without_places(request: dict[str, object]) -> dict[str, object]:
    """A map request without what does not change the map."""
    return {name: value for name, value in request.items() if name not in ("output", "probability", "compute")}
