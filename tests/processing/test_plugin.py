from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from qgis.core import QgsApplication

import onemetre


def test_unloading_removes_the_provider_and_loading_brings_it_back(plugin) -> None:
    registry = QgsApplication.processingRegistry()
    assert registry.providerById("onemetre") is not None
    plugin.unload()
    assert registry.providerById("onemetre") is None
    plugin.unload()
    plugin.initGui()
    assert registry.algorithmById("onemetre:greenspace") is not None


def test_the_qgis_side_loads_nothing_heavy() -> None:
    """numpy, GDAL and PROJ must stay those of QGIS, and qgis_process has no user interface."""
    parent = Path(onemetre.__file__).parent.parent
    code = (
        f"import sys; sys.path.append({str(parent)!r})\n"
        "import qgis.core, qgis.gui, qgis.PyQt.QtXml\n"
        "app = qgis.core.QgsApplication([], False); app.initQgis(); before = set(sys.modules)\n"
        "import onemetre; plugin = onemetre.classFactory(None); plugin.initProcessing()\n"
        "print(*sorted(set(sys.modules) - before)); plugin.unload(); app.exitQgis()"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    loaded = {name.partition(".")[0] for name in result.stdout.split()}
    assert "onemetre" in loaded
    assert "onemetre.ui" not in result.stdout.split()
    assert not loaded & {"numpy", "rasterio", "onnx", "onnxruntime", "torch", "osgeo", "shapely", "pyproj"}
    assert not loaded & {"subprocess", "multiprocessing"}
