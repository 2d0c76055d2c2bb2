"""Presents maps that QGIS loads as layers: style, name, temporal range, metadata, order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsLayerTree,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.utils import iface

from ...contract.card import ModelCard
from ..app.i18n import tr
from ..parameters.destinations import split_layer
from .styles import Style, VectorStyle
from .temporal import fit_project, forget_stale_range, set_years


@dataclass(frozen=True)
class Presentation:
    """Presentation of a loaded map.

    Attributes:
        title: Name of the layer; empty = the name that QGIS chooses.
        short: Name of the layer in the group of its run, which has the title of the run; empty = the title.
        style: Style of the layer; None = the style file beside a raster, otherwise QGIS's default.
        year: Year in which the layer shows while the temporal controller is on; None = always.
        until: Last year in which it shows; None = that year only.
        card: Card of the model that made the map, for the metadata; None = the model is not available.
        shown: Whether the layer is ticked once it is loaded.
    """

    title: str
    style: Style | VectorStyle | None
    year: int | None
    card: ModelCard | None
    shown: bool = True
    short: str = ""
    until: int | None = None


class _Pile:
    """Stacking order of the layers of one run."""

    def __init__(self) -> None:
        self._ids: dict[int, str] = {}

    def lay(self, layer: QgsMapLayer, rank: int) -> None:
        """Move a loaded layer below those with a larger rank and above those with a smaller one.

        QGIS does so only if it inserts at the top of a group: above a selected layer, the last layer of a run ends up
        below the others.
        """
        self._ids[rank] = layer.id()
        project = layer.project()
        if project is not None:
            active = iface.activeLayer() if iface is not None else None
            _order(project.layerTreeRoot(), [self._ids[r] for r in sorted(self._ids, reverse=True)])
            # Moving the node of the active layer deactivates it.
            if active is not None:
                iface.setActiveLayer(active)


class PresentLayer(QgsProcessingLayerPostProcessorInterface):
    """Applies a presentation; called by QGIS in the GUI thread after loading.

    Attributes:
        grouped: Whether the layers of the run have a group of their own, which says what and where.
    """

    def __init__(self, presentation: Presentation, pile: _Pile, rank: int) -> None:
        super().__init__()
        self.grouped = False
        self._presentation = presentation
        self._pile = pile
        self._rank = rank

    def postProcessLayer(
        self,
        layer: QgsMapLayer,
        context: QgsProcessingContext,  # noqa: ARG002 - QGIS passes it
        feedback: QgsProcessingFeedback,  # noqa: ARG002
    ) -> None:
        """Apply the presentation to a loaded layer, and move the layer into its place."""
        self._pile.lay(layer, self._rank)
        wanted = self._presentation
        if isinstance(layer, QgsVectorLayer) and isinstance(wanted.style, VectorStyle):
            layer.setRenderer(wanted.style.renderer())
        elif isinstance(layer, QgsRasterLayer) and not isinstance(wanted.style, VectorStyle):
            if wanted.style is None:
                layer.loadDefaultStyle()
            else:
                layer.setRenderer(wanted.style.renderer(layer.dataProvider()))
        else:
            return
        node = layer.project().layerTreeRoot().findLayer(layer) if layer.project() else None
        if node is not None and not wanted.shown:
            node.setItemVisibilityChecked(False)
        if wanted.title:
            layer.setName((self.grouped and wanted.short) or wanted.title)
        if wanted.year is not None:
            set_years(layer, wanted.year, wanted.year if wanted.until is None else wanted.until)
            if iface is not None:
                forget_stale_range(iface.mapCanvas())
            if layer.project() is not None:
                fit_project(layer.project())
        if wanted.card is not None:
            _set_metadata(layer, wanted, wanted.card)
        layer.triggerRepaint()


# QGIS keeps no reference: a processor held only by the algorithm would be gone before the layer is loaded.
_kept: list[PresentLayer] = []


def present_on_load(context: QgsProcessingContext, layers: Sequence[tuple[str, Presentation]]) -> None:
    """Schedule the presentation of maps that QGIS may load after the algorithm; called in the algorithm's thread.

    Args:
        context: Context of the algorithm.
        layers: Path and presentation of each map of the run, from the top down.
    """
    pile = _Pile()
    for rank, (path, presentation) in enumerate(reversed(layers)):
        if context.willLoadLayerOnCompletion(path):
            processor = PresentLayer(presentation, pile, rank)
            _kept.append(processor)
            details = context.layerToLoadOnCompletionDetails(path)
            details.setPostProcessor(processor)
            details.layerSortKey = rank


def load_files(
    context: QgsProcessingContext, layers: Sequence[tuple[str, str, Presentation]], group: str = ""
) -> list[str]:
    """Schedule maps for loading that no destination parameter names, or those of an earlier run.

    Args:
        context: Context that receives the layers.
        layers: Name of the output, path and presentation of each map, from the top down.
        group: Group of the layers, which then have their short names; empty = QGIS's default place.

    Returns:
        Paths that no longer exist.
    """
    there = [layer for layer in layers if Path(split_layer(layer[1])[0]).exists()]
    for name, path, presentation in there:
        title = (group and presentation.short) or presentation.title
        details = QgsProcessingContext.LayerDetails(title, context.project(), name)
        details.groupName = group
        context.addLayerToLoadOnCompletion(path, details)
    present_on_load(context, [(path, presentation) for _, path, presentation in there])
    for _, path, _ in there if group else ():
        look = context.layerToLoadOnCompletionDetails(path).postProcessor()
        if isinstance(look, PresentLayer):
            look.grouped = True
    return [layer[1] for layer in layers if layer not in there]


def _order(tree: QgsLayerTree, ids: Sequence[str]) -> None:
    """Sort layers of one group into this order from the top, within the places that they occupy."""
    found = [node for layer in ids if (node := tree.findLayer(layer)) is not None]
    group = found[0].parent() if found else tree
    nodes = [node for node in found if node.parent() == group]
    places = sorted(group.children().index(node) for node in nodes)
    for place, node in zip(places, nodes, strict=True):
        if group.children()[place] != node:
            # Insert the copy first: a layer without a node leaves the project.
            group.insertChildNode(place, node.clone())
            group.removeChildNode(node)


def _set_metadata(layer: QgsRasterLayer | QgsVectorLayer, wanted: Presentation, card: ModelCard) -> None:
    metadata = layer.metadata()
    metadata.setTitle(wanted.title or layer.name())
    metadata.setAbstract(
        tr("Made by OneMetre with the model {} ({}). {}").format(tr(card.title), card.name, card.description).strip()
    )
    if card.licence:
        metadata.setLicenses([card.licence])
    metadata.setHistory([tr("Model {}, trained on: {}").format(card.name, card.training_data)])
    metadata.setCrs(layer.crs())
    layer.setMetadata(metadata)
