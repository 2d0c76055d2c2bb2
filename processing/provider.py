"""The Processing provider."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithms.analysis.accuracy import Accuracy
from .algorithms.analysis.cityreport import CityReport
from .algorithms.analysis.compareproducts import CompareProducts
from .algorithms.analysis.dynamics import Dynamics
from .algorithms.analysis.samplepoints import SamplePoints
from .algorithms.imagery.importsentinel2 import ImportSentinel2
from .algorithms.imagery.sentinel2composite import Sentinel2Composite
from .algorithms.mapping.applythreshold import ApplyThreshold
from .algorithms.mapping.dataframes import DataFrames
from .algorithms.mapping.greenspace import GreenSpace
from .algorithms.mapping.impervioussurface import ImperviousSurface
from .algorithms.mapping.mapframes import MapFrames
from .algorithms.mapping.segment import Segment
from .algorithms.mapping.yearseries import YearSeries
from .algorithms.models.describemodel import DescribeModel
from .algorithms.models.importmodel import ImportModel
from .algorithms.models.setupruntime import SetupRuntime
from .algorithms.training.adapt import Adapt
from .algorithms.training.evaluatemodel import EvaluateModel
from .algorithms.training.exporttraining import ExportTraining
from .algorithms.training.pretrain import Pretrain
from .bases.algorithm import ICONS, BaseAlgorithm

ALGORITHMS: tuple[type[BaseAlgorithm], ...] = (
    ImperviousSurface,
    GreenSpace,
    Segment,
    YearSeries,
    DataFrames,
    MapFrames,
    ApplyThreshold,
    ImportSentinel2,
    Sentinel2Composite,
    Dynamics,
    CityReport,
    SamplePoints,
    Accuracy,
    CompareProducts,
    Adapt,
    ExportTraining,
    Pretrain,
    EvaluateModel,
    ImportModel,
    DescribeModel,
    SetupRuntime,
)
"""All algorithms of the provider."""


class OneMetreProvider(QgsProcessingProvider):
    """Provider ``onemetre``."""

    def id(self) -> str:
        """The provider's id; part of every saved model, so it never changes."""
        return "onemetre"

    def name(self) -> str:
        """The provider's name in the toolbox."""
        return "OneMetre"

    def icon(self) -> QIcon:
        """The provider's icon."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """The provider's icon as a file."""
        return str(ICONS / "onemetre.svg")

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """Raster format of the engine: GeoTIFF."""
        return ["tif", "tiff"]

    def defaultRasterFileExtension(self) -> str:
        """Extension of temporary rasters."""
        return "tif"

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        """Vector format of the engine: GeoPackage."""
        return ["gpkg"]

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:  # noqa: ARG002 - QGIS passes it
        """Extension of temporary vector outputs."""
        return "gpkg"

    def loadAlgorithms(self) -> None:
        """Add the algorithms."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
