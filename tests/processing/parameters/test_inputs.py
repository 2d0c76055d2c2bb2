"""What INPUT and AOI may be: layers of a project in any form, paths, and nothing that reaches out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from algorithms import BANDS, GREEN, Recorder, context_of, failure, run
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from rasters import read_raster

from onemetre.contract.errors import SourceError
from onemetre.contract.local_paths import is_local_path
from onemetre.processing.bases.input_algorithm import read_inputs

REMOTE = [
    "/vsicurl/https://example.org/x.tif",
    "/vsizip//tmp/x.zip/x.tif",
    "https://example.org/x.tif",
    "s3://bucket/x.tif",
    "<VRTDataset rasterXSize='1' rasterYSize='1'/>",
    "  <VRTDataset/>",
    'NETCDF:"http://example.org/x.nc":v',
    "WMS:http://example.org",
    "/VSIMEM/x.tif",
]


@pytest.fixture
def context(project: QgsProject) -> QgsProcessingContext:
    return context_of(project)


@pytest.fixture
def layer(bright: Path, project: QgsProject) -> QgsRasterLayer:
    layer = QgsRasterLayer(str(bright), "Bright")
    assert project.addMapLayer(layer)
    return layer


@pytest.mark.parametrize("text", REMOTE)
def test_what_reaches_out_is_refused_when_typed(text: str, context: QgsProcessingContext) -> None:
    assert not is_local_path(text)
    with pytest.raises(SourceError, match="not a plain file"):
        read_inputs(text, context, allow_remote=False)
    assert read_inputs([text], context, allow_remote=True).sources == (text,)


@given(st.text(alphabet="abcXYZ019 _-./", min_size=1))
def test_names_of_files_are_plain(text: str) -> None:
    assert is_local_path(f"data/{text}")
    assert is_local_path(f"C:\\data\\{text}")


def test_a_layer_counts_by_object_id_name_and_source(layer: QgsRasterLayer, context: QgsProcessingContext) -> None:
    for value in (layer, [layer], layer.id(), layer.name(), layer.source()):
        inputs = read_inputs(value, context, allow_remote=False)
        assert inputs.sources == (layer.source(),)
        assert inputs.trusted


def test_a_layer_may_lie_anywhere(bright: Path, project: QgsProject, context: QgsProcessingContext) -> None:
    layer = QgsRasterLayer(f"/vsisubfile/0,/{bright}", "Inside")
    project.addMapLayer(layer)
    inputs = read_inputs(layer.id(), context, allow_remote=False)
    assert inputs.sources == (layer.source(),)
    assert inputs.trusted


def test_a_path_that_qgis_has_loaded_meanwhile_is_still_typed(bright: Path, context: QgsProcessingContext) -> None:
    text = f"/vsisubfile/0,/{bright}"
    loaded = QgsProcessingUtils.mapLayerFromString(text, context)
    assert loaded is not None
    for typed in (text, loaded.id()):
        with pytest.raises(SourceError, match="not a plain file"):
            read_inputs(typed, context, allow_remote=False)
    assert not read_inputs(str(bright), context, allow_remote=False).trusted


def test_layers_without_values_are_refused(project: QgsProject, context: QgsProcessingContext) -> None:
    web = QgsRasterLayer("type=xyz&url=http://localhost:1/{z}/{x}/{y}.png", "Streets", "wms")
    points = QgsVectorLayer("Point?crs=EPSG:4326", "Trees", "memory")
    for layer, reason in ((web, "wms"), (points, "not a raster")):
        project.addMapLayer(layer)
        with pytest.raises(SourceError, match=f"{layer.name()}.*{reason}"):
            read_inputs(layer, context, allow_remote=False)


def test_a_broken_layer_is_named(tmp_path: Path, project: QgsProject, context: QgsProcessingContext) -> None:
    layer = QgsRasterLayer(str(tmp_path / "gone.tif"), "Gone")
    project.addMapLayer(layer)
    with pytest.raises(SourceError, match=r"Gone is broken.*gone\.tif"):
        read_inputs(layer, context, allow_remote=False)


def test_nothing_is_not_an_input(context: QgsProcessingContext) -> None:
    for value in (None, "", []):
        with pytest.raises(SourceError, match="No input"):
            read_inputs(value, context, allow_remote=False)


def test_an_open_layer_is_mapped_wherever_it_lies(
    bright: Path, out: Path, tmp_path: Path, project: QgsProject, context: QgsProcessingContext
) -> None:
    with zipfile.ZipFile(tmp_path / "scene.zip", "w") as archive:
        archive.write(bright, "scene.tif")
    source = f"/vsizip/{tmp_path / 'scene.zip'}/scene.tif"
    parameters = {"BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    assert "not a plain file" in failure("greenspace", {"INPUT": source, **parameters})
    layer = QgsRasterLayer(source, "Scene")
    project.addMapLayer(layer)
    assert run("greenspace", {"INPUT": layer.id(), **parameters}, context=context)["AREA_KM2"] > 0


def test_a_layer_may_be_deleted_while_it_is_mapped(
    bright: Path, out: Path, layer: QgsRasterLayer, project: QgsProject, context: QgsProcessingContext
) -> None:
    feedback = Recorder()
    feedback.progressChanged.connect(lambda _: project.clear())
    parameters = {"INPUT": layer.id(), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    assert run("greenspace", parameters, context=context, feedback=feedback)["AREA_KM2"] > 0
    assert project.mapLayers() == {}


def polygons(crs: str, *wkt: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Polygon?crs={crs}", "Area", "memory")
    for text in wkt:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(text))
        assert layer.dataProvider().addFeature(feature)
    return layer


SQUARE = "Polygon ((600010 4999960, 600030 4999960, 600030 4999980, 600010 4999980, 600010 4999960))"
OTHER = "Polygon ((600050 4999960, 600060 4999960, 600060 4999970, 600050 4999970, 600050 4999960))"
CIRCLE = "CurvePolygon (CircularString (600030 4999960, 600050 4999960, 600030 4999960))"
BOW_TIE = "Polygon ((600010 4999960, 600030 4999980, 600030 4999960, 600010 4999980, 600010 4999960))"


def covered(bright: Path, out: Path, context: QgsProcessingContext, **area: object) -> float:
    """Pixels that a run covers."""
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    result = run("greenspace", {**parameters, **area}, context=context)
    assert (read_raster(result["OUTPUT"]) != 255).sum() == pytest.approx(result["COVERED_KM2"] * 1e6)
    return result["COVERED_KM2"] * 1e6


def test_the_area_of_interest_is_what_is_mapped(
    bright: Path, out: Path, project: QgsProject, context: QgsProcessingContext
) -> None:
    layer = polygons("EPSG:32632", SQUARE, OTHER)
    project.addMapLayer(layer)
    assert covered(bright, out, context, AOI=layer) == pytest.approx(500)
    layer.selectByIds([2])
    selected = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    assert covered(bright, out, context, AOI=selected) == pytest.approx(100)


@pytest.mark.parametrize(("wkt", "pixels"), [(CIRCLE, 314), (BOW_TIE, 200)])
def test_curves_and_crossing_edges_are_understood(
    bright: Path, out: Path, project: QgsProject, context: QgsProcessingContext, wkt: str, pixels: float
) -> None:
    layer = polygons("EPSG:32632", wkt)
    project.addMapLayer(layer)
    assert covered(bright, out, context, AOI=layer) == pytest.approx(pixels, rel=0.1)


def test_an_extent_in_any_form(bright: Path, out: Path, context: QgsProcessingContext) -> None:
    text = "600010,600030,4999960,4999980 [EPSG:32632]"
    assert covered(bright, out, context, EXTENT=text) == pytest.approx(400)
    rectangle = QgsReferencedRectangle(
        QgsRectangle(600010, 4999960, 600030, 4999980), QgsRasterLayer(str(bright)).crs()
    )
    assert covered(bright, out, context, EXTENT=rectangle) == pytest.approx(400)
