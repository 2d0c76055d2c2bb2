"""The request kind ``sample-points``: draws points of a class map, to be labelled by people."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import rasterio
import shapely
from numpy.typing import NDArray

from ...contract.errors import AreaError, OutputError, RequestError, SourceError
from ...contract.geopackage import contents_of
from ...contract.requests import (
    MOST_POINTS,
    ClassEntry,
    SampleDesign,
    SamplePointsRequest,
    SamplePointsResult,
    Stratum,
)
from ..assess.class_map import ClassMap, MapClass, class_text, open_class_map
from ..assess.sample_points import Drawn, draw, draw_systematic
from ..assess.sample_size import allocate, points_needed
from ..assess.strata import EDGE, Strata
from ..assess.zones import ShapesOnGrid
from ..channel import Channel, Portion
from ..memory import threads_that_start
from ..raster.area import resolve_area
from ..raster.areas import Areas
from ..raster.datasets import gdal_options, limit_block_cache
from ..raster.geodesy import reproject
from ..write.assembly import draft_of, remove_draft
from ..write.output_paths import PACKAGE, check_outputs
from ..write.point_layer import describe_sample, write_layer

LAYER, STRATA_TABLE = "points", "onemetre_strata"
"""Names of the layer, and of the table with the strata beside it."""

_EXPECTED = 0.9
# Maps are read once or twice from top to bottom: a larger cache holds what is never asked for again.
_CACHE = 128 * 2**20
_ANY = "*"


def handle(request: SamplePointsRequest, channel: Channel) -> SamplePointsResult:
    """Draw the points; the output appears when it is complete.

    Raises:
        EngineError: An error in the user's words; no output is left then.
    """
    started = time.monotonic()
    check_outputs([(request.output, *PACKAGE)])
    refuse_layers_of_others(request.output)
    threads = threads_that_start(request.compute.threads)
    limit_block_cache(_CACHE)
    with (
        gdal_options(remote=request.trust_remote),
        rasterio.Env(GDAL_NUM_THREADS=str(threads or "ALL_CPUS")),
        ExitStack() as stack,
        draft_of(request.output) as draft,
    ):
        if draft is None:
            raise AssertionError("check_outputs comes before draft_of")
        with channel.nothing_to_lose(lambda: remove_draft(draft)):
            run = _Sampling(request, channel, stack)
            drawn = run.draw()
            _write(draft, run, drawn)
    return SamplePointsResult(
        output=request.output,
        points=len(drawn.cols),
        design=run.design,
        classes=tuple(ClassEntry(**dataclasses.asdict(one)) for one in run.map.classes),
        formula=run.formula,
        seconds=round(time.monotonic() - started, 2),
        warnings=tuple(run.warnings),
    )


def refuse_layers_of_others(path: str) -> None:
    """Check that a GeoPackage of that name holds nothing but an earlier sample: it would be replaced as a whole.

    Raises:
        OutputError: It holds other layers, is no GeoPackage, or is open in another program.
    """
    contents = contents_of(Path(path))
    others = contents.names - {LAYER, STRATA_TABLE, "layer_styles"} if contents else frozenset()
    if others:
        raise OutputError(
            f"{path} already holds other layers: {', '.join(sorted(others))}.", "Choose another name for the points."
        )


class _Sampling:
    """A request in progress.

    Attributes:
        map: The class map.
        design: Design of the sample, once it is drawn.
        formula: How the number of points was found.
        warnings: Warnings for the user.
    """

    def __init__(self, request: SamplePointsRequest, channel: Channel, stack: ExitStack) -> None:
        self.request, self._channel = request, channel
        self.warnings: list[str] = []
        self.map = open_class_map(request.map, request.classes, stack, remote=request.trust_remote)
        self.formula = ""
        self.design = SampleDesign(kind=request.design, seed=request.seed, strata=())
        zones: ShapesOnGrid | None = None
        names: tuple[str, ...] = ()
        if request.zones is not None:
            zones, names = zones_on(self.map, request.zones.names, request.zones.wkt, request.zones.crs)
            if zones.outside:
                self._warn("Zones outside the map were left out.")
        pixel_m = self.map.grid.pixel * self.map.grid.metres_per_unit
        by_class = request.design == "stratified"
        edge = max(1, round(request.edge_m / pixel_m)) if request.edge_m and by_class else 0
        self.strata = Strata(
            self.map, resolve_area(request.area, self.map.grid, 1), by_class, edge, zones, names if by_class else ()
        )

    def draw(self) -> Drawn:
        """Count the strata, divide the points, and draw them."""
        names = self.strata.names
        counting = Portion(self._channel, 0.0, 0.5, "Counting the strata")
        pixels, km2 = self.strata.count(Areas(self.map.grid), counting.tell)
        sizes = pixels.sum(axis=0)
        if not sizes.any():
            raise SourceError(
                f"{self.map.name} has no pixel of a class in the area.", "Choose another area, or name the classes."
            )
        if self.map.left_out:
            self._warn(f"Pixels of {self.map.name} whose value is no class were left out.")
        points = self._points(names, sizes)
        drawing = Portion(self._channel, 0.5, 0.95, "Drawing the points")
        if self.request.design == "systematic":
            drawn = draw_systematic(self.strata, int(sizes[0]), int(points[0]), self.request.seed, drawing.tell)
            if not len(drawn.cols):
                raise AreaError("No point of the lattice falls into the area.", "Ask for more points.")
        else:
            drawn = draw(self.strata, pixels, points, self.request.seed, drawing.tell)
        counts = np.bincount(drawn.strata, minlength=len(names))
        self.design = SampleDesign(
            kind=self.request.design,
            seed=self.request.seed,
            strata=tuple(
                Stratum(name=name, pixels=int(size), km2=float(area), points=int(count))
                for name, size, area, count in zip(names, sizes, km2, counts, strict=True)
                if size
            ),
        )
        for one in self.design.strata:
            self._channel.log("info", f"{one.name}: {one.points} points of {one.pixels:,} pixels, {one.km2:.4f} km2.")
        return drawn

    def _points(self, names: Sequence[str], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Points of each stratum, by the number or the error that is wanted."""
        request = self.request
        expected = self._expected(names)
        there = sizes > 0
        number = request.number
        if number is None:
            number = points_needed(sizes[there].tolist(), expected[there].tolist(), request.error)
            self.formula = (
                f"n = (sum of W S)^2 / (SE^2 + sum of W S^2 / N) = {number} points for a standard error of "
                f"{request.error:g} (Olofsson et al. 2014, equation 13; S = sqrt(U (1 - U)), U = "
                f"{', '.join(f'{value:g}' for value in dict.fromkeys(expected[there].tolist()))})."
            )
        else:
            self.formula = f"{number} points, as asked for."
        self._channel.log("info", self.formula)
        if number > min(int(sizes.sum()), MOST_POINTS):
            raise RequestError(
                f"{number} points are too many: there are {int(sizes.sum()):,} pixels, and {MOST_POINTS:,} points at "
                "most.",
                "Enter a smaller number of points, or a larger standard error.",
            )
        if request.design != "stratified":
            return np.array([number])
        points = allocate(number, sizes.tolist(), expected.tolist(), request.allocation, request.minimum)
        if points.sum() > number:
            self._warn(
                f"{int(points.sum())} points instead of {number}: each stratum gets {request.minimum} points at least."
            )
        few = [name for name, count, size in zip(names, points, sizes, strict=True) if size > 0 and count < 2]
        if few:
            self._warn(f"Strata with fewer than two points have no standard error: {', '.join(few)}.")
        return points

    def _expected(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Expected user's accuracy of each stratum."""
        given = {name.casefold(): share for name, share in self.request.expected.items()}
        usual = given.pop(_ANY, _EXPECTED)
        known = {EDGE: given.pop(EDGE, usual)}
        for one in self.map.classes:
            keys = (str(one.value), one.name.casefold(), one.title.casefold())
            known[one.name] = next((given.pop(key) for key in keys if key in given), usual)
        if given:
            raise RequestError(
                f"Expected accuracies are given for {', '.join(given)}, which the map has not.",
                f"Classes of the map: {class_text(self.map.classes)}.",
            )
        kinds = [name.rsplit(" / ", 1)[-1] for name in names]
        if self.request.design != "stratified":
            # The overall accuracy is what counts, whatever the class.
            return np.array([usual])
        return np.array([known.get(name, usual) for name in kinds])

    def _warn(self, sentence: str) -> None:
        self.warnings.append(sentence)
        self._channel.log("warning", sentence)


def zones_on(
    map_: ClassMap, names: tuple[str, ...], wkt: tuple[str, ...], crs: str
) -> tuple[ShapesOnGrid, tuple[str, ...]]:
    """Zones on the grid of a map, and their names, each once.

    Raises:
        AreaError: No zone lies on the map, or a polygon cannot be read.
    """
    every = tuple(dict.fromkeys(names))
    zones = ShapesOnGrid(wkt, tuple(every.index(name) for name in names), crs, map_.grid)
    if zones.missed:
        raise AreaError(f"No zone lies on {map_.name}.", "Choose zones of the mapped place.")
    return zones, every


def _write(draft: Path, run: _Sampling, drawn: Drawn) -> None:
    grid, design = run.map.grid, run.design
    x, y = grid.x + (drawn.cols + 0.5) * grid.pixel, grid.y - (drawn.rows + 0.5) * grid.pixel
    lon, lat = reproject(grid.crs, "EPSG:4326", (x, y))
    names = np.array(run.strata.names, object)
    sizes = {one.name: one.pixels for one in design.strata}
    values = np.array([one.value for one in run.map.classes], np.int64)
    many = len(drawn.cols)
    columns = {
        "number": np.arange(1, many + 1, dtype=np.int32),
        "stratum": names[drawn.strata],
        "label": np.zeros(many, np.int32),
        "note": np.full(many, None, object),
        "map_class": values[drawn.classes],
        "stratum_px": np.array([sizes[name] for name in names[drawn.strata]], np.int64),
        "lon": lon,
        "lat": lat,
    }
    total = sum(one.pixels for one in design.strata)
    text = json.dumps(dataclasses.asdict(design))
    write_layer(
        draft,
        LAYER,
        columns,
        shapes=shapely.points(x, y),
        crs=grid.crs,
        empty={"label": np.ones(many, np.bool_)},
        description=describe_sample(
            run.map.name, design.kind, design.seed, [(one.name, one.pixels, one.points) for one in design.strata]
        ),
        metadata={"ONEMETRE_DESIGN": text, "ONEMETRE_CLASSES": json.dumps(_entries(run.map.classes))},
    )
    write_layer(
        draft,
        STRATA_TABLE,
        {
            "stratum": np.array([one.name for one in design.strata], object),
            "pixels": np.array([one.pixels for one in design.strata], np.int64),
            "weight": np.array([one.pixels / total for one in design.strata]),
            "km2": np.array([one.km2 for one in design.strata]),
            "points": np.array([one.points for one in design.strata], np.int32),
            "design": np.full(len(design.strata), design.kind, object),
            "seed": np.full(len(design.strata), design.seed, np.int32),
        },
    )


def _entries(classes: Sequence[MapClass]) -> list[dict[str, object]]:
    return [dataclasses.asdict(one) for one in classes]
