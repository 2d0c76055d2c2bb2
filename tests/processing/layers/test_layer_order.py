"""In which order the layers of a run come to lie, in a real QGIS window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from algorithms import IMPERVIOUS
from desktop import run_in_qgis
from headless import make_profile
from rasters import half_bright, write_raster

MAP = "Classes, image"
FROM_THE_TOP = [f"{MAP}, outlines", MAP, f"{MAP}, probability", f"{MAP}, super-resolved image"]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, toys: Path) -> dict[str, Any]:
    """The layer tree after a run with nothing, a layer, a layer in a group, and a group selected."""
    folder = tmp_path_factory.mktemp("window")
    image = write_raster(folder / "image.tif", half_bright(20, 30, 3900, "uint16"), pixel=10.0)
    return run_in_qgis(
        make_profile(folder, toys).folder,
        folder,
        f"""
        import processing
        from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
        from qgis.PyQt.QtCore import QModelIndex

        def mapped(name, in_group, select):
            project = QgsProject.instance()
            project.clear()
            image = QgsRasterLayer({str(image)!r}, "image")
            above, below = (QgsVectorLayer("Point?crs=EPSG:32632", n, "memory") for n in ("above", "below"))
            project.addMapLayers([above, image, below], False)
            group = project.layerTreeRoot().addGroup("group") if in_group else project.layerTreeRoot()
            for layer in (above, image, below):
                group.addLayer(layer)
            view = iface.layerTreeView()
            view.setCurrentIndex(QModelIndex())
            if select == "layer":
                view.setCurrentLayer(image)
            elif select == "group":
                view.setCurrentIndex(view.node2index(group))
            outputs = {{
                "OUTPUT": "map.tif", "PROBABILITY": "p.tif", "SUPERRESOLVED": "sr.tif", "POLYGONS": "map.gpkg"
            }}
            processing.runAndLoadResults("onemetre:segment", {{
                "INPUT": image, "BANDS": "red=1,green=2,blue=3", "MODEL_FILE": {str(toys / f"{IMPERVIOUS}.onnx")!r},
                **{{key: {str(folder)!r} + "/" + name + "_" + file for key, file in outputs.items()}},
            }})
            QApplication.processEvents()
            return {{
                "root": [node.name() for node in project.layerTreeRoot().children()],
                "group": [node.name() for node in group.children()],
                "layers": sorted(layer.name() for layer in project.mapLayers().values()),
                "active": iface.activeLayer().name() if iface.activeLayer() else "",
            }}

        return {{
            "nothing": mapped("nothing", False, ""),
            "layer": mapped("layer", False, "layer"),
            "layer in a group": mapped("nested", True, "layer"),
            "group": mapped("group", True, "group"),
        }}
        """,
    )


@pytest.mark.parametrize(
    ("selected", "order"),
    [
        ("nothing", [*FROM_THE_TOP, "above", "image", "below"]),
        ("layer", ["above", *FROM_THE_TOP, "image", "below"]),
        ("layer in a group", ["above", *FROM_THE_TOP, "image", "below"]),
        ("group", [*FROM_THE_TOP, "above", "image", "below"]),
    ],
)
def test_the_maps_lie_on_each_other_from_the_finest_to_the_image(
    seen: dict[str, Any], selected: str, order: list[str]
) -> None:
    found = seen[selected]
    assert found["group"] == order
    assert found["root"] == (["group"] if "group" in selected else order)
    assert found["layers"] == sorted(order)
    assert found["active"] in FROM_THE_TOP
