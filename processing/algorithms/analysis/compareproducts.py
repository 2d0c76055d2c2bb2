"""Algorithm ``onemetre:compareproducts``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ....contract.errors import RequestError, SourceError
from ....contract.product_legends import EXAMPLES, parse_legend, product_presets
from ....contract.requests import CompareProductsRequest, CompareProductsResult, ReferencePoints
from ...app.i18n import tr
from ...app.settings import settings
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import INPUT, InputAlgorithm, InputParameter, Inputs, read_inputs
from ...bases.named_zones import add_zones, read_zones
from ...bases.reference_parameters import REFERENCE, add_reference, read_reference, read_values
from ...client.engine_words import said
from ...layers.occupied import refuse_occupied
from ...layers.presentation import Presentation, present_on_load
from ...layers.styles import DifferenceStyle, write_sidecar
from ...parameters.class_text import parse_classes
from ...parameters.common import INTEGER, number_parameter, text_parameter
from ...parameters.destinations import has_own_name

PRODUCT, LEGEND, TARGET = "PRODUCT", "LEGEND", "TARGET"
DIFFERENCE, TABLE, REPORT = "DIFFERENCE", "TABLE", "REPORT"
_CLASSES_EXAMPLE = "0=other,1=impervious"

_HELP = AlgorithmHelp(
    "Compare with another product",
    "Sets one class of a map beside another product: agreement, areas, and a map of the differences.",
    (
        "The product may be coarser or finer, in any coordinate system, and in tiles. Its legend is one of three "
        "kinds: a list of classes (50), a threshold of a percentage (>=30), or years of change (until 2020). Presets "
        "know WorldCover, HRL imperviousness, GHS-BUILT-S, GAIA, GISA, GISD30, ISA-1, UGS-1m, Dynamic World, WSF 2019 "
        "and GLC_FCS.\n\n"
        "At the product's grid the mean of the map in each cell is compared, weighted by the cell's area on the "
        "ground; at the map's grid each pixel with the cell that holds it. Cells count where both have data, the map "
        "in at least half of the cell.\n\n"
        "Agreement is no accuracy: neither of the two is the truth. With reference points, such as those of Draw "
        "points to label, the result says which of the two is nearer to them, or that the points cannot tell."
    ),
    {
        "INPUT": "Class map, or probability raster of OneMetre.",
        "TARGET": "Class of the map to compare, by name or value. Empty: the one with the value 1.",
        "CLASSES": (
            "Names of the map's values: 0=other,1=impervious. Other values are left out. Empty: as the map states; a "
            "map that states nothing has its values as names."
        ),
        "PRODUCT": "Raster of the product, or its tiles.",
        "LEGEND": (
            "Preset, or the product's values that mean the class: 50,60 (classes), >=30 (percent), until 2020 (values "
            "are years)."
        ),
        "YEAR": "Year of the map, for products of years of change.",
        "ZONES": "Polygons to report on; a cell belongs to the zone in which its centre lies. Empty: none.",
        "ZONE_NAME": "Field with the name of each zone; polygons of one name are one zone. Empty: they get numbers.",
        "REFERENCE": "Layer of points with a class field. Empty: none.",
        "CLASS_FIELD": "Field of the points with the class: its value, name or title in the map.",
        "CLASS_VALUES": (
            "Class of the map for each value of the points: lawn=green,water=other. Empty: values of the points are "
            "values, names or titles of classes of the map."
        ),
        "DIFFERENCE": "Map minus product on the product's grid, percent of a cell. GeoTIFF.",
        "REPORT": "One HTML page with agreement, areas, maps of both, their difference, and a scatter diagram.",
        "TABLE": "Agreement, areas and shares by zone. CSV.",
    },
)


class CompareProducts(InputAlgorithm):
    """Sets one class of a map beside another product."""

    NAME = "compareproducts"
    HELP = _HELP
    GROUP = ("analysis", "Analysis")
    TAGS = ("compare", "agreement", "worldcover", "imperviousness", "ghsl", "gaia", "product", "difference", "accuracy")

    def __init__(self) -> None:
        super().__init__()
        self._product: Inputs | None = None

    def declare(self) -> None:
        """Add the parameters and outputs."""
        raster = Qgis.ProcessingSourceType.Raster
        self.add(InputParameter(INPUT, tr("Class map or probability raster"), raster))
        self.add(InputParameter(PRODUCT, tr("Product"), raster))
        legend = QgsProcessingParameterString(LEGEND, tr("Legend of the product: preset, or {}").format(EXAMPLES))
        legend.setMetadata({"widget_wrapper": {"value_hints": [one.id for one in product_presets()]}})
        self.add(legend)
        self.add(text_parameter(TARGET, tr("Class")))
        self.add(number_parameter("YEAR", tr("Year of the map"), INTEGER, 1900, 2200))
        add_zones(self)
        add_reference(self)
        self.add(text_parameter("CLASSES", tr("Classes of the map, as in {}").format(_CLASSES_EXAMPLE)), advanced=True)
        difference = QgsProcessingParameterRasterDestination(DIFFERENCE, tr("Differences"), optional=True)
        self.add(difference)
        self.add(_file(REPORT, tr("Report"), tr("HTML files") + " (*.html)", default=True))
        self.add(_file(TABLE, tr("Table"), tr("CSV files") + " (*.csv)", default=False))
        self.add(QgsProcessingOutputNumber("AGREEMENT", tr("Agreement of the cells, percent of the area")))
        self.add(QgsProcessingOutputNumber("F1", tr("F1 of the cells, percent")))
        self.add(QgsProcessingOutputNumber("MAP_KM2", tr("Area in the map, km2")))
        self.add(QgsProcessingOutputNumber("PRODUCT_KM2", tr("Area in the product, km2")))
        self.add(QgsProcessingOutputString("NEARER", tr("Which of the two is nearer to the reference points")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Resolve the product; reject what cannot be read or written."""
        super().prepare(parameters, context)
        if len(self.inputs.sources) > 1:
            raise SourceError(tr("Several rasters were given."), tr("Choose one map as {}.").format(INPUT))
        self._product = read_inputs(parameters.get(PRODUCT), context, settings().allow_remote.value(), PRODUCT)
        parse_legend(self.text(parameters, LEGEND, context))
        parse_classes(self.text(parameters, "CLASSES", context), _CLASSES_EXAMPLE)
        read_values(self, parameters, context)
        refuse_occupied(parameters, [d.name() for d in self.destinationParameterDefinitions()], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compare in the engine, and style the differences."""
        if self._product is None:
            raise AssertionError("prepareAlgorithm comes before processAlgorithm")
        points = read_reference(self, parameters, context)
        if points is not None and not isinstance(points, ReferencePoints):
            raise RequestError(tr("{} has no points.").format(REFERENCE), tr("Choose a layer of points."))
        year = self.number(parameters, "YEAR", context)
        request = CompareProductsRequest(
            map=self.inputs.sources[0],
            classes=parse_classes(self.text(parameters, "CLASSES", context), _CLASSES_EXAMPLE),
            target=self.text(parameters, TARGET, context),
            product=self._product.sources,
            legend=self.text(parameters, LEGEND, context),
            year=None if year is None else round(year),
            zones=read_zones(self, parameters, context),
            points=points,
            values=read_values(self, parameters, context),
            difference=self.output_path(parameters, DIFFERENCE, context),
            table=self.output_path(parameters, TABLE, context),
            report=self.output_path(parameters, REPORT, context),
            trust_remote=self.inputs.trusted or self._product.trusted,
            compute=settings().compute("cpu"),
        )
        result = self.run_engine(request, CompareProductsResult, feedback)
        feedback.pushInfo(
            tr("Area in the map: {} km2, in the product: {} km2, of {} km2").format(
                f"{result.ours_km2:.4f}", f"{result.theirs_km2:.4f}", f"{result.compared_km2:.4f}"
            )
        )
        feedback.pushInfo(tr("Agreement of the cells: {} %").format(f"{100 * result.agreement_cells:.1f}"))
        if result.nearer:
            feedback.pushInfo(said(result.nearer))
        if request.difference:
            self._present(parameters, request.difference, context, feedback)
        paths = {DIFFERENCE: request.difference, TABLE: request.table, REPORT: request.report}
        return {
            **{name: path for name, path in paths.items() if path},
            "AGREEMENT": round(100 * result.agreement_cells, 4),
            **({} if result.f1_cells is None else {"F1": round(100 * result.f1_cells, 4)}),
            "MAP_KM2": result.ours_km2,
            "PRODUCT_KM2": result.theirs_km2,
            "NEARER": said(result.nearer),
            "WARNINGS": " ".join(map(said, result.warnings)),
        }

    def _present(
        self, parameters: dict[str, Any], path: str, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        style = DifferenceStyle()
        try:
            write_sidecar(path, style)
        except OSError as error:
            feedback.pushWarning(tr("The style file of {} cannot be written: {}.").format(path, error.strerror))
        title = "" if has_own_name(parameters.get(DIFFERENCE)) else tr("Map minus product")
        present_on_load(context, [(path, Presentation(title, style, None, None))])


def _file(name: str, title: str, kind: str, *, default: bool) -> QgsProcessingParameterFileDestination:
    return QgsProcessingParameterFileDestination(name, title, fileFilter=kind, optional=True, createByDefault=default)
