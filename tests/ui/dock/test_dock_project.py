"""Settings that a project keeps, and those that are the same in all projects."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from algorithms import GREEN
from qgis.core import QgsProject, QgsRasterLayer, QgsSettings, QgsVectorLayer
from rasters import half_bright, write_raster

from onemetre.ui.dock.parts.imagery_section import ImagerySection
from onemetre.ui.dock.state.settings import AreaChoice, DockSettings, OutputChoice
from onemetre.ui.dock.state.state import DockState

PERSONAL = "plugins/onemetre/dock"


@pytest.fixture
def section() -> Iterator[ImagerySection]:
    """The dock's state with its imagery, in a new project."""
    QgsProject.instance().clear()
    QgsSettings().remove(PERSONAL)
    state = DockState()
    made = ImagerySection(state)
    yield made
    made.close_section()
    state.close()
    QgsProject.instance().clear()
    QgsSettings().remove(PERSONAL)


def add_raster(path: Path) -> QgsRasterLayer:
    path.parent.mkdir(exist_ok=True)
    layer = QgsRasterLayer(str(write_raster(path, half_bright(20, 20, 250))), path.stem)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_two_projects_keep_their_own_settings(section: ImagerySection, tmp_path: Path) -> None:
    state, project = section.state, QgsProject.instance()
    add_raster(tmp_path / "one" / "a_2020.tif")
    polygons = QgsVectorLayer("Polygon?crs=EPSG:32632", "districts", "memory")
    project.addMapLayer(polygons)
    outputs = OutputChoice(folder=str(tmp_path / "one" / "maps"), pattern="{place} {n}", polygons=True, replace=True)
    state.update(
        model=GREEN,
        threshold=70,
        device="cpu",
        outputs=outputs,
        area=AreaChoice(kind="layer", name="districts", layer=polygons.id()),
    )
    assert project.write(str(tmp_path / "one" / "one.qgz"))
    first = state.settings

    # A new project is new: nothing is left but the device.
    project.clear()
    fresh = state.settings
    assert fresh == DockSettings(device="cpu", outputs=OutputChoice(folder=fresh.outputs.folder))
    assert fresh.model == "auto" and fresh.outputs.folder.endswith("OneMetre")

    # Its imagery is ticked, and its maps go beside it.
    add_raster(tmp_path / "two" / "b_2021.tif")
    assert [image.year for image in state.settings.chosen] == [2021]
    state.update(area=AreaChoice(kind="raster"), device="auto")
    assert project.write(str(tmp_path / "two" / "two.qgz"))
    assert state.settings.outputs.folder == str(tmp_path / "two")
    second = state.settings

    # Opened again, each is as it was.
    assert project.read(str(tmp_path / "one" / "one.qgz"))
    assert state.settings == DockSettings(
        images=first.images, model=GREEN, threshold=70, outputs=outputs, area=first.area, device="auto"
    )
    assert project.mapLayer(state.settings.area.layer).name() == "districts"
    assert project.read(str(tmp_path / "two" / "two.qgz"))
    assert state.settings == second


def test_a_project_without_settings_starts_afresh_in_its_folder(section: ImagerySection, tmp_path: Path) -> None:
    plain = QgsProject()
    plain.write(str(tmp_path / "plain.qgs"))
    section.state.update(model=GREEN, outputs=OutputChoice(folder="/elsewhere", pattern="x"))
    assert QgsProject.instance().read(str(tmp_path / "plain.qgs"))
    assert section.state.settings == DockSettings(outputs=OutputChoice(folder=str(tmp_path)))


def test_a_project_that_is_moved_finds_its_imagery_and_its_maps(section: ImagerySection, tmp_path: Path) -> None:
    state = section.state
    before = tmp_path / "before"
    add_raster(before / "a_2020.tif")
    state.update(outputs=OutputChoice(folder=str(before / "maps")))
    assert QgsProject.instance().write(str(before / "p.qgz"))
    QgsProject.instance().clear()
    after = shutil.move(before, tmp_path / "after")
    assert QgsProject.instance().read(str(after / "p.qgz"))
    assert [image.source for image in state.settings.chosen] == [str(after / "a_2020.tif")]
    assert state.settings.outputs.folder == str(after / "maps")


def test_changes_in_the_dock_do_not_change_the_project_until_it_is_saved(
    section: ImagerySection, tmp_path: Path
) -> None:
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "p.qgz"))
    section.state.update(model=GREEN, threshold=30)
    assert not project.isDirty()
    # Not saved, not kept.
    assert project.read(str(tmp_path / "p.qgz"))
    assert section.state.settings.model == "auto"


def test_reloading_the_plugin_keeps_the_settings_of_the_open_project(tmp_path: Path) -> None:
    project = QgsProject.instance()
    first = DockState()
    first.update(model=GREEN, threshold=30)
    kept, changed = first.settings, project.isDirty()
    first.close()
    again = DockState()
    assert again.settings == kept and project.isDirty() == changed
    again.close()
    # Disabled while the project is left: the next one is new all the same.
    project.clear()
    later = DockState()
    assert later.settings.model == "auto"
    later.close()
    project.clear()


@pytest.mark.parametrize("text", ["{", '{"of": "later"}', '{"area": {"kind": "moon"}}'])
def test_settings_of_another_version_are_no_obstacle(section: ImagerySection, tmp_path: Path, text: str) -> None:
    other = QgsProject()
    other.writeEntry("onemetre", "dock", text)
    other.write(str(tmp_path / "p.qgs"))
    QgsSettings().setValue(PERSONAL, text)
    assert QgsProject.instance().read(str(tmp_path / "p.qgs"))
    assert section.state.settings == DockSettings(outputs=OutputChoice(folder=str(tmp_path)))
