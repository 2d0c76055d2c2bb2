"""Resolves the parameter INPUT to the sources that the engine reads.

QGIS itself never opens a typed source: the engine does, in its own process, once it is known to be a plain file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingParameterMultipleLayers,
    QgsProject,
    QgsProperty,
    QgsProviderRegistry,
    QgsRasterLayer,
)

from ...contract.errors import RequestError, SourceError
from ...contract.local_paths import is_local_path
from ...contract.requests import Reading
from ..app.i18n import tr
from ..app.paths import absolute
from ..app.settings import settings
from ..layers.layer_settings import own_crs, own_nodata
from ..layers.raster_facts import date_in, date_of, year_in, year_of
from ..parameters.areas import crs_text
from ..parameters.band_text import parse_bands
from .algorithm import BaseAlgorithm, is_set

INPUT, INPUT_CRS, NODATA = "INPUT", "INPUT_CRS", "NODATA"


class InputParameter(QgsProcessingParameterMultipleLayers):
    """The parameter INPUT, checked without QGIS opening the raster.

    QGIS's own check loads the raster of a path: it would contact the web even for sources that are then rejected, and
    it writes statistics beside the file. :func:`read_inputs` and the engine check instead.
    """

    def checkValueIsAcceptable(self, value: Any, context: QgsProcessingContext | None = None) -> bool:  # noqa: ARG002
        """Whether a value is given, or none is needed."""
        return bool(value) or bool(self.flags() & Qgis.ProcessingParameterFlag.Optional)

    def valueAsPythonString(self, value: Any, context: QgsProcessingContext) -> str:
        """Format the value for a script; QGIS's own method opens each file and omits missing ones."""
        sources = [item.source() if isinstance(item, QgsMapLayer) else item for item in each_item(value, context)]
        return repr(sources) if sources else "None"


class OptionalInput(InputParameter):
    """A raster that need not be given."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title, Qgis.ProcessingSourceType.Raster, optional=True)

    def checkValueIsAcceptable(self, value: Any, context: QgsProcessingContext | None = None) -> bool:  # noqa: ARG002
        """Whether the value can be read: :func:`read_optional` finds out."""
        return True


@dataclass(frozen=True)
class Inputs:
    """Input rasters.

    Attributes:
        sources: Sources for GDAL; paths are absolute.
        trusted: Whether a source is an open layer of the user, which may lie anywhere.
        crs: Coordinate system set in QGIS in place of the files', as text for the engine; empty = that of the files.
        nodata: Nodata value set in QGIS in place of the files', as in ``Reading.nodata``; empty = that of the files.
        names: Name of each layer, or of the file without its ending.
        times: Day or year in which each raster was acquired; None = not known.
    """

    sources: tuple[str, ...]
    trusted: bool
    crs: str = ""
    nodata: str = ""
    names: tuple[str, ...] = ()
    times: tuple[date | int | None, ...] = ()


class InputAlgorithm(BaseAlgorithm):
    """An algorithm with the parameter INPUT; it comes first among several bases.

    The layers of the project are resolved before the run, in the thread where they live.
    """

    def __init__(self) -> None:
        super().__init__()
        self._inputs: Inputs | None = None

    @property
    def inputs(self) -> Inputs:
        """Resolved INPUT, available once the algorithm is prepared."""
        if self._inputs is None:
            raise AssertionError("prepareAlgorithm comes before processAlgorithm")
        return self._inputs

    def reading(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Reading:
        """How the engine is to read INPUT, by the layers' settings and the parameters.

        Raises:
            BandError: BANDS cannot be read.
            RequestError: SCALE or OFFSET is not finite, NODATA is not a number, or INPUT_CRS cannot be read.
        """
        return Reading(
            sources=self.inputs.sources,
            bands=parse_bands(self.text(parameters, "BANDS", context)),
            scale=self.number(parameters, "SCALE", context),
            offset=self.number(parameters, "OFFSET", context),
            crs=self._crs(parameters, context) or self.inputs.crs,
            nodata=self.text(parameters, NODATA, context).lower() or self.inputs.nodata,
            trust_remote=self.inputs.trusted,
        )

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject invalid inputs."""
        super().prepare(parameters, context)
        self._inputs = read_inputs(
            parameters.get(INPUT),
            context,
            settings().allow_remote.value(),
            keep_crs=not self._crs(parameters, context),
            keep_nodata=not self.text(parameters, NODATA, context),
        )
        if self.parameterDefinition("SCALE") is not None:
            self.reading(parameters, context)

    def _crs(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Coordinate system in place of the files', as text for the engine; empty = not given."""
        if self.parameterDefinition(INPUT_CRS) is None or not is_set(parameters, INPUT_CRS):
            return ""
        crs = crs_text(self.parameterAsCrs(parameters, INPUT_CRS, context))
        if not crs:
            raise RequestError(
                tr("{} cannot be {}.").format(INPUT_CRS, repr(parameters[INPUT_CRS])), tr("For example EPSG:32632.")
            )
        return crs


def read_inputs(
    value: Any,
    context: QgsProcessingContext,
    allow_remote: bool,
    name: str = INPUT,
    *,
    keep_crs: bool = True,
    keep_nodata: bool = True,
) -> Inputs:
    """Resolve a value of INPUT: layers, their ids or names, paths, or a list of these.

    Args:
        value: Value of the parameter, as given to the algorithm.
        context: Processing context with the project.
        allow_remote: Whether typed sources may be other than plain paths.
        name: Name of the parameter.
        keep_crs: Whether the coordinate system that is set for a layer counts.
        keep_nodata: Whether the nodata value that is set for a layer counts.

    Raises:
        SourceError: Nothing is given, a file does not exist, a layer is not a raster that GDAL reads, the settings of
            the layers contradict each other, or a typed source is not allowed.
    """
    sources, trusted = [], False
    systems, nodata = [], []
    names: list[str] = []
    times: list[date | int | None] = []
    for item in each_item(value, context):
        layer = item if isinstance(item, QgsMapLayer) else open_layer(str(item), context.project())
        if layer is not None:
            sources.append(_source_of(layer, name))
            systems.append((own_crs(layer), crs_text(layer.crs())) if keep_crs else ("", ""))
            nodata.append(own_nodata(layer) if keep_nodata else "")
            names.append(str(layer.name()))
            times.append(date_of(layer) or year_of(layer))
            trusted = True
            continue
        loaded = context.temporaryLayerStore().mapLayer(str(item))
        typed = _source_of(loaded, name) if loaded is not None else str(item)
        sources.append(_typed(typed, allow_remote, name))
        systems.append(("", ""))
        nodata.append("")
        names.append(PurePath(typed).stem)
        times.append(date_in(typed) or year_in(PurePath(typed).name))
    if not sources:
        raise SourceError(tr("No input was given."), tr("Choose one or several rasters as {}.").format(name))
    crs = ""
    if any(own for own, _ in systems):
        crs = systems[0][1]
        if any(shown != crs for _, shown in systems):
            raise _contradiction(tr("coordinate systems"), name)
    if len(set(nodata)) > 1:
        raise _contradiction(tr("nodata values"), name)
    return Inputs(tuple(sources), trusted or allow_remote, crs, nodata[0], tuple(names), tuple(times))


def read_optional(value: Any, context: QgsProcessingContext, allow_remote: bool, name: str) -> Inputs | None:
    """Resolve one raster that need not be given; None = it is not.

    Raises:
        SourceError: Several rasters are given, or what :func:`read_inputs` raises.
    """
    if not any(True for _ in each_item(value, context)):
        return None
    inputs = read_inputs(value, context, allow_remote, name)
    if len(inputs.sources) > 1:
        raise SourceError(tr("Several rasters were given."), tr("Choose one raster as {}.").format(name))
    return inputs


def _contradiction(what: str, name: str) -> SourceError:
    return SourceError(
        tr("The rasters of {} have different {} in QGIS.").format(name, what),
        tr("Set the same for all of them in the layers' properties, or map them in separate runs."),
    )


def each_item(value: Any, context: QgsProcessingContext) -> Iterator[Any]:
    """Layers, ids, names and paths in the value of a parameter, which may be a list of lists or an expression."""
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext())[0]
    if isinstance(value, Iterable) and not isinstance(value, str):
        for item in value:
            yield from each_item(item, context)
    elif value:
        yield value


def open_layer(text: str, project: QgsProject | None) -> QgsMapLayer | None:
    """The project's layer of this id, source or name; layers loaded only for this run do not count."""
    if project is None:
        return None
    layers = list(project.mapLayers().values())
    for key in (QgsMapLayer.id, QgsMapLayer.source, QgsMapLayer.name):
        if found := [layer for layer in layers if key(layer) == text]:
            return found[0]
    return None


def _source_of(layer: QgsMapLayer, name: str) -> str:
    if not isinstance(layer, QgsRasterLayer):
        raise SourceError(
            tr("The layer {} is not a raster.").format(layer.name()), tr("Choose a raster as {}.").format(name)
        )
    if layer.providerType() != "gdal":
        raise SourceError(
            tr("The layer {} comes from the provider {}, which delivers pictures rather than measured values.").format(
                layer.name(), layer.providerType()
            ),
            tr("Choose a raster file as {}.").format(name),
        )
    if not layer.isValid():
        raise SourceError(
            tr("The layer {} is broken: QGIS cannot read {}.").format(layer.name(), layer.source()),
            tr("Repair its data source."),
        )
    parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
    if parts.get("openOptions") or parts.get("credentialOptions"):
        raise SourceError(
            tr("The layer {} is opened with options or credentials, which the engine does not receive.").format(
                layer.name()
            ),
            tr("Save it as a file and choose that file."),
        )
    source = str(layer.source())
    return absolute(source) if is_local_path(source) else source


def _typed(text: str, allow_remote: bool, name: str) -> str:
    if not is_local_path(text):
        if allow_remote:
            return text
        raise SourceError(
            tr("{} is not a plain file: web addresses, /vsi paths and inline XML are not read.").format(text),
            tr("Save it as a file, open it as a layer of the project, or allow it in OneMetre's settings."),
        )
    path = absolute(text)
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists fails for a name that is too long or may not be seen
        raise SourceError(tr("The file {} does not exist.").format(path), tr("Correct {}.").format(name))
    return path
